from django.urls import path

from campaigns.kits import views

urlpatterns = [
    path("truyen-thong/dot/<int:pk>/bo-tu-lieu/", views.kit_share, name="kit-share"),
    path("truyen-thong/lien-ket/<int:pk>/thu-hoi/", views.kit_withdraw, name="kit-withdraw"),
    path("truyen-thong/tu-lieu/<str:token>/", views.media_kit, name="media-kit"),
    path(
        "truyen-thong/tu-lieu/<str:token>/noi-dung/",
        views.media_kit_contents,
        name="media-kit-contents",
    ),
    path(
        "truyen-thong/tu-lieu/<str:token>/tep/<int:pk>/",
        views.media_kit_file,
        name="media-kit-file",
    ),
]
