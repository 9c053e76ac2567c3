from django.urls import path

from conferences.conference_documents import point_views, views

urlpatterns = [
    path("hoi-nghi/<int:pk>/tai-lieu/", views.documents, name="conference-documents"),
    path(
        "hoi-nghi/<int:pk>/tai-lieu/them/",
        views.document_add,
        name="conference-document-add",
    ),
    path("hoi-nghi/tai-lieu/<int:pk>/", views.document, name="conference-document"),
    path(
        "hoi-nghi/tai-lieu/<int:pk>/ban-moi/",
        views.version_add,
        name="conference-document-version",
    ),
    path(
        "hoi-nghi/tai-lieu/<int:pk>/rut/", views.document_withdraw, name="conference-document-end"
    ),
    path("hoi-nghi/tai-lieu/<int:pk>/ghi-chu/", views.note_write, name="conference-document-note"),
    path(
        "hoi-nghi/tai-lieu/ban/<int:pk>/tep/",
        views.version_fetch,
        name="conference-document-file",
    ),
    path(
        "hoi-nghi/ky-thuat/<str:token>/tai-lieu/",
        point_views.point_documents,
        name="point-documents",
    ),
    path(
        "hoi-nghi/ky-thuat/<str:token>/tai-lieu/<int:pk>/",
        point_views.point_document_fetch,
        name="point-document-file",
    ),
]
