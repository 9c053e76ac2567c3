from django.urls import path

from recruitment.import_review import views

urlpatterns = [
    path("nhu-cau/excel/<int:pk>/doc-lai/", views.import_choose, name="import-choose"),
    path("nhu-cau/excel/<int:pk>/dat-chung/", views.import_set, name="import-set"),
    path("nhu-cau/excel/<int:pk>/xac-nhan/", views.import_confirm, name="import-confirm"),
    path("nhu-cau/excel/<int:pk>/tra-loi/", views.import_answer, name="import-answer"),
    path("nhu-cau/excel/<int:pk>/doi-chieu-lai/", views.import_match, name="import-match"),
    path("nhu-cau/excel/<int:pk>/sua-o/", views.import_mend, name="import-mend"),
]
