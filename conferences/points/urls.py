from django.urls import path

from conferences.points import views

urlpatterns = [
    path("hoi-nghi/<int:pk>/diem-cau/", views.point_add, name="point-add"),
    path("hoi-nghi/diem-cau/<int:pk>/", views.point_detail, name="point"),
    path("hoi-nghi/diem-cau/<int:pk>/sua/", views.point_change, name="point-change"),
    path("hoi-nghi/diem-cau/<int:pk>/lien-ket/", views.point_links, name="point-links"),
    path("hoi-nghi/diem-cau/<int:pk>/ma-qr.svg", views.point_qr, name="point-qr"),
    path("hoi-nghi/diem-cau/<int:pk>/doi-dia-chi/", views.point_renew, name="point-renew"),
    path("hoi-nghi/diem-cau/<int:pk>/bo/", views.point_remove, name="point-remove"),
]
