from django.urls import path

from conferences.outcomes import views

urlpatterns = [
    path(
        "phien-giao-dich/gian-hang/<int:pk>/ket-qua/", views.booth_outcomes, name="booth-outcomes"
    ),
    path("phien-giao-dich/<int:pk>/ket-qua/", views.fair_results, name="fair-results"),
]
