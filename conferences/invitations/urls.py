from django.urls import path

from conferences.invitations import views

urlpatterns = [
    path("hoi-nghi/<int:pk>/thanh-phan/", views.bodies_add, name="bodies-add"),
    path("hoi-nghi/thanh-phan/<int:pk>/bo/", views.body_remove, name="body-remove"),
    path("hoi-nghi/thu-moi/<int:pk>/", views.invitation_detail, name="invitation"),
    path(
        "hoi-nghi/thu-moi/<int:pk>/hoi-nghi.ics",
        views.invitation_calendar,
        name="invitation-calendar",
    ),
    path("hoi-nghi/tra-loi/<str:token>/", views.invitation_answer, name="invitation-answer"),
    path(
        "hoi-nghi/tra-loi/<str:token>/hoi-nghi.ics",
        views.invitation_answer_calendar,
        name="invitation-answer-calendar",
    ),
]
