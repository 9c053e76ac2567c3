from django.urls import path

from recruitment.views import lodging

urlpatterns = [
    path("luu-tru/", lodging.lodging_list, name="lodging-list"),
    path("luu-tru/xuat/", lodging.lodging_export, name="lodging-export"),
    path("luu-tru/cua-xa/", lodging.own_lodging, name="own-lodging"),
    path("luu-tru/<int:pk>/<str:month>/", lodging.lodging_report, name="lodging-report"),
]
