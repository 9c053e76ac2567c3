from django.urls import path

from conferences.fair_booking import views

urlpatterns = [
    path("phien-giao-dich/diem/<int:pk>/", views.point_detail, name="fair-point"),
    path("phien-giao-dich/diem/<int:pk>/sua/", views.point_change, name="fair-point-change"),
    path("phien-giao-dich/diem/<int:pk>/may-tinh/", views.computers_add, name="computers-add"),
    path("phien-giao-dich/diem/<int:pk>/nguoi/", views.seeker_add, name="seeker-add"),
    path("phien-giao-dich/goi/<int:pk>/", views.call_done, name="phone-call-done"),
    path("phien-giao-dich/nguoi/<int:pk>/", views.seeker_detail, name="seeker"),
    path("phien-giao-dich/nguoi/<int:pk>/gui/", views.seeker_act, name="seeker-act"),
]
