"""Strangers share the copy of a public page, in their language; nobody else does, and nothing of a
person is in it.
"""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from agencies.shared_pages import middleware
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_life.services import check_vacancy
from tests.factories import make_actor
from tests.factories_recruitment import office_of, published_vacancy, submitted_vacancy

pytestmark = pytest.mark.django_db
LIST = "/viec-lam/"
FRESH_WITHIN = 30  # seconds: what is published, changed or ended is seen everywhere


@pytest.fixture(autouse=True)
def _copies_are_kept(monkeypatch):
    monkeypatch.setattr(middleware, "COPIED_FOR", 15)


@pytest.fixture
def vacancy(employer):
    return published_vacancy(employer, title="Thợ hàn")


@pytest.fixture
def rename():
    """Changes the title in the database alone, so that only a page drawn anew shows it."""

    def rename(vacancy: Vacancy) -> str:
        facts = {**vacancy.checked_facts, "title": "Thợ tiện"} if vacancy.checked_facts else None
        Vacancy.objects.filter(pk=vacancy.pk).update(title="Thợ tiện", checked_facts=facts)
        caches["local"].clear()
        return "Thợ tiện"

    return rename


def page_of(client: Client, path: str = LIST, **headers: str) -> str:
    return client.get(path, headers=headers).content.decode()


def is_copied(reader: Client, path: str, vacancy: Vacancy, rename, **headers: str) -> bool:
    """Whether a reader still gets the page that the first stranger was sent before a change."""
    assert "Thợ hàn" in page_of(Client(), path)
    return rename(vacancy) not in page_of(reader, path, **headers)


@pytest.mark.parametrize("of", ["list", "job"])
def test_the_next_stranger_gets_the_same_copy(vacancy, rename, of):
    path = LIST if of == "list" else vacancy.get_absolute_url()
    assert is_copied(Client(), path, vacancy, rename)


def test_whoever_is_signed_in_gets_a_page_of_their_own(vacancy, rename, client):
    client.force_login(make_actor().person)
    assert not is_copied(client, LIST, vacancy, rename)


def test_whoever_has_a_message_waiting_gets_a_page_of_their_own(vacancy, rename, client):
    client.cookies["messages"] = "x"
    assert not is_copied(client, LIST, vacancy, rename)


def test_each_language_has_its_copy(vacancy):
    vietnamese = page_of(Client())
    english = page_of(Client(), **{"accept-language": "en"})
    chosen = Client()
    chosen.post(reverse("agencies:public-language-switch"), {"language": "en", "next": LIST})
    assert ('lang="vi"' in vietnamese, 'lang="en"' in english, 'lang="en"' in page_of(chosen)) == (
        True,
        True,
        True,
    )


def test_each_search_has_its_copy(vacancy):
    assert "Thợ hàn" in page_of(Client())
    assert "Thợ hàn" not in page_of(Client(), f"{LIST}?q=phi+công")


def test_a_copy_is_sent_compressed_only_to_who_reads_that(vacancy):
    packed = Client().get(LIST, headers={"accept-encoding": "gzip"})
    plain = Client().get(LIST)
    assert (packed["Content-Encoding"], "Content-Encoding" in plain) == ("gzip", False)
    assert "Thợ hàn" in plain.content.decode()


def test_what_proxies_may_keep_is_told(vacancy):
    stranger = Client().get(LIST)
    assert stranger["Cache-Control"] == "public, max-age=10"
    assert set(stranger["Vary"].split(", ")) >= {"Cookie", "Accept-Language"}
    assert not stranger.cookies


def test_what_a_session_was_shown_is_kept_by_no_proxy(vacancy, client):
    client.force_login(make_actor().person)
    answer = client.get(LIST)
    assert (answer["Cache-Control"], "ETag" in answer) == ("private, max-age=30", False)


def test_an_unchanged_page_is_not_sent_again(vacancy, rename):
    tag = Client().get(LIST)["ETag"]
    again = Client().get(LIST, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    middleware.copies.clear()
    rename(vacancy)
    assert Client().get(LIST, headers={"if-none-match": tag}).status_code == 200


def test_all_copies_together_are_younger_than_half_a_minute():
    kept = timedelta(seconds=middleware.COPIED_FOR + middleware.KEPT_FOR)
    assert kept < timedelta(seconds=FRESH_WITHIN)


def test_a_page_that_is_not_there_yet_is_not_copied(employer):
    vacancy = submitted_vacancy(employer)
    path = vacancy.get_absolute_url()
    assert Client().get(path).status_code == 404
    check_vacancy(vacancy=vacancy, version=vacancy.version, by=office_of(vacancy))
    assert Client().get(path).status_code == 200


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_shared_page_holds_a_person_or_a_token(vacancy, client, language):
    """What two people and a stranger are sent differs in nothing that is the person's: the copy is
    made of the stranger's page alone.
    """
    actor = make_actor()
    client.force_login(actor.person)
    page_of(client)
    words = {"accept-language": language}
    page = page_of(Client(), **words)
    assert actor.person.full_name not in page
    assert "csrfmiddlewaretoken" not in page
    assert "sessionid" not in page


@pytest.mark.parametrize("name", ["agencies:data-request-make", "recruitment:employer-register"])
def test_public_forms_are_never_shared(name):
    """They hold a token of their reader."""
    answer = Client().get(reverse(name))
    assert "csrfmiddlewaretoken" in answer.content.decode()
    assert "public" not in answer.get("Cache-Control", "")


def test_the_page_of_consent_is_never_shared(vacancy):
    path = reverse("recruitment:interest-register", args=[vacancy.pk])
    one = Client().get(path)
    other = Client().get(path)
    assert "no-store" in one["Cache-Control"]
    assert one.content != other.content
