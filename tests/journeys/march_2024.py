"""What the agencies of the plan of 2024 did from 28/02 to 31/3/2024, day by day: the story behind
the golden mails.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.clearances.services import clear_result, refuse_clearance
from agencies.conversation.comments import add_comment
from agencies.conversation.explanations import answer_explanation, ask_explanation
from agencies.conversation.extensions import answer_extension, ask_extension
from agencies.conversation.snoozes import snooze_reminders
from agencies.demo.history import ASSIGNED_ON, FILE_NAME, assign_proposals, limit_to_year
from agencies.demo.papers import plan_2024, write_paper
from agencies.demo.people import PASSWORD, Staff, load_people
from agencies.directives.models import Directive
from agencies.people.choices import MailMode
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor
from agencies.progress.services import (
    accept_result,
    report_progress,
    return_result,
    submit_result,
    withdraw_task,
)
from agencies.proposals.upload import upload_directive
from agencies.requests.choices import ExtensionStatus
from agencies.setup.reference import agencies_by_key, load_reference
from agencies.tasks.occurrence_models import Occurrence
from agencies.working_calendar.services import set_calendar_day

POINTERS = ("Chủ động phối hợp", "Thực hiện nhiệm vụ được phân công")
READ_ONE_MAIL = ("dieu-phoi", "kcn")
CLIP, PAGE, ESTIMATE = "Xây dựng video clip", "Mở chuyên mục trên báo", "Lập dự toán kinh phí"
WAVE, BENEFITS, FAIRS = (
    "Đăng lại các nội dung ấy",
    "Thu thập chế độ đãi ngộ",
    "Sở Lao động - TB&XH phối hợp",
)


@dataclass
class Month:
    """The plan, given out on 22/02/2024 and not yet worked on; each act below is one person's on
    that day.
    """

    agencies: dict[str, Agency] = field(default_factory=dict)
    staff: Staff | None = None
    directive: Directive | None = None

    def begin(self) -> None:
        load_reference()
        self.agencies = agencies_by_key()
        self.staff = load_people(self.agencies, PASSWORD)
        addresses = [f"{name}@caulaodong.example" for name in READ_ONE_MAIL]
        Person.objects.filter(email__in=addresses).update(mail_mode=MailMode.DIGEST)
        by = self.staff.coordinator(self.agencies["bg-ldtbxh"], ASSIGNED_ON)
        self.directive = upload_directive(data=write_paper(plan_2024()), file_name=FILE_NAME, by=by)
        limit_to_year(self.directive, by)
        assign_proposals(self.directive, by=by, on=ASSIGNED_ON, until=ASSIGNED_ON)

    # Who acts
    def officer(self, key: str) -> Actor:
        return self.staff.officer(self.agencies[key], timezone.localdate())

    def decider(self, row: Occurrence) -> Actor:
        # The office decides on what is the department's own.
        own = row.task.lead_id == self.agencies["bg-ldtbxh"].pk
        return self.staff.decider(row, timezone.localdate()) if own else self.coordinator

    @property
    def coordinator(self) -> Actor:
        return self.staff.coordinator(self.agencies["bg-ldtbxh"], timezone.localdate())

    @property
    def leader(self) -> Actor:
        holding = SeatHolding.objects.select_related("seat", "person").get(
            seat__role=SeatRole.LEADER, seat__agency=self.agencies["bg-ubnd"]
        )
        return Actor(person=holding.person, seat=holding.seat)

    # What they act on
    def occurrence(self, key: str, begins: str, due: str = "") -> Occurrence:
        """The agency's occurrence by the first words of its task, and by its first due day where
        there are several.
        """
        found = Occurrence.objects.filter(
            task__lead=self.agencies[key], task__title__startswith=begins
        )
        found = found.filter(first_due_on=date.fromisoformat(due)) if due else found
        return found.select_related("task__lead", "deadline").order_by("due_on", "pk").first()

    def report(self, key: str, begins: str, text: str, due: str = "") -> None:
        row = self.occurrence(key, begins, due)
        report_progress(occurrence=row, text=text, by=self.officer(key), version=row.version)

    def submit(self, key: str, begins: str, text: str, due: str = "") -> None:
        row = self.occurrence(key, begins, due)
        submit_result(occurrence=row, text=text, by=self.officer(key), version=row.version)

    def accept(self, key: str, begins: str, due: str = "") -> None:
        row = self.occurrence(key, begins, due)
        accept_result(occurrence=row, by=self.decider(row), version=row.version)

    def give_back(self, key: str, begins: str, reason: str, due: str = "") -> None:
        row = self.occurrence(key, begins, due)
        return_result(occurrence=row, text=reason, by=self.decider(row), version=row.version)

    def clear(self, key: str, begins: str, by: str, refuse: str = "") -> None:
        row = self.occurrence(key, begins)
        step = row.clearances.get(agency=self.agencies[by], answered_at=None)
        asked = {"clearance": step, "by": self.officer(by), "version": row.version}
        refuse_clearance(**asked, text=refuse) if refuse else clear_result(**asked)

    def ask_more_time(self, key: str, begins: str, until: date, reason: str) -> None:
        row = self.occurrence(key, begins)
        ask_extension(
            occurrence=row,
            wanted_on=until,
            reason=reason,
            by=self.officer(key),
            version=row.version,
        )

    def give_time(self, key: str, begins: str, until: date, answer: str) -> None:
        [asked] = self.occurrence(key, begins).extensions.filter(status=ExtensionStatus.ASKED)
        values = {"verdict": ExtensionStatus.AMENDED, "granted_on": until, "answer": answer}
        answer_extension(extension=asked, by=self.coordinator, **values)

    def ask_why(self, key: str, begins: str, question: str, due: str = "") -> None:
        ask_explanation(
            occurrence=self.occurrence(key, begins, due), question=question, by=self.leader
        )

    def explain(self, key: str, begins: str, answer: str, due: str = "") -> None:
        [asked] = self.occurrence(key, begins, due).explanations.filter(answered_at=None)
        answer_explanation(explanation=asked, answer=answer, by=self.officer(key))

    def comment(self, key: str, begins: str, text: str, mention: str) -> None:
        seats = list(Seat.objects.filter(agency=self.agencies[mention], gets_reminders=True))
        add_comment(
            occurrence=self.occurrence(key, begins), text=text, by=self.coordinator, mentioned=seats
        )

    def put_off(self, key: str, begins: str, until: date, due: str = "") -> None:
        snooze_reminders(
            occurrence=self.occurrence(key, begins, due), until=until, by=self.officer(key)
        )

    def withdraw(self, key: str, begins: str, reason: str) -> None:
        row = self.occurrence(key, begins)
        withdraw_task(occurrence=row, text=reason, by=self.coordinator, version=row.version)

    def close_office(self, day: date, note: str) -> None:
        set_calendar_day(day=day, is_working=False, note=note, by=self.coordinator)

    def change_officer(self, key: str, name: str, email: str) -> None:
        """Another person takes the seat tomorrow; nothing is handed over, the tasks are the
        seat's.
        """
        today, held = timezone.localdate(), self.officer(key)
        SeatHolding.objects.filter(seat=held.seat, person=held.person).update(ends_on=today)
        successor = Person.objects.create_user(email, full_name=name)
        tomorrow = today + datetime.timedelta(days=1)
        self.staff.holdings.append(
            SeatHolding.objects.create(seat=held.seat, person=successor, starts_on=tomorrow)
        )
        for holding in self.staff.holdings:
            if holding.seat_id == held.seat.pk and holding.person_id == held.person.pk:
                holding.ends_on = today


Act = Callable[[Month], None]
FIRST_WAVE = ("bg-ldtbxh", "bg-kcn", "bg-ldld", "bg-bhxh", "bg-tinhdoan", "bg-phunu")
DISTRICTS = ("hiephoa", "langgiang", "lucnam", "tanyen", "vietyen", "yendung", "bacgiang")


def _wave(month: Month) -> None:
    for key in (*FIRST_WAVE, *(f"bg-h-{name}" for name in DISTRICTS)):
        month.submit(
            key,
            WAVE,
            "Đã đăng tải đợt 1 trên trang thông tin điện tử và mạng xã hội.",
            "2024-03-15",
        )


def _newsrooms(month: Month) -> None:
    """The newspaper and the broadcaster owe the first wave twice: by two items of the plan."""
    for key in ("bg-bao", "bg-dai"):
        for begins in POINTERS:
            month.submit(
                key,
                begins,
                "Đã phát, đăng đợt 1 và bàn giao nội dung cho báo, đài tỉnh bạn.",
                "2024-03-15",
            )


def _accept_newsrooms(month: Month) -> None:
    for key in ("bg-bao", "bg-dai"):
        for begins in POINTERS:
            month.accept(key, begins, "2024-03-15")


def _accept_wave(month: Month) -> None:
    for key in (*FIRST_WAVE, *(f"bg-h-{name}" for name in DISTRICTS)):
        month.accept(key, WAVE, "2024-03-15")


DIARY: dict[date, tuple[Act, ...]] = {
    date(2024, 2, 28): (
        lambda m: m.report(
            "bg-dai", CLIP, "Đã có kịch bản chi tiết, đang xin ý kiến các đơn vị phối hợp."
        ),
        lambda m: m.submit(
            "bg-kcn", BENEFITS, "Đã gửi bảng tổng hợp tháng 02 cho Báo và Đài.", "2024-02-29"
        ),
    ),
    date(2024, 2, 29): (
        lambda m: m.accept("bg-kcn", BENEFITS, "2024-02-29"),
        lambda m: m.submit(
            "bg-ldtbxh", FAIRS, "Đã tổ chức phiên trực tuyến ngày 27/02/2024.", "2024-02-29"
        ),
        lambda m: m.comment("bg-dai", CLIP, "Đề nghị bổ sung cảnh quay nhà ở công nhân.", "bg-dai"),
    ),
    date(2024, 3, 1): (
        lambda m: m.ask_more_time(
            "bg-dai", CLIP, date(2024, 3, 12), "Chờ giấy phép quay tại hai doanh nghiệp FDI."
        ),
        lambda m: m.accept("bg-ldtbxh", FAIRS, "2024-02-29"),
    ),
    date(2024, 3, 4): (
        lambda m: m.give_time(
            "bg-dai", CLIP, date(2024, 3, 8), "Cần clip trước chuyến công tác ngày 13/3/2024."
        ),
    ),
    date(2024, 3, 5): (
        lambda m: m.submit("bg-ldtbxh", ESTIMATE, "Đã gửi dự toán kinh phí thực hiện Kế hoạch."),
        lambda m: m.submit(
            "bg-bao", PAGE, "Đã mở chuyên mục và dàn trang chuyên đề, gửi bản duyệt."
        ),
    ),
    date(2024, 3, 6): (
        lambda m: m.clear("bg-ldtbxh", ESTIMATE, "bg-taichinh"),
        lambda m: m.accept("bg-ldtbxh", ESTIMATE),
        lambda m: m.clear("bg-bao", PAGE, "bg-ldtbxh"),
        lambda m: m.clear(
            "bg-bao", PAGE, "bg-vp", refuse="Số liệu thu nhập chưa thống nhất với BQL các KCN."
        ),
    ),
    date(2024, 3, 8): (
        lambda m: m.submit("bg-dai", CLIP, "Đã hoàn thành video clip 20 phút, gửi kèm bản dựng."),
        lambda m: m.submit("bg-bao", PAGE, "Đã sửa số liệu theo báo cáo của BQL các KCN."),
    ),
    date(2024, 3, 11): (
        lambda m: m.clear("bg-dai", CLIP, "bg-ldtbxh"),
        lambda m: m.clear("bg-bao", PAGE, "bg-ldtbxh"),
        lambda m: m.clear("bg-bao", PAGE, "bg-vp"),
        lambda m: m.accept("bg-bao", PAGE),
        lambda m: m.close_office(date(2024, 3, 15), "Nghỉ bù theo thông báo của UBND tỉnh"),
    ),
    date(2024, 3, 12): (
        lambda m: m.clear("bg-dai", CLIP, "bg-vp"),
        lambda m: m.accept("bg-dai", CLIP),
        _newsrooms,
        lambda m: m.put_off("bg-nongdan", WAVE, date(2024, 3, 14), "2024-03-15"),
    ),
    date(2024, 3, 13): (_wave, _accept_newsrooms),
    date(2024, 3, 14): (
        _accept_wave,
        lambda m: m.submit("bg-nongdan", WAVE, "Đã đăng tải trên trang của Hội.", "2024-03-15"),
    ),
    date(2024, 3, 18): (
        lambda m: m.give_back("bg-nongdan", WAVE, "Thiếu đường dẫn các bài đã đăng.", "2024-03-15"),
        lambda m: m.change_officer(
            "bg-h-sondong", "Nông Diệu Sương", "son-dong.moi@caulaodong.example"
        ),
    ),
    date(2024, 3, 20): (
        lambda m: m.submit(
            "bg-nongdan", WAVE, "Đã bổ sung đường dẫn của 6 bài đăng.", "2024-03-15"
        ),
        lambda m: m.submit(
            "bg-h-sondong", WAVE, "Đã đăng tải đợt 1; chậm do thay cán bộ theo dõi.", "2024-03-15"
        ),
        lambda m: m.withdraw(
            "bg-hiephoi", "Hiệp hội Cung ứng", "Ghép vào đoàn công tác của UBND tỉnh."
        ),
    ),
    date(2024, 3, 21): (
        lambda m: m.accept("bg-nongdan", WAVE, "2024-03-15"),
        lambda m: m.accept("bg-h-sondong", WAVE, "2024-03-15"),
    ),
    date(2024, 3, 25): (
        lambda m: m.ask_why(
            "bg-h-yenthe", WAVE, "Vì sao chưa đăng tải nội dung đợt 1?", "2024-03-15"
        ),
    ),
    date(2024, 3, 26): (
        lambda m: m.explain(
            "bg-h-yenthe",
            WAVE,
            "Cổng thông tin của huyện nâng cấp, đã mở lại ngày 25/3.",
            "2024-03-15",
        ),
        lambda m: m.submit(
            "bg-h-yenthe", WAVE, "Đã đăng tải đợt 1 trên cổng thông tin của huyện.", "2024-03-15"
        ),
    ),
    date(2024, 3, 27): (lambda m: m.accept("bg-h-yenthe", WAVE, "2024-03-15"),),
    date(2024, 3, 28): (
        lambda m: m.submit(
            "bg-kcn", BENEFITS, "Đã gửi bảng tổng hợp tháng 3 cho Báo và Đài.", "2024-03-31"
        ),
        lambda m: m.submit(
            "bg-ldtbxh", FAIRS, "Đã tổ chức hai phiên trực tuyến trong tháng 3.", "2024-03-31"
        ),
    ),
    date(2024, 3, 29): (
        lambda m: m.accept("bg-kcn", BENEFITS, "2024-03-31"),
        lambda m: m.accept("bg-ldtbxh", FAIRS, "2024-03-31"),
    ),
}
