"""What workers find and read: the search, its pages and its count, the page of one job."""

import json
import re
from datetime import datetime, timedelta

import pytest
from defusedxml import ElementTree
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recruitment.job_search import search
from recruitment.job_search.cursors import VacancyCursor
from recruitment.job_search.search import count_vacancies, find_vacancies
from recruitment.load.vacancies import generate_vacancies
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_life.services import close_vacancy, pause_vacancy
from recruitment.vacancy_saving.search_terms import index_words
from tests.factories import sign_in
from tests.factories_recruitment import (
    published_vacancy,
    representative_of,
    submitted_vacancy,
)

pytestmark = pytest.mark.django_db
LIST = "/viec-lam/"
DAY = timedelta(days=1)


def found(client, **query) -> list[str]:
    return [row["title"] for row in client.get(LIST, query).context["rows"]]


# Searching ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["Kỹ sư", "Thợ hàn", "Công nhân may"]),
        ({"q": "công nhân may"}, ["Công nhân may"]),
        ({"q": "cong nhan MAY"}, ["Công nhân may"]),
        ({"q": "ánh sao"}, ["Kỹ sư", "Thợ hàn", "Công nhân may"]),
        ({"q": "quang châu hàn"}, ["Thợ hàn"]),
        ({"q": "phi công"}, []),
        ({"occupation": "72"}, ["Thợ hàn"]),
        ({"wage": "15"}, ["Kỹ sư"]),
        ({"skill": "university"}, ["Kỹ sư"]),
        ({"shift": "day"}, ["Kỹ sư"]),
        ({"lodging": "on"}, ["Công nhân may"]),
        ({"bus": "on", "q": "han"}, ["Thợ hàn"]),
        ({"place": "xa-Phường Nếnh"}, ["Kỹ sư", "Thợ hàn", "Công nhân may"]),
        ({"place": "xa-phuong nenh", "q": "han"}, ["Thợ hàn"]),
        ({"place": "xa-Xã Không Có"}, []),
        (
            {"occupation": "x", "wage": "zz", "place": "kcn-x"},
            ["Kỹ sư", "Thợ hàn", "Công nhân may"],
        ),
    ],
)
def test_words_and_filters(client, employer, query, titles):

    published_vacancy(employer, title="Công nhân may", occupation="75", benefits=["housing"])
    published_vacancy(employer, title="Thợ hàn", occupation="72", benefits=["bus"])
    published_vacancy(
        employer,
        title="Kỹ sư",
        occupation="21",
        skill="university",
        shift="day",
        benefits=[],
        income_to=16,
    )

    assert found(client, **query) == titles


def test_by_park(client, employer):
    published_vacancy(employer)
    assert len(found(client, place=f"kcn-{employer.park_id}")) == 1
    assert found(client, place="kcn-999999") == []


@pytest.mark.parametrize(
    "typed",
    [
        "' & | ! ( ) :* <->",
        "=lodging",
        "\\",
        "%",
        "_",
        "''",
        "a:*",
        "công & nhân | x",
        "\0",
        "x" * 5000,
    ],
)
def test_signs_of_the_query_language_mean_nothing(client, employer, typed):
    published_vacancy(employer, benefits=["dormitory"])
    words = index_words(typed)
    assert found(client, q=typed[:200]) == ([] if words else ["Công nhân lắp ráp"])


def test_only_what_is_published_is_found(client, employer):
    by = representative_of(employer)
    submitted_vacancy(employer, title="Chờ duyệt")
    published_vacancy(employer, title="Sau này", publish_on=timezone.localdate() + 5 * DAY)
    paused = published_vacancy(employer, title="Tạm dừng")
    pause_vacancy(vacancy=paused, version=paused.version, by=by)
    closed = published_vacancy(employer, title="Đã rút")
    close_vacancy(vacancy=closed, version=closed.version, outcome="withdrawn", by=by)
    assert found(client) == []


# Pages and counts ---------------------------------------------------------------------------------
@pytest.fixture
def many(django_db_blocker):
    generate_vacancies(600, seed=3, today=timezone.localdate())


def walk(terms, step: str) -> list[int]:
    """All pages, one after the other; from the end when `step` is "newer"."""
    page, keys = find_vacancies(terms), []
    while True:
        keys += [row["id"] for row in page.rows]
        if page.older is None:
            break
        page = find_vacancies(terms, after=page.older)
    if step == "older":
        return keys
    back = [[row["id"] for row in page.rows]]
    while page.newer is not None:
        page = find_vacancies(terms, before=page.newer)
        back.insert(0, [row["id"] for row in page.rows])
    return [key for keys in back for key in keys]


@pytest.mark.parametrize("trial", [search.TRIAL, 1])
def test_every_row_stands_on_exactly_one_page_in_both_directions(many, monkeypatch, trial):
    monkeypatch.setattr(search, "TRIAL", trial)  # 1: the text index is asked
    rows = list(Vacancy.objects.published().order_by("-published_at", "-pk").only("pk", "search"))
    for text in ("", "công nhân", "thợ hàn"):
        terms = index_words(text)
        expected = [row.pk for row in rows if all(f"'{term}'" in row.search for term in terms)]
        assert len(expected) > 20
        assert [walk(terms, step) == expected for step in ("older", "newer")] == [True, True]


def test_rows_that_come_meanwhile_neither_double_nor_skip(many):
    first = find_vacancies([])
    newest = Vacancy.objects.published().latest("published_at", "pk")
    Vacancy.objects.filter(pk=newest.pk).update(published_at=timezone.now() + DAY)
    second = find_vacancies([], after=first.older)
    assert {row["id"] for row in first.rows} & {row["id"] for row in second.rows} == set()


def test_rows_of_the_same_moment_are_told_apart_by_their_key(many):
    Vacancy.objects.update(published_at=timezone.now())
    assert walk([], "older") == list(
        Vacancy.objects.published().order_by("-pk").values_list("pk", flat=True)
    )


def test_an_address_with_a_wrong_place_shows_the_first_page(client, many):
    first = [f"/viec-lam/{row['id']}/" for row in find_vacancies([]).rows]
    for text in ("", "x", "1", "1-", "-1", "1-2-3", "²-1", "9" * 30 + "-1", "1-" + "9" * 30):
        rows = client.get(LIST, {"after": text}).context["rows"]
        assert [row["url"] for row in rows] == first


def test_a_place_is_read_back():
    place = VacancyCursor(1_764_000_000_123_456, 77)
    assert (VacancyCursor.parse(str(place)), place.at.microsecond) == (place, 123456)


def test_the_count_is_exact_to_a_thousand(client):
    generate_vacancies(1050, seed=3, today=timezone.localdate())
    keys = list(Vacancy.objects.published().order_by("pk").values_list("pk", flat=True))
    for count, shown in ((1001, "Hơn 1.000 việc làm"), (1000, "1.000 việc làm"), (1, "1 việc làm")):
        Vacancy.objects.filter(pk__in=keys[count:]).update(status=VacancyStatus.PAUSED)
        caches["local"].clear()
        page = client.get(LIST)
        assert (shown in page.content.decode(), page.context["count"]) == (True, count)


@pytest.mark.parametrize("window", [search.COUNT_WINDOW, 5])
def test_the_count_of_words_is_right_by_the_walk_and_by_the_index(many, monkeypatch, window):
    monkeypatch.setattr(search, "COUNT_WINDOW", window)
    for text in ("", "công nhân", "thợ hàn", "phi công"):
        terms = index_words(text)
        rows = Vacancy.objects.published().values_list("search", flat=True)
        assert count_vacancies(terms) == sum(
            all(f"'{term}'" in row for term in terms) for row in rows
        )


@pytest.mark.parametrize(
    "query", [{}, {"q": "công nhân"}, {"q": "thợ hàn"}, {"q": "x", "wage": "9"}]
)
@pytest.mark.parametrize("count", [1, 20, 200])
def test_at_most_four_queries_and_none_that_counts_without_an_end(client, count, query):
    generate_vacancies(count, seed=1, today=timezone.localdate())
    client.get(LIST)  # what one can choose is known for some minutes
    with CaptureQueriesContext(connection) as captured:
        client.get(LIST, query)
    asked = [statement["sql"] for statement in captured]
    assert 1 <= len(asked) <= 4
    assert [sql for sql in asked if "count(*)" in sql.lower() and "limit" not in sql.lower()] == []
    assert [sql for sql in asked if "offset" in sql.lower()] == []


# One job ------------------------------------------------------------------------------------------
def test_the_page_says_all_that_a_worker_asks(client, employer):
    said = {
        "bonus": 3,
        "bonus_condition": "sau 30 ngày",
        "papers": "CCCD",
        "benefits_note": "Phòng 6 người",
        "description": "Lắp linh kiện",
    }
    employer.park.living, employer.park.routes = "Trọ 900.000 đồng", "Lạng Sơn 6 chuyến"
    employer.park.save()
    page = client.get(published_vacancy(employer, **said).get_absolute_url()).content.decode()
    asked = (
        "9–12 triệu",
        "5,5 triệu",
        "3 triệu, sau 30 ngày",
        "Luân phiên ngày đêm",
        "Ký túc xá",
        "Xe đưa đón",
        "Phòng 6 người",
        "CCCD",
        "6 ngày",
        "0912 000 111",
        "Trọ 900.000 đồng",
        "Lạng Sơn 6 chuyến",
        "12–36 tháng",
    )
    assert [words for words in asked if words not in page] == []


def test_an_ended_job_stays_marked_without_a_phone_and_out_of_search_engines(client, employer):
    vacancy = published_vacancy(employer)
    close_vacancy(
        vacancy=vacancy,
        version=vacancy.version,
        outcome="withdrawn",
        by=representative_of(employer),
    )
    page = client.get(vacancy.get_absolute_url())
    text = page.content.decode()
    assert page.status_code == 200
    assert ("không còn tuyển" in text, 'content="noindex"' in text) == (True, True)
    assert [word for word in ("0912 000 111", "ld+json", "Đăng ký quan tâm") if word in text] == []


def test_what_search_engines_read(client, employer):
    evil = "</script><script>alert(1)</script> & Co"
    vacancy = published_vacancy(employer, title=evil)
    page = client.get(vacancy.get_absolute_url()).content.decode()
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    said = json.loads(text)
    assert (said["@type"], said["title"], said["totalJobOpenings"]) == ("JobPosting", evil, 100)
    assert said["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "unitText": "MONTH",
        "minValue": 5_500_000,
    }
    assert said["jobLocation"]["address"]["addressCountry"] == "VN"


def test_similar_jobs_are_of_the_same_occupation_in_the_same_park(client, employer):
    vacancy = published_vacancy(employer, title="Một")
    published_vacancy(employer, title="Hai")
    published_vacancy(employer, title="Ba", occupation="72")
    published_vacancy(employer, title="Bốn", park=None)
    assert [row["title"] for row in client.get(vacancy.get_absolute_url()).context["similar"]] == [
        "Hai"
    ]


def test_the_feed_gives_the_same_search_and_no_contact(client, employer):
    published_vacancy(employer, title="Thợ hàn <b>")
    published_vacancy(employer, title="Kỹ sư")
    answer = client.get(reverse("recruitment:vacancy-feed"), {"q": "tho han"})
    root, atom = ElementTree.fromstring(answer.content), "{http://www.w3.org/2005/Atom}"
    assert [entry.find(f"{atom}title").text for entry in root.iter(f"{atom}entry")] == [
        "Thợ hàn <b>, 100 người"
    ]
    assert b"0912" not in answer.content


ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client):
    return ElementTree.fromstring(client.get(reverse("recruitment:vacancy-feed")).content)


def moment(element, name: str) -> datetime:
    return datetime.fromisoformat(element.find(ATOM + name).text)


def test_the_feed_says_who_wrote_it_and_when_it_changed(client, employer):
    vacancy = published_vacancy(employer, title="Thợ hàn")
    root = feed(client)
    entry = root.find(f"{ATOM}entry")
    assert root.find(f"{ATOM}author/{ATOM}name").text == "Cầu Lao Động"
    published, before = moment(entry, "published"), moment(entry, "updated")
    later = vacancy.changed_at + timedelta(hours=3)
    Vacancy.objects.filter(pk=vacancy.pk).update(changed_at=later, headcount=7)
    root = feed(client)
    entry = root.find(f"{ATOM}entry")
    assert (moment(entry, "published"), moment(entry, "updated") > before) == (published, True)
    assert moment(root, "updated") == moment(entry, "updated")


def test_entries_of_the_feed_keep_their_names_when_the_portal_moves(client, employer, settings):
    published_vacancy(employer)
    named = [element.text for element in feed(client).iter(f"{ATOM}id")]
    settings.SITE_URL = "https://cong-moi.example"
    moved = [element.text for element in feed(client).iter(f"{ATOM}id")]
    assert (len(named), moved) == (2, named)
    assert all(name.startswith("urn:uuid:") for name in named)


def test_english_is_complete_on_public_pages(client, employer):
    vacancy = published_vacancy(employer)
    for path in (
        LIST,
        vacancy.get_absolute_url(),
        reverse("recruitment:interest-register", args=[vacancy.pk]),
    ):
        page = client.get(path, headers={"accept-language": "en"})
        assert '<html lang="en"' in page.content.decode()
        assert page.headers["Content-Language"] == "en"


def test_the_bare_address_shows_strangers_the_jobs_and_officials_what_they_must_do(
    client, employer
):
    assert client.get("/").url == LIST
    sign_in(client, representative_of(employer))
    assert client.get("/").url == reverse("agencies:must-do")
