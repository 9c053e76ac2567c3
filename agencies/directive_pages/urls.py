from django.urls import path

from agencies.directive_pages import views

urlpatterns = [
    path("van-ban/<int:pk>/thu-hoi/", views.directive_withdraw, name="directive-withdraw"),
    path("van-ban/", views.directive_list, name="directive-list"),
    path("van-ban/doc/", views.directive_upload, name="directive-upload"),
    path("van-ban/<int:pk>/", views.directive_detail, name="directive-detail"),
    path("van-ban/<int:pk>/sua/", views.directive_edit, name="directive-edit"),
    path("van-ban/<int:pk>/tep/", views.directive_file, name="directive-file"),
]
