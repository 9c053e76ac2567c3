from django.urls import path

from agencies.people_import import views

urlpatterns = [
    path("co-quan/nhap/", views.people_upload, name="people-upload"),
    path("co-quan/nhap/mau/", views.people_template, name="people-template"),
    path("co-quan/nhap/mau-hien-co/", views.people_template_filled, name="people-template-filled"),
    path("co-quan/nhap/<int:pk>/", views.people_import, name="people-import"),
    path("co-quan/nhap/<int:pk>/tao/", views.people_make, name="people-make"),
    path("co-quan/nhap/<int:pk>/dong-an/", views.people_hidden, name="people-hidden"),
    path("co-quan/nhap/<int:pk>/can-sua/", views.people_marked, name="people-marked"),
    path("co-quan/nhap/dong/<int:pk>/", views.people_row, name="people-row"),
]
