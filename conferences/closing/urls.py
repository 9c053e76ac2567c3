from django.urls import path

from conferences.closing import public_views, views

urlpatterns = [
    path("hoi-nghi/<int:pk>/ket-thuc/", views.closing, name="closing"),
    path("hoi-nghi/<int:pk>/ket-thuc/be-mac/", views.conference_end, name="conference-end"),
    path("hoi-nghi/<int:pk>/ket-thuc/bien-ban/", views.minutes_make, name="minutes-make"),
    path("hoi-nghi/<int:pk>/ket-thuc/ket-luan/", views.conclusion_attach, name="conclusion-attach"),
    path("hoi-nghi/<int:pk>/ket-thuc/cong-bo/", views.publish, name="conference-publish"),
    path("hoi-nghi/<int:pk>/ket-thuc/thoi-cong-bo/", views.unpublish, name="conference-unpublish"),
    path(
        "hoi-nghi/cong-bo/<int:pk>/", public_views.published_conference, name="published-conference"
    ),
]
