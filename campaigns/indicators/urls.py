from django.urls import path

from campaigns.indicators import views

urlpatterns = [
    path("chi-tieu/chi-so/", views.indicator_list, name="indicator-list"),
    path("chi-tieu/chi-so/moi/", views.indicator_add, name="indicator-add"),
    path("chi-tieu/chi-so/<int:pk>/", views.indicator_change, name="indicator-change"),
    path("chi-tieu/chi-so/<int:pk>/so-lieu/", views.figure_enter, name="figure-enter"),
]
