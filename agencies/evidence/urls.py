from django.urls import path

from agencies.evidence import views

urlpatterns = [
    path("nhiem-vu/tep/<int:pk>/go/", views.evidence_removal, name="evidence-removal"),
    path("nhiem-vu/tep/<int:pk>/", views.evidence_file, name="evidence-file"),
    path("nhiem-vu/tep/<int:pk>/xem/", views.evidence_preview, name="evidence-preview"),
    path("nhiem-vu/tep/<int:pk>/anh/", views.evidence_image, name="evidence-image"),
    path("nhiem-vu/tep/<int:pk>/trang/<int:number>.png", views.evidence_page, name="evidence-page"),
]
