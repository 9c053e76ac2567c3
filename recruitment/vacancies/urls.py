from django.urls import path

from recruitment.vacancies import list_views, views

urlpatterns = [
    path("nhu-cau/", list_views.demand_list, name="demand-list"),
    path("nhu-cau/moi/", list_views.demand_new, name="demand-new"),
    path("doanh-nghiep/<int:pk>/nhu-cau-moi/", list_views.demand_enter, name="demand-enter"),
    path("nhu-cau/<int:pk>/", views.demand_detail, name="demand-detail"),
    path("nhu-cau/<int:pk>/sua/", list_views.demand_change, name="demand-change"),
    path("nhu-cau/<int:pk>/gui/", views.demand_submit, name="demand-submit"),
    path("nhu-cau/<int:pk>/duyet/", views.demand_check, name="demand-check"),
    path("nhu-cau/<int:pk>/hoi-lai/", views.demand_ask_back, name="demand-ask-back"),
    path("nhu-cau/<int:pk>/tam-dung/", views.demand_pause, name="demand-pause"),
    path("nhu-cau/<int:pk>/dang-lai/", views.demand_resume, name="demand-resume"),
    path("nhu-cau/<int:pk>/con-can/", views.demand_refresh, name="demand-refresh"),
    path("nhu-cau/<int:pk>/da-tuyen/", views.demand_fill, name="demand-fill"),
    path("nhu-cau/<int:pk>/dong/", views.demand_close, name="demand-close"),
    path("nhu-cau/<int:pk>/sao-chep/", views.demand_copy, name="demand-copy"),
    path("nhu-cau/nguoi-quan-tam/<int:pk>/", views.interest_status, name="interest-status"),
]
