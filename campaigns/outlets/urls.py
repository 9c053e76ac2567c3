from django.urls import path

from campaigns.outlets import views

urlpatterns = [
    path("truyen-thong/kenh/", views.outlet_list, name="outlet-list"),
    path("truyen-thong/kenh/moi/", views.outlet_add, name="outlet-add"),
    path("truyen-thong/kenh/<int:pk>/", views.outlet_change, name="outlet-change"),
]
