from django.urls import path

from conferences.partnerships import ask_views, views
from conferences.partnerships.choices import AskSide

urlpatterns = [
    path("tinh-ban/", views.partnership_list, name="partnership-list"),
    path("tinh-ban/moi/", views.partnership_open, name="partnership-open"),
    path("tinh-ban/<int:pk>/", views.partnership_detail, name="partnership"),
    path("tinh-ban/<int:pk>/sua/", views.partnership_change, name="partnership-change"),
    path("tinh-ban/<int:pk>/dau-moi/", views.contact_add, name="partner-contact-add"),
    path("tinh-ban/dau-moi/<int:pk>/", views.contact_remove, name="partner-contact-remove"),
    path("tinh-ban/<int:pk>/van-ban/", views.document_add, name="partner-document-add"),
    path("tinh-ban/van-ban/<int:pk>/", views.document_detail, name="partner-document"),
    path("tinh-ban/van-ban/<int:pk>/tep/", views.document_file, name="partner-document-file"),
    path("tinh-ban/van-ban/<int:pk>/chia-se/", views.document_share, name="partner-document-share"),
    path(
        "tinh-ban/<int:pk>/de-nghi-cua-ta/",
        ask_views.ask_add,
        {"side": AskSide.HOST},
        name="ask-add",
    ),
    path(
        "tinh-ban/<int:pk>/de-nghi-cua-tinh-ban/",
        ask_views.ask_add,
        {"side": AskSide.PARTNER},
        name="partner-ask-add",
    ),
    path("tinh-ban/de-nghi/<int:pk>/", ask_views.ask_detail, name="ask"),
    path("tinh-ban/de-nghi/<int:pk>/sua/", ask_views.ask_change, name="ask-change"),
    path("tinh-ban/de-nghi/<int:pk>/tra-loi/", ask_views.ask_answer, name="ask-answer"),
    path("tinh-ban/de-nghi/<int:pk>/giao/", ask_views.ask_assign, name="ask-assign"),
    path("tinh-ban/de-nghi/<int:pk>/chia-se/", ask_views.ask_share, name="ask-share"),
]
