from django.urls import path

from conferences.programmes import views

urlpatterns = [
    path("hoi-nghi/<int:pk>/chuong-trinh/", views.programme, name="programme"),
    path("hoi-nghi/<int:pk>/chuong-trinh/mau/", views.template_use, name="programme-template"),
    path("hoi-nghi/<int:pk>/chuong-trinh/muc/", views.item_add, name="programme-item-add"),
    path("hoi-nghi/<int:pk>/chuong-trinh/ban-hanh/", views.publish, name="programme-publish"),
    path(
        "hoi-nghi/chuong-trinh/muc/<int:pk>/sua/", views.item_change, name="programme-item-change"
    ),
    path("hoi-nghi/chuong-trinh/muc/<int:pk>/doi/", views.item_move, name="programme-item-move"),
    path("hoi-nghi/chuong-trinh/muc/<int:pk>/bo/", views.item_remove, name="programme-item-remove"),
]
