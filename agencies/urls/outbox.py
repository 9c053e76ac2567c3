from django.urls import path

from agencies.views import outbox

urlpatterns = [
    path("hop-thu-di/", outbox.outbox, name="outbox"),
    path("hop-thu-di/<int:pk>/", outbox.outbox_message, name="outbox-message"),
    path("hop-thu-di/<int:pk>/html/", outbox.outbox_letter, name="outbox-letter"),
    path("hop-thu-di/<int:pk>/gui-lai/", outbox.outbox_try_again, name="outbox-retry"),
]
