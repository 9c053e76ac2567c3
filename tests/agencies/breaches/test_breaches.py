"""The log of breaches: 72 hours from the moment of notice, as a task; late says why."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.breaches.services import enter_breach, report_breach
from agencies.errors import RuleError
from agencies.privacy.models import Breach
from agencies.tasks.choices import OccurrenceStatus
from tests.factories import make_actor, sign_in

pytestmark = pytest.mark.django_db
VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
NOTICED = datetime(2026, 11, 23, 8, 15, tzinfo=VIET_NAM)
SAID = {
    "what": "Gửi nhầm danh sách cho một cơ quan khác.",
    "data": "Họ tên và số điện thoại của người lao động.",
    "people": 42,
    "harm": "Có thể bị gọi điện quấy rầy.",
    "measures": "Đã yêu cầu xóa và xác nhận bằng văn bản.",
}


@pytest.fixture
def desk(time_machine):
    time_machine.move_to(NOTICED + timedelta(hours=2), tick=False)
    return make_actor(role=SeatRole.COORDINATOR)


def test_the_72_hours_run_from_the_notice_and_are_a_task(desk):
    breach = enter_breach(noticed_at=NOTICED, by=desk, **SAID)
    assert breach.report_by == datetime(2026, 11, 26, 8, 15, tzinfo=VIET_NAM)
    owed = breach.task.occurrences.get()
    assert (owed.due_on, owed.task.lead, owed.task.source_url) == (
        date(2026, 11, 26),
        desk.seat.agency,
        breach.get_absolute_url(),
    )
    assert "08:15 26/11/2026" in owed.task.text
    assert SAID["what"] not in owed.task.text


def test_reported_in_time_ends_the_task(desk):
    breach = enter_breach(noticed_at=NOTICED, by=desk, **SAID)
    moment = NOTICED + timedelta(hours=1)
    report_breach(
        breach=breach,
        reported_at=moment,
        number="15/BC-SNV ngày 23/11/2026",
        late_reason="",
        by=desk,
    )
    breach.refresh_from_db()
    assert (breach.reported_at, breach.task.occurrences.get().status) == (
        moment,
        OccurrenceStatus.DONE,
    )
    with pytest.raises(RuleError, match="Sự cố này đã được thông báo"):
        report_breach(breach=breach, reported_at=moment, number="16", late_reason="", by=desk)


@pytest.mark.parametrize(("minutes", "is_late"), [(0, False), (1, True)])
def test_after_72_hours_a_reason_is_owed(desk, time_machine, minutes, is_late):
    breach = enter_breach(noticed_at=NOTICED, by=desk, **SAID)
    moment = NOTICED + timedelta(hours=72, minutes=minutes)
    time_machine.move_to(moment + timedelta(hours=1), tick=False)
    given = {"breach": breach, "reported_at": moment, "number": "15/BC-SNV", "by": desk}
    if is_late:
        with pytest.raises(RuleError, match="Đã quá 72 giờ: ghi rõ lý do chậm") as refused:
            report_breach(late_reason=" ", **given)
        assert refused.value.field == "late_reason"
        with pytest.raises(IntegrityError):
            Breach.objects.filter(pk=breach.pk).update(
                reported_at=moment, report_number="15/BC-SNV"
            )
        return
    report_breach(late_reason="", **given)
    breach.refresh_from_db()
    assert breach.reported_at == moment


def test_impossible_moments_are_refused(desk):
    with pytest.raises(RuleError, match="Thời điểm này chưa đến") as refused:
        enter_breach(noticed_at=NOTICED + timedelta(days=1), by=desk, **SAID)
    assert refused.value.field == "noticed_at"
    breach = enter_breach(noticed_at=NOTICED, by=desk, **SAID)
    for moment in (NOTICED - timedelta(minutes=1), NOTICED + timedelta(days=1)):
        with pytest.raises(
            RuleError, match="Thời điểm này trước lúc phát hiện sự cố hoặc chưa đến"
        ) as refused:
            report_breach(breach=breach, reported_at=moment, number="15", late_reason="x", by=desk)
        assert refused.value.field == "reported_at"


def test_nobody_else_writes_the_log(desk):
    breach = enter_breach(noticed_at=NOTICED, by=desk, **SAID)
    leader = make_actor(role=SeatRole.LEADER)
    with pytest.raises(RuleError, match="Chỉ đầu mối bảo vệ dữ liệu cá nhân được ghi sự cố"):
        enter_breach(noticed_at=NOTICED, by=leader, **SAID)
    with pytest.raises(RuleError, match="Chỉ đầu mối bảo vệ dữ liệu cá nhân được ghi sự cố"):
        report_breach(breach=breach, reported_at=NOTICED, number="1", late_reason="", by=leader)
    assert [entry.action for entry in AuditEntry.objects.filter(target_type="agencies.breach")] == [
        "breach-entered"
    ]


def test_from_entry_to_report_by_the_pages(client, desk):
    sign_in(client, desk)
    typed = SAID | {"day": "23/11/2026", "hour": "8h15"}
    wrong = client.post(reverse("agencies:breach-enter"), typed | {"hour": "sáng", "what": ""})
    assert (wrong.status_code, sorted(wrong.context["form"].errors)) == (422, ["hour", "what"])
    assert SAID["harm"] in wrong.content.decode()
    client.post(reverse("agencies:breach-enter"), typed)
    breach = Breach.objects.get()
    assert breach.noticed_at == NOTICED
    [row] = client.get(reverse("agencies:breach-list")).context["page"].object_list
    assert row == breach
    early = {"day": "22/11/2026", "hour": "08:00", "number": "15/BC-SNV"}
    refused = client.post(breach.get_absolute_url(), early)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["day"])
    client.post(breach.get_absolute_url(), early | {"day": "23/11/2026", "hour": "09:30"})
    breach.refresh_from_db()
    assert (breach.report_number, breach.late_reason) == ("15/BC-SNV", "")
    assert "15/BC-SNV" in client.get(breach.get_absolute_url()).content.decode()
