from django.urls import path

from conferences.petition_papers import views

urlpatterns = [
    path("doi-thoai/<int:pk>/bao-cao/", views.report_make, name="dialogue-report"),
    path("doi-thoai/<int:pk>/don-doc/", views.reminder_make, name="dialogue-reminder"),
    path("doi-thoai/<int:pk>/phu-luc/", views.annex_export, name="dialogue-annex"),
]
