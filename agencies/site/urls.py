from django.urls import path

from agencies.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("_components/", views.gallery, name="gallery"),
    path("ngon-ngu/", views.language_switch, name="language-switch"),
    path("ngon-ngu/cong-khai/", views.public_language_switch, name="public-language-switch"),
]
