from django.urls import path

from agencies.papers import views

urlpatterns = [
    path("van-ban-da-lap/<int:pk>/word/", views.paper_docx, name="paper-docx"),
    path("van-ban-da-lap/<int:pk>/pdf/", views.paper_pdf, name="paper-pdf"),
    path("vb/<str:code>/", views.paper_proof, name="paper-proof"),
]
