from django.urls import path

from conferences.running_desk import point_views, question_views, speech_views, views

urlpatterns = [
    path("hoi-nghi/<int:pk>/dieu-hanh/", views.running_desk, name="running-desk"),
    path("hoi-nghi/<int:pk>/dieu-hanh/duong-dan/", views.link_renew, name="follow-link-renew"),
    path("hoi-nghi/chuong-trinh/muc/<int:pk>/bat-dau/", views.item_begin, name="item-begin"),
    path("hoi-nghi/chuong-trinh/muc/<int:pk>/ket-thuc/", views.item_end, name="item-end"),
    path(
        "hoi-nghi/chuong-trinh/muc/<int:pk>/lay-lai/", views.item_take_back, name="item-take-back"
    ),
    path("hoi-nghi/<int:pk>/phat-bieu/", speech_views.speech_add, name="speech-add"),
    path("hoi-nghi/phat-bieu/<int:pk>/viec/", speech_views.speech_act, name="speech-act"),
    path("hoi-nghi/phat-bieu/<int:pk>/doi/", speech_views.speech_move, name="speech-move"),
    path("hoi-nghi/<int:pk>/cau-hoi/", question_views.question_add, name="question-add"),
    path("hoi-nghi/cau-hoi/<int:pk>/", question_views.question, name="question"),
    path("hoi-nghi/cau-hoi/<int:pk>/tra-loi/", question_views.answer_now, name="question-answer"),
    path(
        "hoi-nghi/cau-hoi/<int:pk>/van-ban/",
        question_views.answer_later,
        name="question-in-writing",
    ),
    path("hoi-nghi/ky-thuat/<str:token>/phat-bieu/", point_views.point_voice, name="point-voice"),
    path(
        "hoi-nghi/ky-thuat/<str:token>/phat-bieu/dang-ky/",
        point_views.point_speech,
        name="point-speech",
    ),
    path(
        "hoi-nghi/ky-thuat/<str:token>/phat-bieu/<int:pk>/rut/",
        point_views.point_speech_withdraw,
        name="point-speech-withdraw",
    ),
    path(
        "hoi-nghi/ky-thuat/<str:token>/cau-hoi/",
        point_views.point_question,
        name="point-question",
    ),
]
