from django.urls import path

from conferences.fairs import views

urlpatterns = [
    path("phien-giao-dich/", views.fair_list, name="fair-list"),
    path("phien-giao-dich/them/", views.fair_add, name="fair-add"),
    path("phien-giao-dich/<int:pk>/", views.fair_detail, name="fair"),
    path("phien-giao-dich/<int:pk>/sua/", views.fair_change, name="fair-change"),
    path("phien-giao-dich/<int:pk>/trang-thai/", views.fair_state, name="fair-state"),
    path("phien-giao-dich/<int:pk>/huy/", views.fair_cancel, name="fair-cancel"),
    path("phien-giao-dich/<int:pk>/cac-thang-sau/", views.fair_repeat, name="fair-repeat"),
    path("phien-giao-dich/<int:pk>/diem/", views.fair_point_add, name="fair-point-add"),
]
