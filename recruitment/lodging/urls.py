from django.urls import path

from recruitment.lodging import views

urlpatterns = [
    path("luu-tru/", views.lodging_list, name="lodging-list"),
    path("luu-tru/xuat/", views.lodging_export, name="lodging-export"),
    path("luu-tru/cua-xa/", views.own_lodging, name="own-lodging"),
    path("luu-tru/<int:pk>/<str:month>/", views.lodging_report, name="lodging-report"),
]
