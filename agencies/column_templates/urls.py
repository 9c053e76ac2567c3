from django.urls import path

from agencies.column_templates import views

urlpatterns = [
    path("mau-cot/<slug:name>/", views.column_templates, name="column-templates"),
    path("mau-cot/<int:pk>/xoa/", views.column_template_removal, name="column-template-removal"),
]
