"""How the agencies of the demonstration work: they submit, get results back and finish, through the
services.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from agencies.bodies.models import Agency
from agencies.clearances.queries import clearance_lines
from agencies.clearances.services import clear_result
from agencies.deeds.services import report_deed
from agencies.demo.people import Staff
from agencies.people.permissions import Actor
from agencies.progress.services import (
    accept_result,
    report_progress,
    return_result,
    submit_result,
    withdraw_task,
)
from agencies.requests.models import Clearance
from agencies.requests.queries import requests_of_occurrence
from agencies.tasks.deadline_words import deed_count
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import is_continuing
from vietnam.calendar import WorkingCalendar

REPORTS = (
    "Đã có dự thảo, đang xin ý kiến các đơn vị phối hợp.",
    "Đã làm việc với các bên liên quan, đang tổng hợp số liệu.",
    "Đã thực hiện được khoảng một nửa khối lượng công việc.",
)
DEEDS = (
    "Đã thực hiện một đợt tuyên truyền, tin bài đã đăng phát.",
    "Đã tổ chức xong một đợt theo kế hoạch của đơn vị.",
)
RESULTS = (
    "Đã hoàn thành theo nội dung được giao, gửi kết quả kèm theo.",
    "Đã thực hiện xong; báo cáo kết quả đã gửi cơ quan chủ trì.",
    "Đã triển khai đầy đủ, không có vướng mắc.",
)
REASONS = (
    "Thiếu số liệu của các doanh nghiệp ngoài KCN. Đề nghị bổ sung.",
    "Nội dung chưa có ý kiến của Văn phòng UBND. Đề nghị xin ý kiến rồi gửi lại.",
)
CLEARED = "Nhất trí nội dung."
CLEARED_ON_PAPER = "Cơ quan duyệt đã có ý kiến nhất trí bằng văn bản."
LATE_REASON = "Kết quả gửi sau thời hạn do chờ số liệu của các đơn vị phối hợp."


@dataclass
class AgencyWork:
    """Acts on occurrences as the lead agency's officer and the coordinating department would
    have.
    """

    staff: Staff
    coordinating: Agency
    calendar: WorkingCalendar

    def report(self, occurrence: Occurrence, day: datetime.date) -> None:
        by = self.staff.officer(occurrence.task.lead, day)
        report_progress(
            occurrence=occurrence,
            text=_pick_text(REPORTS, occurrence),
            by=by,
            version=occurrence.version,
            at=_moment_of(day, 9),
        )
        occurrence.version += 1

    def submit(self, occurrence: Occurrence, day: datetime.date, text: str = "") -> None:
        # For a duty that counts deeds, reports the missing ones first.
        self._do_the_deeds(occurrence, day)
        by = self.staff.officer(occurrence.task.lead, day)
        submit_result(
            occurrence=occurrence,
            text=text or _pick_text(RESULTS, occurrence),
            by=by,
            version=occurrence.version,
            at=_moment_of(day, 10),
        )
        occurrence.version += 1

    def _do_the_deeds(self, occurrence: Occurrence, day: datetime.date) -> None:
        deeds = deed_count(occurrence, today=day)
        for _n in range(deeds.missing if deeds else 0):
            report_deed(
                occurrence=occurrence,
                happened_on=max(occurrence.period_start, min(day, occurrence.period_end)),
                text=_pick_text(DEEDS, occurrence),
                by=self.staff.officer(occurrence.task.lead, day),
                version=occurrence.version,
                at=_moment_of(day, 9),
            )
            occurrence.version += 1

    def send_back(self, occurrence: Occurrence, day: datetime.date) -> None:
        by = self._decider(occurrence, day)
        return_result(
            occurrence=occurrence,
            text=_pick_text(REASONS, occurrence),
            by=by,
            version=occurrence.version,
            at=_moment_of(day, 15),
        )
        occurrence.version += 1

    def clear(
        self, occurrence: Occurrence, day: datetime.date, *, only: Agency | None = None
    ) -> None:
        # Every agency asked clears the content; the coordinating department enters it where nobody
        # sits.
        for line in clearance_lines(requests_of_occurrence(occurrence).clearances, on=day):
            if line.is_open and only in (None, line.clearance.agency):
                self._clear(occurrence, line.clearance, day)

    def _clear(self, occurrence: Occurrence, clearance: Clearance, day: datetime.date) -> None:
        officer = self.staff.officer(clearance.agency, day)
        clear_result(
            clearance=clearance,
            by=officer or self._decider(occurrence, day),
            version=occurrence.version,
            text=CLEARED if officer else CLEARED_ON_PAPER,
            on_behalf=officer is None,
            at=_moment_of(day, 14),
        )
        occurrence.version += 1

    def accept(self, occurrence: Occurrence, day: datetime.date) -> None:
        self.clear(occurrence, day)
        by = self._decider(occurrence, day)
        accept_result(
            occurrence=occurrence, by=by, version=occurrence.version, at=_moment_of(day, 16)
        )
        occurrence.version += 1

    def _decider(self, occurrence: Occurrence, day: datetime.date) -> Actor:
        # The coordinating department, and somebody else for what is its own.
        if occurrence.task.lead_id == self.coordinating.pk:
            return self.staff.decider(occurrence, day)
        return self.staff.coordinator(self.coordinating, day)

    def withdraw(self, occurrence: Occurrence, day: datetime.date, text: str) -> None:
        by = self.staff.coordinator(self.coordinating, day)
        withdraw_task(
            occurrence=occurrence,
            by=by,
            version=occurrence.version,
            text=text,
            at=_moment_of(day, 16),
        )
        occurrence.version += 1

    def finish(self, occurrence: Occurrence, day: datetime.date, *, late: bool = False) -> None:
        # Submitted on the day, accepted on the next working day; what continues is reported on.
        if is_continuing(occurrence):
            self.report(occurrence, day)
            return
        self.submit(occurrence, day, LATE_REASON if late else "")
        self.accept(occurrence, self.calendar.add_working_days(day, 1))

    def has_officer(self, occurrence: Occurrence, day: datetime.date) -> bool:
        return self.staff.officer(occurrence.task.lead, day) is not None


def _pick_text(texts: tuple[str, ...], occurrence: Occurrence) -> str:
    return texts[occurrence.pk % len(texts)]


def _moment_of(day: datetime.date, hour: int) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, 5)))
