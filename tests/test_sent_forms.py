"""The same form sent three times makes one thing, one after the other or at once."""

import datetime
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from agencies.api.models import ApiToken
from agencies.bodies.choices import SeatRole
from agencies.feeds.models import CalendarFeed
from agencies.forms.models import SentForm
from agencies.forms.once import makes_once, mark_row_made
from agencies.forms.sent_forms import FIELD
from agencies.members.models import Invitation
from agencies.people.models import SeatHolding
from agencies.privacy.models import DataRequest
from agencies.privacy.retention import delete_expired_rows
from agencies.tasks.occurrence_models import Progress
from recruitment.imports.models import VacancyImport
from recruitment.interests.models import Interest
from recruitment.service_firms.models import ServiceFirm
from recruitment.vacancies.models import Vacancy
from tests.access import NAMED
from tests.checksums import fingerprint
from tests.conferences import talk_access
from tests.factories import make_actor, make_task, sign_in
from tests.factories_recruitment import (
    make_firm,
    published_vacancy,
    representative_of,
    verified_employer,
)
from tests.recruitment.desks.test_desks import typed
from tests.recruitment.imports.test_imports import right, workbook
from tests.sources import templates
from tests.test_permission_table import address
from tests.together import at_once

pytestmark = pytest.mark.django_db
TWICE = "Recorded already when you sent it the first time"
HIDDEN = re.compile(rf'<input type="hidden" name="{FIELD}" value="([A-Za-z0-9_-]+)">')


def key_on(client, path: str) -> str:
    return HIDDEN.search(client.get(path).content.decode())[1]


def rows_but_log() -> dict:
    """Of every table what it holds; the log, sessions and the forms themselves left out."""
    left_out = ("agencies_sentform", "portal_cache", "django_session", "usersessions_usersession")
    return {table: sums for table, sums in fingerprint() if table not in left_out}


# Every view that takes a form ---------------------------------------------------------------------
CHANGES = {
    "agencies:column-templates",
    "agencies:column-template-removal",
    "campaigns:report-schedule",
    "campaigns:report-texts",
    "campaigns:version-lock",
    "campaigns:version-publish",
    "campaigns:version-send",
    "campaigns:version-sign",
    # They set a state: sent twice they set it once, or a version or a state refuses the second.
    "agencies:calendar-day-removal",
    "agencies:deadline-policy",
    "agencies:seat-switch",
    "agencies:directive-edit",
    "agencies:phone-set",
    "agencies:evidence-removal",
    "agencies:notice-read-all",
    "agencies:notice-open",
    "agencies:mail-mode",
    "agencies:policy-remove",
    "agencies:outbox-retry",
    "agencies:snooze-end",
    "agencies:calendar-feed-revoke",
    "agencies:api-token-revoke",
    "agencies:member-end",
    "agencies:member-administrator",
    "agencies:member-reopen",
    "agencies:invitation-withdraw",
    "agencies:invitation",
    "agencies:account-email-confirm",
    "agencies:account-codes-kept",
    "agencies:people-hidden",
    "agencies:people-row",
    "agencies:account-session-close",
    "agencies:account-sessions-close",
    "agencies:session-unlock",
    "agencies:session-lock",
    "agencies:session-alive",
    "agencies:language-switch",
    "agencies:public-language-switch",
    "recruitment:employer-verify",
    "recruitment:employer-ask-back",
    "recruitment:employer-refuse",
    "recruitment:employer-change-accept",
    "recruitment:employer-change-refuse",
    "recruitment:own-change-withdraw",
    "recruitment:park-change",
    "recruitment:own-employer",
    "recruitment:vacancy-change",
    "recruitment:vacancy-submit",
    "recruitment:vacancy-check",
    "recruitment:vacancy-check-many",
    "recruitment:own-vacancies-act",
    "recruitment:vacancy-ask-back",
    "recruitment:vacancy-pause",
    "recruitment:vacancy-resume",
    "recruitment:vacancy-refresh",
    "recruitment:vacancy-close",
    "recruitment:vacancy-correct",
    "recruitment:interest-status",
    "recruitment:calls-remind",
    "recruitment:interest-withdraw",
    "recruitment:import-row",
    "recruitment:import-choose",
    "recruitment:import-set",
    "recruitment:import-confirm",
    "recruitment:import-mend",
    "recruitment:import-answer",
    "recruitment:import-match",
    "recruitment:service-firm-change",
    *(f"recruitment:{kind}-{act}" for kind in ("usage", "lodging") for act in ("return", "accept")),
    "recruitment:licence-revoke",
    "recruitment:contract-count",
    *talk_access.CHANGES,
    "conferences:partnership-change",
    "conferences:partner-contact-remove",
    "conferences:partner-document-share",
    "conferences:ask-change",
    "conferences:ask-answer",
    "conferences:ask-assign",
    "conferences:ask-share",
    *(f"conferences:conference-{act}" for act in ("change", "announce", "begin")),
    *(f"conferences:conference-{act}" for act in ("cancel", "links")),
    *(f"conferences:point-{act}" for act in ("change", "links", "renew", "remove", "line-test")),
    "conferences:body-remove",
    "conferences:invitation",
    "conferences:invitation-answer",
    *(f"conferences:attendance{act}" for act in ("", "-rest", "-leave")),
    *(f"conferences:point-{act}" for act in ("ticks", "attendance", "present")),
    *(f"conferences:delegation-{act}" for act in ("change", "decide", "cancel", "travelled")),
    *(f"conferences:delegation-{act}" for act in ("report", "share")),
    "conferences:itinerary-remove",
    "conferences:talking-point",
    "conferences:talking-point-raise",
    "conferences:members-invite",
    "conferences:member-remove",
    "conferences:member-answer",
    "conferences:member-link",
    "conferences:major-remove",
    *(f"conferences:college-visit-{act}" for act in ("change", "cancel", "record")),
    "conferences:graduate-remove",
    *(f"conferences:living-{act}" for act in ("change", "check", "withdraw")),
    "conferences:participants-enter",
    *(f"conferences:dialogue-{act}" for act in ("change", "publish")),
    *(
        f"conferences:petition-{act}"
        for act in ("change", "merge", "separate", "publish", "unpublish")
    ),
    *(f"conferences:part-{act}" for act in ("redirect", "reopen")),
    *(f"conferences:answer-{act}" for act in ("accept", "return")),
    "conferences:answer-template",
    "conferences:answer-template-remove",
    "conferences:opinion-settle",
    *(f"conferences:fair-{act}" for act in ("change", "state", "cancel", "point-change")),
    *(f"conferences:booth-{act}" for act in ("change", "accept", "decline", "withdraw")),
    "conferences:booth-link-renew",
    "conferences:phone-call-done",
    "conferences:seats-reduce",
    "conferences:seat-turn",
    "conferences:booth-outcomes",
    "conferences:fair-door",  # whoever is there already keeps the number
    "conferences:exchange-receipt",
    # Booked once however often it is sent: the database has one place for a person in a block.
    "conferences:seeker-act",
    "conferences:own-act",
    "conferences:recruiter",
    "recruitment:alert-end",
    # They read a file and show it; nothing is kept.
    "recruitment:usage-upload",
    "recruitment:lodging-upload",
    # The review of a document is a dialogue of a script with the page: each act carries its version
    # or its place, and what stands at a place already is not added again.
    "agencies:review-confirm-certain",
    "agencies:unread-away",
    "agencies:proposal-confirm",
    "agencies:proposal-drop",
    "agencies:proposal-restore",
    "agencies:proposal-edit",
    "agencies:proposal-merge",
    "agencies:proposal-split",
    "campaigns:target-change",
    "campaigns:indicator-change",
    "campaigns:form-change",
    "campaigns:form-line-change",
    "campaigns:rule-change",
    *(f"campaigns:period-{act}" for act in ("merge", "approve", "reopen", "publish")),
    *(
        f"campaigns:{kind}-{act}"
        for kind in ("figure-report", "plan-report")
        for act in ("return", "accept")
    ),
    "campaigns:outlet-change",
    "campaigns:wave-change",
    "campaigns:wave-cancel",
    "campaigns:content-write",
    "campaigns:content-submit",
    "campaigns:content-clear",
    "campaigns:content-refuse",
    "campaigns:content-release",
    "campaigns:content-cancel",
    "campaigns:content-assign",
    "campaigns:wave-file-remove",
    "campaigns:kit-withdraw",
    "campaigns:media-kit",  # counts openings: each is one
    "campaigns:publication-withdraw",
    "campaigns:budget-line-change",
    "campaigns:trip-cost",
    "csp-report",  # the browser's own
    "api:own-vacancy",  # PUT under a number of the program's own
    "api:own-vacancy-list",  # PUT of the whole list
}


def view_of(name: str):
    return resolve(address(name)).func


LOOKED_AT = {
    # They do the same by POST as by GET.
    "agencies:directive-list",
    "agencies:directive-detail",
    "agencies:directive-file",
    "agencies:review",
    "agencies:proposal-item",
    "agencies:addressee-search",
    "agencies:deadline-reading",
    "agencies:gallery",
    "healthz",
    "api:openapi-json",
    "api:api-root",
}


def test_each_view_that_takes_a_form_makes_once_or_stands_among_those_that_only_change():
    once = {name for name in NAMED if is_once(view_of(name))}
    chief = make_actor(role=SeatRole.COORDINATOR)
    others = NAMED.keys() - once - CHANGES - LOOKED_AT
    taking = {
        name for name in others if sign_in(Client(), chief).post(address(name)).status_code != 405
    }
    assert taking == set()
    assert once & CHANGES == set()
    assert len(once) > 55


def is_once(view) -> bool:
    while view is not None:
        if getattr(view, "makes_once", False):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def test_every_form_that_is_sent_carries_a_key():
    """`csrf_token` of our pages writes it; so none is written by hand, and no form lacks it."""
    for path in templates():
        text = path.read_text(encoding="utf-8")
        assert "csrfmiddlewaretoken" not in text, path
        for form in re.findall(
            r"<form\b[^>]*method=\"?post.*?</form>", text, re.DOTALL | re.IGNORECASE
        ):
            assert "{% csrf_token %}" in form, (path, form[:80])


def test_two_looks_at_a_page_give_two_keys_and_write_nothing(client, employer):
    sign_in(client, representative_of(employer))
    path = reverse("recruitment:vacancy-add")
    before = fingerprint()
    assert key_on(client, path) != key_on(client, path)
    assert fingerprint() == before


def test_a_form_that_is_refused_keeps_its_key_and_makes_once_when_it_is_right(client, employer):
    sign_in(client, representative_of(employer))
    path = reverse("recruitment:vacancy-add")
    key = key_on(client, path)
    refused = client.post(path, typed(employer, headcount="x", form_key=key))
    assert (refused.status_code, HIDDEN.search(refused.content.decode())[1]) == (422, key)
    assert SentForm.objects.count() == 0
    for _time in range(3):
        assert client.post(path, typed(employer, form_key=key)).status_code == 302
    assert Vacancy.objects.count() == 1


def test_who_goes_back_and_writes_something_else_makes_something_else(client, employer):
    sign_in(client, representative_of(employer))
    path = reverse("recruitment:vacancy-add")
    key = key_on(client, path)
    titles = ("Thợ may", "Thợ hàn", "Thợ may")
    ways = [client.post(path, typed(employer, title=title, form_key=key)).url for title in titles]
    assert ways[0] == ways[2] != ways[1]
    assert Vacancy.objects.count() == 2


def test_a_view_that_names_what_it_made_must_say_how_to_show_it_again(rf):
    key = "k" * 20

    @makes_once
    def make(request):
        return mark_row_made(HttpResponse("made"), 1)

    request = rf.post("/x/", {FIELD: key})
    request.user = AnonymousUser()
    with pytest.raises(TypeError, match="make marks a row as made and lacks `again`"):
        make(request)
    assert SentForm.objects.count() == 0


def test_the_second_time_is_said_and_leads_to_the_same_thing(client, employer):
    sign_in(client, representative_of(employer))
    path = reverse("recruitment:vacancy-add")
    said = typed(employer, form_key=key_on(client, path))
    first = client.post(path, said, follow=True)
    second = client.post(path, said, follow=True)
    assert first.redirect_chain == second.redirect_chain
    assert (TWICE in first.content.decode(), TWICE in second.content.decode()) == (False, True)


def test_a_key_of_somebody_else_makes_something_of_ones_own(employer):
    path = reverse("recruitment:vacancy-add")
    key = "k" * 22
    other = verified_employer(employer.province, employer.park)
    for each in (employer, other):
        client = sign_in(Client(), representative_of(each))
        client.post(path, typed(each, form_key=key))
    assert {vacancy.employer for vacancy in Vacancy.objects.all()} == {employer, other}


@pytest.mark.parametrize("key", ["", "kurz", "x" * 65, "có dấu tiếng Việt!"])
def test_without_a_key_of_ours_a_form_is_taken_as_before(client, employer, key):
    sign_in(client, representative_of(employer))
    assert (
        client.post(reverse("recruitment:vacancy-add"), typed(employer, form_key=key)).status_code
        == 302
    )
    assert (Vacancy.objects.count(), SentForm.objects.count()) == (1, 0)


def test_keys_are_kept_for_two_days(client, employer):
    sign_in(client, representative_of(employer))
    path = reverse("recruitment:vacancy-add")
    client.post(path, typed(employer, form_key=key_on(client, path)))
    now = timezone.now()
    assert delete_expired_rows(now + datetime.timedelta(hours=47))["sent-forms"] == 0
    assert delete_expired_rows(now + datetime.timedelta(hours=49))["sent-forms"] == 1


# One after the other ------------------------------------------------------------------------------
def day(distance: int) -> str:
    return f"{timezone.localdate() + datetime.timedelta(days=distance):%d/%m/%Y}"


def forms_of_the_world(employer) -> dict[str, tuple]:
    """Of each kind of making: who sends it, to where, what."""
    own, chief = representative_of(employer), make_actor(role=SeatRole.COORDINATOR)
    SeatHolding.objects.filter(seat=own.seat).update(is_administrator=True)
    SeatHolding.objects.filter(seat=chief.seat).update(is_administrator=True)
    vacancy, firm = published_vacancy(employer), make_firm(chief)
    lead = make_actor()
    due_on = timezone.localdate() + datetime.timedelta(days=3)
    tasks = [
        make_task(lead=lead.seat.agency, assigned_by=chief.seat, due_on=due_on)
        for _each in range(4)
    ]
    owed = [task.occurrences.get() for task in tasks]
    firm_facts = {
        "name": "Công ty Dịch vụ Mới",
        "tax_code": "0100109106",
        "province": str(employer.province_id),
        "address": "Số 2",
        "contact_name": "Nguyễn Thử",
        "contact_phone": "0912000111",
        "contact_email": "moi@doanhnghiep.example",
    }
    registered = {
        "name": "Công ty Mới",
        "tax_code": "0100109106",
        "kind": "domestic",
        "ward": "Phường Nếnh",
        "address": "Lô B",
        "province": str(employer.province_id),
        "park": str(employer.park_id),
        "industry": "C",
        "size": "u500",
        "contact_name": "Nguyễn Thử",
        "contact_phone": "0912000111",
        "contact_email": "lienhe@moi.example",
    }
    asked = {
        "kind": "access",
        "full_name": "Nguyễn Thử",
        "contact": "thu@x.example",
        "text": "Xin xem dữ liệu.",
    }
    file = lambda: SimpleUploadedFile("a.xlsx", DATA)  # noqa: E731 a file is read once
    return {
        "vacancy-add": (own, "recruitment:vacancy-add", [], typed(employer)),
        "vacancy-enter": (chief, "recruitment:vacancy-enter", [employer.pk], typed(employer)),
        "vacancy-copy": (own, "recruitment:vacancy-copy", [vacancy.pk], {}),
        "vacancy-fill": (
            own,
            "recruitment:vacancy-fill",
            [vacancy.pk],
            {"people": "3", "way": "direct", "version": str(vacancy.version)},
        ),
        "import-upload": (own, "recruitment:import-upload", [], {"file": file}),
        "import-enter": (chief, "recruitment:import-enter", [employer.pk], {"file": file}),
        "employer-enter": (chief, "recruitment:employer-enter", [], registered),
        "firm-enter": (chief, "recruitment:service-firm-enter", [], firm_facts),
        "licence": (
            chief,
            "recruitment:licence-add",
            [firm.pk],
            {
                "licence-service": "leasing",
                "licence-number": "9/GP",
                "licence-issued_on": day(-9),
                "licence-valid_until": day(300),
            },
        ),
        "comment": (chief, "agencies:comment-add", [owed[0].pk], {"text": "Đề nghị báo cáo."}),
        "report": (
            lead,
            "agencies:task-report",
            [owed[1].pk],
            {"text": "Đang làm.", "version": "0"},
        ),
        "explanation": (
            chief,
            "agencies:explanation-ask",
            [owed[2].pk],
            {"question": "Vì sao?", "answer_by": day(5)},
        ),
        "extension": (
            lead,
            "agencies:extension-ask",
            [owed[3].pk],
            {"wanted_on": day(30), "reason": "Còn chờ số liệu.", "version": "0"},
        ),
        "invitation": (
            chief,
            "agencies:member-invite",
            [chief.seat.agency_id],
            {
                "email": "moi@coquan.example",
                "full_name": "Trần Mới",
                "seat": str(chief.seat.pk),
                "starts_on": day(0),
            },
        ),
        "token": (
            chief,
            "agencies:api-token-list",
            [chief.seat.agency_id],
            {"name": "Báo", "scopes": ["vacancies:read"]},
        ),
        "feed": (chief, "agencies:calendar-feed-create", [], {"scope": "seat"}),
        "swapped day": (
            chief,
            "agencies:calendar-day",
            [],
            {"day": "07/03/2026", "is_working": "working", "note": "Làm bù"},
        ),
        "data request": (None, "agencies:data-request-make", [], asked),
        "search": (chief, "recruitment:alert-list", [], {"q": "may"}),
    }


DATA = workbook(right())


def send(client, path: str, said: dict, key: str):
    given = {name: value() if callable(value) else value for name, value in said.items()}
    return client.post(path, given | {FIELD: key})


def test_each_kind_of_form_sent_three_times_makes_one_thing(employer):
    answers = {}
    for name, (by, view, keys, said) in forms_of_the_world(employer).items():
        client = sign_in(Client(), by) if by else Client()
        path, key = reverse(view, args=keys), f"key-of-{name.replace(' ', '-')}-0123456789"
        before = rows_but_log()
        first = send(client, path, said, key)
        after = rows_but_log()
        again = [send(client, path, said, key) for _time in range(2)]
        answers[name] = (first.status_code in (200, 302), after != before, rows_but_log() == after)
        assert [each.status_code for each in again] == [first.status_code] * 2, name
    assert {name: answer for name, answer in answers.items() if answer != (True, True, True)} == {}


def test_secrets_that_are_shown_once_are_shown_to_who_sends_twice_and_open_what_was_made(
    client, employer
):
    vacancy = published_vacancy(employer)
    path = reverse("recruitment:interest-register", args=[vacancy.pk])
    words = re.search(r'name="words" value="(\w+)"', client.get(path).content.decode())[1]
    said = {
        "full_name": "Lò Thử",
        "phone": "0912000222",
        "commune": "Xã Thử",
        "words": words,
        "consent": "on",
        FIELD: key_on(client, path),
    }
    links = {client.post(path, said).context["link"] for _time in range(3)}
    assert (Interest.objects.count(), len(links)) == (1, 1)
    client.post(links.pop())
    assert Interest.objects.count() == 0


def test_the_text_of_a_token_and_the_address_of_a_feed_stay_the_same(client):
    chief = make_actor(role=SeatRole.COORDINATOR)
    SeatHolding.objects.filter(seat=chief.seat).update(is_administrator=True)
    sign_in(client, chief)
    path = reverse("agencies:api-token-list", args=[chief.seat.agency_id])
    said = {"name": "Báo", "scopes": ["vacancies:read"], FIELD: key_on(client, path)}
    texts = {client.post(path, said).context["text"] for _time in range(3)}
    assert (len(texts), ApiToken.objects.count()) == (1, 1)
    answer = client.get("/api/v1/vacancies", headers={"authorization": f"Bearer {texts.pop()}"})
    assert answer.status_code == 200
    feed = {"scope": "seat", FIELD: key_on(client, reverse("agencies:month"))}
    addresses = {
        client.post(reverse("agencies:calendar-feed-create"), feed).context["address"]
        for _time in range(3)
    }
    assert (len(addresses), CalendarFeed.objects.count()) == (1, 1)
    assert client.get(addresses.pop().removeprefix("http://testserver")).status_code == 200


def send_token_and_feed(client, chief) -> tuple[str, str]:
    """The text of a token and the address of a feed, from forms with the same keys at each call."""
    tokens = reverse("agencies:api-token-list", args=[chief.seat.agency_id])
    token = client.post(tokens, {"name": "Báo", "scopes": ["vacancies:read"], FIELD: "t" * 22})
    feed = client.post(reverse("agencies:calendar-feed-create"), {"scope": "seat", FIELD: "f" * 22})
    return token.context["text"], feed.context["address"] if feed.context else feed.url


def test_the_key_is_replaced_and_a_form_sent_again_shows_what_still_opens(client, settings):
    chief = make_actor(role=SeatRole.COORDINATOR)
    SeatHolding.objects.filter(seat=chief.seat).update(is_administrator=True)
    sign_in(client, chief)
    shown = send_token_and_feed(client, chief)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = (
        [settings.SECRET_KEY],
        "another-" + "k" * 60,
    )
    sign_in(client, chief)
    assert send_token_and_feed(client, chief) == shown


def test_where_the_former_key_is_gone_a_form_sent_again_says_that_its_secret_was_shown_once(
    client, settings
):
    chief = make_actor(role=SeatRole.COORDINATOR)
    SeatHolding.objects.filter(seat=chief.seat).update(is_administrator=True)
    sign_in(client, chief)
    send_token_and_feed(client, chief)
    settings.SECRET_KEY = "another-" + "k" * 60
    sign_in(client, chief)
    assert send_token_and_feed(client, chief) == ("", reverse("agencies:month"))
    said = [str(message) for message in client.get(reverse("agencies:month")).context["messages"]]
    assert said == [
        "It was recorded when you sent the form the first time. What was shown then is kept "
        "nowhere, so it cannot be "
        "shown again."
    ]
    assert (ApiToken.objects.count(), CalendarFeed.objects.count()) == (1, 1)


# At once ------------------------------------------------------------------------------------------
def sent_at_once(by, path: str, said: dict, key: str, times: int = 3) -> list:
    clients = [sign_in(Client(), by) if by else Client() for _each in range(times)]
    return at_once(*(lambda client=client: send(client, path, said, key) for client in clients))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "name",
    [
        "vacancy-add",
        "import-upload",
        "comment",
        "report",
        "invitation",
        "token",
        "data request",
        "firm-enter",
    ],
)
def test_each_kind_of_form_sent_three_times_at_once_makes_one_thing(employer, name):
    counted = {
        "vacancy-add": Vacancy,
        "import-upload": VacancyImport,
        "comment": Progress,
        "report": Progress,
        "invitation": Invitation,
        "token": ApiToken,
        "data request": DataRequest,
        "firm-enter": ServiceFirm,
    }[name]
    by, view, keys, said = forms_of_the_world(employer)[name]
    before = counted.objects.count()
    answers = sent_at_once(by, reverse(view, args=keys), said, "k" * 22)
    assert len({(answer.status_code, answer.get("Location")) for answer in answers}) == 1
    assert (counted.objects.count() - before, SentForm.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_the_control_three_keys_make_three_things(employer):
    by, view, keys, said = forms_of_the_world(employer)["vacancy-add"]
    before = Vacancy.objects.count()
    clients = [sign_in(Client(), by) for _each in range(3)]
    acts = (
        lambda c=c, n=n: send(c, reverse(view, args=keys), said, str(n) * 22)
        for n, c in enumerate(clients)
    )
    at_once(*acts)
    assert Vacancy.objects.count() - before == 3
