"""Reports on the use of labour: when they are due, what must add up, who asks whom, and what they
add up to.
"""

import io
from datetime import date, datetime

import docx
import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.calendar.models import DeadlinePolicy
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from recruitment.period_reports.drafts import save_draft
from recruitment.period_reports.forms import SPARE_LINES
from recruitment.period_reports.models import ReportDraft
from recruitment.period_reports.queries import counts_by_state, reporters, sum_figures, sums_by_home
from recruitment.period_reports.services import (
    find_faults,
    request_reports,
    return_report,
    submit_report,
)
from recruitment.usage.models import LabourUsageReport
from recruitment.usage.services import LABOUR_USAGE
from recruitment.vacancy_life.services import add_fill
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    make_board,
    make_department,
    make_park,
    make_province,
    make_usage_report,
    office_of,
    origin,
    published_vacancy,
    representative_of,
    usage_facts,
    verified_employer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
CALENDAR = LABOUR_USAGE.calendar
HALF, YEAR = CALENDAR.parse_period("2026-6-thang"), CALENDAR.parse_period("2026-nam")


def at(month: int, day: int, *, hour: int = 9, year: int = 2026) -> time_machine.travel:
    moment = timezone.make_aware(datetime(year, month, day, hour))  # noqa: DTZ001 made aware here
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def province():
    made = make_province("Bắc Ninh")
    make_department(made)
    return made


@pytest.fixture
def employer(province):
    with at(1, 5):
        return verified_employer(province, make_park(make_board(province), "KCN Quang Châu"))


# Periods ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("today", "period"),
    [
        (date(2026, 4, 30), "2025-nam"),
        (date(2026, 5, 1), "2026-6-thang"),
        (date(2026, 10, 31), "2026-6-thang"),
        (date(2026, 11, 1), "2026-nam"),
        (date(2027, 1, 1), "2026-nam"),
    ],
)
def test_the_current_report_is_the_last_that_has_opened(today, period):
    assert str(CALENDAR.current_period(today)) == period


def test_the_due_day_follows_the_policy_of_the_province():
    def due_days() -> list[date]:
        return [
            CALENDAR.due_on(CALENDAR.parse_period(f"2026-{span}")) for span in ("6-thang", "nam")
        ]

    assert due_days() == [date(2026, 6, 5), date(2026, 12, 5)]
    DeadlinePolicy.objects.create(before_includes_day=False, roll="back")
    assert due_days() == [date(2026, 6, 4), date(2026, 12, 4)]


@pytest.mark.parametrize(
    "text", ["", "nam", "2026", "2026-quy", "20266-nam", "²026-nam", "1999-nam", "2026-", "2026-11"]
)
def test_what_is_no_period_is_none(text):
    assert CALENDAR.parse_period(text) is None


def test_the_one_before_goes_back_without_end():
    assert [str(each) for each in (CALENDAR.period_before(YEAR), CALENDAR.period_before(HALF))] == [
        "2026-6-thang",
        "2025-nam",
    ]


# What must add up ---------------------------------------------------------------------------------
def test_each_fault_is_told_at_its_field(province):
    facts = usage_facts(500, women=501, skill_none=480, contract_u36=520, hired=5)
    homes = [origin(province, 300, hired=4), origin(make_province(), 201, hired=4)]
    assert find_faults(LABOUR_USAGE, facts, homes) == {
        "women": "501 is more than the 500 in all.",
        "skill_none": "These add up to 480: 20 fewer than the 500 in all.",
        "contract_open": "These add up to 520: 20 more than the 500 in all.",
        "homes": "Workers in all: the home provinces add up to 501, more than the 500 in all.",
    }
    assert find_faults(LABOUR_USAGE, usage_facts(500, women=500), [origin(province, 500)]) == {}


@pytest.mark.parametrize("broken", [{"women": 501}, {"skill_cnkt": 1}, {"contract_open": 1}])
def test_the_database_refuses_too(employer, broken):
    report = make_usage_report(employer)
    with pytest.raises(IntegrityError), transaction.atomic():
        LabourUsageReport.objects.filter(pk=report.pk).update(**broken)


def posted(facts: dict, homes: list[dict], *, version: int = 0) -> dict[str, str]:
    lines = {
        f"homes-{n}-{name}": str(value)
        for n, line in enumerate(homes)
        for name, value in line.items()
    }
    frame = {
        "homes-TOTAL_FORMS": str(len(homes)),
        "homes-INITIAL_FORMS": "0",
        "version": str(version),
    }
    return {name: str(value) for name, value in facts.items()} | lines | frame


def test_an_employer_hands_in_by_the_page(client, employer):
    home = make_province("Lạng Sơn")
    url = reverse("recruitment:usage-report", args=[employer.agency_id, "2026-nam"])
    line = {
        "province": home.pk,
        "people": "1.200",
        "women": 700,
        "hired": "",
        "left": "",
        "rating": "good",
        "note": "Tốt",
    }
    with at(11, 20):
        sign_in(client, representative_of(employer))
        answer = client.post(url, posted(usage_facts(1840, women=1270), [line, {}]))
    report = LabourUsageReport.objects.get()
    assert answer.url == report.get_absolute_url()
    assert (report.total, report.women, report.skill_none, report.version) == (1840, 1270, 1840, 1)
    [kept] = report.homes.all()
    assert (kept.province, kept.people, kept.women, kept.rating, kept.note) == (
        home,
        1200,
        700,
        "good",
        "Tốt",
    )
    assert AuditEntry.objects.filter(action="usage-submitted", target_id=report.pk).count() == 1


def test_what_does_not_add_up_is_told_and_nothing_typed_is_lost(client, employer):
    home = make_province("Lạng Sơn")
    lines = [
        {"province": home.pk, "people": 900},
        {"province": home.pk, "people": 3},
        {"people": 7},
    ]
    with at(11, 20):
        sign_in(client, representative_of(employer))
        url = reverse("recruitment:usage-report", args=[employer.agency_id, "2026-nam"])
        doubled = client.post(url, posted(usage_facts(500, skill_none=480), lines))
        gapped = client.post(url, posted(usage_facts(500, skill_none=480), lines[:1]))
    assert [each.errors for each in doubled.context["homes"]] == [
        {},
        {"province": ["This province is listed above already."]},
        {"province": ["Choose the province."]},
    ]
    assert gapped.status_code == 422
    assert gapped.context["form"].errors == {
        "skill_none": ["These add up to 480: 20 fewer than the 500 in all."]
    }
    page = gapped.content.decode()
    assert "the home provinces add up to 900, more than the 500" in page
    assert ('value="480"' in page, 'value="900"' in page) == (True, True)
    assert not LabourUsageReport.objects.exists()


def test_a_new_report_begins_with_the_provinces_of_the_last_one_and_those_taken_on_since(
    client, employer
):
    lang_son, cao_bang = make_province("Lạng Sơn"), make_province("Cao Bằng")
    with at(6, 1):
        lines = [origin(lang_son, 200, hired=90, rating="good")]
        submit_report(
            kind=LABOUR_USAGE,
            reporter=employer.agency,
            period=HALF,
            version=0,
            facts=usage_facts(500, hired=90),
            homes=lines,
            by=representative_of(employer),
        )
        vacancy = published_vacancy(employer)
        for people, home in ((46, lang_son), (31, cao_bang)):
            vacancy.refresh_from_db()
            add_fill(
                vacancy=vacancy,
                version=vacancy.version,
                people=people,
                way="fair",
                province=home,
                by=representative_of(employer),
            )
    with at(11, 20):
        sign_in(client, representative_of(employer))
        page = client.get(
            reverse("recruitment:usage-report", args=[employer.agency_id, "2026-nam"])
        )
    form, lines = page.context["form"], page.context["homes"]
    assert [form[name].value() for name in ("total", "hired", "version")] == [None, "77", 0]
    said = [
        (line["province"].value(), line["people"].value(), line["hired"].value()) for line in lines
    ][:3]
    assert said == [(lang_son.pk, None, "46"), (cao_bang.pk, None, "31"), (None, None, None)]


# Corrections --------------------------------------------------------------------------------------
def hand_in(employer, period=YEAR, *, version=0, by=None, **given):
    by = by or representative_of(employer)
    facts = usage_facts(**given)
    return submit_report(
        kind=LABOUR_USAGE,
        reporter=employer.agency,
        period=period,
        version=version,
        facts=facts,
        homes=[],
        by=by,
    )


def test_a_correction_keeps_the_day_of_handing_in_and_is_logged(employer):
    with at(12, 4):
        report = hand_in(employer, total=500)
    with at(12, 9):
        again = hand_in(employer, total=510, version=report.version)
    assert (again.pk, again.total, again.submitted_at) == (report.pk, 510, report.submitted_at)
    entry = AuditEntry.objects.filter(action="usage-submitted").latest("pk")
    assert (entry.before["total"], entry.after["total"], entry.after["period"]) == (
        500,
        510,
        "năm 2026",
    )


def test_what_was_asked_back_is_not_handed_in_until_it_comes_again(employer):
    with at(12, 4):
        report = hand_in(employer)
        by = office_of(employer)
        return_report(
            kind=LABOUR_USAGE, report=report, version=1, words="Thiếu lao động thời vụ.", by=by
        )
        assert (
            counts_by_state(LABOUR_USAGE, reporters(LABOUR_USAGE, YEAR, CALENDAR.due_on(YEAR), by))[
                "returned"
            ]
            == 1
        )
    with at(12, 9):
        hand_in(employer, version=2)
        counts = counts_by_state(
            LABOUR_USAGE, reporters(LABOUR_USAGE, YEAR, CALENDAR.due_on(YEAR), by)
        )
    assert counts == {"missing": 0, "returned": 0, "late": 1, "in_time": 0}
    letter = OutboxMessage.objects.get(template="report_returned")
    assert letter.context["words"] == "Thiếu lao động thời vụ."


def test_two_who_hand_in_at_once_do_not_overwrite_each_other(employer):
    with at(11, 20):
        hand_in(employer, total=500)
        with pytest.raises(RuleError, match="handed in this report meanwhile"):
            hand_in(employer, total=7)
        report = hand_in(employer, total=510, version=1)
        with pytest.raises(RuleError, match="has changed meanwhile"):
            return_report(
                kind=LABOUR_USAGE, report=report, version=1, words="x", by=office_of(employer)
            )


def test_a_closed_report_is_corrected_by_the_office_alone(employer):
    with at(6, 1):
        hand_in(employer, HALF, total=500)
    with at(11, 20):
        with pytest.raises(RuleError, match="is closed"):
            hand_in(employer, HALF, total=510, version=1)
        assert hand_in(employer, HALF, total=510, version=1, by=office_of(employer)).total == 510


def test_nobody_reports_before_the_time_nor_for_another(client, employer, province):
    with at(1, 5):
        other = verified_employer(province, make_park(make_board(province)))
    with at(10, 31):
        with pytest.raises(RuleError, match="This report is not due yet"):
            hand_in(employer, YEAR)
        with pytest.raises(RuleError, match="Only the agency that owes this report and its office"):
            hand_in(employer, HALF, by=office_of(other))
        with pytest.raises(RuleError, match="Only the agency that owes this report and its office"):
            hand_in(employer, HALF, by=representative_of(other))
        sign_in(client, representative_of(other))
        asked = ((employer, HALF), (other, YEAR), (other, "2026-quy"), (other, HALF))
        pages = [
            client.get(
                reverse("recruitment:usage-report", args=[each.agency_id, period])
            ).status_code
            for each, period in asked
        ]
    assert pages == [404, 404, 404, 200]


# Letters ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("month", "day", "sent"),
    [(11, 14, 0), (11, 15, 1), (11, 29, 1), (12, 5, 1), (12, 6, 1), (12, 13, 1), (12, 31, 1)],
)
def test_a_late_start_sends_the_last_letter_alone(employer, month, day, sent):
    with at(month, day):
        assert [request_reports(LABOUR_USAGE) for _time in range(2)] == [sent, 0]


def test_each_letter_is_sent_once_and_ends_with_the_report(employer):
    sent = {}
    for month, day in ((11, 15), (11, 20), (11, 30), (12, 4), (12, 6), (12, 13), (12, 20)):
        with at(month, day):
            sent[f"{day}/{month}"] = request_reports(LABOUR_USAGE)
            if day == 6:
                hand_in(employer)
    assert sent == {
        "15/11": 1,
        "20/11": 0,
        "30/11": 1,
        "4/12": 0,
        "6/12": 1,
        "13/12": 0,
        "20/12": 0,
    }


@pytest.mark.parametrize(("role", "letters"), [(SeatRole.VERIFIER, 1), (SeatRole.COORDINATOR, 2)])
def test_an_official_reminds_those_it_sees_once_a_day(client, employer, province, role, letters):
    with at(1, 5):
        verified_employer(province, make_park(make_board(province)))
    with at(11, 20):
        sign_in(client, office_of(employer) if role == SeatRole.VERIFIER else make_actor(role=role))
        url = reverse("recruitment:usage-remind")
        for _time in range(2):
            answer = client.post(url, {"period": "2026-nam"})
    assert answer.url == f"{reverse('recruitment:usage-list')}?period=2026-nam"
    told = set(
        OutboxMessage.objects.filter(template="report_due").values_list("seat__agency", flat=True)
    )
    assert (len(told), employer.agency_id in told) == (letters, True)


# All together -------------------------------------------------------------------------------------
@pytest.fixture
def reports(employer, province):
    lang_son, cao_bang = make_province("Lạng Sơn"), make_province("Cao Bằng")
    with at(1, 5):
        outside = verified_employer(province)
    facts = (
        (
            employer,
            500,
            [origin(lang_son, 200, women=120, hired=30, rating="good"), origin(cao_bang, 50)],
        ),
        (outside, 80, [origin(lang_son, 10, left=2, rating="fair")]),
    )
    with at(11, 20):
        for each, total, homes in facts:
            figures = usage_facts(total, women=total // 2, hired=40, left=8)
            submit_report(
                kind=LABOUR_USAGE,
                reporter=each.agency,
                period=YEAR,
                version=0,
                facts=figures,
                homes=homes,
                by=representative_of(each),
            )
    return lang_son, cao_bang


def test_the_home_provinces_and_the_rest_add_up_to_the_whole(reports):
    lang_son, cao_bang = reports
    sums = sums_by_home(LABOUR_USAGE, LabourUsageReport.objects.all())
    assert [(each.province, *each.figures) for each in sums] == [
        (lang_son, 210, 120, 200, 30, 2),
        (cao_bang, 50, 0, 50, 0, 0),
        (None, 320, 170, 250, 50, 14),
    ]
    assert sums[0].remark == "Good 1, Fair 1"
    whole = sum_figures(LabourUsageReport.objects.all())
    assert (whole["total"], whole["women"], whole["skill_none"]) == (580, 290, 580)


def test_the_screen_the_workbook_and_the_document_show_the_same_numbers(client, reports):
    with at(11, 25):
        sign_in(client, make_actor(role=SeatRole.LEADER))
        page = client.get(reverse("recruitment:usage-summary"))
        book, word = (
            client.get(reverse(f"recruitment:usage-{name}")) for name in ("export", "document")
        )
    shown = [list(each.figures) for each in page.context["homes"]]
    homes, employers = load_workbook(io.BytesIO(book.content)).worksheets
    cells = [[cell.value for cell in row] for row in homes.iter_rows()]
    assert (
        [row[2:7] for row in cells if row[0] in (1, 2, 3)]
        == shown
        == [
            [210, 120, 200, 30, 2],
            [50, 0, 50, 0, 0],
            [320, 170, 250, 50, 14],
        ]
    )
    rows = [
        [cell.text for cell in row.cells]
        for row in docx.Document(io.BytesIO(word.content)).tables[1].rows
    ]
    assert [row[2:7] for row in rows[1:4]] == [[str(number) for number in line] for line in shown]
    assert rows[1][7] == "Good 1, Fair 1"
    told = [[cell.value for cell in row] for row in employers.iter_rows()]
    assert [row[5:9] for row in told if row[0] in (1, 2)] == [[500, 250, 40, 8], [80, 40, 40, 8]]


def test_an_office_sees_those_routed_to_it_alone(client, employer, reports):
    with at(11, 25):
        sign_in(client, office_of(employer))
        page, summary = (
            client.get(reverse(f"recruitment:usage-{name}")) for name in ("list", "summary")
        )
    assert [row.pk for row in page.context["page"].object_list] == [employer.agency_id]
    assert summary.context["sums"]["total"] == 500


def test_only_what_is_handed_in_is_added_up(client, employer, reports):
    report = LabourUsageReport.objects.get(reporter=employer.agency)
    with at(11, 25):
        return_report(
            kind=LABOUR_USAGE, report=report, version=1, words="x", by=office_of(employer)
        )
        sign_in(client, make_actor(role=SeatRole.COORDINATOR))
        page = client.get(reverse("recruitment:usage-summary"))
    assert (page.context["sums"]["total"], page.context["count"]) == (80, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(client, province, count):
    for _number in range(count):
        make_usage_report(verified_employer(province), "2025-nam", notes=["x"] * count)
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    numbers = []
    for name in ("list", "summary"):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"recruitment:usage-{name}"), {"period": "2025-nam"})
        numbers.append(len(queries))
    report = LabourUsageReport.objects.latest("pk")
    with CaptureQueriesContext(connection) as queries:
        client.get(report.get_absolute_url())
    assert [*numbers, len(queries)] == [9, 9, 6]


# Lines of home provinces --------------------------------------------------------------------------
def report_page(client, employer, period="2026-nam", **typed):
    url = reverse("recruitment:usage-report", args=[employer.agency_id, period])
    sign_in(client, representative_of(employer))
    client.cookies["django_language"] = "vi"
    return client.post(url, typed) if typed else client.get(url)


def typed_lines(*lines: dict[str, str], total: int = 500, **more: str) -> dict[str, str]:
    said = {name: str(value) for name, value in usage_facts(total).items()}
    said |= {"version": "0", "homes-TOTAL_FORMS": str(len(lines)), "homes-INITIAL_FORMS": "0"}
    for number, line in enumerate(lines):
        said |= {f"homes-{number}-{name}": value for name, value in line.items()}
    return said | more


@pytest.fixture
def open_report():
    with at(11, 20):
        yield


def test_lines_are_added_by_a_button_and_nothing_typed_is_lost(client, employer, open_report):
    home = make_province("Lạng Sơn")
    typed = typed_lines({"province": str(home.pk), "people": "12"}, {}, {}, {})
    page = report_page(client, employer, **typed | {"women": "abc", "add-lines": "1"})
    lines = page.context["homes"]
    assert (page.status_code, len(lines.forms), LabourUsageReport.objects.count()) == (200, 8, 0)
    assert (lines.forms[0]["province"].value(), lines.forms[0]["people"].value()) == (
        str(home.pk),
        "12",
    )
    assert page.context["form"]["women"].value() == "abc"
    assert "is-invalid" not in page.content.decode()


def test_old_provinces_stand_below_the_new_one_and_the_own_ones_are_no_others(
    client, employer, open_report
):
    new, own_old = make_province("Cà Mau"), make_province("Bắc Giang")
    old = make_province("Bạc Liêu")
    for province, successor in ((old, new), (own_old, employer.province)):
        province.successor = successor
        province.valid_to = date(2025, 6, 30)
        province.save()
    page = report_page(client, employer)
    choices = [label for _key, label in page.context["homes"].forms[0].fields["province"].choices]
    assert choices == ["–", "Cà Mau", "\u2003Bạc Liêu (nay thuộc Cà Mau)", "Không khai"]


def test_an_unknown_home_is_a_line_of_its_own_and_the_rest_is_of_the_province(
    client, employer, open_report
):
    home = make_province("Lạng Sơn")
    typed = typed_lines(
        {"province": str(home.pk), "people": "120"}, {"province": "khong-khai", "people": "30"}
    )
    report_page(client, employer, **typed)
    report = LabourUsageReport.objects.get()
    lines = {line.province: line.people for line in report.homes.all()}
    assert lines == {home: 120, None: 30}
    with override("vi"):
        sums = sums_by_home(LABOUR_USAGE, LabourUsageReport.objects.all())
    assert [(each.name, each.figures[0]) for each in sums] == [
        ("Lạng Sơn", 120),
        ("Không khai", 30),
        ("Trong tỉnh", 350),
    ]
    detail = client.get(report.get_absolute_url()).content.decode()
    assert "Không khai" in detail
    again = client.get(reverse("recruitment:usage-report", args=[employer.agency_id, "2026-nam"]))
    shown = [form["province"].value() for form in again.context["homes"].forms[:2]]
    assert sorted(map(str, shown)) == sorted([str(home.pk), "khong-khai"])


def test_nobody_is_twice_of_unknown_home(client, employer, open_report):
    line = {"province": "khong-khai", "people": "3"}
    page = report_page(client, employer, **typed_lines(line, line))
    assert page.context["homes"].forms[1].errors == {"province": ["Tỉnh này đã có ở dòng trên."]}


def test_only_what_is_known_is_filled_in(client, employer, open_report):
    home, own = make_province("Lạng Sơn"), employer.province
    vacancy = published_vacancy(employer, headcount=50)
    for province, people in ((home, 7), (None, 4), (own, 2)):
        vacancy.refresh_from_db()
        add_fill(
            vacancy=vacancy,
            version=vacancy.version,
            people=people,
            way="fair",
            province=province,
            by=representative_of(employer),
        )
    page = report_page(client, employer)
    lines = page.context["homes"].initial
    known = {line["province"]: line["hired"] for line in lines}
    assert (known, set().union(*lines)) == (
        {home.pk: 7, "khong-khai": 4},
        {"province", "hired"},
    )
    form = page.context["form"]
    assert (form["hired"].value(), form["total"].value()) == ("13", None)


def test_a_draft_is_kept_as_it_was_typed_and_gone_once_handed_in(client, employer, open_report):
    home = make_province("Lạng Sơn")
    typed = typed_lines({"province": str(home.pk), "people": "mười hai"}, {}, {}, total=500)
    report_page(client, employer, **typed | {"women": "abc", "save-draft": "1"})
    assert LabourUsageReport.objects.count() == 0
    page = report_page(client, employer)
    lines = page.context["homes"].forms
    assert len(lines) == 1 + SPARE_LINES
    assert (page.context["form"]["women"].value(), page.context["form"]["total"].value()) == (
        "abc",
        "500",
    )
    assert (lines[0]["province"].value(), lines[0]["people"].value()) == (str(home.pk), "mười hai")
    assert "Bản nháp" in page.content.decode()
    report_page(client, employer, **typed_lines({"province": str(home.pk), "people": "12"}))
    assert (LabourUsageReport.objects.count(), ReportDraft.objects.count()) == (1, 0)


def test_nobody_keeps_a_draft_of_what_is_closed_or_another_agency(employer, open_report):
    typed = ({}, [])
    stranger = make_actor(role=SeatRole.EMPLOYER)
    with pytest.raises(RuleError, match="Only the agency that owes"):
        save_draft(
            kind=LABOUR_USAGE, reporter=employer.agency, period=YEAR, typed=typed, by=stranger
        )
    later = CALENDAR.parse_period("2027-6-thang")
    with pytest.raises(RuleError, match="not due yet"):
        save_draft(
            kind=LABOUR_USAGE,
            reporter=employer.agency,
            period=later,
            typed=typed,
            by=representative_of(employer),
        )
