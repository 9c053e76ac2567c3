from django.urls import path

from campaigns.contents import views

urlpatterns = [
    path("truyen-thong/dot/<int:pk>/noi-dung/", views.content_begin, name="content-begin"),
    path("truyen-thong/noi-dung/<int:pk>/", views.content_detail, name="content"),
    path("truyen-thong/noi-dung/<int:pk>/sua/", views.content_write, name="content-write"),
    path("truyen-thong/noi-dung/<int:pk>/trinh/", views.content_submit, name="content-submit"),
    path("truyen-thong/noi-dung/<int:pk>/duyet/", views.content_clear, name="content-clear"),
    path("truyen-thong/noi-dung/<int:pk>/tra-lai/", views.content_refuse, name="content-refuse"),
    path(
        "truyen-thong/noi-dung/<int:pk>/phat-hanh/", views.content_release, name="content-release"
    ),
    path("truyen-thong/noi-dung/<int:pk>/huy/", views.content_cancel, name="content-cancel"),
    path("truyen-thong/noi-dung/<int:pk>/giao/", views.content_assign, name="content-assign"),
    path("truyen-thong/tep/<int:pk>/", views.wave_file, name="wave-file"),
    path("truyen-thong/tep/<int:pk>/bo/", views.wave_file_remove, name="wave-file-remove"),
]
