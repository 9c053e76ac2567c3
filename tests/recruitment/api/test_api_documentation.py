"""The page that explains the API, and the description from which it is drawn."""

import json
import re
import shlex

import lxml.html
import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import translation

from agencies.api.documentation import api_operations
from agencies.api.services import create_api_token
from agencies.people.models import SeatHolding
from agencies.registry import registry
from recruitment.api.codes import CODES
from recruitment.vacancies.models import Vacancy
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import make_province, representative_of

pytestmark = pytest.mark.django_db
PAGE = "/api/v1/tai-lieu/"
EVERYWHERE = {"400", "401", "422", "429", "500", "503"}
MORE = {
    "list_vacancies": {"200"},
    "vacancy": {"200", "404"},
    "keep_own_vacancy": {"200", "201", "403", "404", "409", "413"},
    "own_vacancy": {"200", "403", "404"},
    "withdraw_own_vacancy": {"200", "403", "404"},
    "list_codes": {"200"},
    "list_parks": {"200"},
    "find_province": {"200", "404"},
    "province": {"200", "404"},
}


@pytest.fixture
def description(client) -> dict:
    return client.get("/api/v1/openapi.json").json()


def operations(description: dict) -> dict[str, dict]:
    found = [each for methods in description["paths"].values() for each in methods.values()]
    return {each["operationId"]: each for each in found}


def text_of(page) -> str:
    tree = lxml.html.document_fromstring(page.content.decode())
    return " ".join(tree.find(".//main").text_content().split())


# The description ----------------------------------------------------------------------------------
def test_every_answer_that_can_come_is_described(description):
    said = {key: set(each["responses"]) for key, each in operations(description).items()}
    assert said == {key: EVERYWHERE | more for key, more in MORE.items()}


def test_every_answer_has_a_meaning_and_a_body_as_an_example(description):
    drawn = api_operations(description, CODES)
    without = [
        (each.key, answer.status)
        for each in drawn
        for answer in each.answers
        if not answer.meaning or not json.loads(answer.example or "null")
    ]
    waiting = {
        answer.status
        for each in drawn
        for answer in each.answers
        if "Retry-After" in answer.headers
    }
    assert (without, waiting) == ([], {429, 503})


def test_the_body_of_the_example_is_taken_as_it_is(client, employer, description):
    make_province("Lạng Sơn", "lang-son")
    _token, token = create_api_token(
        agency=employer.agency,
        name="HR",
        scopes=["own-vacancies:write"],
        by=representative_of(employer),
    )
    drawn = {each.key: each for each in api_operations(description, CODES)}
    answer = client.put(
        "/api/v1/own-vacancies/1",
        drawn["keep_own_vacancy"].example,
        content_type="application/json",
        headers={"authorization": f"Bearer {token}"},
    )
    assert (answer.status_code, Vacancy.objects.get().title) == (201, "Thợ hàn")


def test_every_command_that_reads_is_understood(client, employer, description):
    by = representative_of(employer)
    scopes = [scope for scope, _label in registry.api_scopes]
    token = create_api_token(agency=employer.agency, name="HR", scopes=scopes, by=by)[1]
    caches["local"].clear()
    answers = {}
    for each in api_operations(description, CODES):
        words = shlex.split(each.command)
        assert words[:1] == ["curl"]
        if each.method == "GET":
            path = words[-1].removeprefix("http://testserver")
            answers[each.key] = client.get(path, headers={"authorization": f"Bearer {token}"})
    assert {key: answer.status_code for key, answer in answers.items()} == {
        "list_vacancies": 200,
        "vacancy": 404,
        "own_vacancy": 404,
        "list_codes": 200,
        "list_parks": 200,
        "find_province": 200,
        "province": 200,
    }


# The page -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_tells_everything_in_the_reader_s_language(client, description, language):
    page = client.get(PAGE, headers={"accept-language": language})
    with translation.override(language):
        drawn = api_operations(description, CODES)
        names = [str(code.label) for kind in CODES.values() for code in kind]
    told = [
        words
        for each in drawn
        for words in (
            each.title,
            each.meaning,
            f"{each.method} {each.path}",
            each.command,
            each.example,
            *(field.name for field in (*each.parameters, *each.body, *each.fields)),
            *(field.kind for field in each.body),
            *(answer.meaning for answer in each.answers),
        )
    ]
    shown = text_of(page)
    plain = [" ".join(words.replace("`", "").split()) for words in (*told, *names)]
    missing = [words for words in plain if words not in shown]
    assert (missing, page.wsgi_request.LANGUAGE_CODE) == ([], language)


def test_vietnamese_has_no_english_sentence(client, description):
    """Each meaning of the description differs from its English on the Vietnamese page."""
    with translation.override("vi"):
        drawn = api_operations(description, CODES)
    english = {
        text
        for text in re.findall(r'"(?:description|summary)": "(.+?)"[,}]', json.dumps(description))
        if " " in text
    }
    shown = {each.title for each in drawn} | {each.meaning for each in drawn if each.meaning}
    shown |= {field.meaning for each in drawn for field in (*each.body, *each.fields)}
    assert shown & english == set()
    with translation.override("en"):
        control = api_operations(description, CODES)
    assert {each.title for each in control} <= english


def test_no_backquote_is_shown_as_typed(client, description):
    assert "`" in json.dumps(description)
    page = client.get(PAGE).content.decode()
    assert "`" not in page
    assert "<code>after</code>" in page


def test_a_field_leads_to_the_names_of_its_codes(client):
    tree = lxml.html.document_fromstring(client.get(PAGE).content.decode())
    links = {link.get("href") for link in tree.iterfind(".//dd/a")}
    assert links == {f"#codes-{name}" for name in CODES}
    assert {key for key in links if tree.get_element_by_id(key[1:], None) is None} == set()


def test_nothing_of_the_page_comes_from_elsewhere(client):
    tree = lxml.html.document_fromstring(client.get(PAGE).content.decode())
    loaded = tree.xpath("//script/@src | //link[@rel='stylesheet']/@href | //img/@src")
    assert [address for address in loaded if not address.startswith("/static/")] == []


def test_it_is_linked_from_where_tokens_are_made(client):
    owner = make_actor()
    SeatHolding.objects.filter(seat=owner.seat).update(is_administrator=True)
    sign_in(client, owner)
    page = client.get(reverse("agencies:api-token-list", args=[owner.seat.agency_id]))
    tree = lxml.html.document_fromstring(page.content.decode())
    assert PAGE in tree.xpath("//a/@href")
