from django.urls import path

from recruitment.bulletins import views

urlpatterns = [
    path("ban-tin/", views.demand_sheet, name="demand-sheet"),
    path("ban-tin/xuat/", views.demand_sheet_export, name="demand-sheet-export"),
    path("ban-tin/word/", views.demand_sheet_document, name="demand-sheet-document"),
    path("ban-tin/bao-tin/", views.alert_list, name="alert-list"),
    path("ban-tin/bao-tin/<int:pk>/dung/", views.alert_end, name="alert-end"),
    path("ban-tin/loa/", views.loudspeaker, name="loudspeaker"),
    path("ban-tin/loa/word/", views.loudspeaker_document, name="loudspeaker-document"),
]
