from django.urls import path

from conferences.living import views

urlpatterns = [
    path("noi-o-di-lai/", views.living_list, name="living-list"),
    path("noi-o-di-lai/moi/", views.living_enter, name="living-enter"),
    path("noi-o-di-lai/<int:pk>/", views.living_change, name="living-change"),
    path("noi-o-di-lai/<int:pk>/da-kiem-tra/", views.living_check, name="living-check"),
    path("noi-o-di-lai/<int:pk>/go/", views.living_withdraw, name="living-withdraw"),
]
