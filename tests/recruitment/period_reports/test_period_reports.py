"""A kind of report is declared and has everything: here one that no app has, beside the steps that
all kinds share.
"""

from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.calendar.queries import working_calendar
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.mail.services.letters import compose_letter
from recruitment.lodging.models import LodgingReport
from recruitment.lodging.services import LODGING, Lodging
from recruitment.period_reports.calendars import ReportCalendar
from recruitment.period_reports.exports import homes_sheet
from recruitment.period_reports.queries import (
    counts_by_state,
    reporters,
    sums_by_home,
    sums_of,
    values_to_begin,
    visible_reports,
)
from recruitment.period_reports.services import (
    accept_report,
    ask_for_reports,
    faults_of,
    remind_reporters,
    return_report,
    submit_report,
    why_closed,
)
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    make_commune,
    make_department,
    make_lodging_report,
    make_province,
)
from vietnam.periods import Period

pytestmark = pytest.mark.django_db
CLOSED = "This report is closed. If it has to be corrected, ask your office to send it back."


class Quarters(ReportCalendar):
    """Asked for once a quarter is over, due on the 15th of the month after it."""

    has_due_day = True

    def periods_of(self, year: int) -> list[Period]:
        return [Period.of_quarter(year, quarter) for quarter in (1, 2, 3, 4)]

    def opens_on(self, period: Period) -> date:
        return period.later.first

    def due_on(self, period: Period) -> date:
        return period.later.first.replace(day=15)


class Beds(Lodging):
    """What a third report declares: a calendar and letters of its own, figures that are left out, a
    name.
    """

    name = "beds"
    calendar = Quarters()
    listed = ("rooms", "free_rooms")
    compared = "free_rooms"
    letters = (("opened", -10), ("late", 1))
    is_taken_late = True


BEDS = Beds()
THIRD, SECOND = Period.of_quarter(2026, 3), Period.of_quarter(2026, 2)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def department():
    return make_department(make_province("Bắc Ninh"))


@pytest.fixture
def officer(department):
    commune = make_commune(department.seat.agency.province, name="UBND phường Nếnh")
    return make_actor(role=SeatRole.OFFICER, agency=commune)


def at(month: int, day: int) -> time_machine.travel:
    return time_machine.travel(timezone.make_aware(datetime(2026, month, day, 9)), tick=False)  # noqa: DTZ001


def submit(by, period=THIRD, *, kind=BEDS, version=0, homes=(), **figures):
    facts = dict.fromkeys(LodgingReport.FIGURES, 0) | figures
    said = {
        "reporter": by.seat.agency,
        "period": period,
        "version": version,
        "facts": facts,
        "homes": list(homes),
    }
    return submit_report(kind=kind, by=by, **said)


def state_of(period, kind=BEDS):
    return [row.state for row in reporters(kind, period, kind.calendar.due_on(period))]


# A kind that is only declared ---------------------------------------------------------------------
def test_the_calendar_follows_from_its_periods_and_their_first_days():
    calendar = BEDS.calendar
    assert [str(calendar.current(day)) for day in (date(2026, 9, 30), date(2026, 10, 1))] == [
        "2026-quy-2",
        "2026-quy-3",
    ]
    assert (calendar.earlier(THIRD), calendar.later(SECOND)) == (SECOND, THIRD)
    assert (calendar.opens_on(THIRD), calendar.closes_on(THIRD)) == (
        date(2026, 10, 1),
        date(2026, 12, 31),
    )
    assert [str(each) for each in calendar.latest(date(2026, 10, 1), 3)] == [
        "2026-quy-3",
        "2026-quy-2",
        "2026-quy-1",
    ]
    assert [calendar.read(text) for text in ("2026-quy-3", "2026-09", "2019-quy-1")] == [
        THIRD,
        None,
        None,
    ]


def test_it_is_owed_then_handed_in_in_time_or_late(officer, department):
    make_actor(role=SeatRole.OFFICER, agency=make_commune(department.seat.agency.province))
    with at(10, 15):
        submit(officer)
        assert sorted(state_of(THIRD)) == ["in_time", "missing"]
    with at(10, 16):
        submit(officer, SECOND)
        rows = reporters(BEDS, SECOND, BEDS.calendar.due_on(SECOND), department)
        assert counts_by_state(BEDS, rows) == {"missing": 1, "returned": 0, "late": 1, "in_time": 0}


def test_it_begins_with_the_last_one_and_shows_the_change(officer):
    home = make_province("Lạng Sơn")
    with at(10, 5):
        submit(
            officer,
            SECOND,
            rooms=40,
            free_rooms=9,
            people=30,
            homes=[{"province": home, "people": 20}],
        )
        facts, homes = values_to_begin(BEDS, officer.seat.agency, THIRD)
        assert (facts["rooms"], facts["version"], homes) == (
            40,
            0,
            [{"province": home.pk, "people": 20}],
        )
        submit(officer, rooms=44, free_rooms=4, people=30)
    [row] = reporters(BEDS, THIRD, BEDS.calendar.due_on(THIRD))
    assert (row.rooms, row.free_rooms, row.change) == (44, 4, -5)


def test_it_is_checked_added_up_and_exported(officer, department):
    home = make_province("Lạng Sơn")
    facts = dict.fromkeys(LodgingReport.FIGURES, 0) | {"rooms": 2, "free_rooms": 3}
    assert faults_of(BEDS, facts, []) == {"free_rooms": "3 is more than the 2 in all."}
    with at(10, 5):
        submit(officer, people=30, rooms=8, homes=[{"province": home, "people": 20}])
    reports = visible_reports(BEDS, department).handed_in().of_period(THIRD)
    assert sums_of(reports) == {"people": 30, "women": 0, "houses": 0, "rooms": 8, "free_rooms": 0}
    sheet = homes_sheet(
        BEDS,
        sums_by_home(BEDS, reports),
        issuer=department.seat.agency,
        day=date(2026, 10, 5),
        period=THIRD,
    )
    assert [row[1:] for row in sheet.rows] == [["Lạng Sơn", 20], ["Home not told", 10]]
    assert sheet.letterhead.title == "LODGERS BY HOME PROVINCE, QUARTER III/2026"


@pytest.mark.parametrize(
    ("month", "day", "sent"), [(10, 4, 0), (10, 5, 1), (10, 16, 1), (11, 14, 1), (11, 15, 0)]
)
def test_it_is_asked_for_by_letter_on_its_days(officer, month, day, sent):
    with at(month, day):
        assert [ask_for_reports(BEDS) for _time in range(2)] == [sent, 0]


# The steps of all kinds ---------------------------------------------------------------------------
def test_an_accepted_report_is_corrected_by_the_office_alone(officer, department):
    with at(10, 5):
        report = submit(officer, rooms=8)
        accept_report(kind=BEDS, report=report, version=1, words="", by=department)
        report.refresh_from_db()
        assert (report.status, report.version) == ("accepted", 2)
        with pytest.raises(RuleError, match="This report is accepted"):
            submit(officer, version=2, rooms=9)
        with pytest.raises(RuleError, match="has changed meanwhile"):
            accept_report(kind=BEDS, report=report, version=2, words="", by=department)
        assert state_of(THIRD) == ["in_time"]
        return_report(kind=BEDS, report=report, version=2, words="Thiếu phòng.", by=department)
        assert state_of(THIRD) == ["returned"]
        assert submit(officer, version=3, rooms=9).status == "submitted"
    acts = AuditEntry.objects.filter(
        target_id=report.pk, target_type="recruitment.lodgingreport"
    ).order_by("pk")
    assert [entry.action for entry in acts] == [
        "lodging-submitted",
        "lodging-accepted",
        "lodging-returned",
        "lodging-submitted",
    ]


def test_only_the_office_decides_and_returns_with_words(officer, department):
    with at(10, 5):
        report = submit(officer)
        with pytest.raises(RuleError, match="is responsible for this report"):
            accept_report(kind=BEDS, report=report, version=1, words="", by=officer)
        with pytest.raises(RuleError) as refused:
            return_report(kind=BEDS, report=report, version=1, words=" ", by=department)
        assert (refused.value.field, refused.value.message) == (
            "words",
            "Say what has to be completed.",
        )
        with pytest.raises(RuleError, match="Only the office reminds of reports"):
            remind_reporters(kind=BEDS, period=THIRD, by=officer)


def test_why_a_report_is_closed_is_said(officer, department):
    commune = officer.seat.agency
    with at(9, 30):
        assert why_closed(BEDS, commune, THIRD, None, officer) == "This report is not due yet."
    with at(10, 1):
        report = submit(officer, SECOND)
        assert [why_closed(BEDS, commune, period, None, officer) for period in (THIRD, SECOND)] == [
            "",
            "",
        ]
        assert why_closed(BEDS, commune, SECOND, report, officer) == CLOSED
        assert why_closed(BEDS, commune, SECOND, report, department) == ""
        assert why_closed(LODGING, commune, Period.of_month(2026, 8), None, officer) == CLOSED


# The same steps on the pages of lodging, which had neither of them --------------------------------
def test_the_office_returns_a_count_by_the_page_and_the_commune_is_written_to(
    client, officer, department
):
    with at(11, 26):
        report = make_lodging_report(officer.seat.agency, officer)
        sign_in(client, department)
        page = client.get(report.get_absolute_url())
        assert page.context["may_decide"] is True
        answer = client.post(
            reverse("recruitment:lodging-return", args=[report.pk]),
            {"version": 1, "words": "Thiếu."},
        )
        assert answer.url == report.get_absolute_url()
        sign_in(client, officer)
        own = client.get(reverse("recruitment:lodging-list")).content.decode()
        refused = client.post(
            reverse("recruitment:lodging-accept", args=[report.pk]), {"version": 2}
        )
    assert ("asks you to complete it" in own, "Thiếu." in own) == (True, True)
    assert refused.status_code == 422
    letter = OutboxMessage.objects.get(template="report_returned")
    assert letter.context["kind"] == "lodging"
    assert (
        compose_letter(letter, working_calendar()).subject
        == "Đề nghị bổ sung số liệu lưu trú, tạm trú, tháng 11/2026"
    )


def test_the_office_accepts_a_count_by_the_page(client, officer, department):
    with at(11, 26):
        report = make_lodging_report(officer.seat.agency, officer)
        sign_in(client, department)
        stale = client.post(
            reverse("recruitment:lodging-accept", args=[report.pk]), {"version": 0, "words": ""}
        )
        client.post(
            reverse("recruitment:lodging-accept", args=[report.pk]),
            {"version": 1, "words": "Cảm ơn."},
        )
        sign_in(client, officer)
        write = client.get(
            reverse("recruitment:lodging-report", args=[officer.seat.agency_id, "2026-11"])
        )
    report.refresh_from_db()
    assert (stale.status_code, report.status, report.words) == (422, "accepted", "Cảm ơn.")
    assert write.url == report.get_absolute_url()


def test_communes_that_have_not_counted_are_reminded_once_a_day(client, officer, department):
    counted = make_actor(
        role=SeatRole.OFFICER, agency=make_commune(department.seat.agency.province)
    )
    with at(11, 26):
        make_lodging_report(counted.seat.agency, counted)
        sign_in(client, department)
        for _time in range(2):
            answer = client.post(reverse("recruitment:lodging-remind"), {"period": "2026-11"})
    assert answer.url == f"{reverse('recruitment:lodging-list')}?period=2026-11"
    [letter] = OutboxMessage.objects.filter(template="report_due")
    assert letter.seat.agency_id == officer.seat.agency_id
    assert (
        compose_letter(letter, working_calendar()).subject
        == "Chưa nộp: số liệu lưu trú, tạm trú, tháng 11/2026"
    )
    assert AuditEntry.objects.filter(action="lodging-reminded").count() == 2
