"""A later date on request: asked, granted, amended, refused, lapsed; the first date is kept."""

import threading
from datetime import date

import pytest
import time_machine
from django.utils import translation

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.calendar.models import DeadlinePolicy
from agencies.conversation import extensions
from agencies.conversation.extensions import answer_extension, ask_extension
from agencies.database.locking import StaleOccurrenceError
from agencies.errors import RuleError
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.notices.choices import NoticeEvent
from agencies.progress.services import accept_result, submit_result, withdraw_task
from agencies.reminders.services import decide_reminders
from agencies.requests.choices import ExtensionStatus
from agencies.requests.models import Extension
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from agencies.working_calendar.services import change_deadline_policy, set_calendar_day
from tests.agencies.talk_data import DUE, LATER, MONDAY, asked, scene
from tests.factories import make_actor, noon
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
GRANTED, AMENDED, REFUSED = (
    ExtensionStatus.GRANTED,
    ExtensionStatus.AMENDED,
    ExtensionStatus.REFUSED,
)


def dates(occurrence: Occurrence) -> tuple:
    return (
        occurrence.stated_on,
        occurrence.first_due_on,
        occurrence.extended_to,
        occurrence.due_on,
        occurrence.act_by,
    )


def test_asking_moves_no_date():
    on = scene()
    extension = asked(on)
    assert dates(on.fresh()) == (DUE, DUE, None, DUE, DUE)
    assert (extension.status, extension.from_due_on, extension.wanted_on) == (
        ExtensionStatus.ASKED,
        DUE,
        LATER,
    )
    assert (on.occurrence.version, on.occurrence.status) == (1, OccurrenceStatus.ASSIGNED)


def test_granting_moves_the_deadline_and_keeps_the_first_and_the_documents_date():
    on = scene()
    answer_extension(extension=asked(on), verdict=GRANTED, by=on.decider)
    assert dates(on.fresh()) == (DUE, DUE, LATER, LATER, LATER)
    assert on.occurrence.version == 2


def test_a_granted_day_is_the_last_one_whatever_trước_ngày_means():
    """The document's bound is about its own date; “gia hạn đến 12/3” ends on 12/3."""
    DeadlinePolicy.objects.create(before_includes_day=False)
    on = scene()
    answer_extension(extension=asked(on), verdict=GRANTED, by=on.decider)
    assert on.fresh().due_on == LATER


def test_a_granted_day_off_is_reminded_on_the_working_day_before():
    on = scene()
    answer_extension(
        extension=asked(on, wanted_on=date(2024, 3, 16)), verdict=GRANTED, by=on.decider
    )
    assert (on.fresh().due_on, on.occurrence.act_by) == (date(2024, 3, 16), date(2024, 3, 15))


def test_another_date_can_be_granted():
    on = scene()
    day = date(2024, 3, 8)
    found = answer_extension(
        extension=asked(on), verdict=AMENDED, granted_on=day, by=on.decider, answer="Sớm hơn."
    )
    assert (found.status, found.granted_on, found.wanted_on) == (AMENDED, day, LATER)
    assert dates(on.fresh()) == (DUE, DUE, day, day, day)


@pytest.mark.parametrize("day", [None, DUE, date(2024, 3, 5)])
def test_another_date_must_be_later_than_the_deadline(day):
    on = scene()
    with pytest.raises(RuleError, match="after the present deadline, 06/3/2024") as refused:
        answer_extension(extension=asked(on), verdict=AMENDED, granted_on=day, by=on.decider)
    assert (refused.value.field, on.fresh().due_on) == ("granted_on", DUE)


def test_a_refusal_needs_its_reason_and_moves_nothing():
    on = scene()
    extension = asked(on)
    with pytest.raises(RuleError) as refused:
        answer_extension(extension=extension, verdict=REFUSED, by=on.decider, answer=" ")
    assert refused.value.field == "answer"
    answer_extension(
        extension=extension, verdict=REFUSED, by=on.decider, answer="UBND đã chốt ngày."
    )
    extension.refresh_from_db()
    assert (extension.status, extension.granted_on, dates(on.fresh())) == (
        REFUSED,
        None,
        (DUE, DUE, None, DUE, DUE),
    )


@pytest.mark.parametrize("wanted_on", [DUE, date(2024, 3, 1)])
def test_the_wanted_day_is_later_than_the_deadline(wanted_on):
    with pytest.raises(RuleError, match="after the present deadline") as refused:
        asked(scene(), wanted_on=wanted_on)
    assert refused.value.field == "wanted_on"


def test_the_wanted_day_of_a_late_task_has_not_passed():
    on = scene()
    given = {"reason": "Chờ.", "by": on.officer, "version": 0, "at": noon(date(2024, 3, 20))}
    with pytest.raises(RuleError, match="not passed"):
        ask_extension(occurrence=on.occurrence, wanted_on=date(2024, 3, 19), **given)
    assert (
        ask_extension(occurrence=on.occurrence, wanted_on=date(2024, 3, 21), **given).from_due_on
        == DUE
    )


def test_a_request_needs_its_reason():
    with pytest.raises(RuleError) as refused:
        asked(scene(), reason="  ")
    assert (refused.value.field, Extension.objects.count()) == ("reason", 0)


def test_only_the_lead_agency_asks_and_only_for_what_it_owes_by_a_date():
    helper = make_actor()
    for on in (
        scene(status=OccurrenceStatus.SUBMITTED),
        scene(status=OccurrenceStatus.DONE),
        scene(due_on=None),
        scene(lead=make_actor().seat.agency),
        scene(lead=make_actor().seat.agency, coordinating=(helper.seat.agency,)),
    ):
        with pytest.raises(RuleError, match="Only the lead agency can ask"):
            asked(on)
    assert Extension.objects.count() == 0


def test_a_second_request_waits_for_the_answer_to_the_first():
    on = scene()
    extension = asked(on)
    with pytest.raises(RuleError, match="already waits"):
        asked(on)
    answer_extension(extension=extension, verdict=REFUSED, by=on.decider, answer="Chưa có lý do.")
    assert asked(on, reason="Nay có thêm công văn.").status == ExtensionStatus.ASKED


@pytest.mark.parametrize("role", [role for role in SeatRole if role != SeatRole.COORDINATOR])
def test_only_coordinators_answer(role):
    on = scene()
    extension = asked(on)
    with pytest.raises(RuleError, match=r"cannot decide|before the one whose turn it is"):
        answer_extension(extension=extension, verdict=GRANTED, by=make_actor(role=role))
    assert on.fresh().due_on == DUE


def test_whoever_saw_an_older_page_is_told_who_asked():
    on = scene()
    asked(on)
    given = {"text": "Đã xong.", "by": on.officer, "version": 0}
    with pytest.raises(StaleOccurrenceError, match=str(on.officer.person)):
        submit_result(occurrence=on.occurrence, **given)


# What comes after ---------------------------------------------------------------------------------
def test_a_holiday_added_later_moves_an_extended_date_from_the_granted_day_and_not_back():
    on = scene()
    answer_extension(extension=asked(on), verdict=GRANTED, by=on.decider)
    set_calendar_day(day=LATER, is_working=False, note="Nghỉ theo thông báo", by=on.decider)
    assert dates(on.fresh()) == (DUE, DUE, LATER, LATER, date(2024, 3, 11))


def test_a_policy_changed_later_keeps_the_granted_day():
    on, other = scene(), scene()
    answer_extension(extension=asked(on), verdict=GRANTED, by=on.decider)
    change_deadline_policy(before_includes_day=False, roll="none", clearing_days=2, by=on.decider)
    assert (on.fresh().due_on, other.fresh().due_on) == (LATER, date(2024, 3, 5))


def test_an_open_request_lapses_with_the_acceptance():
    on = scene()
    extension = asked(on)
    submit_result(occurrence=on.occurrence, text="Xong.", by=on.officer, version=1, at=noon(DUE))
    extension.refresh_from_db()
    assert extension.status == ExtensionStatus.ASKED
    accept_result(occurrence=on.occurrence, by=on.decider, version=2, at=noon(DUE))
    extension.refresh_from_db()
    assert (extension.status, extension.answered_at, extension.answered_by) == (
        "lapsed",
        noon(DUE),
        None,
    )
    with pytest.raises(StaleOccurrenceError, match="needs no answer any more"):
        answer_extension(extension=extension, verdict=GRANTED, by=on.decider)
    assert on.fresh().due_on == DUE


def test_an_open_request_lapses_with_the_withdrawal():
    on = scene()
    extension = asked(on)
    withdraw_task(occurrence=on.occurrence, by=on.decider, version=1, text="Giao nhầm.")
    extension.refresh_from_db()
    assert extension.status == ExtensionStatus.LAPSED


def test_the_reminder_of_the_old_date_is_not_sent_once_it_has_moved():
    on, other = scene(), scene()
    extension = asked(on)
    with time_machine.travel(noon(DUE), tick=False):
        decide_reminders()
        answer_extension(extension=extension, verdict=GRANTED, by=on.decider)
        deliver_messages()
    states = OutboxMessage.objects.filter(reminder__isnull=False).values_list(
        "reminder__occurrence", "status"
    )
    assert dict(states) == {
        on.occurrence.pk: MessageStatus.CANCELLED,
        other.occurrence.pk: MessageStatus.SENT,
    }


def test_the_log_holds_the_dates_before_and_after():
    on = scene()
    answer_extension(extension=asked(on), verdict=GRANTED, by=on.decider, at=noon(DUE))
    entry = AuditEntry.objects.get(action="extension-answered")
    assert (entry.target_id, entry.person, entry.at) == (
        on.occurrence.pk,
        on.decider.person,
        noon(DUE),
    )
    assert entry.before == {"due_on": "2024-03-06", "act_by": "2024-03-06", "extended_to": None}
    moved = {name: entry.after[name] for name in entry.before}
    assert moved == {"due_on": "2024-03-12", "act_by": "2024-03-12", "extended_to": "2024-03-12"}
    assert entry.after["verdict"] == "granted"


def test_who_decides_hears_of_the_request_and_who_asked_of_the_answer():
    on = scene()
    answer_extension(extension=asked(on), verdict=GRANTED, by=on.decider, at=noon(MONDAY))
    told = OutboxMessage.objects.filter(channel="portal").order_by("id")
    assert [(m.person, m.context["event"], m.context["day"]) for m in told] == [
        (on.decider.person, NoticeEvent.EXTENSION_ASKED, "2024-03-12"),
        (on.officer.person, NoticeEvent.EXTENSION_ANSWERED, "2024-03-12"),
    ]


# Two at once --------------------------------------------------------------------------------------
def answers_at_once(on) -> list[str]:
    extension = asked(on)

    def answer(**given) -> str:
        try:
            translation.activate("en")  # each thread has a language of its own
            answer_extension(extension=extension, by=make_actor(role=SeatRole.COORDINATOR), **given)
        except StaleOccurrenceError as stale:
            return (
                "told"
                if "has answered this request at the same time" in stale.message
                else stale.message
            )
        return "done"

    acts = (
        (lambda: answer(verdict=GRANTED)),
        (lambda: answer(verdict=REFUSED, answer="Không đồng ý.")),
    )
    return sorted(at_once(*acts))


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_the_second_is_told_and_nothing_is_overwritten():
    on = scene()
    assert answers_at_once(on) == ["done", "told"]
    found = Extension.objects.get()
    assert (found.status == GRANTED) == (on.fresh().due_on == LATER)
    assert AuditEntry.objects.filter(action="extension-answered").count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_both_answers_are_taken(monkeypatch):
    """The same two officials where each reads the request without holding it: the second overwrites
    the first.
    """
    both_have_read = threading.Barrier(2)

    def read(extension: Extension) -> Extension:
        found = Extension.objects.select_related(
            "occurrence__task", "occurrence__deadline", "asked_by"
        ).get(pk=extension.pk)
        both_have_read.wait(30)
        return found

    monkeypatch.setattr(extensions, "_locked_request", read)
    assert answers_at_once(scene()) == ["done", "done"]
    assert AuditEntry.objects.filter(action="extension-answered").count() == 2
