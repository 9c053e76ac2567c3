from django.urls import path

from agencies.task_papers import views

urlpatterns = [
    path("van-ban/<int:pk>/lap-van-ban/", views.task_paper_make, name="task-paper-make"),
]
