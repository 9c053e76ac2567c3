"""What people asked about their own data, and one slip that was reported in time."""

import datetime

from django.utils import timezone

from agencies.breaches.services import enter_breach, report_breach
from agencies.people.permissions import Actor
from agencies.privacy.choices import DataRequestKind
from agencies.privacy.models import Breach, DataRequest
from agencies.privacy.services import answer_request, decide_data_request, receive_data_request
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date


def load_privacy_requests(by: Actor, calendar: WorkingCalendar, today: datetime.date) -> None:
    # One request settled, one answered, one just in; once.
    if DataRequest.objects.exists():
        return
    ago = {n: calendar.add_working_days(today, -n) for n in (1, 2, 6, 7, 8)}
    given = {
        "full_name": "Lương Thị Bưởi",
        "contact": "0987 000 214",
        "text": (
            "Tôi đã đổi số điện thoại từ đầu tháng, nhờ sửa lại để nhận được tin của phiên "
            "giao dịch."
        ),
    }
    corrected = receive_data_request(
        kind=DataRequestKind.CORRECT, received_on=ago[8], by=by, at=_moment_of(ago[8]), **given
    )
    done = "Đã gọi lại số cũ để xác minh và sửa số điện thoại."
    decide_data_request(request=corrected, granted=True, text=done, by=by, at=_moment_of(ago[7]))
    given = {
        "full_name": "Vi Văn Sáng",
        "contact": "vi.van.sang@thu.example",
        "text": "Tôi đã có việc làm, đề nghị xóa thông tin đăng ký quan tâm.",
    }
    erased = receive_data_request(
        kind=DataRequestKind.ERASE, received_on=ago[2], by=by, at=_moment_of(ago[2]), **given
    )
    promised = "Đã trả lời qua thư điện tử: sẽ xóa trong tuần này."
    answer_request(request=erased, text=promised, by=by, at=_moment_of(ago[1]))
    given = {"full_name": "Hoàng Thị Nhàn", "contact": "0912 000 387", "text": ""}
    receive_data_request(
        kind=DataRequestKind.ACCESS, received_on=ago[1], by=None, at=_moment_of(ago[1]), **given
    )
    if not Breach.objects.exists():
        _record_slip(by, ago[6])


def _moment_of(day: datetime.date, hour: int = 8, minute: int = 40) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))


def _record_slip(by: Actor, day: datetime.date) -> None:
    noticed_at = _moment_of(day)
    breach = enter_breach(
        noticed_at=noticed_at,
        what="Gửi nhầm tệp danh sách người đăng ký phiên giao dịch cho một trung tâm khác.",
        data="Họ tên và số điện thoại của người đăng ký phỏng vấn.",
        people=37,
        harm="Người đăng ký có thể bị gọi điện chào mời.",
        measures="Trung tâm nhận nhầm đã xóa tệp và xác nhận bằng văn bản; mật khẩu tệp được đổi.",
        by=by,
    )
    number = f"128/BC-SNV ngày {format_date(day)}"
    reported_at = noticed_at + datetime.timedelta(hours=7)
    report_breach(breach=breach, reported_at=reported_at, number=number, late_reason="", by=by)
