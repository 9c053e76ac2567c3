from django.urls import path

from campaigns.waves import content_views, kit_views, views

urlpatterns = [
    path("truyen-thong/", views.wave_list, name="wave-list"),
    path("truyen-thong/dot/moi/", views.wave_plan, name="wave-plan"),
    path("truyen-thong/dot/<int:pk>/", views.wave_detail, name="wave"),
    path("truyen-thong/dot/<int:pk>/sua/", views.wave_change, name="wave-change"),
    path("truyen-thong/dot/<int:pk>/huy/", views.wave_cancel, name="wave-cancel"),
    path("truyen-thong/dot/<int:pk>/nhu-cau/", views.demand_attach, name="demand-attach"),
    path("truyen-thong/dot/<int:pk>/bo-tu-lieu/", views.kit_share, name="kit-share"),
    path("truyen-thong/dot/<int:pk>/noi-dung/", content_views.content_begin, name="content-begin"),
    path("truyen-thong/noi-dung/<int:pk>/", content_views.content_detail, name="content"),
    path("truyen-thong/noi-dung/<int:pk>/sua/", content_views.content_write, name="content-write"),
    path(
        "truyen-thong/noi-dung/<int:pk>/trinh/",
        content_views.content_submit,
        name="content-submit",
    ),
    path(
        "truyen-thong/noi-dung/<int:pk>/duyet/", content_views.content_clear, name="content-clear"
    ),
    path(
        "truyen-thong/noi-dung/<int:pk>/tra-lai/",
        content_views.content_refuse,
        name="content-refuse",
    ),
    path(
        "truyen-thong/noi-dung/<int:pk>/phat-hanh/",
        content_views.content_release,
        name="content-release",
    ),
    path(
        "truyen-thong/noi-dung/<int:pk>/huy/", content_views.content_cancel, name="content-cancel"
    ),
    path(
        "truyen-thong/noi-dung/<int:pk>/giao/", content_views.content_assign, name="content-assign"
    ),
    path("truyen-thong/tep/<int:pk>/", content_views.wave_file, name="wave-file"),
    path("truyen-thong/tep/<int:pk>/bo/", content_views.wave_file_remove, name="wave-file-remove"),
    path("truyen-thong/lien-ket/<int:pk>/thu-hoi/", kit_views.kit_withdraw, name="kit-withdraw"),
    path("truyen-thong/tu-lieu/<str:token>/", kit_views.media_kit, name="media-kit"),
    path(
        "truyen-thong/tu-lieu/<str:token>/noi-dung/",
        kit_views.media_kit_contents,
        name="media-kit-contents",
    ),
    path(
        "truyen-thong/tu-lieu/<str:token>/tep/<int:pk>/",
        kit_views.media_kit_file,
        name="media-kit-file",
    ),
]
