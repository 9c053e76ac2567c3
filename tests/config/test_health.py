"""What load balancers are told. What those who watch the portal are told:
tests/agencies/jobs/test_health.py.
"""

from django.urls import reverse


def test_the_process_says_that_it_lives_whatever_has_become_of_the_database(client) -> None:
    assert client.get(reverse("healthz")).json() == {
        "status": "ok"
    }  # no access to the database is allowed here
