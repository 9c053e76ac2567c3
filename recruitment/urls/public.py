from django.urls import path

from recruitment.views import public, search_engines

urlpatterns = [
    path("robots.txt", search_engines.robots, name="robots"),
    path("sitemap.xml", search_engines.sitemap, name="sitemap"),
    path("viec-lam/", public.vacancy_list, name="vacancy-list"),
    path("viec-lam/atom/", public.vacancy_feed, name="vacancy-feed"),
    path("viec-lam/<int:pk>/", public.vacancy_detail, name="vacancy-detail"),
    path("viec-lam/<int:pk>/to-roi.pdf", public.vacancy_poster, name="vacancy-poster"),
    path("viec-lam/<int:pk>/anh.png", public.vacancy_picture, name="vacancy-picture"),
    path("viec-lam/<int:pk>/dang-ky/", public.interest_register, name="interest-register"),
    path("viec-lam/rut-dang-ky/<str:token>/", public.interest_withdraw, name="interest-withdraw"),
]
