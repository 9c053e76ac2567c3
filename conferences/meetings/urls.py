from django.urls import path

from conferences.meetings import views

urlpatterns = [
    path("hoi-nghi/", views.conference_list, name="conference-list"),
    path("hoi-nghi/them/", views.conference_add, name="conference-add"),
    path("hoi-nghi/<int:pk>/", views.conference_detail, name="conference"),
    path("hoi-nghi/<int:pk>/sua/", views.conference_change, name="conference-change"),
    path("hoi-nghi/<int:pk>/moi/", views.conference_announce, name="conference-announce"),
    path("hoi-nghi/<int:pk>/khai-mac/", views.conference_begin, name="conference-begin"),
    path("hoi-nghi/<int:pk>/huy/", views.conference_cancel, name="conference-cancel"),
    path("hoi-nghi/<int:pk>/lien-ket/", views.conference_links, name="conference-links"),
]
