from django.urls import path

from conferences.fair_public import views

urlpatterns = [
    path("phien-viec-lam/", views.public_fair_list, name="public-fair-list"),
    path("phien-viec-lam/<int:pk>/", views.public_fair, name="public-fair"),
    path("phien-viec-lam/<int:pk>/lich.ics", views.fair_calendar, name="fair-calendar"),
    path("phien-viec-lam/<int:pk>/dang-ky/", views.seeker_sign_up, name="seeker-sign-up"),
    path("phien-viec-lam/phieu/<str:token>/", views.own_registration, name="own-registration"),
    path("phien-viec-lam/phieu/<str:token>/gui/", views.own_act, name="own-act"),
    path("phien-viec-lam/tuyen-dung/<str:token>/", views.recruiter, name="recruiter"),
]
