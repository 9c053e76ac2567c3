"""The language of the pages is chosen on any page; a signed-in person's mails follow it."""

import pytest
from django.urls import reverse

from tests.factories import make_actor

pytestmark = pytest.mark.django_db
SWITCH = "agencies:language-switch"


def test_choosing_a_language_changes_pages_and_mails(client):
    person = make_actor().person
    client.force_login(person)
    client.post(reverse(SWITCH), {"language": "en", "next": "/viec-can-lam/"})
    person.refresh_from_db()
    assert (person.language, client.get("/viec-can-lam/").headers["Content-Language"]) == (
        "en",
        "en",
    )


@pytest.mark.parametrize("code", ["xx", "fr", "zh-hans", "\0", "x" * 5000])
def test_a_language_that_the_portal_does_not_speak_changes_nothing(client, code):
    person = make_actor().person
    client.force_login(person)
    client.post(reverse(SWITCH), {"language": code})
    person.refresh_from_db()
    assert person.language == "vi"


def test_a_foreign_address_is_not_followed(client):
    answer = client.post(reverse(SWITCH), {"language": "en", "next": "https://elsewhere.example/"})
    assert answer.url == "/"
