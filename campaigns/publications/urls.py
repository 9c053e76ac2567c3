from django.urls import path

from campaigns.publications import views

urlpatterns = [
    path("truyen-thong/san-pham/", views.publication_list, name="publication-list"),
    path("truyen-thong/san-pham/xuat/", views.publication_export, name="publication-export"),
    path("truyen-thong/san-pham/moi/", views.publication_enter, name="publication-enter"),
    path("truyen-thong/san-pham/<int:pk>/", views.publication_detail, name="publication"),
    path(
        "truyen-thong/san-pham/<int:pk>/gach-bo/",
        views.publication_withdraw,
        name="publication-withdraw",
    ),
    path("truyen-thong/minh-chung/<int:pk>/", views.proof_file, name="proof-file"),
    path("truyen-thong/loa/", views.loudspeaker_page, name="loudspeaker-page"),
    path("truyen-thong/loa/<int:pk>/", views.reading_enter, name="reading-enter"),
]
