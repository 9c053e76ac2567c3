from django.urls import path

from conferences.answer_templates import views

urlpatterns = [
    path("doi-thoai/mau-tra-loi/", views.template_list, name="answer-template-list"),
    path("doi-thoai/mau-tra-loi/moi/", views.template_add, name="answer-template-add"),
    path("doi-thoai/mau-tra-loi/<int:pk>/", views.template_change, name="answer-template"),
    path(
        "doi-thoai/mau-tra-loi/<int:pk>/xoa/",
        views.template_remove,
        name="answer-template-remove",
    ),
]
