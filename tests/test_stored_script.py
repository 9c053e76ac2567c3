"""What people typed never becomes markup: one marked thing of each kind, every page and letter
parsed as a browser would.
"""

from html.parser import HTMLParser

import pytest
from django.core import mail
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.directives.models import Directive
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.notices.services import notify_seats
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor
from agencies.tasks.occurrence_models import Occurrence
from tests.access import KEYED, NAMED
from tests.factories import make_actor, sign_in
from tests.long import first_and_long
from tests.marked_world import kept_world
from tests.test_permission_table import PUBLIC, address, resolves
from tests.test_strangers import path_of

pytestmark = pytest.mark.django_db
EVIL = "</script><script>x7391()</script>\"'><img src=x onerror=x7391()>\u202e"
SHOWN = ("&lt;script&gt;x7391", "\\u003cscript\\u003ex7391", "\\u003Cscript\\u003Ex7391")
"""As a page may carry it."""


class Evil(HTMLParser):
    """Collects what would run: handlers, scripts and links made of the mark."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.within = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within = tag
        for name, value in attrs:
            if name.startswith("on") or (
                name in ("href", "src", "action") and "javascript:" in (value or "")
            ):
                self.found.append(f"<{tag} {name}>")

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within == "script" and "x7391" in data:
            self.found.append(f"script: {data[:60]}")


@pytest.fixture(scope="module")
def whole_world(django_db_setup, django_db_blocker, tmp_path_factory):
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), kept_world(EVIL, files) as keys:
        _mark_everything()
        yield keys


@pytest.fixture
def world(whole_world, db):
    return whole_world


def _mark_everything():
    """Also the people, seats, agencies and documents."""
    Person.objects.update(full_name=EVIL[:120])
    Seat.objects.update(title=EVIL[:120])
    for agency in Agency.objects.all():
        Agency.objects.filter(pk=agency.pk).update(name=f"{EVIL} {agency.pk}", short_name=EVIL[:60])
    Directive.objects.update(
        title=EVIL, signer=EVIL[:120], number=EVIL[:30], text=f"I. {EVIL}\n1. {EVIL}"
    )


def pages(client, world) -> dict[str, str]:
    """All that answers with a page, by its path."""
    leaving = reverse("account_logout")
    paths = [address(name) for name in NAMED if resolves(name, [])]
    paths += [path_of(name, world[kind]) for name, kind in KEYED.items()]
    texts = {
        (path, asked): text_of(client.get(path, {"q": asked}))
        for path in paths
        for asked in ("", EVIL)
    }
    return {
        f"{path}?q={asked}": text
        for (path, asked), text in texts.items()
        if text and path != leaving
    }


def text_of(answer) -> str:
    """Of a page; nothing of a file."""
    if answer.streaming:
        b"".join(answer.streaming_content)
        return ""
    return answer.content.decode() if answer.get("Content-Type", "").startswith("text/html") else ""


@pytest.mark.parametrize(
    "role",
    first_and_long(
        [SeatRole.COORDINATOR, SeatRole.LEADER, "owner"],
        "goes through the whole portal; for each role",
    ),
)
def test_no_page_runs_what_was_typed(client, world, role):
    seat = Seat.objects.get(pk=SeatHolding.objects.get(pk=world["holding"]).seat_id)
    actor = Actor(seat.holdings.get().person, seat) if role == "owner" else make_actor(role=role)
    sign_in(client, actor)
    seen = pages(client, world)
    found = {path: Evil(text).found for path, text in seen.items() if "x7391" in text}
    assert {path: evil for path, evil in found.items() if evil} == {}
    assert (
        sum(any(shown in text for shown in SHOWN) for text in seen.values()) >= 20
    )  # else nothing was shown at all


def test_no_public_page_runs_what_is_asked(client, world):
    for path in (
        address(name) for name, right in NAMED.items() if right is PUBLIC and resolves(name, [])
    ):
        for answer in (
            client.get(path, {"q": EVIL, "next": EVIL}),
            client.post(path, {"text": EVIL, "login": EVIL}),
        ):
            assert Evil(text_of(answer)).found == []


def test_what_was_sent_back_with_an_error_does_not_run(client):
    page = client.post(
        reverse("agencies:data-request-make"), {"full_name": EVIL, "text": EVIL}
    ).content.decode()
    assert any(shown in page for shown in SHOWN)
    assert Evil(page).found == []


def test_no_letter_runs_what_was_typed(world):
    owed = Occurrence.objects.get(pk=world["occurrence"])
    OutboxMessage.objects.all().delete()
    Person.objects.update(mail_mode="single")
    assert notify_seats(
        "returned",
        occurrence=owed,
        seats=Seat.objects.filter(agency=owed.task.lead),
        by=None,
        words=EVIL,
    )
    deliver_messages()
    [letter] = mail.outbox
    [(html, _kind)] = letter.alternatives
    assert any(shown in html for shown in SHOWN)
    assert Evil(html).found == []
    assert "\n" not in letter.subject


def test_control_each_way_is_found():
    ways = (
        f"<p>{EVIL}</p>",
        f'<a title="{EVIL}">',
        f"<script>const x = '{EVIL}'</script>",
        "<a href='javascript:x7391()'>",
    )
    assert [bool(Evil(way).found) for way in ways] == [True] * 4
