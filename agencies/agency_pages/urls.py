from django.urls import path

from agencies.agency_pages import views

urlpatterns = [
    path("co-quan/<int:pk>/dien-thoai/", views.phone_set, name="phone-set"),
    path("co-quan/tim/", views.agency_search, name="agency-search"),
    path("co-quan/<int:pk>/", views.agency_detail, name="agency-detail"),
    path("co-quan/<int:pk>/dau-moi/", views.contact_set, name="contact-set"),
]
