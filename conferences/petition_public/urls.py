from django.urls import path

from conferences.petition_public import views

urlpatterns = [
    path("kien-nghi/", views.public_petition_list, name="public-petition-list"),
    path("kien-nghi/atom/", views.public_petition_feed, name="public-petition-feed"),
    path("kien-nghi/<int:pk>/", views.public_petition, name="public-petition"),
]
