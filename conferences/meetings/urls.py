from django.urls import path

from conferences.meetings import point_views, views

urlpatterns = [
    path("hoi-nghi/", views.conference_list, name="conference-list"),
    path("hoi-nghi/them/", views.conference_add, name="conference-add"),
    path("hoi-nghi/<int:pk>/", views.conference_detail, name="conference"),
    path("hoi-nghi/<int:pk>/sua/", views.conference_change, name="conference-change"),
    path("hoi-nghi/<int:pk>/moi/", views.conference_announce, name="conference-announce"),
    path("hoi-nghi/<int:pk>/khai-mac/", views.conference_begin, name="conference-begin"),
    path("hoi-nghi/<int:pk>/huy/", views.conference_cancel, name="conference-cancel"),
    path("hoi-nghi/<int:pk>/lien-ket/", views.conference_links, name="conference-links"),
    path("hoi-nghi/<int:pk>/diem-cau/", point_views.point_add, name="point-add"),
    path("hoi-nghi/diem-cau/<int:pk>/", point_views.point_detail, name="point"),
    path("hoi-nghi/diem-cau/<int:pk>/sua/", point_views.point_change, name="point-change"),
    path("hoi-nghi/diem-cau/<int:pk>/lien-ket/", point_views.point_links, name="point-links"),
    path("hoi-nghi/diem-cau/<int:pk>/ma-qr.svg", point_views.point_qr, name="point-qr"),
    path("hoi-nghi/diem-cau/<int:pk>/doi-dia-chi/", point_views.point_renew, name="point-renew"),
    path("hoi-nghi/diem-cau/<int:pk>/bo/", point_views.point_remove, name="point-remove"),
]
