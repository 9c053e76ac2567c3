from django.urls import path

from recruitment.public import views

urlpatterns = [
    path("viec-lam/", views.vacancy_list, name="vacancy-list"),
    path("viec-lam/atom/", views.vacancy_feed, name="vacancy-feed"),
    path("viec-lam/<int:pk>/", views.vacancy_detail, name="vacancy-detail"),
    path("viec-lam/<int:pk>/to-roi.pdf", views.vacancy_poster, name="vacancy-poster"),
    path("viec-lam/<int:pk>/anh.png", views.vacancy_picture, name="vacancy-picture"),
    path("viec-lam/<int:pk>/dang-ky/", views.interest_register, name="interest-register"),
    path("viec-lam/rut-dang-ky/<str:token>/", views.interest_withdraw, name="interest-withdraw"),
]
