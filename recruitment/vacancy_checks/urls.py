from django.urls import path

from recruitment.vacancy_checks import views

urlpatterns = [
    path("nhu-cau/duyet/", views.demand_check_many, name="demand-check-many"),
]
