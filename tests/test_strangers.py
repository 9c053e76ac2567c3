"""Nobody reads or changes what is another agency's: every address with a key, every method, every role, every list.

The objects carry MARK in each text. A stranger gets 404, not 403, where the role might see its own; no row changes; the
mark appears in no list, export, feed or search. Who sees all by role (coordinator, leader) is the control: there the
same addresses open and the mark is found.
"""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from agencies.choices import DirectiveStatus, FeedScope, SeatRole
from agencies.models import (
    CalendarDay,
    Clearance,
    Explanation,
    Extension,
    Invitation,
    Occurrence,
    OutboxMessage,
    Progress,
    Proposal,
    ReminderPolicy,
    SeatHolding,
)
from agencies.permissions import ROLE_PERMISSIONS, Permission
from agencies.services.breaches import enter_breach
from agencies.services.comments import add_comment
from agencies.services.data_requests import take_in
from agencies.services.feeds import create_feed
from agencies.services.progress import submit_result
from tests.agencies.kind_data import make_duty, make_waiting
from tests.checksums import fingerprint
from tests.factories import make_actor, make_agency, make_directive, make_task, noon, sign_in
from tests.test_permission_table import NAMED, OWN, PUBLIC, address, resolves

pytestmark = pytest.mark.django_db
MARK = "Bimat7391"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
DUE = date(2024, 3, 6)
SEES_ALL = {SeatRole.COORDINATOR, SeatRole.LEADER}
STRANGERS = [role for role in SeatRole.values if role not in SEES_ALL]

# By the name of each address with a key: which of the objects below it is asked for.
KEYED = {
    **dict.fromkeys(("task-detail",), "task"),
    **dict.fromkeys(
        (
            *("task-report", "task-submit", "task-accept", "task-return", "task-withdraw", "extension-ask"),
            *("explanation-ask", "comment-add", "snooze", "snooze-end", "task-deed", "task-deed-strike"),
            *("task-trigger", "task-seat", "task-remind", "task-enter"),
        ),
        "occurrence",
    ),
    **dict.fromkeys(("evidence-file", "evidence-preview", "evidence-image", "evidence-page"), "evidence"),
    **dict.fromkeys(("extension-grant", "extension-refuse"), "extension"),
    "explanation-answer": "explanation",
    **dict.fromkeys(("clearance-give", "clearance-refuse"), "clearance"),
    **dict.fromkeys(("agency-hand-over", "agency-detail", "contact-set"), "agency"),
    "calendar-feed-revoke": "feed",
    "calendar-day-removal": "calendar-day",
    **dict.fromkeys(("directive-detail", "directive-edit", "directive-file", "directive-assign"), "directive"),
    **dict.fromkeys(("review", "review-confirm-certain", "proposal-add", "deadline-reading"), "directive"),
    **dict.fromkeys(
        (
            *("proposal-item", "proposal-confirm", "proposal-drop", "proposal-restore"),
            *("proposal-edit", "proposal-merge", "proposal-split"),
        ),
        "proposal",
    ),
    **dict.fromkeys(("outbox-message", "outbox-letter", "outbox-retry"), "message"),
    "notice-open": "notice",
    **dict.fromkeys(("member-list", "member-invite", "member-review"), "agency"),
    **dict.fromkeys(("member-end", "member-administrator", "member-reopen"), "holding"),
    "invitation-withdraw": "invitation",
    **dict.fromkeys(("data-request", "data-request-answer", "data-request-settle"), "data-request"),
    "breach": "breach",
    **dict.fromkeys(("policy-edit", "policy-remove"), "policy"),
}
OPEN_TO_ALL = {"agency-detail"}
"""The register of agencies is everybody's: names, terms, contact points."""
OF_THE_PROVINCE = {"directive-detail", "directive-file"}
"""A document that has given tasks is there for all agencies of the host province, without the tasks of the others."""


@pytest.fixture
def world(settings, tmp_path):
    """An agency's things, each with the mark; by their names in KEYED the keys."""
    settings.MEDIA_ROOT = tmp_path
    owner, giver = make_actor(agency=make_agency(f"Sở {MARK}")), make_actor(role=SeatRole.COORDINATOR)
    SeatHolding.objects.filter(seat=owner.seat).update(is_administrator=True)
    directive = make_directive(status=DirectiveStatus.ASSIGNED)
    directive.file.save("a.txt", ContentFile(b"1. Ke hoach"))
    clearing = make_agency(f"Văn phòng {MARK}")
    task = make_task(lead=owner.seat.agency, title=MARK, due_on=DUE, directive=directive, assigned_by=giver.seat)
    occurrence = task.occurrences.get()
    said = {"by": owner, "version": 0, "text": MARK, "files": [ContentFile(PNG, name=f"{MARK}.png")]}
    submit_result(occurrence=occurrence, **said)
    occurrence.refresh_from_db()
    add_comment(occurrence=occurrence, text=MARK, by=giver)
    owed = make_task(lead=owner.seat.agency, title=MARK, due_on=DUE, directive=directive).occurrences.get()
    make_duty(lead=owner.seat.agency, title=MARK)
    make_waiting(lead=owner.seat.agency, title=MARK)
    feed, _token = create_feed(scope=FeedScope.AGENCY, by=owner)
    asked = {"asked_at": noon(DUE), "asked_by": owner.seat, "asked_person": owner.person}
    mail = {"recipient": f"{MARK}@x.example", "message_id": "<m@x>", "urgency_on": DUE, "subject": MARK, "text": MARK}
    times = {"created_at": noon(DUE), "next_attempt_at": noon(DUE), "person": owner.person, "seat": owner.seat}
    notice = {
        "occurrence": owed,
        "template": "notice",
        "channel": "portal",
        "status": "sent",
        "message_id": "<n@x>",
        "sent_at": noon(DUE),
    }
    context = {"event": "returned", "words": MARK, "day": "", "by": ""}
    keys = {
        "task": task,
        "occurrence": owed,
        "evidence": occurrence.progress.get(kind="submission").files.get(),
        "extension": Extension.objects.create(
            occurrence=owed, from_due_on=DUE, wanted_on=date(2024, 4, 6), reason=MARK, **asked
        ),
        "explanation": Explanation.objects.create(occurrence=owed, question=MARK, answer_by=DUE, **asked),
        "clearance": Clearance.objects.create(
            occurrence=occurrence, agency=clearing, asked_at=noon(DUE), due_on=DUE, act_by=DUE
        ),
        "agency": owner.seat.agency,
        "feed": feed,
        "calendar-day": CalendarDay.objects.create(day=date(2024, 3, 9), is_working=True, note=MARK),
        "directive": directive,
        "proposal": Proposal.objects.create(
            directive=directive, text=MARK, start=0, end=5, scope="assigned", confidence=1
        ),
        "message": OutboxMessage.objects.create(template="digest", channel="mail", **mail, **times),
        "notice": OutboxMessage.objects.create(
            recipient="x@x.example", urgency_on=DUE, context=context, **notice, **times
        ),
        "holding": SeatHolding.objects.get(seat=owner.seat),
        "invitation": Invitation.objects.create(
            seat=owner.seat,
            email=f"{MARK}@x.example",
            full_name=MARK,
            starts_on=DUE,
            token_digest="d",
            sent_at=noon(DUE),
            invited_by=owner.seat,
            invited_person=owner.person,
        ),
        "data-request": take_in(kind="erase", full_name=MARK, contact=MARK, text=MARK, received_on=DUE, by=giver),
        "breach": enter_breach(
            noticed_at=noon(DUE), people=1, by=giver, **dict.fromkeys(("what", "data", "harm", "measures"), MARK)
        ),
        "policy": ReminderPolicy.objects.create(name=MARK, directive=directive, lead_days=[3]),
    }
    return {name: row.pk for name, row in keys.items()}


def path_of(name: str, key: int) -> str:
    args = [key, 1] if name == "evidence-page" else [key]
    return reverse(f"agencies:{name}", args=args)


def keyed_names() -> set[str]:
    ours = {name for name, right in NAMED.items() if right not in (PUBLIC, OWN) and name.startswith("agencies:")}
    return {name.removeprefix("agencies:") for name in ours if not resolves(name, [])}


def test_every_address_with_a_key_stands_in_the_table():
    assert keyed_names() == KEYED.keys()


@pytest.mark.parametrize("role", STRANGERS)
def test_a_stranger_gets_404_for_each_and_changes_nothing(client, world, role):
    sign_in(client, make_actor(role=role))
    before = fingerprint()
    answers = {}
    for name, kind in KEYED.items():
        path = path_of(name, world[kind])
        said = {"version": 0, "text": "x", "answer": "x", "wanted_on": "06/4/2024", "granted_on": "06/4/2024"}
        answers[name] = {status_of(client.get(path)), status_of(client.post(path, said))} - {405}
    assert fingerprint() == before
    may = ROLE_PERMISSIONS[role]
    expected = {name: {404 if NAMED[f"agencies:{name}"] in may else 403} for name in KEYED if name not in OPEN_TO_ALL}
    if Permission.SEE_DIRECTIVES in may:
        expected |= {name: {200} for name in OF_THE_PROVINCE}
        assert MARK not in body_of(client.get(path_of("directive-detail", world["directive"])))
    assert {name: answer for name, answer in answers.items() if name in expected} == expected


@pytest.mark.parametrize("role", STRANGERS)
def test_no_list_export_search_or_feed_shows_a_stranger_the_mark(client, world, role):
    actor = make_actor(role=role)
    sign_in(client, actor)
    found = {
        name: MARK in body_of(client.get(address(name), query))
        for name, right in NAMED.items()
        if right is not PUBLIC and resolves(name, []) and name != "agencies:agency-search"
        for query in ({}, {"q": MARK, "state": "all"})
    }
    assert [name for name, is_shown in found.items() if is_shown] == []
    _feed, token = create_feed(scope=FeedScope.AGENCY, by=actor)
    assert MARK not in body_of(client.get(reverse("agencies:calendar-feed", args=[token])))


def status_of(answer) -> int:
    if answer.streaming:
        b"".join(answer.streaming_content)  # to its end, which closes the file
    return answer.status_code


def body_of(answer) -> str:
    """Text, or the strings of a workbook; what was typed into the search field is not what was found."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        archive = zipfile.ZipFile(io.BytesIO(content))
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    return content.decode("utf-8", "replace").replace(f'value="{MARK}"', "").replace(f"q={MARK}", "")


def test_control_who_sees_all_opens_the_same_addresses_and_finds_the_mark(client, world):
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    readable = ("task-detail", "evidence-file", "evidence-preview", "directive-detail", "directive-file", "review")
    readable += ("outbox-message", "policy-edit")
    pages = {name: client.get(path_of(name, world[KEYED[name]])) for name in readable}
    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(readable, 200)
    shown = {name for name, page in pages.items() if MARK in body_of(page)}  # of all: it closes the files
    assert shown == {"task-detail", "evidence-preview", "directive-detail", "review", "outbox-message", "policy-edit"}
    assert MARK in body_of(client.get(reverse("agencies:task-list"), {"state": "all"}))
    assert MARK in body_of(client.get(reverse("agencies:task-export"), {"state": "all"}))


def test_control_an_act_by_the_owner_changes_rows(client, world):
    occurrence = Occurrence.objects.get(pk=world["occurrence"])
    holding = SeatHolding.objects.get(seat__agency=occurrence.task.lead)
    client.force_login(holding.person)
    before = fingerprint()
    said = {"version": occurrence.version, "text": "Đang làm."}
    assert client.post(path_of("task-report", occurrence.pk), said).status_code == 302
    assert fingerprint() != before
    assert Progress.objects.filter(text="Đang làm.").exists()


def test_leaders_see_all_and_change_nothing_of_it(client, world):
    sign_in(client, make_actor(role=SeatRole.LEADER))
    may = ROLE_PERMISSIONS[SeatRole.LEADER]
    before = fingerprint()
    for name, kind in KEYED.items():
        if NAMED[f"agencies:{name}"] not in may:
            assert client.post(path_of(name, world[kind]), {"version": 0, "text": "x"}).status_code in (403, 405)
    assert fingerprint() == before
    assert Permission.DECIDE_RESULTS not in may
