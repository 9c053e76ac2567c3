from django.urls import path

from agencies.views import gallery, language

urlpatterns = [
    path("_components/", gallery.gallery, name="gallery"),
    path("ngon-ngu/", language.language_switch, name="language-switch"),
]
