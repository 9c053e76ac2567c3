from django.urls import path

from conferences.booths import views

urlpatterns = [
    path("phien-giao-dich/<int:pk>/tham-gia/", views.booth_ask, name="booth-ask"),
    path("phien-giao-dich/gian-hang/<int:pk>/", views.booth_detail, name="booth"),
    path("phien-giao-dich/gian-hang/<int:pk>/sua/", views.booth_change, name="booth-change"),
    path("phien-giao-dich/gian-hang/<int:pk>/nhan/", views.booth_accept, name="booth-accept"),
    path("phien-giao-dich/gian-hang/<int:pk>/tu-choi/", views.booth_decline, name="booth-decline"),
    path("phien-giao-dich/gian-hang/<int:pk>/huy/", views.booth_withdraw, name="booth-withdraw"),
    path(
        "phien-giao-dich/gian-hang/<int:pk>/lien-ket-moi/",
        views.booth_link_renew,
        name="booth-link-renew",
    ),
    path("phien-giao-dich/gian-hang/<int:pk>/lich/", views.booth_block_add, name="booth-block-add"),
]
