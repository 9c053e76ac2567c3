from django.urls import path

from recruitment.vacancy_life import views

urlpatterns = [
    path("nhu-cau/<int:pk>/dong/", views.vacancy_close, name="vacancy-close"),
    path("nhu-cau/<int:pk>/sua-so-da-tuyen/", views.vacancy_correct, name="vacancy-correct"),
]
