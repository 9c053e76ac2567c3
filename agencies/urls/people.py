from django.urls import path

from agencies.views import agency_list, invitations, people_imports

urlpatterns = [
    path("co-quan/danh-sach/", agency_list.agency_list, name="agency-list"),
    path("co-quan/nhap/", people_imports.people_upload, name="people-upload"),
    path("co-quan/nhap/mau/", people_imports.people_template, name="people-template"),
    path("co-quan/nhap/mau-hien-co/", people_imports.people_template_filled, name="people-template-filled"),
    path("co-quan/nhap/<int:pk>/", people_imports.people_import, name="people-import"),
    path("co-quan/nhap/<int:pk>/tao/", people_imports.people_make, name="people-make"),
    path("co-quan/nhap/<int:pk>/dong-an/", people_imports.people_hidden, name="people-hidden"),
    path("co-quan/nhap/<int:pk>/can-sua/", people_imports.people_marked, name="people-marked"),
    path("co-quan/nhap/dong/<int:pk>/", people_imports.people_row, name="people-row"),
    path("co-quan/thu-moi/", invitations.invitation_list, name="invitation-list"),
    path("co-quan/thu-moi/gui-lai/", invitations.invitation_again, name="invitation-again"),
    path("co-quan/thu-moi/thu-hoi/", invitations.invitation_end, name="invitation-end"),
]
