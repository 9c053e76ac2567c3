"""A content from the draft to the release: who writes, who clears, and what waits for whom."""

import datetime
from functools import partial

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from campaigns.contents.choices import ContentStatus, StepKind
from campaigns.contents.clearing import clear_content, refuse_content, submit_content
from campaigns.contents.models import ContentClearance, ContentStep
from campaigns.contents.queries import visible_contents
from campaigns.contents.services import (
    assign_content,
    begin_content,
    cancel_content,
    release_content,
    remove_file,
    write_content,
)
from campaigns.waves.services import cancel_wave
from tests.factories import make_actor, make_agency, make_seat, sign_in
from tests.factories_campaigns import (
    fresh,
    make_cast,
    make_content,
    make_wave,
    released_content,
    submitted_content,
)
from tests.together import told_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MONDAY = datetime.datetime(2024, 3, 4, 2, tzinfo=datetime.UTC)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def wave(cast):
    return make_wave(cast.department)


def words_of(content) -> dict:
    return {"title": content.title, "text": content.text, "link": content.link}


@time_machine.travel(MONDAY, tick=False)
def test_a_content_is_written_cleared_by_both_and_released(wave, cast):
    content = released_content(wave, cast)
    assert content.status == ContentStatus.RELEASED
    asked = ContentClearance.objects.values_list("agency", "status", "due_on")
    due_on = datetime.date(2024, 3, 6)  # two working days
    assert set(asked) == {
        (cast.department.seat.agency_id, "cleared", due_on),
        (cast.office.seat.agency_id, "cleared", due_on),
    }
    kinds = list(ContentStep.objects.values_list("kind", flat=True))
    assert kinds == [
        StepKind.WRITTEN,
        StepKind.SUBMITTED,
        StepKind.CLEARED,
        StepKind.CLEARED,
        StepKind.RELEASED,
    ]


def test_one_clearance_is_not_enough_to_release(wave, cast):
    content = submitted_content(wave, cast.newsroom)
    clear_content(content=content, version=content.version, by=cast.department)
    content = fresh(content)
    assert content.status == ContentStatus.CLEARING
    with pytest.raises(RuleError, match="both agencies"):
        release_content(content=content, version=content.version, by=cast.newsroom)


@pytest.mark.parametrize("act", ["written", "submitted", "filed"])
def test_who_wrote_a_content_never_clears_it_from_whatever_seat(wave, cast, act):
    """The person also holds a seat of the newsroom; the agencies differ, the eyes do not."""
    person = cast.department.person
    as_writer = Actor(person, cast.newsroom.seat)
    text = "" if act == "filed" else "Bài viết."
    files = [ContentFile(PNG, name="a.png")] if act == "filed" else []
    writer = cast.newsroom if act == "submitted" else as_writer
    content = make_content(wave, writer, text=text, files=files)
    submitter = as_writer if act == "submitted" else cast.newsroom
    submit_content(content=content, version=content.version, by=submitter)
    content = fresh(content)
    with pytest.raises(RuleError, match="written this content yourself"):
        clear_content(content=content, version=content.version, by=cast.department)
    with pytest.raises(RuleError, match="written this content yourself"):
        refuse_content(content=content, version=content.version, by=cast.department, text="x")
    colleague = make_actor(role=SeatRole.COORDINATOR, agency=cast.department.seat.agency)
    clear_content(content=content, version=content.version, by=colleague)


def test_what_is_sent_back_says_why_and_asks_both_anew(wave, cast):
    content = submitted_content(wave, cast.newsroom)
    with pytest.raises(RuleError, match="Say what must be changed"):
        refuse_content(content=content, version=content.version, by=cast.office, text="")
    refuse_content(content=content, version=content.version, by=cast.office, text="Sửa số liệu.")
    content = fresh(content)
    assert content.status == ContentStatus.RETURNED
    assert list(content.clearances.order_by("agency").values_list("status", flat=True)) == [
        "lapsed",
        "refused",
    ]
    write_content(content=content, version=content.version, by=cast.newsroom, **words_of(content))
    content = fresh(content)
    submit_content(content=content, version=content.version, by=cast.newsroom)
    assert content.clearances.filter(status="asked").count() == 2


def test_a_content_at_the_clearing_agencies_is_not_written(wave, cast):
    content = submitted_content(wave, cast.newsroom)
    with pytest.raises(RuleError, match="until it is handed in"):
        write_content(
            content=content, version=content.version, by=cast.newsroom, **words_of(content)
        )


def test_an_empty_content_is_not_handed_in(wave, cast):
    content = make_content(wave, cast.newsroom, text="")
    with pytest.raises(RuleError, match="nothing to clear yet"):
        submit_content(content=content, version=content.version, by=cast.newsroom)


def test_without_an_office_that_can_clear_nothing_is_handed_in():
    by = make_actor(role=SeatRole.COORDINATOR)
    content = make_content(make_wave(by), by)
    with pytest.raises(RuleError, match="the provincial office") as refused:
        submit_content(content=content, version=content.version, by=by)
    assert "labour department" not in str(refused.value)
    assert fresh(content).status == ContentStatus.DRAFT


def test_a_newsroom_writes_its_own_contents_only(wave, cast):
    other = make_agency(kind="newspaper")
    with pytest.raises(RuleError, match="its own contents"):
        make_content(wave, cast.newsroom, newsroom=other)
    ordered = make_content(wave, cast.department, newsroom=other, text="")
    with pytest.raises(RuleError, match="Only its newsroom"):
        write_content(content=ordered, version=0, by=cast.newsroom, **words_of(ordered))


def test_an_order_alone_makes_nobody_its_writer(wave, cast):
    """The department orders a content; the newsroom writes it; the department may clear it."""
    content = make_content(wave, cast.department, newsroom=cast.newsroom.seat.agency, text="")
    said = words_of(content) | {"text": "Bài viết."}
    write_content(content=content, version=content.version, by=cast.newsroom, **said)
    content = fresh(content)
    submit_content(content=content, version=content.version, by=cast.newsroom)
    content = fresh(content)
    clear_content(content=content, version=content.version, by=cast.department)


def test_a_stale_page_changes_nothing(wave, cast):
    content = make_content(wave, cast.newsroom)
    write_content(content=content, version=0, by=cast.newsroom, **words_of(content))
    with pytest.raises(RuleError, match="meanwhile"):
        write_content(content=content, version=0, by=cast.newsroom, **words_of(content))


def test_a_content_is_given_to_a_desk_or_to_a_seat_of_its_newsroom(wave, cast):
    content = make_content(wave, cast.newsroom)
    given = {"desk": "Phòng Thời sự", "due_on": datetime.date(2024, 3, 6)}
    seat = cast.newsroom.seat
    assign_content(content=content, version=0, assignee=seat, by=cast.newsroom, **given)
    content = fresh(content)
    assert (content.desk, content.assignee, content.due_on) == (
        "Phòng Thời sự",
        seat,
        given["due_on"],
    )
    with pytest.raises(RuleError, match="another agency"):
        assign_content(content=content, version=1, assignee=make_seat(), by=cast.newsroom, **given)


def test_a_cancelled_content_asks_nobody_any_more(wave, cast):
    content = submitted_content(wave, cast.newsroom)
    cancel_content(content=content, version=content.version, reason="Trùng bài", by=cast.department)
    assert fresh(content).status == ContentStatus.CANCELLED
    assert set(content.clearances.values_list("status", flat=True)) == {"lapsed"}


def test_a_released_content_is_not_cancelled(wave, cast):
    content = released_content(wave, cast)
    with pytest.raises(RuleError, match="is out already"):
        cancel_content(content=content, version=content.version, reason="x", by=cast.department)


def test_a_cancelled_wave_takes_its_open_contents_with_it(wave, cast):
    open_one = submitted_content(wave, cast.newsroom)
    released = released_content(wave, cast)
    cancel_wave(wave=wave, version=0, reason="Hoãn", by=cast.department)
    assert fresh(open_one).status == ContentStatus.CANCELLED
    assert fresh(released).status == ContentStatus.RELEASED
    assert not ContentClearance.objects.filter(status="asked").exists()
    with pytest.raises(RuleError, match="This wave is cancelled"):
        make_content(wave, cast.newsroom)


# Files --------------------------------------------------------------------------------------------
@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_a_file_of_another_kind_is_refused_by_its_content(media, wave, cast):
    file = ContentFile(b"MZ" + bytes(300), name="phong-su.png")
    with pytest.raises(RuleError, match="phong-su"):
        make_content(wave, cast.newsroom, files=[file])
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_what_is_handed_in_keeps_its_files(media, wave, cast):
    content = make_content(wave, cast.newsroom, files=[ContentFile(PNG, name="a.png")])
    submit_content(content=content, version=0, by=cast.newsroom)
    with pytest.raises(RuleError, match="keeps its files"):
        remove_file(file=content.files.get(), by=cast.newsroom)


def test_a_removed_file_is_gone_from_the_disk(
    media, wave, cast, django_capture_on_commit_callbacks
):
    content = make_content(wave, cast.newsroom, files=[ContentFile(PNG, name="a.png")])
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(file=content.files.get(), by=cast.newsroom)
    assert [path for path in media.rglob("*") if path.is_file()] == []


# Who sees what ------------------------------------------------------------------------------------
def test_a_draft_is_its_newsrooms_until_it_is_asked_about_or_released(wave, cast):
    draft = make_content(wave, cast.newsroom)
    asked = submitted_content(wave, cast.newsroom)
    released = released_content(wave, cast)
    everybody = {
        "coordinator": (cast.department, {draft, asked, released}),
        "leader": (make_actor(role=SeatRole.LEADER), {draft, asked, released}),
        "newsroom": (cast.newsroom, {draft, asked, released}),
        "another newsroom": (make_actor(role=SeatRole.NEWSROOM), {released}),
        "officer": (make_actor(), {released}),
        "partner": (make_actor(role=SeatRole.PARTNER_OFFICER), {released}),
        "officer of the office": (make_actor(agency=cast.office.seat.agency), {asked, released}),
    }
    seen = {name: set(visible_contents(by)) for name, (by, _rows) in everybody.items()}
    assert seen == {name: rows for name, (_by, rows) in everybody.items()}


def test_the_writer_sees_why_there_is_no_button(client, wave, cast):
    content = make_content(wave, cast.department)
    submit_content(content=content, version=0, by=cast.department)
    sign_in(client, cast.department)
    page = client.get(content.get_absolute_url()).content.decode()
    assert "somebody else of your agency clears it" in page
    assert reverse("campaigns:content-clear", args=[content.pk]) not in page


def test_the_chain_through_its_pages(client, wave, cast):
    content = make_content(wave, cast.newsroom)

    def post(by: Actor, act: str, **said) -> int:
        sign_in(client, by)
        version = fresh(content).version
        path = reverse(f"campaigns:content-{act}", args=[content.pk])
        return client.post(path, {"version": version, **said}).status_code

    answers = [
        post(cast.newsroom, "submit"),
        post(cast.office, "refuse"),  # without a word: 422, and nothing happens
        post(cast.office, "refuse", text="Sửa tiêu đề"),
        post(cast.newsroom, "submit"),
        post(cast.department, "clear"),
        post(cast.office, "clear", text="Đồng ý"),
        post(cast.newsroom, "release"),
    ]
    assert answers == [302, 422, 302, 302, 302, 302, 302]
    assert fresh(content).status == ContentStatus.RELEASED


@pytest.mark.django_db(transaction=True)
def test_both_agencies_clear_at_the_same_moment():
    """Each waits for the other's lock; the later one sees that the page has changed."""
    cast = make_cast()
    content = submitted_content(make_wave(cast.department), cast.newsroom)

    version = content.version
    acts = [
        partial(clear_content, content=content, version=version, by=by)
        for by in (cast.department, cast.office)
    ]
    assert told_at_once(*acts) == ["RuleError", "done"]
    assert fresh(content).status == ContentStatus.CLEARING
    assert content.clearances.filter(status="asked").count() == 1


def test_begin_content_needs_a_right(wave):
    by = make_actor()
    with pytest.raises(RuleError, match="its own contents"):
        begin_content(
            wave=wave,
            kind="article",
            title="x",
            text="",
            link="",
            newsroom=by.seat.agency,
            due_on=None,
            by=by,
        )
