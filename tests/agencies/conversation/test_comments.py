"""Comments: by whoever sees the task, calling those who see it too; nothing moves."""

import pytest
from django.core.files.base import ContentFile
from django.utils import translation

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.conversation.comments import add_comment, mentionable_seats
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.notices.choices import NoticeEvent
from agencies.people.models import SeatHolding
from agencies.people.permissions import Permission, roles_with
from agencies.task_pages.history import history_of
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.occurrence_models import EvidenceFile, Progress
from tests.agencies.talk_data import MONDAY, scene
from tests.factories import LONG_AGO, make_actor, make_agency, make_person, make_seat, noon

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nnoi dung"
SEES_ALL = roles_with(Permission.SEE_ALL_TASKS)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_a_comment_moves_neither_state_nor_version_nor_the_last_movement():
    on = scene()
    before = (on.occurrence.status, on.occurrence.version, on.occurrence.moved_at)
    comment = add_comment(
        occurrence=on.occurrence, text=" Đề nghị gửi sớm. ", by=on.leader, at=noon(MONDAY)
    )
    assert (on.fresh().status, on.occurrence.version, on.occurrence.moved_at) == before
    assert (comment.kind, comment.text, comment.at) == (
        ProgressKind.COMMENT,
        "Đề nghị gửi sớm.",
        noon(MONDAY),
    )


@pytest.mark.parametrize("status", OccurrenceStatus.values)
def test_one_can_comment_in_every_state(status):
    on = scene(status=status)
    add_comment(occurrence=on.occurrence, text="Ý kiến.", by=on.officer)
    assert on.fresh().status == status


def test_only_those_who_see_the_task_comment():
    helper = make_actor()
    on = scene(coordinating=(helper.seat.agency,))
    for actor in (on.officer, on.decider, on.leader, helper):
        add_comment(occurrence=on.occurrence, text="Ý kiến.", by=actor)
    with pytest.raises(RuleError, match="who see the task"):
        add_comment(occurrence=on.occurrence, text="Ý kiến.", by=make_actor())
    assert Progress.objects.count() == 4


def test_the_seats_mentioned_are_told_once_and_the_history_names_their_people():
    on = scene()
    called = [on.decider.seat, on.leader.seat]
    add_comment(
        occurrence=on.occurrence,
        text="Xin ý kiến.",
        by=on.officer,
        mentioned=called,
        at=noon(MONDAY),
    )
    told = OutboxMessage.objects.filter(channel="portal")
    assert {(m.person, m.context["event"]) for m in told} == {
        (on.decider.person, NoticeEvent.MENTIONED),
        (on.leader.person, NoticeEvent.MENTIONED),
    }
    [entry] = history_of(on.occurrence)
    assert (str(entry.what), entry.text) == ("Comment", "Xin ý kiến.")
    names = {f"{a.person}, {a.seat.agency.display_name}" for a in (on.decider, on.leader)}
    assert set(entry.to.split("; ")) == names


def test_a_seat_that_does_not_see_the_task_cannot_be_mentioned():
    on = scene()
    with pytest.raises(RuleError, match="who see this task") as refused:
        add_comment(
            occurrence=on.occurrence, text="Xin ý kiến.", by=on.officer, mentioned=[make_seat()]
        )
    assert (refused.value.field, Progress.objects.count(), OutboxMessage.objects.count()) == (
        "mentioned",
        0,
        0,
    )


def test_those_to_mention_are_the_holders_of_seats_that_see_the_task_the_lead_first():
    partner, lead = make_agency("Báo tỉnh"), make_agency("Sở Tư pháp")
    helper, officer = make_actor(agency=partner), make_actor(agency=lead)
    coordinator = make_actor(role=SeatRole.COORDINATOR, agency=make_agency("Ban Quản lý"))
    make_seat(agency=partner)
    make_actor()
    colleague = make_person(full_name="A Thử")
    SeatHolding.objects.create(seat=helper.seat, person=colleague, starts_on=LONG_AGO)
    on = scene(lead=lead, coordinating=(partner,), assigned_by=make_seat())
    SeatHolding.objects.filter(person__in=[on.decider.person, on.leader.person]).delete()
    found = mentionable_seats(on.occurrence.task, SEES_ALL, on=MONDAY)
    assert [one.seat for one in found] == [officer.seat, helper.seat, coordinator.seat]
    assert str(found[1]) == f"A Thử, {helper.person} – {helper.seat.title}, Báo tỉnh"


def test_a_comment_takes_files_with_the_checks_of_evidence():
    on = scene()
    add_comment(
        occurrence=on.occurrence,
        text="Kèm theo.",
        by=on.officer,
        files=[ContentFile(PDF, name="a.pdf")],
    )
    assert [kept.name for kept in EvidenceFile.objects.all()] == ["a.pdf"]
    with pytest.raises(RuleError, match="is not a PDF"):
        add_comment(
            occurrence=on.occurrence,
            text="Kèm theo.",
            by=on.officer,
            files=[ContentFile(b"MZ", name="b.pdf")],
        )
    assert Progress.objects.count() == 1


def test_a_comment_needs_words_and_is_in_the_log():
    on = scene()
    with pytest.raises(RuleError) as refused:
        add_comment(occurrence=on.occurrence, text=" ", by=on.officer)
    assert refused.value.field == "text"
    comment = add_comment(
        occurrence=on.occurrence, text="Ý kiến.", by=on.officer, mentioned=[on.leader.seat]
    )
    entry = AuditEntry.objects.get(action="commented")
    after = {"occurrence": on.occurrence.pk, "mentioned": [on.leader.seat.pk], "files": []}
    assert (entry.target_id, entry.person, entry.after) == (comment.pk, on.officer.person, after)
