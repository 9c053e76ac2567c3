"""A locked session takes nothing but its password and signing out: every address of the portal,
every method.
"""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from agencies.database.tokens import token_digest
from agencies.members.models import Invitation
from tests.checksums import fingerprint
from tests.conferences import talk_access
from tests.factories import make_actor, make_seat
from tests.long import first_and_long
from tests.test_permission_table import resolves, url_names

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "put", "options")
UNLOCK = "/tai-khoan/mo-khoa/"
OPEN = {"agencies:session-unlock", "agencies:session-lock", "account_logout"}
FOR_ALL = {
    "agencies:calendar-feed",
    "agencies:data-request-make",
    "agencies:invitation",
    "agencies:account-email-confirm",
    "agencies:readyz",
    "agencies:metrics",
    "api-documentation",
    "healthz",
    "recruitment:employer-register",
    "recruitment:employer-access",
    "recruitment:interest-register",
    "recruitment:interest-withdraw",
    "recruitment:vacancy-list",
    "recruitment:tax-code-note",
    "recruitment:vacancy-feed",
    "recruitment:robots",
    "recruitment:sitemap",
    "recruitment:sitemap-pages",
    "recruitment:sitemap-jobs",
    "recruitment:vacancy-detail",
    "recruitment:vacancy-poster",
    "recruitment:vacancy-picture",
    "conferences:opinion-give",
    "conferences:public-petition-list",
    "conferences:public-petition-feed",
    "conferences:public-petition",
    "conferences:public-fair-list",
    "conferences:public-fair",
    "conferences:fair-calendar",
    "conferences:fair-poster",
    "conferences:vacancy-report-make",
    "conferences:fair-report-make",
    "conferences:vacancy-report-thanks",
    "conferences:seeker-sign-up",
    "conferences:own-registration",
    "conferences:own-act",
    "conferences:recruiter",
    "conferences:fair-board",
    "conferences:fair-board-now",
    "campaigns:media-kit",
    "campaigns:media-kit-contents",
    "campaigns:media-kit-file",
    *(f"conferences:{name}" for name in talk_access.BY_LINK),
    "conferences:invitation-answer",
    "conferences:invitation-answer-calendar",
    "conferences:point-page",
    "conferences:point-ticks",
    "conferences:point-attendance",
    "conferences:point-present",
    "conferences:point-incident",
    "conferences:member-link",
    "agencies:paper-proof",
    "admin:login",
    "agencies:language-switch",
}
"""What everybody may read is read in a locked session as by a stranger, and nothing is sent to it.
"""
BY_ITSELF = {
    "csp-report",
    "agencies:public-language-switch",
    *(name for name in url_names(get_resolver()) if name.startswith("api:")),
}
"""Neither a page of the person nor a form of the session: what is sent along alone decides."""
NAMES = sorted(
    name
    for name in url_names(get_resolver())
    if name not in OPEN | BY_ITSELF and name != "admin:None"
)


LOCKED = ("left alone", "locked by its page")


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-25T02:00:00Z", tick=False) as found:
        yield found


@pytest.fixture
def actor(clock):
    return make_actor(role="coordinator")


@pytest.fixture(params=LOCKED)
def locked(request, clock, actor):
    client = Client()
    client.force_login(actor.person)
    assert client.get("/viec-can-lam/").status_code == 200
    if request.param == "left alone":
        clock.shift(timedelta(minutes=16))
    else:
        client.post(reverse("agencies:session-lock"))
    return client


def path_of(name: str) -> str:
    """With keys and tokens that do not exist."""
    kinds = (
        [],
        [2_000_000_000],
        [2024, 3],
        [2_000_000_000, 1],
        ["agencies"],
        ["no-such-token"],
        ["1", "x"],
        ["2024-3", "live", "x"],
        ["2024-3", "x"],
        [2_000_000_000, "x"],
        [2_000_000_000, "live", "x"],
        [2024, 3, "x"],
    )
    return next(reverse(name, args=args) for args in kinds if resolves(name, args))


ANSWERED_FIRST = {"agencies:readyz", "agencies:metrics"}
"""Before a session is asked for: they only read, and refuse every other method."""


def expected(name: str, method: str) -> set[int]:
    if name in ANSWERED_FIRST and method not in ("get", "head"):
        return {405}
    if name in FOR_ALL and method in ("get", "head"):
        return {200, 302, 401, 404, 405, 503}
    return {302} if method in ("get", "head") else {423}


@pytest.mark.parametrize(
    "methods", first_and_long([METHODS[:2], METHODS[2:]], "asks for every address by rare methods")
)
@pytest.mark.parametrize(
    "locked", first_and_long(LOCKED, "asks for every address by every method"), indirect=True
)
@pytest.mark.long("asks for every address")
def test_no_address_takes_anything(locked, methods):
    before, wrong = fingerprint(), {}
    for name in NAMES:
        for method in methods:
            answer = getattr(locked, method)(path_of(name))
            is_to_password = (
                answer.status_code != 302 or answer.url.startswith(UNLOCK) or name in FOR_ALL
            )
            if answer.status_code not in expected(name, method) or not is_to_password:
                wrong[name, method] = (answer.status_code, getattr(answer, "url", ""))
    assert wrong == {}
    assert fingerprint() == before


@pytest.mark.parametrize(
    "headers",
    first_and_long(
        [{"HX-Request": "true"}, {"X-Requested-With": "fetch"}], "asks for every address once more"
    ),
)
@pytest.mark.parametrize(
    "locked", first_and_long(LOCKED, "asks for every address once more"), indirect=True
)
@pytest.mark.long("asks for every address")
def test_htmx_and_scripts_hear_that_it_is_locked(locked, headers):
    answers = {
        locked.get(path_of(name), headers=headers).status_code
        for name in NAMES
        if name not in FOR_ALL
    }
    assert answers == {423}


def test_what_everybody_reads_shows_nothing_of_the_person(locked, actor):
    for path in ("/viec-lam/", "/khong-co-trang-nay/", reverse("recruitment:employer-register")):
        page = locked.get(path).content.decode()
        assert (
            actor.person.full_name in page,
            actor.seat.title in page,
            "acting_seat" in page,
        ) == (False,) * 3
        assert page == Client().get(path).content.decode() or "csrfmiddlewaretoken" in page


def test_neither_language_nor_seat_changes(locked, actor):
    other = make_seat(agency=actor.seat.agency)
    assert locked.post(reverse("agencies:language-switch"), {"language": "en"}).status_code == 423
    assert locked.post(reverse("agencies:seat-switch"), {"seat": other.pk}).status_code == 423
    actor.person.refresh_from_db()
    assert actor.person.language == "vi"
    assert "/ngon-ngu/" not in locked.get(UNLOCK).content.decode()


def test_no_invitation_is_accepted(locked, actor):
    seat = make_seat()
    Invitation.objects.create(
        seat=seat,
        email=actor.person.email,
        full_name="x",
        starts_on="2026-11-01",
        token_digest=token_digest("abc"),
        sent_at=timezone.now(),
    )
    answer = locked.post(
        reverse("agencies:invitation", args=["abc"]), {"again": "bí mật", "password": "bí mật"}
    )
    assert (answer.status_code, "bí mật" in answer.content.decode()) == (423, False)
    assert Invitation.objects.get().ended_at is None


def test_a_sign_in_that_is_over_accepts_nothing_by_public_pages_either(clock, actor):
    client = Client()
    client.force_login(actor.person)
    clock.shift(timedelta(hours=12, minutes=1))
    client.post(reverse("agencies:language-switch"), {"language": "en"})
    actor.person.refresh_from_db()
    assert actor.person.language == "vi"


def test_control_an_open_session_takes_them(clock, actor):
    client = Client()
    client.force_login(actor.person)
    assert client.post(reverse("agencies:language-switch"), {"language": "en"}).status_code == 302
    actor.person.refresh_from_db()
    assert actor.person.language == "en"
