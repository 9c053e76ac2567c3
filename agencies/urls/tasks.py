from django.urls import path
from django.views.generic import RedirectView

from agencies.views import agencies, board, calendar, evidence, feeds, month, seats, tasks

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="agencies:must-do"), name="home"),
    path("viec-can-lam/", tasks.must_do, name="must-do"),
    path("nhiem-vu/", tasks.task_list, name="task-list"),
    path("nhiem-vu/xuat/", tasks.task_export, name="task-export"),
    path("nhiem-vu/<int:pk>/", tasks.task_detail, name="task-detail"),
    path("nhiem-vu/ky/<int:pk>/bao-cao/", tasks.task_report, name="task-report"),
    path("nhiem-vu/ky/<int:pk>/nop/", tasks.task_submit, name="task-submit"),
    path("nhiem-vu/ky/<int:pk>/chap-nhan/", tasks.task_accept, name="task-accept"),
    path("nhiem-vu/ky/<int:pk>/tra-lai/", tasks.task_return, name="task-return"),
    path("nhiem-vu/ky/<int:pk>/thu-hoi/", tasks.task_withdraw, name="task-withdraw"),
    path("nhiem-vu/tep/<int:pk>/", evidence.evidence_file, name="evidence-file"),
    path("nhiem-vu/tep/<int:pk>/xem/", evidence.evidence_preview, name="evidence-preview"),
    path("nhiem-vu/tep/<int:pk>/anh/", evidence.evidence_image, name="evidence-image"),
    path("nhiem-vu/tep/<int:pk>/trang/<int:number>.png", evidence.evidence_page, name="evidence-page"),
    path("lich/", month.month, name="month"),
    path("lich/dong-bo/", feeds.calendar_feed_create, name="calendar-feed-create"),
    path("lich/dong-bo/<int:pk>/ngung/", feeds.calendar_feed_revoke, name="calendar-feed-revoke"),
    path("lich/<str:token>.ics", feeds.calendar_feed, name="calendar-feed"),
    path("bang-dieu-hanh/", board.board, name="board"),
    path("lich-lam-viec/", calendar.calendar, name="calendar"),
    path("lich-lam-viec/ngay/", calendar.calendar_day, name="calendar-day"),
    path("lich-lam-viec/ngay/<int:pk>/bo/", calendar.calendar_day_removal, name="calendar-day-removal"),
    path("lich-lam-viec/quy-uoc/", calendar.deadline_policy, name="deadline-policy"),
    path("co-quan/tim/", agencies.agency_search, name="agency-search"),
    path("vi-tri/", seats.seat_switch, name="seat-switch"),
]
