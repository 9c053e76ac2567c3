from django.urls import path

from conferences.letter_splitting import views

urlpatterns = [
    path("doi-thoai/<int:pk>/cong-van/", views.letter_upload, name="letter-upload"),
    path("doi-thoai/cong-van/<int:pk>/chia/", views.letter_split, name="letter-split"),
]
