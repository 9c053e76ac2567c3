"""No day takes a page away: what is typed lies within sensible years, and what another program
stored is read so.
"""

import datetime
import re
from itertools import chain

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import Error, connection, models, transaction
from django.urls import reverse

from agencies.api.services import create_api_token
from agencies.assignment.services import validate_deadlines
from agencies.bodies.choices import SeatRole
from agencies.database.columns import DayColumn, MomentColumn
from agencies.errors import RuleError
from agencies.forms.fields import DayField
from agencies.people.models import SeatHolding
from agencies.proposals.queries import deadline_doubt
from agencies.tasks.occurrence_models import Occurrence
from recruitment.usage.models import LabourUsageReport
from tests.access import KEYED, NAMED
from tests.factories import make_actor, make_person, make_task, sign_in
from tests.factories_recruitment import (
    make_department,
    make_province,
    make_usage_report,
    representative_of,
    verified_employer,
)
from tests.long import first_and_long
from tests.marked_world import kept_world
from tests.test_permission_table import address, resolves
from tests.test_queries import actor_of
from tests.test_strangers import path_of
from vietnam import calendar
from vietnam.dates import FIRST_YEAR, LAST_YEAR
from vietnam.deadlines import StatedDeadline

pytestmark = pytest.mark.django_db
OURS = ("agencies", "recruitment", "conferences", "campaigns")
FAR = {"9999": "9999-12-31 23:59:59.999999+00", "0001": "0001-01-01 00:00:00+00"}
BEGINNINGS = ("starts_on", "valid_from", "publish_on", "period_start", "issued_on")
PRESENT = {SeatHolding: ("starts_on", "ends_on")}
"""Without a seat nobody opens anything."""


def columns(model: type[models.Model]) -> list[models.Field]:
    return [
        field for field in model._meta.local_concrete_fields if isinstance(field, models.DateField)
    ]


def our_models() -> list[type[models.Model]]:
    return list(chain.from_iterable(apps.get_app_config(name).get_models() for name in OURS))


def put(model: type[models.Model], field: models.Field, value: str) -> bool:
    """Straight into the database, past every rule but its own constraints; whether it took it."""
    is_day = not isinstance(field, models.DateTimeField)
    written = "%s::timestamptz AT TIME ZONE 'UTC'" if is_day else "%s::timestamptz"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(
                f'UPDATE "{model._meta.db_table}" SET "{field.column}" = {written}',  # noqa: S608
                [value],
            )
    except Error:
        return False
    return True


def put_everywhere(which: str) -> int:
    """`which`: 9999, 0001, or both, the early day in columns of beginnings. Returns how many
    columns took it.
    """
    taken = 0
    for model in apps.get_models():
        for field in columns(model):
            if field.name in PRESENT.get(model, ()) or (model._meta.label == "sessions.Session"):
                continue
            early = which == "0001" or (which == "both" and field.name in BEGINNINGS)
            taken += put(model, field, FAR["0001" if early else "9999"])
    return taken


@pytest.fixture(scope="module")
def whole_world(django_db_setup, django_db_blocker, tmp_path_factory):
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), kept_world("marked", files) as keys:
        yield keys


@pytest.fixture
def world(whole_world, db):
    return whole_world


@pytest.fixture
def lookups(monkeypatch):
    """How often holidays were looked up: the calendar's own measure of work."""
    counted = []
    look_up = calendar.holidays_by_year
    monkeypatch.setattr(calendar, "holidays_by_year", lambda: counted.append("look") or look_up())
    return counted


def test_every_column_of_days_knows_the_years():
    plain = [
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in columns(model)
        if not isinstance(field, DayColumn | MomentColumn)
    ]
    assert plain == []


@pytest.mark.parametrize(
    "which", first_and_long(["both", "9999", "0001"], "opens the whole portal; for each year")
)
@pytest.mark.parametrize(
    "role",
    first_and_long(
        [SeatRole.COORDINATOR, "owner", "employer"], "opens the whole portal; for each role"
    ),
)
@pytest.mark.long("goes through all pages")
def test_no_stored_day_takes_a_page_away(client, world, lookups, which, role):
    sign_in(client, actor_of(role, world))
    assert put_everywhere(which) > 90
    paths = {
        name: address(name) for name in NAMED if resolves(name, []) and name != "account_logout"
    }
    paths |= {name: path_of(name, world[kind]) for name, kind in KEYED.items()}
    client.raise_request_exception = False
    broken, busy = {}, {}
    for name, path in paths.items():
        del lookups[:]
        answer = client.get(path)
        list(answer.streaming_content if answer.streaming else ())
        if (
            answer.status_code >= 500 and name != "agencies:readyz"
        ):  # which says that no job has run lately
            broken[name] = answer.status_code
        if len(lookups) > 20_000:
            busy[name] = len(lookups)
    assert (broken, busy) == ({}, {})


DAYS = ["31/12/9999", "01/01/0001", "31/12/1944", "01/01/2101", "31/12/2204"]


@pytest.mark.parametrize("typed", DAYS)
def test_a_field_refuses_a_day_of_no_sensible_year(typed):
    with pytest.raises(ValidationError) as refused:
        DayField().clean(typed)
    assert refused.value.code == ("short_year" if typed == "01/01/0001" else "years")


@pytest.mark.parametrize("typed", ["01/01/1945", "31/12/2100"])
def test_a_field_takes_the_first_and_the_last_day(typed):
    day, month, year = map(int, typed.split("/"))
    assert DayField().clean(typed) == datetime.date(year, month, day)


def all_forms(base=forms.BaseForm):
    for form in base.__subclasses__():
        yield form
        yield from all_forms(form)


def test_every_form_reads_days_by_the_one_field():
    plain = [
        f"{form.__name__}.{name}"
        for form in all_forms()
        if form.__module__.startswith(OURS)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.DateField | forms.DateTimeField)
    ]
    assert plain == []


def test_a_column_refuses_what_lies_outside():
    occurrence = make_task().occurrences.get()
    for year in (FIRST_YEAR - 1, LAST_YEAR + 1):
        occurrence.due_on = datetime.date(year, 6, 1)
        with pytest.raises(ValidationError) as refused:
            occurrence.clean_fields()
        assert refused.value.error_dict["due_on"][0].code == "years"


def test_a_stored_day_is_read_as_the_nearest_sensible_one():
    occurrence = make_task(due_on=datetime.date(2026, 12, 1)).occurrences.get()
    own = Occurrence.objects.filter(pk=occurrence.pk)
    own.update(due_on=datetime.date.max)
    assert own.get().due_on == datetime.date(2100, 12, 31)
    assert list(own.values_list("due_on", flat=True)) == [datetime.date(2100, 12, 31)]


@pytest.mark.parametrize(
    ("stored", "read"),
    [("0001-01-01", "1945-01-01"), ("9999-12-31", "2100-12-31"), ("2024-06-30", "2024-06-30")],
)
def test_a_stored_period_is_read_as_the_nearest_sensible_one(client, stored, read):
    province = make_province()
    make_department(province)
    employer = verified_employer(province)
    report = make_usage_report(employer)
    type(report).objects.update(starts_on=stored, ends_on=stored)
    report.refresh_from_db()
    assert (str(report.starts_on), str(report.ends_on)) == (read, read)
    sign_in(client, representative_of(employer))
    pages = [
        reverse("recruitment:usage-detail", args=[report.pk]),
        reverse("recruitment:usage-list"),
    ]
    assert [client.get(page).status_code for page in pages] == [200, 200]


def test_a_report_is_about_a_sensible_year():
    for year in (1, 1944, 2101, 9999):
        with pytest.raises(ValidationError) as refused:
            LabourUsageReport(starts_on=datetime.date(year, 1, 1)).clean_fields()
        assert refused.value.error_dict["starts_on"][0].code == "years"


@pytest.mark.parametrize("typed", DAYS)
def test_the_log_says_which_day_it_cannot_read(client, typed):
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    page = client.get(reverse("agencies:audit"), {"since": typed, "until": typed})
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"since", "until"}


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2101-01-01", "31/12/2026"])
def test_a_command_refuses_a_day_of_no_sensible_year(day, tmp_path):
    paper = tmp_path / "a.txt"
    paper.write_text("1. Sở Nội vụ báo cáo trước ngày 15/12/2026.")
    with pytest.raises(CommandError):
        call_command("send_reminders", on=day)
    with pytest.raises(CommandError):
        call_command("read_directive", str(paper), f"--issued={day}")
    with pytest.raises(CommandError):
        call_command("export_monthly_report", day[:7], f"--output={tmp_path / 'a.xlsx'}")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"changed_since": "9999-12-31T23:59:59-14:00"}, 422),
        ({"changed_since": "0001-01-01T00:00:00+18:46"}, 422),
        ({"changed_since": "2101-01-01T00:00:00Z"}, 422),
        ({"changed_since": "2026-11-28T00:00:00+18:46"}, 200),
        ({"changed_since": "1945-01-01T00:00:00+23:59"}, 200),
        ({"changed_since": "2100-12-31T23:59:59-23:59"}, 200),
    ],
)
def test_the_api_takes_any_zone_and_refuses_other_years(client, asked, status):
    owner = make_actor()
    SeatHolding.objects.filter(seat=owner.seat).update(is_administrator=True)
    _token, said = create_api_token(
        agency=owner.seat.agency, name="x", scopes=["vacancies:read"], by=owner
    )
    answer = client.get("/api/v1/vacancies", asked, headers={"Authorization": f"Bearer {said}"})
    assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (
        status,
        "application/json",
    )


def test_a_far_day_of_a_stored_proposal_is_doubted_and_never_assigned():
    stored = {"kind": "on", "text": "trước ngày 31/12/9999", "due_on": "9999-12-31"}
    deadline = StatedDeadline.from_json(stored)
    assert deadline_doubt(deadline) == "“trước ngày 31/12/9999”: chưa xác định được ngày"
    with pytest.raises(
        RuleError, match=re.escape("Ngày 31/12/9999 không thể là thời hạn. Kiểm tra lại năm.")
    ):
        validate_deadlines([deadline])


@pytest.mark.parametrize("which", FAR)
def test_no_stored_day_takes_a_page_of_the_administration_away(client, world, which):
    admin_person = make_person(is_staff=True, is_superuser=True)
    client.force_login(admin_person)
    put_everywhere(which)
    client.raise_request_exception = False
    statuses = {}
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        paths = [reverse(f"{name}_changelist")]
        paths += [reverse(f"{name}_change", args=[row.pk]) for row in model.objects.all()[:1]]
        statuses |= {path: client.get(path).status_code for path in paths}
    assert {path: status for path, status in statuses.items() if status >= 500} == {}
    assert 200 in statuses.values()
