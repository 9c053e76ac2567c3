from django.urls import path

from recruitment.vacancies import list_views, views

urlpatterns = [
    path("nhu-cau/moi/", list_views.vacancy_add, name="vacancy-add"),
    path("doanh-nghiep/<int:pk>/nhu-cau-moi/", list_views.vacancy_enter, name="vacancy-enter"),
    path("nhu-cau/duyet/", views.vacancy_check_many, name="vacancy-check-many"),
    path("nhu-cau/<int:pk>/", views.vacancy_desk_detail, name="vacancy-desk-detail"),
    path("nhu-cau/<int:pk>/sua/", list_views.vacancy_change, name="vacancy-change"),
    path("nhu-cau/<int:pk>/gui/", views.vacancy_submit, name="vacancy-submit"),
    path("nhu-cau/<int:pk>/duyet/", views.vacancy_check, name="vacancy-check"),
    path("nhu-cau/<int:pk>/hoi-lai/", views.vacancy_ask_back, name="vacancy-ask-back"),
    path("nhu-cau/<int:pk>/tam-dung/", views.vacancy_pause, name="vacancy-pause"),
    path("nhu-cau/<int:pk>/dang-lai/", views.vacancy_resume, name="vacancy-resume"),
    path("nhu-cau/<int:pk>/con-can/", views.vacancy_refresh, name="vacancy-refresh"),
    path("nhu-cau/<int:pk>/da-tuyen/", views.vacancy_fill, name="vacancy-fill"),
    path("nhu-cau/<int:pk>/sao-chep/", views.vacancy_copy, name="vacancy-copy"),
    path("nhu-cau/nguoi-quan-tam/<int:pk>/", views.interest_status, name="interest-status"),
]
