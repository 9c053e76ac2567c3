from django.urls import path

from agencies.clearances import views

urlpatterns = [
    path("nhiem-vu/duyet/<int:pk>/dong-y/", views.clearance_give, name="clearance-give"),
    path("nhiem-vu/duyet/<int:pk>/khong-duyet/", views.clearance_refuse, name="clearance-refuse"),
]
