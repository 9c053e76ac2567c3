from django.urls import path

from recruitment.imports import views

urlpatterns = [
    path("nhu-cau/excel/", views.import_upload, name="import-upload"),
    path("nhu-cau/excel/mau/", views.import_template, name="import-template"),
    path("doanh-nghiep/<int:pk>/nhu-cau-excel/", views.import_enter, name="import-enter"),
    path(
        "doanh-nghiep/<int:pk>/nhu-cau-excel/mau/",
        views.import_enter_template,
        name="import-enter-template",
    ),
    path("nhu-cau/excel/<int:pk>/", views.import_detail, name="import-detail"),
    path("nhu-cau/excel/<int:pk>/tao/", views.import_create, name="import-create"),
    path("nhu-cau/excel/<int:pk>/can-sua/", views.import_marked, name="import-marked"),
    path("nhu-cau/excel/dong/<int:pk>/", views.import_row, name="import-row"),
]
