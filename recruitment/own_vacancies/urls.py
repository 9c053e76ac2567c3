from django.urls import path

from recruitment.own_vacancies import views

urlpatterns = [
    path("nhu-cau/", views.vacancy_desk, name="vacancy-desk"),
    path("nhu-cau/xuat/", views.own_vacancies_export, name="own-vacancies-export"),
    path("nhu-cau/nhieu/", views.own_vacancies_act, name="own-vacancies-act"),
]
