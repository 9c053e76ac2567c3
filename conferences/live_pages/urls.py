from django.urls import path

from conferences.live_pages import views

urlpatterns = [
    path("hoi-nghi/theo-doi/<str:token>/", views.live_page, name="live-page"),
    path("hoi-nghi/theo-doi/<str:token>/luc-nay/", views.live_now, name="live-now"),
]
