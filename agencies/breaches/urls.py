from django.urls import path

from agencies.breaches import views

urlpatterns = [
    path("du-lieu-ca-nhan/su-co/", views.breach_list, name="breach-list"),
    path("du-lieu-ca-nhan/su-co/moi/", views.breach_enter, name="breach-enter"),
    path("du-lieu-ca-nhan/su-co/<int:pk>/", views.breach, name="breach"),
]
