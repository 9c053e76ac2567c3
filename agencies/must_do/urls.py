from django.urls import path

from agencies.must_do import views

urlpatterns = [path("viec-can-lam/", views.must_do_page, name="must-do")]
