"""What is held of people is declared, shown, and deleted once its time is over."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import FieldDoesNotExist
from django.core.management import call_command
from django.urls import reverse

from agencies.api.models import ApiToken
from agencies.database.columns import model_column
from agencies.feeds.models import CalendarFeed
from agencies.members.models import EmailChange, Invitation
from agencies.people.models import Person
from agencies.people_import.models import PeopleImport
from agencies.personal_register import queries as personal
from agencies.personal_register.queries import declared, register, undeclared
from agencies.privacy.data_requests import take_in
from agencies.privacy.models import DataRequest
from agencies.privacy.retention import delete_what_is_over, would_delete
from agencies.registry import registry
from agencies.tasks.occurrence_models import Occurrence
from tests.factories import make_actor, sign_in

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
DAY = timedelta(days=1)


# The register -------------------------------------------------------------------------------------
def test_every_field_that_looks_personal_is_declared():
    assert undeclared() == []


def test_control_a_field_without_a_declaration_is_found(monkeypatch):
    monkeypatch.setattr(Person, "personal_data", {"email": Person.personal_data["email"]})
    assert undeclared() == ["agencies.Person.full_name"]


def test_what_is_declared_exists_and_says_all_four():
    for model in personal._models():
        for name, said in declared(model).items():
            model._meta.get_field(name)
            assert all(str(words) for words in (said.whose, said.purpose, said.basis, said.until))
        for name in getattr(model, "no_personal_data", ()):
            model._meta.get_field(name)


@pytest.mark.django_db
def test_the_page_and_the_workbook_show_the_whole_register(client):
    sign_in(client, make_actor(role="coordinator"))
    page = client.get(reverse("agencies:personal-register")).content.decode()
    assert len(re.findall(r"<tr>\s*<td", page)) == len(register()) > 15
    assert client.get(reverse("agencies:personal-register-export")).status_code == 200


# Retention ----------------------------------------------------------------------------------------
@pytest.fixture
def rows(db):
    """Of each kind one whose time is over and one that is a moment younger; by rule."""
    actor, desk = make_actor(), make_actor(role="coordinator")
    common = {
        "seat": actor.seat,
        "full_name": "x",
        "starts_on": "2026-01-01",
        "invited_by": actor.seat,
    }
    common |= {"invited_person": actor.person}
    for number, age in enumerate((timedelta(), timedelta(minutes=1))):
        sign = {"token_digest": f"a{number}", "email": f"a{number}@x.example"}
        Invitation.objects.create(
            sent_at=NOW - 60 * DAY, ended_at=NOW - 30 * DAY + age, **common, **sign
        )
        sign = {"token_digest": f"b{number}", "email": f"b{number}@x.example"}
        Invitation.objects.create(sent_at=NOW - 90 * DAY + age, **common, **sign)
        PeopleImport.objects.create(
            seat=actor.seat, person=actor.person, file_name="x", uploaded_at=NOW - 30 * DAY + age
        )
        EmailChange.objects.create(
            person=actor.person,
            new_email="x@x.example",
            old_digest=f"o{number}",
            new_digest=f"n{number}",
            asked_at=NOW - 31 * DAY,
            ended_at=NOW - 30 * DAY + age,
        )
        CalendarFeed.objects.create(
            seat=actor.seat,
            person=actor.person,
            scope="seat",
            token_digest=f"c{number}",
            created_at=NOW - 400 * DAY,
            revoked_at=NOW - 365 * DAY + age,
        )
        ApiToken.objects.create(
            agency=actor.seat.agency,
            created_person=actor.person,
            name="x",
            scopes=["vacancies:read"],
            token_digest=f"t{number}",
            created_at=NOW - 400 * DAY,
            revoked_at=NOW - 365 * DAY + age,
        )
        Session.objects.create(session_key=f"s{number}", session_data="x", expire_date=NOW + age)
        UserSession.objects.create(
            user=actor.person, ip="203.0.113.7", session_key=f"s{number}", created_at=NOW - 2 * DAY
        )
        asked = take_in(
            kind="erase", full_name="x", contact="x", text="", received_on=date(2024, 1, 2), by=desk
        )
        settled = {
            "answered_at": NOW,
            "answer": "x",
            "settlement": "x",
            "granted": True,
            "settled_person": desk.person,
        }
        DataRequest.objects.filter(pk=asked.pk).update(settled_at=NOW - 730 * DAY + age, **settled)
    return actor


OURS = dict.fromkeys(
    (
        "sessions",
        "places",
        "email-changes",
        "invitations",
        "open-invitations",
        "people-imports",
        "feeds",
        "api-tokens",
        "data-requests",
    ),
    1,
)
"""Of this app; those of the others are tested beside their rows."""


def kept() -> list[int]:
    return [
        model.objects.count()
        for model in (
            Session,
            UserSession,
            EmailChange,
            Invitation,
            PeopleImport,
            CalendarFeed,
            ApiToken,
            DataRequest,
        )
    ]


def test_the_dry_run_counts_and_changes_nothing(rows, capsys):
    before = kept()
    assert would_delete(NOW) == OURS | dict.fromkeys(
        (rule.name for rule in registry.retention_rules[len(OURS) :]), 0
    )
    call_command("retention", dry_run=True)
    assert kept() == before
    assert len(capsys.readouterr().out.splitlines()) == len(registry.retention_rules)


def test_the_run_deletes_what_is_over_and_nothing_younger_and_once(rows):
    assert delete_what_is_over(NOW) == OURS | dict.fromkeys(
        (rule.name for rule in registry.retention_rules[len(OURS) :]), 0
    )
    assert kept() == [1, 1, 1, 2, 1, 1, 1, 1]
    assert sum(delete_what_is_over(NOW).values()) == 0
    assert Person.objects.filter(pk=rows.person.pk).exists()


def test_a_models_own_column_is_found_and_what_another_models_key_gives_it_is_none():
    assert model_column(Occurrence, "due_on").attname == "due_on"
    with pytest.raises(
        FieldDoesNotExist, match=r"progress is not a column of agencies\.Occurrence"
    ):
        model_column(Occurrence, "progress")
