from django.urls import path

from agencies.policies import views

urlpatterns = [
    path("nhac-han/", views.policy_list, name="policy-list"),
    path("nhac-han/them/", views.policy_add, name="policy-add"),
    path("nhac-han/<int:pk>/", views.policy_edit, name="policy-edit"),
    path("nhac-han/<int:pk>/bo/", views.policy_remove, name="policy-remove"),
]
