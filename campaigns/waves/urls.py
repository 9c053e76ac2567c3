from django.urls import path

from campaigns.waves import views

urlpatterns = [
    path("truyen-thong/", views.wave_list, name="wave-list"),
    path("truyen-thong/dot/moi/", views.wave_plan, name="wave-plan"),
    path("truyen-thong/dot/<int:pk>/", views.wave_detail, name="wave"),
    path("truyen-thong/dot/<int:pk>/sua/", views.wave_change, name="wave-change"),
    path("truyen-thong/dot/<int:pk>/huy/", views.wave_cancel, name="wave-cancel"),
    path("truyen-thong/dot/<int:pk>/nhu-cau/", views.demand_attach, name="demand-attach"),
]
