from django.urls import path

from agencies.assignment import views

urlpatterns = [
    path("van-ban/<int:pk>/giao/", views.directive_assign, name="directive-assign"),
]
