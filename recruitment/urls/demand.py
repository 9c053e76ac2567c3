from django.urls import path

from recruitment.views import bulletins, checking, demand, monthly, vacancy

urlpatterns = [
    path("nhu-cau/", demand.demand_list, name="demand-list"),
    path("ban-tin/", bulletins.demand_sheet, name="demand-sheet"),
    path("ban-tin/xuat/", bulletins.demand_sheet_export, name="demand-sheet-export"),
    path("ban-tin/word/", bulletins.demand_sheet_document, name="demand-sheet-document"),
    path("ban-tin/bao-tin/", bulletins.alert_list, name="alert-list"),
    path("ban-tin/bao-tin/<int:pk>/dung/", bulletins.alert_end, name="alert-end"),
    path("ban-tin/loa/", bulletins.loudspeaker, name="loudspeaker"),
    path("ban-tin/thang/", monthly.demand_board, name="demand-board"),
    path("ban-tin/thang/xuat/", monthly.demand_board_export, name="demand-board-export"),
    path("ban-tin/thang/vi-tri/", monthly.demand_board_rows, name="demand-board-rows"),
    path("nhu-cau/moi/", demand.demand_new, name="demand-new"),
    path("doanh-nghiep/<int:pk>/nhu-cau-moi/", demand.demand_enter, name="demand-enter"),
    path("nhu-cau/duyet/", checking.demand_check_many, name="demand-check-many"),
    path("nhu-cau/<int:pk>/", vacancy.demand_detail, name="demand-detail"),
    path("nhu-cau/<int:pk>/sua/", demand.demand_change, name="demand-change"),
    path("nhu-cau/<int:pk>/gui/", vacancy.demand_submit, name="demand-submit"),
    path("nhu-cau/<int:pk>/duyet/", vacancy.demand_check, name="demand-check"),
    path("nhu-cau/<int:pk>/hoi-lai/", vacancy.demand_ask_back, name="demand-ask-back"),
    path("nhu-cau/<int:pk>/tam-dung/", vacancy.demand_pause, name="demand-pause"),
    path("nhu-cau/<int:pk>/dang-lai/", vacancy.demand_resume, name="demand-resume"),
    path("nhu-cau/<int:pk>/con-can/", vacancy.demand_refresh, name="demand-refresh"),
    path("nhu-cau/<int:pk>/da-tuyen/", vacancy.demand_fill, name="demand-fill"),
    path("nhu-cau/<int:pk>/dong/", vacancy.demand_close, name="demand-close"),
    path("nhu-cau/<int:pk>/sao-chep/", vacancy.demand_copy, name="demand-copy"),
    path("nhu-cau/nguoi-quan-tam/<int:pk>/", vacancy.interest_status, name="interest-status"),
]
