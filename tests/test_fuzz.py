"""Every form and every address with whatever may be typed or sent: an answer in words, never an
error of the portal.
"""

import importlib
import inspect
from datetime import date

import pytest
from django import forms
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies as st

from agencies.bodies.choices import SeatRole
from agencies.breaches.services import enter_breach
from agencies.calendar.models import CalendarDay
from agencies.feeds.services import create_feed
from agencies.mail.models import OutboxMessage
from agencies.people.models import SeatHolding
from agencies.policies.models import ReminderPolicy
from agencies.privacy.services import receive_data_request
from agencies.requests.models import Explanation, Extension
from recruitment.service_firms.models import ServiceFirm
from tests.access import FUZZED, NAMED
from tests.agencies.kind_data import make_duty
from tests.agencies.review_data import make_reviewed_plan, proposal_with
from tests.campaigns.report_world import make_frozen_month
from tests.factories import make_actor, make_clearance, make_task, noon, sign_in
from tests.factories_recruitment import make_board, make_park, make_province, representative_of
from tests.long import first_and_long
from tests.marked_campaigns import make_marked_campaign
from tests.marked_conferences import make_marked_conference
from tests.marked_dialogues import make_marked_dialogue
from tests.marked_fairs import make_marked_fair
from tests.marked_talks import make_marked_talk
from tests.marked_world import (
    make_marked_employer,
    make_marked_firm,
    make_marked_lodging,
    make_marked_partner,
    make_marked_people,
    make_marked_targets,
    make_marked_vacancy,
)
from tests.sources import APPS, ROOT, python_files
from tests.test_permission_table import resolves

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 6)
FEW = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
# What people, programs and attackers put into fields.
NASTY = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "\0",
            "a\0b",
            "\r\n",
            "\u202e\u0621\u200b",
            "Nguye\u0302\u0303n",
            "👩‍👩‍👧‍👦" * 50,
            "ﷺ" * 100,
            "'; DROP TABLE x; --",
            "<script>alert(1)</script>",
            "{{ 7*7 }}",
            "${7*7}",
            "=1+1",
            "%s%n",
            "..%2f..%2f",
            "9" * 5000,
            "-1",
            "1e999",
            "NaN",
            "²",
            "٣",
            "2147483648",
            "9223372036854775808",
            "0x10",
            "true",
            "null",
            "31/02/2024",
            "06/3/2024",
            "00/00/0000",
            "31/12/9999",
            "2024-02-30",
            "29/2/2023",
            "1/1/1",
            "24:61",
            "x" * 10_001,
            "a\u0301" * 3000,
            "\ud7ff\ue000",
            "á" * 255,
            "/" * 300,
            "a@b.example",
            "@" * 300,
        ]
    ),
    st.text(max_size=60),
    st.integers().map(str),
)
TIMES = pytest.mark.parametrize("times", first_and_long([1, 6], "tries every form many times"))
"""Examples of each name."""
ANSWERS = (200, 204, 302, 303, 400, 401, 403, 404, 405, 409, 413, 414, 422, 423, 429)
FILES = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        [
            b"",
            b"%PDF-1.7\n",
            b"PK\x03\x04" + bytes(40),
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xfe<\0s\0",
            b"GIF89a",
        ]
    ),
)
NAMES = st.sampled_from(
    [
        "a.pdf",
        "a.docx",
        "a.xlsx",
        "b.png",
        "x" * 300 + ".pdf",
        "../../a.pdf",
        "a\0.pdf",
        ".pdf",
        "a",
    ]
)


def field_names() -> list[str]:
    """Of all forms of the app, and what its templates send beside them."""
    modules = [
        importlib.import_module(".".join(p.relative_to(ROOT).with_suffix("").parts))
        for p in python_files(*APPS)
        if p.stem == "forms" or p.parent.name == "forms"
    ]
    classes = {
        c
        for m in modules
        for _n, c in inspect.getmembers(m, inspect.isclass)
        if issubclass(c, forms.Form)
    }
    names = {name for form in classes for name in form.base_fields}
    return sorted(
        names
        | {
            "seat",
            "next",
            "row",
            "chosen",
            "action",
            "password",
            "to",
            "stop",
            "is_administrator",
            "at",
        }
    )


FIELDS = field_names()
RIGHT_AT_TIMES = {
    "version": st.one_of(st.sampled_from(["0", "1", "2"]), NASTY)
}  # else all acts end at the first check
SENT = st.fixed_dictionaries(dict.fromkeys(FIELDS, NASTY) | RIGHT_AT_TIMES)
MACHINES = {"healthz", "agencies:readyz", "agencies:metrics"}
REACHED_BY_GET = [name for name in NAMED if resolves(name, []) and name not in MACHINES]


@pytest.fixture
def world(client):
    """A coordinator to whom all of it belongs, so that each form is reached; keys by kind."""
    directive, _actor, _register = make_reviewed_plan()
    actor = make_actor(role=SeatRole.COORDINATOR)
    SeatHolding.objects.filter(seat=actor.seat).update(is_administrator=True)
    agency = actor.seat.agency
    duty = make_duty(lead=agency)
    task = make_task(lead=agency, due_on=DAY, status="submitted")
    asked = {"asked_at": noon(DAY), "asked_by": actor.seat, "asked_person": actor.person}
    occurrence = duty.occurrences.first()
    feed, _token = create_feed(scope="seat", by=actor)
    sign_in(client, actor)
    return {
        "occurrence": occurrence.pk,
        "directive": directive.pk,
        "proposal": proposal_with(directive, "Lập dự toán").pk,
        "extension": Extension.objects.create(
            occurrence=occurrence, from_due_on=DAY, wanted_on=date(2024, 4, 6), reason="x", **asked
        ).pk,
        "explanation": Explanation.objects.create(
            occurrence=occurrence, question="x", answer_by=DAY, **asked
        ).pk,
        "clearance": make_clearance(task, agency).pk,
        "agency": agency.pk,
        "holding": SeatHolding.objects.get(seat=actor.seat).pk,
        "data-request": receive_data_request(
            kind="erase", full_name="x", contact="x", text="", received_on=DAY, by=actor
        ).pk,
        "breach": enter_breach(
            noticed_at=noon(DAY),
            people=1,
            by=actor,
            **dict.fromkeys(("what", "data", "harm", "measures"), "x"),
        ).pk,
        "employer": make_marked_employer("x").pk,
        **{name: row.pk for name, row in make_marked_people("x", actor).items()},
        **{name: row.pk for name, row in make_marked_vacancy("x").items()},
        **{name: row.pk for name, row in make_marked_firm("x", actor).items()},
        "park": make_park(make_board(make_province())).pk,
        **{name: row.pk for name, row in make_marked_lodging().items()},
        **{name: row.pk for name, row in make_marked_campaign("x").items()},
        **{name: row.pk for name, row in make_marked_conference("x").items()},
        **{name: row.pk for name, row in make_marked_targets("x").items()},
        "report-version": make_frozen_month(actor).pk,
        **{name: row.pk for name, row in make_marked_partner("x", actor, directive).items()},
        **{name: row.pk for name, row in make_marked_dialogue("x").items()},
        **{name: row.pk for name, row in make_marked_fair("x").items()},
        **{name: row.pk for name, row in make_marked_talk("x").items()},
        "inspected": ServiceFirm.objects.get().pk,
        "policy": ReminderPolicy.objects.create(name="x", directive=directive, lead_days=[3]).pk,
        "message": OutboxMessage.objects.create(
            template="digest",
            recipient="x@x.example",
            message_id="<x@x>",
            urgency_on=DAY,
            created_at=noon(DAY),
            next_attempt_at=noon(DAY),
            status="parked",
            person=actor.person,
        ).pk,
        "feed": feed.pk,
        "day": CalendarDay.objects.create(day="2024-03-09", is_working=True, note="x").pk,
    }


def path_of(name: str, key: int) -> str:
    of_month = name in FUZZED["commune"]
    args = [key, f"{timezone.localdate():%Y-%m}"] if of_month else [key]
    return reverse(name if ":" in name else f"agencies:{name}", args=args)


def each(names: list[str], times: int) -> settings:
    return settings(FEW, max_examples=times * len(names))


@TIMES
def test_no_address_breaks_whatever_it_asks(client, world, times):
    @each(REACHED_BY_GET, times)
    @given(
        st.sampled_from(REACHED_BY_GET), st.dictionaries(st.sampled_from(FIELDS), NASTY, max_size=8)
    )
    def ask(name, query):
        assert client.get(reverse(name), query).status_code in ANSWERS

    ask()


@pytest.mark.long("sends nonsense to every form")
def test_no_form_breaks_whatever_it_sends(client, world):
    send_all(client, [path_of(n, world[kind]) for kind in FUZZED for n in FUZZED[kind]], 1)


@pytest.mark.long("tries every form many times")
@pytest.mark.parametrize("kind", FUZZED)
def test_no_form_of_a_kind_breaks_whatever_it_sends(client, world, kind):
    send_all(client, [path_of(name, world[kind]) for name in FUZZED[kind]], 6)


@TIMES
@pytest.mark.long("sends nonsense to every form without a key")
def test_no_form_without_a_key_breaks_whatever_it_sends(client, world, times):
    leaving = ("account_logout", "agencies:session-lock")
    send_all(client, [reverse(name) for name in REACHED_BY_GET if name not in leaving], times)


@TIMES
def test_no_form_of_an_employer_breaks_whatever_it_sends(client, times):
    """With the forms that a coordinator never reaches: uploads, rows to mend, the own
    registration.
    """
    cache.clear()
    made = make_marked_vacancy("x")
    vacancy, row, interest = made["vacancy"], made["imported-row"], made["interest"]
    sign_in(client, representative_of(vacancy.employer))
    acts = [
        reverse(f"recruitment:vacancy-{act}", args=[vacancy.pk])
        for act in ("change", "fill", "close", "copy")
    ]
    free = ("recruitment:own-employer", "recruitment:vacancy-add", "recruitment:import-upload")
    keyed = (("recruitment:import-row", row), ("recruitment:import-create", row.source))
    keyed += (("recruitment:interest-status", interest),)
    put_right = ("choose", "set", "confirm", "mend")
    keyed += tuple((f"recruitment:import-{act}", row.source) for act in put_right)
    paths = [*map(reverse, free), *acts, *(reverse(name, args=[made.pk]) for name, made in keyed)]
    report = [vacancy.employer.agency_id, "2025-nam"]
    paths += [reverse(f"recruitment:usage-{page}", args=report) for page in ("report", "upload")]
    assert {client.get(reverse(name)).status_code for name in free} == {200}  # reached, not refused
    send_all(client, paths, times)


def send_all(client, paths: list[str], times: int) -> None:
    @each(paths, times)
    @given(st.sampled_from(paths), SENT, FILES, NAMES)
    def send(path, fields, content, file_name):
        cache.clear()
        sent = fields | {"file": file_of(file_name, content), "files": file_of(file_name, content)}
        assert client.post(path, sent).status_code in ANSWERS

    send()


def file_of(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_fields_of_the_forms_are_known():
    assert {"text", "wanted_on", "email", "lead_days", "q"} <= set(FIELDS)
