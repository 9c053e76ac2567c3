"""The draft of a programme, its published versions, and what is sent of them."""

import pytest
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.mail.services.letters import compose_letter
from agencies.people.models import Person
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference
from conferences.programmes.models import ProgrammeItem
from conferences.programmes.queries import (
    lines_of_draft,
    lines_of_version,
    newest_version,
    programme_changes,
)
from conferences.programmes.services import (
    add_item,
    change_item,
    move_item,
    remove_item,
    use_template,
)
from tests.conferences.talk_world import HOUR, add_items, make_talk, publish, published_talk
from tests.factories import make_actor, make_agency, sign_in
from vietnam.calendar import WorkingCalendar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def change(world, item, **said):
    facts = {name: getattr(item, name) for name in ("title", "minutes", "presenter")}
    facts |= {"clip_number": "", **said}
    version = world.programme.version
    return change_item(item=item, version=version, by=world.keeper, **facts)


def titles(world):
    return [item.title for item in world.items()]


# The draft ----------------------------------------------------------------------------------------
def test_the_template_has_the_seven_items_of_the_plan_with_a_video_of_twenty_minutes():
    world = make_talk()
    use_template(conference=world.conference, template="recruitment", by=world.keeper)
    items = world.items()
    assert [item.minutes for item in items] == [10, 10, 20, 30, 40, 20, 10]
    video = items[2]
    assert (video.position, video.clip_number) == (3, "01")
    with pytest.raises(RuleError, match="There is a draft already") as refused:
        use_template(conference=world.conference, template="short", by=world.keeper)
    assert refused.value.field == "template"


def test_only_who_runs_conferences_drafts(english):
    world = make_talk()
    leader = make_actor(role=SeatRole.LEADER)
    facts = {"title": "x", "minutes": 5, "presenter": "", "clip_number": ""}
    with pytest.raises(RuleError, match="Only the coordinators run conferences"):
        add_item(conference=world.conference, by=leader, **facts)


@pytest.mark.parametrize("minutes", [0, 481])
def test_an_item_lasts_from_a_minute_to_eight_hours(minutes):
    world = make_talk()
    with pytest.raises(RuleError, match="from 1 to 480 minutes") as refused:
        add_items(world, (("x", minutes),))
    assert refused.value.field == "minutes"


def test_items_move_and_go_and_keep_their_numbers():
    world = make_talk()
    first, second, third = add_items(world)
    for item, places in ((third, -1), (first, -1)):  # at an end it stays
        move_item(item=item, version=world.programme.version, places=places, by=world.keeper)
    assert titles(world) == ["Khai mạc", "Thảo luận", "Xem video"]
    remove_item(item=third, version=world.programme.version, by=world.keeper)
    assert [(item.position, item) for item in world.items()] == [(1, first), (2, second)]


def test_an_old_page_changes_nothing():
    world = make_talk()
    item = add_items(world)[0]
    seen = world.programme.version
    change(world, item, minutes=15)
    facts = {"title": "Khác", "minutes": 5, "presenter": "", "clip_number": ""}
    with pytest.raises(RuleError, match="changed the draft meanwhile"):
        change_item(item=item, version=seen, by=world.keeper, **facts)
    assert world.items()[0].minutes == 15


@pytest.mark.parametrize("state", [ConferenceState.CLOSED, ConferenceState.CANCELLED])
def test_nothing_is_drafted_once_it_is_over(state):
    world = make_talk()
    moment = {"cancelled_at": world.conference.starts_at} if state == "cancelled" else {}
    Conference.objects.filter(pk=world.conference.pk).update(state=state, **moment)
    with pytest.raises(RuleError, match="closed or cancelled"):
        add_items(world)


# Versions -----------------------------------------------------------------------------------------
def test_what_is_published_stays_until_the_next_version():
    world = published_talk()
    change(world, world.items()[0], title="Chào mừng")
    newest = newest_version(world.programme)
    assert [line.title for line in newest.lines.all()] == ["Khai mạc", "Xem video", "Thảo luận"]
    second = publish(world)
    assert [version.number for version in world.programme.versions.all()] == [2, 1]
    assert second.lines.first().title == "Chào mừng"
    assert newest.lines.first().title == "Khai mạc"


def test_nothing_new_is_not_published_again():
    world = published_talk()
    with pytest.raises(RuleError, match="Nothing has changed"):
        publish(world)


def test_an_empty_draft_is_not_published():
    world = make_talk()
    item = add_items(world, (("x", 5),))[0]
    remove_item(item=item, version=world.programme.version, by=world.keeper)
    with pytest.raises(RuleError, match="no items yet"):
        publish(world)


def test_an_item_left_out_stays_in_earlier_versions():
    world = published_talk()
    remove_item(item=world.items()[1], version=world.programme.version, by=world.keeper)
    second = publish(world)
    assert second.lines.count() == 2
    assert world.programme.versions.last().lines.count() == 3
    assert ProgrammeItem.objects.filter(is_removed=True).count() == 1


def test_each_change_has_its_sentence():
    world = published_talk()
    first, second, third = world.items()
    before = lines_of_version(newest_version(world.programme))
    change(world, first, title="Chào mừng", minutes=15, presenter="Văn phòng")
    move_item(item=third, version=world.programme.version, places=-1, by=world.keeper)
    remove_item(item=second, version=world.programme.version, by=world.keeper)
    add_items(world, (("Bế mạc", 5),))
    assert programme_changes(before, lines_of_draft(world.items())) == [
        "“Khai mạc” → “Chào mừng”",
        "“Chào mừng”: 10 minutes → 15 minutes",
        "“Chào mừng”, presented by: nobody named → Văn phòng",
        "New item 3: “Bế mạc”, 5 minutes",
        "Left out: “Xem video”",
    ]


def test_moved_items_are_named_and_neighbours_are_not():
    world = published_talk()
    before = lines_of_version(newest_version(world.programme))
    third = world.items()[2]
    move_item(item=third, version=world.programme.version, places=-1, by=world.keeper)
    assert programme_changes(before, lines_of_draft(world.items())) == [
        "“Thảo luận”: item 3 → item 2",
        "“Xem video”: item 2 → item 3",
    ]


def test_a_later_start_is_a_change_of_its_own():
    world = published_talk()
    starts_at = world.conference.starts_at
    Conference.objects.filter(pk=world.conference.pk).update(starts_at=starts_at + HOUR)
    assert publish(world).starts_at == starts_at + HOUR


# Letters ------------------------------------------------------------------------------------------
def read(message: OutboxMessage) -> str:
    Person.objects.update(language="en")
    message.refresh_from_db()
    return compose_letter(message, WorkingCalendar()).text


def test_the_first_version_is_sent_whole_and_later_ones_as_changes_alone():
    world = published_talk(communes=1)
    letters = OutboxMessage.objects.order_by("pk")
    whole = {message.person_id: message for message in letters}
    assert set(whole) == {world.chair.person.pk, world.guest.person.pk}
    text = read(whole[world.guest.person.pk])
    assert "Khai mạc (10 minutes)" in text
    assert "Thảo luận (30 minutes)" in text
    change(world, world.items()[1], minutes=25)
    made = publish(world)
    assert made.letters == 2
    text = read(letters.last())
    assert "“Xem video”: 20 minutes → 25 minutes" in text
    assert "Khai mạc" not in text


def test_an_agency_without_an_account_is_written_to_at_its_address():
    world = make_talk(communes=1)
    agency = make_agency(email="ubnd@xa.example")
    point = world.communes[0]
    point.invitations.update(agency=agency)
    add_items(world)
    publish(world)
    guest = OutboxMessage.objects.get(recipient="ubnd@xa.example")
    assert guest.person is None
    assert "/hoi-nghi/theo-doi/" in read(guest)


def test_who_is_not_invited_yet_gets_no_letter():
    world = make_talk(communes=1)
    world.communes[0].invitations.update(sent_at=None, sent_sequence=None)
    add_items(world)
    assert publish(world).letters == 1


# Pages --------------------------------------------------------------------------------------------
def test_those_who_take_part_read_the_published_version_and_no_draft(client):
    world = published_talk()
    change(world, world.items()[0], title="Chưa công bố")
    path = reverse("conferences:programme", args=[world.conference.pk])
    sign_in(client, world.guest)
    page = client.get(path).content.decode()
    assert "Khai mạc" in page
    assert "Chưa công bố" not in page
    sign_in(client, world.stranger)
    assert client.get(path).status_code == 404
    sign_in(client, world.keeper)
    assert "Chưa công bố" in client.get(path).content.decode()


def test_a_draft_of_which_nothing_is_published_has_its_page(client):
    world = make_talk()
    add_items(world)
    path = reverse("conferences:programme", args=[world.conference.pk])
    sign_in(client, world.keeper)
    assert "Publish and send the programme" in client.get(path).content.decode()
    sign_in(client, world.guest)
    page = client.get(path).content.decode()
    assert "Nothing is published yet." in page
    assert "Khai mạc" not in page


def test_minutes_that_cannot_be_read_stay_as_they_were_typed(client):
    world = make_talk()
    sign_in(client, world.keeper)
    path = reverse("conferences:programme-item-add", args=[world.conference.pk])
    answer = client.post(path, {"title": "Khai mạc", "minutes": "mười"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="mười"' in page
    assert "Give whole minutes, from 1 to 480." in page


def test_publishing_says_how_many_letters_go_out(client):
    world = make_talk(communes=1)
    add_items(world)
    sign_in(client, world.keeper)
    path = reverse("conferences:programme-publish", args=[world.conference.pk])
    answer = client.post(path, {"version": world.programme.version}, follow=True)
    assert "Version 1 is published; 2 letters are on their way." in answer.content.decode()
