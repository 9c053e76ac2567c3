from django.urls import path

from conferences.exchange_files import views

urlpatterns = [
    path("phien-giao-dich/<int:pk>/san-quoc-gia/", views.exchange_files, name="exchange-files"),
    path(
        "phien-giao-dich/<int:pk>/san-quoc-gia/lap/",
        views.exchange_file_make,
        name="exchange-file-make",
    ),
    path("phien-giao-dich/tep-san/<int:pk>/", views.exchange_file, name="exchange-file"),
    path(
        "phien-giao-dich/tep-san/<int:pk>/bien-nhan/",
        views.exchange_receipt,
        name="exchange-receipt",
    ),
]
