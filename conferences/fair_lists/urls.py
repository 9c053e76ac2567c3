from django.urls import path

from conferences.fair_lists import views

urlpatterns = [
    path("phien-giao-dich/<int:pk>/danh-sach.xlsx", views.fair_list_export, name="fair-vacancies"),
    path("phien-giao-dich/<int:pk>/loa/", views.fair_script, name="fair-script"),
    path("phien-viec-lam/<int:pk>/to-roi.pdf", views.fair_poster, name="fair-poster"),
]
