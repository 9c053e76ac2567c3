"""What load balancers are told."""

import pytest
from django.urls import reverse


def test_the_process_says_that_it_lives(client) -> None:
    assert client.get(reverse("healthz")).json() == {"status": "ok"}


@pytest.mark.django_db
def test_readiness_hangs_on_the_database_alone(client) -> None:
    answer = client.get(reverse("readyz"))
    assert (answer.status_code, answer.json()) == (200, {"database": True})
