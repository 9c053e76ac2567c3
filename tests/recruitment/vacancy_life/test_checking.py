"""Several vacancies of the desk checked at once: each as it was shown, one letter for each
employer.
"""

import pytest
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.mail.models import OutboxMessage
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.services import change_vacancy
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    make_board,
    make_park,
    representative_of,
    submitted_vacancy,
    vacancy_facts,
    verified_employer,
)

pytestmark = pytest.mark.django_db


def check(client, *rows: Vacancy, **given):
    sent = {
        "row": [f"{row.pk}:{row.version}" for row in rows],
        "back": "q=th%E1%BB%A3&next=//evil.example",
    }
    return client.post(reverse("recruitment:vacancy-check-many"), sent | given, follow=True)


def test_those_chosen_are_public_and_each_employer_gets_one_letter(client, board):
    park = make_park(board)
    first, second = (verified_employer(park.province, park) for _employer in range(2))
    rows = [submitted_vacancy(first, title=f"Thợ {name}") for name in "abc"] + [
        submitted_vacancy(second)
    ]
    left = submitted_vacancy(first)
    OutboxMessage.objects.all().delete()
    sign_in(client, board)
    page = check(client, *rows)
    assert page.redirect_chain == [
        (f"{reverse('recruitment:vacancy-desk')}?q=th%E1%BB%A3&next=%2F%2Fevil.example", 302)
    ]
    assert "4 vacancies are checked." in page.content.decode()
    states = dict(Vacancy.objects.values_list("pk", "status"))
    assert [states[row.pk] for row in (*rows, left)] == ["published"] * 4 + ["submitted"]
    letters = OutboxMessage.objects.order_by("pk")
    assert [letter.context["titles"] for letter in letters] == [
        ["Thợ a", "Thợ b", "Thợ c"],
        [rows[3].title],
    ]
    assert AuditEntry.objects.filter(action="vacancy-checked").count() == 4


def test_what_has_changed_since_is_told_and_left(client, board):
    employer = verified_employer(board.seat.agency.province, make_park(board))
    seen, other = submitted_vacancy(employer, title="Thợ hàn"), submitted_vacancy(employer)
    facts = vacancy_facts(employer, title="Thợ hàn 3G")
    change_vacancy(vacancy=seen, version=seen.version, facts=facts, by=representative_of(employer))
    sign_in(client, board)
    page = check(client, seen, other).content.decode()
    assert (
        "1 vacancy is checked." in page,
        "Thợ hàn 3G: Somebody has changed this vacancy meanwhile" in page,
    ) == (
        True,
        True,
    )
    assert list(Vacancy.objects.order_by("pk").values_list("status", flat=True)) == [
        "submitted",
        "published",
    ]


def test_another_office_s_are_not_there(client, board):
    mine = verified_employer(board.seat.agency.province, make_park(board))
    vacancy = submitted_vacancy(mine)
    sign_in(client, make_board(board.seat.agency.province))
    assert "Choose vacancies of the list first." in check(client, vacancy).content.decode()
    assert (
        "Choose vacancies" in check(client, row=["x", "1", "1:2:3", "²:1", "1:-1"]).content.decode()
    )
    vacancy.refresh_from_db()
    assert vacancy.status == "submitted"
    sign_in(client, make_actor(role=SeatRole.LEADER))
    assert check(client, vacancy).status_code == 403
