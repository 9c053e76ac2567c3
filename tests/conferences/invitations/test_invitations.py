"""Invitations: who gets which letter, the file for calendars, and what is answered."""

import datetime

import icalendar
import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import AgencyGroup
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.mail.services.delivery import deliver_messages
from conferences.invitations.addresses import find_invitation, invitation_token
from conferences.invitations.choices import InvitationAnswer
from conferences.invitations.composition import add_bodies, remove_body
from conferences.invitations.exports import write_invitation
from conferences.invitations.models import ConferenceInvitation
from conferences.invitations.services import (
    announce_conference,
    answer_invitation,
    cancel_conference,
    change_conference,
)
from conferences.meetings.choices import LinkKind
from conferences.meetings.models import Conference
from conferences.points.services import TypedLink, set_links_of_all
from tests.factories import make_actor, make_agency, sign_in
from tests.factories_meetings import (
    HOUR,
    add_body,
    announced_conference,
    facts_of,
    host_province,
    invitation_of,
    make_commune_committee,
    make_conference,
    make_runner,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def runner():
    return make_runner()


def kinds():
    return sorted(OutboxMessage.objects.values_list("template", "recipient"))


def calendar_of(message):
    [(name, content, kind)] = message.attachments
    assert (name, kind.split(";")[0]) == ("hoi-nghi.ics", "text/calendar")
    return icalendar.Calendar.from_ical(content)


def event_of(calendar):
    [event] = [part for part in calendar.walk() if part.name == "VEVENT"]
    return event


# Who is written to --------------------------------------------------------------------------------
def test_seats_get_letters_an_agency_without_any_gets_one_and_one_without_an_address_none(runner):
    with_seat, with_mail, without = (
        make_commune_committee(),
        make_commune_committee(email="ubnd@xa.example"),
        make_commune_committee(),
    )
    officer = make_actor(agency=with_seat)
    conference = make_conference(runner, with_seat, with_mail, without)
    sent = announce_conference(conference=conference, by=runner)
    assert (sent.bodies, sent.letters, sent.unreached) == (4, 3, 1)
    assert kinds() == sorted(
        [
            ("conference_invited", officer.person.email),
            ("conference_invited", runner.person.email),
            ("conference_invited_guest", "ubnd@xa.example"),
        ]
    )
    assert invitation_of(conference, without).letters == 0
    again = announce_conference(conference=conference, by=runner)
    assert (again.bodies, OutboxMessage.objects.count()) == (0, 3)


def test_a_draft_without_a_central_point_or_of_the_past_is_not_announced(runner):
    from conferences.meetings.services import create_conference

    bare = create_conference(facts=facts_of(runner), by=runner)
    with pytest.raises(RuleError, match="central point first"):
        announce_conference(conference=bare, by=runner)
    past = make_conference(runner, starts_at=timezone.now() - 48 * HOUR)
    with pytest.raises(RuleError, match="time is over"):
        announce_conference(conference=past, by=runner)


def test_the_letter_to_a_guest_has_the_link_and_its_kept_text_has_not(runner):
    commune = make_commune_committee(email="ubnd@xa.example")
    conference = announced_conference(runner, commune)
    link = reverse(
        "conferences:invitation-answer", args=[invitation_token(invitation_of(conference, commune))]
    )
    deliver_messages()
    [letter] = [each for each in mail.outbox if each.to == ["ubnd@xa.example"]]
    assert f"http://testserver{link}" in letter.body.split("\n")
    assert letter.alternatives == []
    kept = OutboxMessage.objects.get(recipient="ubnd@xa.example")
    assert (link in kept.text + kept.html, kept.encrypted_link) == (False, "")


# Calendar files -----------------------------------------------------------------------------------
def test_a_change_of_time_moves_the_same_event_and_a_cancellation_takes_it_away(runner):
    commune = make_commune_committee()
    officer = make_actor(agency=commune)
    conference = announced_conference(runner, commune)
    deliver_messages()
    first = calendar_of(next(m for m in mail.outbox if m.to == [officer.person.email]))
    mail.outbox.clear()
    later = conference.starts_at + 24 * HOUR
    change_conference(
        conference=conference,
        version=conference.version,
        facts=facts_of(runner, starts_at=later),
        by=runner,
    )
    deliver_messages()
    [moved] = [m for m in mail.outbox if m.to == [officer.person.email]]
    second = calendar_of(moved)
    mail.outbox.clear()
    conference.refresh_from_db()
    cancel_conference(conference=conference, reason="Mưa lũ", by=runner)
    deliver_messages()
    [gone] = [m for m in mail.outbox if m.to == [officer.person.email]]
    third = calendar_of(gone)
    events = [event_of(each) for each in (first, second, third)]
    assert len({str(event["uid"]) for event in events}) == 1
    assert [event["sequence"] for event in events] == [0, 1, 2]
    assert [str(each["method"]) for each in (first, second, third)] == [
        "REQUEST",
        "REQUEST",
        "CANCEL",
    ]
    assert [str(event["status"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert events[1].decoded("dtstart") == later.replace(microsecond=0)
    assert "Mưa lũ" in gone.body


def test_a_new_time_of_the_line_test_is_no_reason_to_write_again(runner):
    commune = make_commune_committee()
    make_actor(agency=commune)
    conference = announced_conference(runner, commune)
    letters = OutboxMessage.objects.count()
    change_conference(
        conference=conference,
        version=conference.version,
        facts=facts_of(
            runner, starts_at=conference.starts_at, test_at=conference.starts_at - 20 * HOUR
        ),
        by=runner,
    )
    conference.refresh_from_db()
    assert (OutboxMessage.objects.count(), conference.sequence) == (letters, 0)
    assert announce_conference(conference=conference, by=runner).bodies == 0


def test_a_letter_that_a_later_one_overtakes_is_not_sent(runner):
    commune = make_commune_committee()
    officer = make_actor(agency=commune)
    conference = announced_conference(runner, commune)
    cancel_conference(conference=conference, reason="Hoãn", by=runner)
    deliver_messages()
    assert [m.subject for m in mail.outbox if m.to == [officer.person.email]] == [
        f"Đã hủy: {conference.title}"
    ]


def test_no_calendar_file_or_letter_has_a_join_link_or_a_passcode(client, runner):
    commune = make_commune_committee()
    officer = make_actor(agency=commune)
    conference = make_conference(runner, commune)
    set_links_of_all(
        conference=conference,
        links=[TypedLink(LinkKind.MAIN, "https://hop.example/j/77", "KHONGLO2")],
        by=runner,
    )
    announce_conference(conference=conference, by=runner)
    deliver_messages()
    invitation = invitation_of(conference, commune)
    sign_in(client, officer)
    file = client.get(reverse("conferences:invitation-calendar", args=[invitation.pk]))
    token = invitation_token(invitation)
    public = client.get(reverse("conferences:invitation-answer-calendar", args=[token]))
    said = [file.content, public.content, *(m.message().as_bytes() for m in mail.outbox)]
    said.append(write_invitation(invitation))
    assert not any(word in text for word in (b"KHONGLO2", b"hop.example") for text in said)


# The composition ----------------------------------------------------------------------------------
def test_a_group_becomes_the_bodies_of_the_day_and_its_steward_where_there_are_none(runner):
    new = make_agency(province=host_province())
    old = make_agency(province=host_province(), valid_to=datetime.date(2025, 6, 30), successor=new)
    steward = make_agency(province=host_province())
    departments = AgencyGroup.objects.create(name="Các sở")
    departments.members.set([old])
    firms = AgencyGroup.objects.create(name="Các doanh nghiệp", steward=steward)
    conference = make_conference(runner)
    said = {"agencies": [], "part": "member", "who": "Lãnh đạo", "places": 2, "by": runner}
    points = list(conference.points.all())
    made = add_bodies(conference=conference, points=points, group=departments, **said)
    made += add_bodies(conference=conference, points=points, group=firms, **said)
    assert [(row.agency, row.who, row.places) for row in made] == [
        (new, "Lãnh đạo", 2),
        (steward, "Lãnh đạo", 2),
    ]
    with pytest.raises(RuleError, match="there already"):
        add_bodies(conference=conference, points=points, group=firms, **said)


def test_bodies_of_other_provinces_are_not_invited(runner):
    conference = make_conference(runner)
    with pytest.raises(RuleError, match="Not of these provinces"):
        add_body(conference, conference.points.get(), make_agency("Sở xa"), runner)


def test_who_was_invited_stays_in_the_composition(runner):
    commune = make_commune_committee()
    draft = make_conference(runner, commune)
    remove_body(invitation=invitation_of(draft, commune), by=runner)
    conference = announced_conference(runner, commune)
    with pytest.raises(RuleError, match="invited already"):
        remove_body(invitation=invitation_of(conference, commune), by=runner)


# Answers ------------------------------------------------------------------------------------------
def test_a_seat_answers_for_its_own_agency_only(client, runner):
    commune, other = make_commune_committee(), make_commune_committee()
    conference = announced_conference(runner, commune, other)
    sign_in(client, make_actor(agency=commune))
    own, strange = invitation_of(conference, commune), invitation_of(conference, other)
    answer = client.post(
        own.get_absolute_url(),
        {"answer": "substitute", "delegate_name": "Lương Thị Thay", "delegate_position": "PCT"},
    )
    assert answer.status_code == 302
    assert client.get(strange.get_absolute_url()).status_code == 404
    own.refresh_from_db()
    assert (own.answer, own.delegate_name, own.delegate_position) == (
        InvitationAnswer.SUBSTITUTE,
        "Lương Thị Thay",
        "PCT",
    )
    with pytest.raises(RuleError, match="Only the coordinators"):
        answer_invitation(invitation=strange, answer="comes", by=make_actor(agency=commune))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"answer": "declines"}, "reason"),
        ({"answer": "substitute"}, "delegate_name"),
        ({"reason": "–"}, "answer"),
        ({"answer": "none"}, "answer"),
    ],
)
def test_declining_has_a_reason_and_a_substitute_a_name(client, runner, given, field):
    commune = make_commune_committee()
    invitation = invitation_of(announced_conference(runner, commune), commune)
    link = reverse("conferences:invitation-answer", args=[invitation_token(invitation)])
    answer = client.post(link, given)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_the_signed_link_answers_for_its_body_and_opens_no_other(client, runner):
    commune, other = make_commune_committee(), make_commune_committee()
    conference = announced_conference(runner, commune, other)
    invitation = invitation_of(conference, commune)
    token = invitation_token(invitation)
    link = reverse("conferences:invitation-answer", args=[token])
    client.cookies["django_language"] = "en"
    sent = client.post(link, {"answer": "declines", "reason": "Trùng lịch họp HĐND"})
    invitation.refresh_from_db()
    assert (sent.status_code, invitation.answer, invitation.reason, invitation.answered_by) == (
        302,
        InvitationAnswer.DECLINES,
        "Trùng lịch họp HĐND",
        None,
    )
    page = client.get(link)
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert other.name not in page.content.decode()
    other_token = invitation_token(invitation_of(conference, other))
    mixed = f"{other_token.split('.')[0]}.{token.split('.')[1]}"
    assert find_invitation(mixed) is None
    assert client.get(reverse("conferences:invitation-answer", args=[mixed])).status_code == 404


def test_a_link_opens_nothing_before_it_is_sent_and_answers_nothing_once_it_is_over(client, runner):
    commune = make_commune_committee()
    draft = make_conference(runner, commune)
    assert find_invitation(invitation_token(invitation_of(draft, commune))) is None
    conference = announced_conference(runner, commune)
    Conference.objects.filter(pk=conference.pk).update(
        test_at=None,
        starts_at=timezone.now() - 3 * HOUR,
        ends_at=timezone.now() - HOUR,
    )
    with pytest.raises(RuleError, match="is over"):
        answer_invitation(invitation=invitation_of(conference, commune), answer="comes", by=None)


def test_a_leader_reads_an_invitation_and_does_not_answer_it(client, runner):
    commune = make_commune_committee()
    invitation = invitation_of(announced_conference(runner, commune), commune)
    sign_in(client, make_actor(role=SeatRole.LEADER))
    assert client.get(invitation.get_absolute_url()).status_code == 200
    assert client.post(invitation.get_absolute_url(), {"answer": "comes"}).status_code == 404
    assert ConferenceInvitation.objects.get(pk=invitation.pk).answer == InvitationAnswer.NONE
