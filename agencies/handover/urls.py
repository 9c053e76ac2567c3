from django.urls import path

from agencies.handover import views

urlpatterns = [
    path("co-quan/ban-giao/", views.handover, name="handover"),
    path("co-quan/<int:pk>/ban-giao/", views.agency_hand_over, name="agency-hand-over"),
]
