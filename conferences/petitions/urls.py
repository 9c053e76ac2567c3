from django.urls import path

from conferences.petitions import views

urlpatterns = [
    path("doi-thoai/phat-bieu/<int:pk>/", views.speech_split, name="speech"),
    path("doi-thoai/kien-nghi/", views.petition_list, name="petition-list"),
    path("doi-thoai/<int:pk>/kien-nghi/", views.petition_enter, name="petition-enter"),
    path("doi-thoai/kien-nghi/<int:pk>/sua/", views.petition_change, name="petition-change"),
]
