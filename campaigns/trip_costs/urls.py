from django.urls import path

from campaigns.trip_costs import views

urlpatterns = [
    path("kinh-phi/doan-cong-tac/<int:pk>/", views.trip_cost, name="trip-cost"),
]
