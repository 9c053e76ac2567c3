from django.urls import path

from agencies.api import token_views

urlpatterns = [
    path("co-quan/<int:pk>/ma-truy-cap/", token_views.api_token_list, name="api-token-list"),
    path("ma-truy-cap/<int:pk>/dung/", token_views.api_token_revoke, name="api-token-revoke"),
]
