from django.urls import path

from agencies.feeds import views

urlpatterns = [
    path("lich/dong-bo/", views.calendar_feed_create, name="calendar-feed-create"),
    path("lich/dong-bo/<int:pk>/ngung/", views.calendar_feed_revoke, name="calendar-feed-revoke"),
    path("lich/<str:token>.ics", views.calendar_feed, name="calendar-feed"),
]
