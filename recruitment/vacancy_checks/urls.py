from django.urls import path

from recruitment.vacancy_checks import views

urlpatterns = [
    path("nhu-cau/duyet/", views.vacancy_check_many, name="vacancy-check-many"),
]
