"""The log: with the change, from where, never altered, readable, exported, personal values
masked.
"""

import io
import re
from datetime import date

import openpyxl
import pytest
import time_machine
from django.db import Error, connection, transaction
from django.urls import reverse
from django.utils import translation

from agencies.audit.choices import AuditAction
from agencies.audit.models import AuditEntry
from agencies.audit.queries import audit_rows, is_field_declared, mask_address
from agencies.audit.services import record_action
from agencies.bodies.choices import SeatRole
from agencies.people.models import Person
from agencies.registry import registry
from agencies.tasks.choices import ProgressKind
from recruitment.audit.choices import RecruitmentAction
from tests.factories import make_actor, make_agency, make_task, sign_in
from tests.sources import python_files

pytestmark = pytest.mark.django_db
PAGE, EXPORT = reverse("agencies:audit"), reverse("agencies:audit-export")


def coordinator():
    return make_actor(role=SeatRole.COORDINATOR, agency=make_agency("Sở Nội vụ"))


def rows_of(answer) -> list[tuple]:
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(answer) if answer.streaming else answer.content)
    )
    return list(book.worksheets[0].iter_rows(values_only=True))


# Written with the change, never altered -----------------------------------------------------------
def test_an_act_that_fails_leaves_no_entry():
    actor = make_actor()

    def fail_after_the_entry() -> None:
        with transaction.atomic():
            record_action(AuditAction.MAILS_CHOSEN, actor.person, by=actor)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_the_entry()
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agencies_auditentry SET action = 'x'",
        "DELETE FROM agencies_auditentry",
        "UPDATE agencies_auditentry SET at = now()",
        "TRUNCATE agencies_auditentry",
        "TRUNCATE agencies_auditentry CASCADE",
    ],
)
def test_the_database_itself_refuses_to_alter_the_log(statement):
    record_action(AuditAction.MAILS_CHOSEN, make_actor().person, by=None)
    with connection.cursor() as cursor, pytest.raises(Error, match="append-only"):
        cursor.execute(statement)
    assert AuditEntry.objects.count() == 1


def test_neither_do_the_models():
    entry = record_action(AuditAction.MAILS_CHOSEN, make_actor().person, by=None)
    entry.action = "x"
    for alter in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            alter()


def test_the_entry_says_from_where_as_far_as_can_be_trusted(client):
    actor = make_actor()
    sign_in(client, actor)
    client.post(
        reverse("agencies:mail-mode"),
        {"mode": "digest"},
        REMOTE_ADDR="203.0.113.7",
        headers={"user-agent": "Firefox", "x-forwarded-for": "198.51.100.1"},
    )
    entry = AuditEntry.objects.get(action="mails-chosen")
    assert (entry.person, entry.seat, entry.address, entry.client) == (
        actor.person,
        actor.seat,
        "203.0.113.7",
        "Firefox",
    )


def test_what_the_portal_does_by_itself_has_no_address():
    entry = record_action(AuditAction.DATES_RECOMPUTED, make_task().occurrences.get(), by=None)
    assert (entry.address, entry.client) == (None, "")


# Read ---------------------------------------------------------------------------------------------
def sources() -> str:
    return "\n".join(
        path.read_text("utf-8") for path in python_files() if "tests" not in path.parts
    )


def test_every_act_that_is_declared_is_recorded_somewhere():
    """By its name, but for those of progress, which are made of its kinds."""
    written = set(re.findall(r"\b[A-Za-z]+\.[A-Z][A-Z0-9_]*\b", sources()))
    names = {f"{type(action).__name__}.{action.name}" for action in registry.actions.values()}
    assert names - written == {f"AuditAction.PROGRESS_{kind.name}" for kind in ProgressKind}


def test_no_act_is_recorded_by_a_bare_word():
    assert re.findall(r'\brecord_actions?\(\s*f?"[^"]+"', sources()) == []


def test_acts_of_two_apps_are_told_apart():
    assert {action.label for action in AuditAction}.isdisjoint(
        action.label for action in RecruitmentAction
    )


def test_what_nobody_has_declared_is_warned_of():
    with pytest.warns(
        UserWarning, match=r"no words for mails-chosen of agencies.person: \['odd_key'\]"
    ):
        record_action(
            AuditAction.MAILS_CHOSEN, make_actor().person, by=None, after={"odd_key": "x"}
        )
    assert not is_field_declared("agencies.person", "odd_key")


@pytest.mark.parametrize(
    ("model", "field", "value", "label", "words"),
    [
        ("recruitment.employer", "status", "refused", "Trạng thái", "Đã từ chối"),
        ("recruitment.vacancy", "status", "withdrawn", "Trạng thái", "Đã rút"),
        ("recruitment.vacancy", "interest", "called", "Người quan tâm", "Đã gọi"),
        ("agencies.clearance", "status", "refused", "Trạng thái", "Không duyệt"),
        ("agencies.occurrence", "status", "withdrawn", "Trạng thái", "Đã thu hồi"),
        ("agencies.occurrence", "verdict", "refused", "Trả lời", "Không đồng ý gia hạn"),
        ("agencies.seat", "full_name", "Trần Thị Lan", "Họ và tên", "Trần Thị Lan"),
        ("agencies.person", "type", "totp", "Loại yếu tố thứ hai", "Ứng dụng tạo mã"),
        (
            "recruitment.vacancy",
            "why",
            "unconfirmed",
            "Vì sao kết thúc",
            "Doanh nghiệp không xác nhận nhu cầu trong một tháng",
        ),
        ("recruitment.servicefirm", "name", "Trần Thị Lan", "Tên", "Trần Thị Lan"),
        ("agencies.agency", "kind", "zones_board", "Loại", "Ban Quản lý các khu công nghiệp"),
    ],
)
def test_values_are_read_by_the_model_and_field_that_they_belong_to(
    model, field, value, label, words
):
    entry = AuditEntry(
        target_type=model, action=AuditAction.REGISTER_CHANGED, after={field: value}, target_id=1
    )
    with translation.override("vi"):
        [line] = audit_rows([entry], shows_personal=True)
        [change] = line.changes
    assert (change.label, change.after) == (label, words)


def test_the_page_names_act_person_change_and_place(client):
    by = coordinator()
    task = make_task(title="Lập dự toán")
    record_action(
        AuditAction.TRIGGER_SET,
        task,
        by=by,
        before={"due_on": None},
        after={"due_on": "2024-03-06", "progress": 7},
    )
    page = sign_in(client, by).get(PAGE).content.decode()
    assert "Day of the event entered" in page
    assert "06/3/2024" in page
    assert f'href="{task.get_absolute_url()}"' in page
    assert "progress" not in page.partition('id="rows"')[2].partition("</table>")[0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"signed-in", "directive-edited", "mails-chosen"}),
        ("kind=document", {"directive-edited"}),
        ("kind=sign-in", {"signed-in", "mails-chosen"}),
        ("q=Nhân+sự", {"mails-chosen"}),
        ("q=118/KH", {"directive-edited"}),
        ("since=05/3/2024", {"signed-in", "mails-chosen"}),
        ("until=04/3/2024", {"directive-edited"}),
        ("since=31/02/2024", {"signed-in", "directive-edited", "mails-chosen"}),
    ],
)
def test_filters(client, query, found):
    by = coordinator()
    other = make_actor(agency=make_agency("Phòng Nhân sự"))
    person = make_task(title="118/KH-UBND")
    with time_machine.travel("2024-03-04T16:30:00Z", tick=False):
        record_action(AuditAction.DIRECTIVE_EDITED, person, by=by)
    with time_machine.travel("2024-03-05T02:00:00Z", tick=False):
        record_action(AuditAction.MAILS_CHOSEN, other.person, by=other)
        sign_in(client, by)
        lines = client.get(f"{PAGE}?{query}").context["lines"]
    assert {line.entry.action for line in lines} == found


def test_a_day_that_does_not_exist_is_told(client):
    page = sign_in(client, coordinator()).get(f"{PAGE}?since=31/02/2024").content.decode()
    assert "There is no day 31/02/2024." in page


def test_pages_walk_the_whole_log_once_and_cost_the_same(client, django_assert_max_num_queries):
    by = coordinator()
    sign_in(client, by)
    for number in range(120):
        record_action(AuditAction.MAILS_CHOSEN, by.person, by=by, after={"count": number})
    seen, query = [], ""
    while query is not None:
        with django_assert_max_num_queries(10):
            answer = client.get(f"{PAGE}?{query}")
        seen += [line.entry.pk for line in answer.context["lines"]]
        query = answer.context["next"]
    assert seen == list(AuditEntry.objects.order_by("-pk").values_list("pk", flat=True))
    assert len(seen) == 121


@pytest.mark.parametrize(
    ("role", "shown"), [(SeatRole.COORDINATOR, True), (SeatRole.LEADER, False)]
)
def test_personal_values_are_masked_for_those_without_the_right(client, role, shown):
    by = make_actor(role=role)
    Person.objects.filter(pk=by.person.pk).update(email="rieng@coquan.example")
    sign_in(client, by)
    record_action(
        AuditAction.INVITATION_CHANGED,
        by.seat,
        by=by,
        before={"email": "cu@coquan.example"},
        after={"email": "moi@coquan.example"},
    )
    client.get(EXPORT)  # told with its address
    page = client.get(PAGE).content.decode()
    workbook = str(rows_of(client.get(EXPORT)))
    for text in (page, workbook):
        assert ("cu@coquan.example" in text) is shown
        assert ("127.0.0.1" in text) is shown
        assert ("•••" in text) is not shown


@pytest.mark.parametrize(
    ("address", "masked"),
    [("203.0.113.7", "203.0.113.•••"), ("2001:db8::7", "2001:db8::•••"), ("", "")],
)
def test_of_a_masked_address_the_network_stays(address, masked):
    assert mask_address(address) == masked


def told_by_search(client, words: str) -> tuple[list, list, bool, bool]:
    """The lines of the page and of the workbook, and whether there is more, before or after."""
    page = client.get(PAGE, {"q": words})
    lines = [(line.what, line.who, line.where, line.changes) for line in page.context["lines"]]
    workbook = [
        row
        for row in rows_of(client.get(EXPORT, {"q": words}))
        if not str(row[0]).startswith("Exported")
    ]
    return lines, workbook, page.context["previous"] is not None, page.context["next"] is not None


HIDDEN = (
    "rieng@coquan.example",
    "RIENG@coquan.example",
    "cu@coquan.example",
    "203.0.113.7",
    "0912000111",
    "Nông Thị Mới",
)
"""Of the actor and of the values that an act has changed; masked for leaders."""
NOWHERE = (
    "khac@coquan.example",
    "KHAC@coquan.example",
    "kia@coquan.example",
    "203.0.113.8",
    "0912000112",
    "Nông Thị Cũ",
)


@pytest.mark.parametrize(("hidden", "nowhere"), list(zip(HIDDEN, NOWHERE, strict=True)))
def test_searching_tells_a_leader_nothing_of_what_is_masked(client, hidden, nowhere):
    by = coordinator()
    Person.objects.filter(pk=by.person.pk).update(email="rieng@coquan.example")
    record_action(
        AuditAction.MEMBER_INVITED,
        by.seat,
        by=by,
        after={"email": "cu@coquan.example", "full_name": "Nông Thị Mới"},
    )
    with pytest.warns(UserWarning, match="no words"):  # masked whatever it belongs to
        record_action(AuditAction.MAILS_CHOSEN, by.person, by=by, after={"phone": "0912000111"})
    sign_in(client, make_actor(role=SeatRole.LEADER))
    assert told_by_search(client, hidden) == told_by_search(client, nowhere)
    assert told_by_search(client, hidden)[0] == []


def test_control_who_reads_an_address_finds_by_it(client):
    by = coordinator()
    Person.objects.filter(pk=by.person.pk).update(email="rieng@coquan.example")
    sign_in(client, by)
    record_action(AuditAction.MAILS_CHOSEN, by.person, by=by)
    assert {
        line.entry.person_id
        for line in client.get(PAGE, {"q": "Rieng@coquan.example"}).context["lines"]
    } == {by.person.pk}


@pytest.mark.parametrize(
    ("role", "shown"), [(SeatRole.COORDINATOR, True), (SeatRole.LEADER, False)]
)
@pytest.mark.parametrize(
    "text",
    ["q=rieng@coquan.example&kind=", "q=rieng%40coquan.example", "Gửi rieng@coquan.example."],
)
def test_an_address_within_other_words_is_masked_too(client, role, shown, text):
    record_action(
        AuditAction.EXPORTED,
        make_actor().person,
        by=coordinator(),
        after={"what": "nhat-ky", "filter": text},
    )
    sign_in(client, make_actor(role=role))
    assert ("rieng" in client.get(PAGE).content.decode()) is shown
    assert ("rieng" in str(rows_of(client.get(EXPORT)))) is shown


# Exports ------------------------------------------------------------------------------------------
def test_the_export_holds_what_the_page_shows_and_is_marked(client):
    by = coordinator()
    sign_in(client, by)
    record_action(
        AuditAction.TRIGGER_SET, make_task(title="=1+1"), by=by, after={"due_on": "2024-03-06"}
    )
    with time_machine.travel("2026-11-25T02:15:00Z", tick=False):
        answer = client.get(f"{EXPORT}?kind=task")
    head, row, *_rest, stamp = rows_of(answer)
    assert head[:3] == ("Time", "Who", "Act")
    assert (row[2], row[3], row[4]) == ("Day of the event entered", "=1+1", "Due on: 06/3/2024")
    assert stamp[0] == (
        f"Exported by {by.person.full_name}, {by.seat.agency.display_name}, at 09:15 on 25/11/2026"
    )
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.properties.description == stamp[0]
    assert stamp[0] in book.worksheets[0].oddFooter.left.text


@pytest.mark.parametrize(
    "path",
    [
        reverse("agencies:task-export") + "?state=late",
        reverse("agencies:scoreboard-export") + "?quarter=2024-1",
        EXPORT + "?kind=task",
    ],
)
def test_every_export_is_marked_and_kept_in_the_log(client, path):
    by = coordinator()
    make_task(lead=by.seat.agency, due_on=date(2024, 3, 6))
    answer = sign_in(client, by).get(path)
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert by.person.full_name in book.properties.description
    entry = AuditEntry.objects.get(action="exported")
    assert (entry.person, entry.after["filter"]) == (by.person, path.partition("?")[2])


def test_no_view_writes_a_workbook_without_the_mark():
    """Workbooks leave by `send_workbook`, or name their stamp."""
    views = [p for p in python_files() if p.name.endswith("views.py")]
    assert [p.name for p in views if "write_workbook(" in p.read_text("utf-8")] == []
    lines = [
        line
        for p in views
        for line in p.read_text("utf-8").splitlines()
        if "write_monthly_report(" in line
    ]
    assert [line for line in lines if "stamp=" not in line] == []


def test_lines_of_an_act_nobody_has_named_still_read():
    entry = AuditEntry(
        action="something-new", target_type="agencies.person", target_id=1, after={"odd_key": "x"}
    )
    [line] = audit_rows([entry], shows_personal=True)
    assert (line.what, line.changes[0].label, line.changes[0].after) == (
        "something-new",
        "Odd key",
        "x",
    )
