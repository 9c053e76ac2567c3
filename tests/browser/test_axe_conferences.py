"""Every page of conferences, fairs, delegations and dialogues through axe, as somebody who sees
it.
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import Actor
from conferences.answers.models import Answer
from conferences.dialogues.models import Dialogue
from conferences.fairs.models import Fair
from conferences.invitations.addresses import invitation_token
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.addresses import point_token
from conferences.meetings.models import Point
from tests.access import KEYED, NAMED
from tests.browser.test_communication import sign_in
from tests.factories import make_actor
from tests.marked_world import make_marked_world
from tests.test_permission_table import resolves
from tests.test_strangers import path_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.long("a browser reads every page of an app"),
]
FEWEST_PAGES = 60
"""Fewer would mean that pages are no longer found."""


def readers() -> list[Actor]:
    """Who sees everything, and whose the dialogue, the answer and the fair are."""
    seats = (
        Dialogue.objects.latest("pk").entered_by_id,
        Answer.objects.latest("pk").entered_by_id,
        Fair.objects.latest("pk").made_by_id,
    )
    holdings = [SeatHolding.objects.filter(seat=key).latest("pk") for key in seats]
    own = [Actor(holding.person, Seat.objects.get(pk=holding.seat_id)) for holding in holdings]
    partner = make_actor(role=SeatRole.PARTNER_OFFICER)
    return [make_actor(role=SeatRole.COORDINATOR), *own, partner]


def paths(world: dict[str, int]) -> Iterator[str]:
    for name in NAMED:
        if name.startswith("conferences:") and resolves(name, []):
            yield reverse(name)
    for name, kind in KEYED.items():
        if name.startswith("conferences:"):
            yield path_of(name, world[kind])


def signed_paths() -> list[str]:
    """Behind links without an account."""
    invitation = ConferenceInvitation.objects.filter(sent_at__isnull=False).latest("pk")
    point = Point.objects.latest("pk")
    return [
        reverse("conferences:invitation-answer", args=[invitation_token(invitation)]),
        reverse("conferences:guest-slips", args=[invitation_token(invitation)]),
        reverse("conferences:point-page", args=[point_token(point)]),
    ]


def seen_pages(world: dict[str, int]) -> Iterator[tuple[Actor, list[str]]]:
    """Each page once, for the first reader who gets it."""
    left = set(paths(world))
    for actor in readers():
        client = Client()
        client.force_login(actor.person)
        seen = [path for path in sorted(left) if is_page(client, path)]
        left -= set(seen)
        yield actor, seen


def is_page(client: Client, path: str) -> bool:
    # Parts that htmx swaps in are read with their pages.
    found = client.get(path)
    is_html = found.status_code == 200 and found["Content-Type"].startswith("text/html")
    is_whole = is_html and b"<html" in found.content
    found.close()  # a file that was sent stays open otherwise
    return is_whole


def violations_of(page, url: str) -> list[str]:
    page.goto(url)
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


@pytest.mark.program("chromium")
def test_axe_finds_nothing_on_any_page(live_server, context, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world = make_marked_world("Thử")
    wrong: dict[str, list[str]] = {}
    count = 0
    for actor, found in seen_pages(world):
        context.clear_cookies()
        sign_in(context, live_server, actor.person)
        page = context.new_page()
        for path in found:
            count += 1
            if problems := violations_of(page, live_server.url + path):
                wrong[path] = problems
        page.close()
    context.clear_cookies()
    page = context.new_page()
    for path in signed_paths():
        if problems := violations_of(page, live_server.url + path):
            wrong[path] = problems
    assert "\n".join(f"{path}: {problems}" for path, problems in wrong.items()) == ""
    assert count >= FEWEST_PAGES
    page.set_content('<html lang="vi"><title>x</title><main><img src="x.png"></main></html>')
    assert Axe().run(page).response["violations"]  # the control
