from django.urls import path

from agencies.site import gallery_views, home_views, language_views

urlpatterns = [
    path("", home_views.home, name="home"),
    path("_components/", gallery_views.gallery, name="gallery"),
    path("ngon-ngu/", language_views.language_switch, name="language-switch"),
]
