from django.urls import path

from recruitment.parks import views

urlpatterns = [
    path("doanh-nghiep/khu/", views.park_list, name="park-list"),
    path("doanh-nghiep/khu/<int:pk>/", views.park_change, name="park-change"),
]
