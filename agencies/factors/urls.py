from django.urls import path

from agencies.factors import views

urlpatterns = [
    path("tai-khoan/ma-du-phong/da-giu/", views.codes_kept, name="account-codes-kept"),
]
