from django.urls import path

from conferences.petition_imports import views

urlpatterns = [
    path("doi-thoai/<int:pk>/danh-sach/", views.petition_upload, name="petition-upload"),
    path("doi-thoai/danh-sach/<int:pk>/", views.petition_import, name="petition-import"),
]
