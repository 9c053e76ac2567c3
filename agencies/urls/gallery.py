from django.urls import path

from agencies.views import gallery

urlpatterns = [path("_components/", gallery.gallery, name="gallery")]
