from django.urls import path

from agencies.invitations import views

urlpatterns = [
    path("co-quan/danh-sach/", views.agency_list, name="agency-list"),
    path("co-quan/thu-moi/", views.invitation_list, name="invitation-list"),
    path("co-quan/thu-moi/gui-lai/", views.invitation_again, name="invitation-again"),
    path("co-quan/thu-moi/thu-hoi/", views.invitation_end, name="invitation-end"),
]
