"""Every page of every role: by following links, by addresses, and each form refused."""

import datetime
from collections import Counter
from collections.abc import Iterator

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.database.demonstration import DOMAIN
from agencies.mail.models import OutboxMessage
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor
from recruitment.employers.models import Employer
from tests.access import KEYED, NAMED
from tests.crawl import (
    Form,
    Page,
    asked_by_htmx,
    crawl,
    forms_of,
    internal,
    kind_of,
    links_of,
    page_of,
    submit,
)
from tests.factories import make_actor
from tests.factories_recruitment import representative_of
from tests.marked_world import make_marked_world
from tests.test_permission_table import address, resolves
from tests.test_strangers import path_of

TODAY = datetime.date(2026, 11, 28)
PERSONS = (
    "dieu-phoi",
    "chuyen-vien",
    "lanh-dao",
    "kcn",
    "bao-dai",
    "viec-lam",
    "lien-doan",
    "lang-son",
    "doanh-nghiep",
)
"""Of the demonstration: at least one of each role."""
LETTERS_OF_A_KIND = 3
WRONG = "x@/31/02/2024"
"""No day, number, phone, address, choice or key."""
ACCOUNT_PAGES = (
    "account_reauthenticate",
    "account_change_password",
    "account_inactive",
    "account_signup",
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_logout",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
)


def client_of(person: Person | None, language: str = "vi") -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    client.cookies["django_language"] = language
    return client


def load_demonstration() -> dict[str, Person | None]:
    """Its persons, and nobody, by name."""
    call_command("demo", today=TODAY, verbosity=0)
    return {"nobody": None} | {
        name: Person.objects.get(email=f"{name}@{DOMAIN}") for name in PERSONS
    }


def follow_links(person: Person | None, *, language: str = "vi", of_a_kind: int) -> list[Page]:
    """From the first page on, with the parts that htmx would ask for."""
    client = client_of(person, language)
    seen = crawl(client, "/", *public_starts(person), of_a_kind=of_a_kind)
    return [*seen.values(), *parts_of(client, seen.values())]


def public_starts(person: Person | None) -> list[str]:
    return (
        [reverse("recruitment:employer-register"), reverse("account_reset_password")]
        if person is None
        else []
    )


def parts_of(client: Client, pages) -> Iterator[Page]:
    kinds = set()
    for page in list(pages):
        for link in filter(None, map(internal, asked_by_htmx(page))):
            if kind_of(link) not in kinds:
                kinds.add(kind_of(link))
                yield page_of(
                    client.get(link, headers={"HX-Request": "true"}), f"{link} (part)", page.address
                )


def answered_forms(
    client: Client, pages: list[Page], known: set
) -> Iterator[tuple[Form, str, Page]]:
    """One of each kind of form, sent as it stands; and where nobody has sent it yet (`known`), also
    without anything, without what people fill in, and with nonsense.
    """
    own = set()
    for form in [form for page in pages for form in forms_of(page)]:
        if form.method != "post" or form.kind in own or not internal(form.action):
            continue
        ways = {"as it stands": form.fields}
        if form.kind not in known:
            ways |= {"empty": {"csrfmiddlewaretoken": "x"}, "unfilled": form.hidden}
            ways |= {"nonsense": dict.fromkeys(form.fields, WRONG) | form.hidden}
        for way, fields in ways.items():
            yield form, way, submit(client, form, fields, f"({way})")
        own.add(form.kind)
        known.add(form.kind)


def links_of_letters() -> Iterator[tuple[str, str, int]]:
    """Of some letters of each kind: the kind, each link, and what its recipient gets there."""
    reader = client_of(Person.objects.get(email=f"dieu-phoi@{DOMAIN}"))
    sent: Counter = Counter()
    for message in (
        OutboxMessage.objects.filter(person__isnull=False).exclude(channel="portal").order_by("-pk")
    ):
        sent[message.template] += 1
        if sent[message.template] <= LETTERS_OF_A_KIND:
            address = reverse("agencies:outbox-letter", args=[message.pk])
            letter, recipient = page_of(reader.get(address), address), client_of(message.person)
            for link in filter(None, map(internal, links_of(letter))):
                yield message.template, link, recipient.get(link, follow=True).status_code


# A world with one thing of each kind --------------------------------------------------------------
def actors_of(world: dict[str, int]) -> dict[str, Actor]:
    seat = Seat.objects.get(pk=SeatHolding.objects.get(pk=world["holding"]).seat_id)
    return {
        "coordinator": make_actor(role=SeatRole.COORDINATOR),
        "owner": Actor(seat.holdings.get().person, seat),
        "employer": representative_of(Employer.objects.get(pk=world["employer"])),
    }


def load_marked_world() -> tuple[dict[str, Actor], list[str]]:
    """Who acts there, and all its addresses."""
    world = make_marked_world("Thử & nghiệm")
    paths = [path_of(name, world[kind]) for name, kind in KEYED.items()]
    paths += [reverse("recruitment:vacancy-detail", args=[world["vacancy"]])]
    paths += [reverse("recruitment:interest-register", args=[world["vacancy"]])]
    return actors_of(world), paths


def plain_addresses() -> list[str]:
    """All that need no key; whoever leaves by one of them has seen the others."""
    leaving = {"account_logout", "agencies:session-lock", "agencies:metrics"}
    names = [
        name for name in (*NAMED, *ACCOUNT_PAGES) if name not in leaving and resolves(name, [])
    ]
    return [address(name) for name in names]


def open_all(client: Client, paths: list[str]) -> list[Page]:
    return [page_of(client.get(path), path) for path in paths]
