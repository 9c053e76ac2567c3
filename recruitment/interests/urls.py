from django.urls import path

from recruitment.interests import views

urlpatterns = [
    path("nhu-cau/cho-goi/", views.uncalled_list, name="uncalled-list"),
    path("nhu-cau/<int:pk>/nhac-goi/", views.calls_remind, name="calls-remind"),
]
