from django.urls import path

from conferences.publishing import views

urlpatterns = [
    path(
        "doi-thoai/kien-nghi/<int:pk>/cong-khai/", views.petition_publish, name="petition-publish"
    ),
    path(
        "doi-thoai/kien-nghi/<int:pk>/thoi-cong-khai/",
        views.petition_unpublish,
        name="petition-unpublish",
    ),
    path("doi-thoai/<int:pk>/cong-khai/", views.dialogue_publish, name="dialogue-publish"),
]
