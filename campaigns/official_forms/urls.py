from django.urls import path

from campaigns.official_forms import views

urlpatterns = [
    path("chi-tieu/bieu-mau/", views.form_list, name="form-list"),
    path("chi-tieu/bieu-mau/moi/", views.form_add, name="form-add"),
    path("chi-tieu/bieu-mau/<int:pk>/", views.form_detail, name="form-detail"),
    path("chi-tieu/bieu-mau/<int:pk>/sua/", views.form_change, name="form-change"),
    path("chi-tieu/bieu-mau/<int:pk>/xuat/", views.form_export, name="form-export"),
    path("chi-tieu/bieu-mau/<int:pk>/dong/", views.line_add, name="form-line-add"),
    path("chi-tieu/bieu-mau/dong/<int:pk>/", views.line_change, name="form-line-change"),
]
