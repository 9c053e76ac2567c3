"""Attendance: four states, two at one list, who was and who is present."""

import pytest
from django.urls import reverse

from agencies.errors import RuleError
from conferences.attendance.choices import AttendanceState
from conferences.attendance.models import Attendance
from conferences.attendance.services import (
    NotedRow,
    note_attendance,
    note_leaving,
    note_rest_present,
)
from conferences.invitations.services import answer_invitation
from conferences.meetings.addresses import point_token
from tests.factories import make_actor, sign_in
from tests.factories_meetings import (
    announced_conference,
    invitation_of,
    make_commune_committee,
    make_runner,
    point_at,
)
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def runner():
    return make_runner()


@pytest.fixture
def communes():
    return [make_commune_committee() for _n in range(3)]


@pytest.fixture
def conference(runner, communes):
    return announced_conference(runner, *communes)


def keys(conference):
    return set(conference.points.values_list("pk", flat=True))


def note(conference, by, *rows):
    return note_attendance(conference=conference, rows=rows, points=keys(conference), by=by)


def page_of(client, conference, *changes):
    """The list as a browser sends it: all rows as they were drawn, and what somebody changed."""
    page = reverse("conferences:attendance", args=[conference.pk])
    form = client.get(page).context["form"]
    sent = {}
    for name, field in form.fields.items():
        value = "" if field.initial is None else field.initial
        sent |= {name: value}
        if field.show_hidden_initial:
            sent |= {f"initial-{name}": value}
    return page, sent | dict(changes)


def states(conference):
    rows = Attendance.objects.filter(invitation__point__conference=conference)
    return dict(rows.values_list("invitation", "state"))


def test_each_state_with_what_it_needs(runner, conference, communes):
    one, two, three = (invitation_of(conference, commune).pk for commune in communes)
    note(
        conference,
        runner,
        NotedRow(one, 0, AttendanceState.REPRESENTED, represented_by="Phó Chủ tịch"),
        NotedRow(two, 0, AttendanceState.EXCUSED, reason="Họp HĐND"),
        NotedRow(three, 0, AttendanceState.ABSENT),
    )
    rows = {row.invitation_id: row for row in Attendance.objects.all()}
    assert (rows[one].is_present, rows[one].represented_by) == (True, "Phó Chủ tịch")
    assert (rows[two].arrived_at, rows[two].reason) == (None, "Họp HĐND")
    assert rows[three].state == AttendanceState.ABSENT
    for row, words in (
        (NotedRow(one, 1, AttendanceState.EXCUSED), "why it is excused"),
        (NotedRow(one, 1, AttendanceState.REPRESENTED), "who represents it"),
    ):
        with pytest.raises(RuleError, match=words):
            note(conference, runner, row)


def test_two_secretaries_at_one_list_merge_and_none_overwrites(
    client, runner, conference, communes
):
    second = make_runner()
    first_rows = [invitation_of(conference, commune).pk for commune in communes]
    sign_in(client, runner)
    page, sent = page_of(
        client,
        conference,
        (f"state_{first_rows[0]}", "present"),
        (f"state_{first_rows[1]}", "present"),
    )
    # While that page is open, another secretary notes the second and the third.
    note(
        conference,
        second,
        NotedRow(first_rows[1], 0, AttendanceState.ABSENT),
        NotedRow(first_rows[2], 0, AttendanceState.PRESENT),
    )
    answer = client.post(page, sent, follow=True)
    assert states(conference) == {
        first_rows[0]: "present",
        first_rows[1]: "absent",
        first_rows[2]: "present",
    }
    assert [str(message) for message in answer.context["messages"]] == [
        "Rows written: 1.",
        "Not written, since somebody else has entered it meanwhile; the list shows what they"
        f" entered: {communes[1].name}.",
    ]


def test_rows_that_nobody_changed_are_not_written(client, runner, conference, communes):
    key = invitation_of(conference, communes[0]).pk
    note(conference, runner, NotedRow(key, 0, AttendanceState.PRESENT))
    sign_in(client, runner)
    page, sent = page_of(client, conference)
    client.post(page, sent)
    assert Attendance.objects.get().version == 1


def test_a_refused_row_keeps_all_that_was_typed(client, runner, conference, communes):
    key = invitation_of(conference, communes[0]).pk
    sign_in(client, runner)
    page, sent = page_of(client, conference, (f"state_{key}", "excused"))
    answer = client.post(page, sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [f"words_{key}"])
    assert not Attendance.objects.exists()


def test_all_others_are_present_and_substitutes_represent(runner, conference, communes):
    one, two, _three = (invitation_of(conference, commune) for commune in communes)
    answer_invitation(invitation=one, answer="substitute", delegate_name="Bà Thay", by=None)
    answer_invitation(invitation=two, answer="declines", reason="Bận", by=None)
    assert note_rest_present(conference=conference, points=keys(conference), by=runner) == 3
    assert two.pk not in states(conference)
    row = Attendance.objects.get(invitation=one)
    assert (row.state, row.represented_by) == ("represented", "Bà Thay")
    assert note_rest_present(conference=conference, points=keys(conference), by=runner) == 0


def test_who_was_present_is_told_from_who_is(client, runner, conference, communes):
    invitation = invitation_of(conference, communes[0])
    note(conference, runner, NotedRow(invitation.pk, 0, AttendanceState.PRESENT))
    sign_in(client, runner)
    client.post(reverse("conferences:attendance-leave", args=[invitation.pk]))
    page = client.get(reverse("conferences:attendance", args=[conference.pk]))
    assert page.context["counts"] == {"all": 4, "was": 1, "now": 0, "open": 3}
    assert note_leaving(invitation=invitation, by=runner).is_present
    with pytest.raises(RuleError, match="Nobody of it has come"):
        note_leaving(invitation=invitation_of(conference, communes[1]), by=runner)


def test_a_body_keeps_the_list_of_its_own_point(client, conference, communes):
    sign_in(client, make_actor(agency=communes[0]))
    own, other = (invitation_of(conference, commune) for commune in communes[:2])
    page, sent = page_of(client, conference, (f"state_{own.pk}", "present"))
    assert {name.rpartition("_")[2] for name in sent} == {str(own.pk)}
    client.post(page, sent | {f"state_{other.pk}": "absent", f"version_{other.pk}": 0})
    assert states(conference) == {own.pk: "present"}
    leave = reverse("conferences:attendance-leave", args=[other.pk])
    assert client.post(leave).status_code == 404
    with pytest.raises(RuleError, match="Only the coordinators"):
        note(conference, make_actor(agency=communes[0]), NotedRow(own.pk, 1, "absent"))


def test_the_points_own_link_notes_attendance_and_people(client, conference, communes):
    point = point_at(conference, communes[0])
    [row] = point.invitations.all()
    token = point_token(point)
    client.post(
        reverse("conferences:point-attendance", args=[token]),
        {f"state_{row.pk}": "present", f"initial-state_{row.pk}": "", f"version_{row.pk}": "0"},
    )
    client.post(reverse("conferences:point-present", args=[token]), {"present": "27"})
    point.refresh_from_db()
    noted = Attendance.objects.get()
    assert (noted.invitation, noted.state, noted.noted_person, point.present) == (
        row,
        "present",
        None,
        27,
    )


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_one_is_written_and_the_other_told():
    runner, commune = make_runner(), make_commune_committee()
    conference = announced_conference(runner, commune)
    key = invitation_of(conference, commune).pk

    def enter(state):
        return len(note(conference, runner, NotedRow(key, 0, state)).overtaken)

    overtaken = at_once(lambda: enter("present"), lambda: enter("absent"))
    assert (sorted(overtaken), Attendance.objects.get().version) == ([0, 1], 1)
