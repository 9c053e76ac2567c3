from django.urls import path

from conferences.dialogues import views

urlpatterns = [
    path("doi-thoai/", views.dialogue_list, name="dialogue-list"),
    path("doi-thoai/moi/", views.dialogue_enter, name="dialogue-enter"),
    path("doi-thoai/<int:pk>/", views.dialogue_detail, name="dialogue"),
    path("doi-thoai/<int:pk>/sua/", views.dialogue_change, name="dialogue-change"),
    path("doi-thoai/<int:pk>/thanh-phan/", views.participants_enter, name="participants-enter"),
    path("doi-thoai/<int:pk>/phat-bieu/", views.speech_enter, name="speech-enter"),
]
