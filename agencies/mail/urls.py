from django.urls import path

from agencies.mail import views

urlpatterns = [
    path("hop-thu-di/", views.outbox, name="outbox"),
    path("hop-thu-di/<int:pk>/", views.outbox_message, name="outbox-message"),
    path("hop-thu-di/<int:pk>/html/", views.outbox_letter, name="outbox-letter"),
    path("hop-thu-di/<int:pk>/gui-lai/", views.outbox_try_again, name="outbox-retry"),
]
