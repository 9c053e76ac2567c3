from django.urls import path

from recruitment.views import imports

urlpatterns = [
    path("nhu-cau/excel/", imports.import_upload, name="import-upload"),
    path("nhu-cau/excel/mau/", imports.import_template, name="import-template"),
    path("doanh-nghiep/<int:pk>/nhu-cau-excel/", imports.import_enter, name="import-enter"),
    path("doanh-nghiep/<int:pk>/nhu-cau-excel/mau/", imports.import_enter_template, name="import-enter-template"),
    path("nhu-cau/excel/<int:pk>/", imports.import_detail, name="import-detail"),
    path("nhu-cau/excel/<int:pk>/tao/", imports.import_create, name="import-create"),
    path("nhu-cau/excel/<int:pk>/can-sua/", imports.import_marked, name="import-marked"),
    path("nhu-cau/excel/dong/<int:pk>/", imports.import_row, name="import-row"),
]
