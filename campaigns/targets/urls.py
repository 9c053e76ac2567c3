from django.urls import path

from campaigns.targets import views

urlpatterns = [
    path("chi-tieu/", views.target_list, name="target-list"),
    path("chi-tieu/xuat/", views.target_export, name="target-export"),
    path("chi-tieu/moi/", views.target_add, name="target-add"),
    path("chi-tieu/<int:pk>/", views.target_detail, name="target-detail"),
    path("chi-tieu/<int:pk>/sua/", views.target_change, name="target-change"),
    path("chi-tieu/<int:pk>/ky/<str:period>/", views.target_figures, name="target-figures"),
]
