"""The sitemap: all jobs on offer, by pages of a range of keys, each with its last change."""

import datetime

import lxml.etree
import pytest
from django.db import connection
from django.utils import timezone

from recruitment.load.vacancies import generate_vacancies
from recruitment.search_engines import sitemaps
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_life.services import close_vacancy
from tests.factories_recruitment import draft_vacancy, published_vacancy, representative_of

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
INDEX = "/sitemap.xml"
SPACE = {"s": sitemaps.NAMESPACE}


def entries(client, path: str) -> dict[str, str]:
    """The last change by path, "" where none is given."""
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    tree = lxml.etree.fromstring(answer.content)
    found = {}
    for entry in tree.iterfind("*"):
        address = entry.findtext("s:loc", namespaces=SPACE)
        assert address.startswith(f"{SITE}/")
        found[address.removeprefix(SITE)] = entry.findtext("s:lastmod", "", namespaces=SPACE)
    return found


def job_entries(client) -> dict[str, str]:
    pages = [path for path in entries(client, INDEX) if "viec-lam" in path]
    return {path: day for page in pages for path, day in entries(client, page).items()}


def test_it_has_every_job_on_offer_and_every_address_opens(client, employer):
    first, second = published_vacancy(employer), published_vacancy(employer)
    draft_vacancy(employer)
    ended, late = published_vacancy(employer), published_vacancy(employer)
    close_vacancy(
        vacancy=ended, version=ended.version, outcome="withdrawn", by=representative_of(employer)
    )
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Vacancy.objects.filter(pk=late.pk).update(apply_by=yesterday)
    found = job_entries(client)
    assert list(found) == [first.get_absolute_url(), second.get_absolute_url()]
    others = entries(client, "/sitemap-trang.xml")
    assert list(others) == ["/viec-lam/", "/doanh-nghiep/dang-ky/", "/du-lieu-cua-toi/"]
    assert {client.get(path).status_code for path in (*found, *others)} == {200}


def test_each_job_and_each_page_says_when_it_was_changed(client, employer, monkeypatch):
    monkeypatch.setattr(sitemaps, "PAGE_KEYS", 1)
    first, second = published_vacancy(employer), published_vacancy(employer)
    moments = {}
    for vacancy, hour in ((first, 8), (second, 20)):
        moment = datetime.datetime(2026, 11, 1, hour, tzinfo=datetime.UTC)
        Vacancy.objects.filter(pk=vacancy.pk).update(changed_at=moment)
        moments[vacancy] = timezone.localtime(moment).isoformat()
    assert moments[second] == "2026-11-02T03:00:00+07:00"
    assert entries(client, INDEX) == {
        "/sitemap-trang.xml": "",
        f"/sitemap-viec-lam-{first.pk}.xml": moments[first],
        f"/sitemap-viec-lam-{second.pk}.xml": moments[second],
    }
    assert job_entries(client) == {
        vacancy.get_absolute_url(): moment for vacancy, moment in moments.items()
    }
    monkeypatch.setattr(sitemaps, "LATEST_CHANGES", 1)
    assert entries(client, INDEX)[f"/sitemap-viec-lam-{first.pk}.xml"] == ""


@pytest.mark.parametrize("keys", [1, 7, 5000])
def test_its_pages_hold_each_job_once_and_no_more_than_their_keys(client, monkeypatch, keys):
    monkeypatch.setattr(sitemaps, "PAGE_KEYS", keys)
    generate_vacancies(60, seed=1, today=timezone.localdate())
    pages = [path for path in entries(client, INDEX) if "viec-lam" in path]
    found = [list(entries(client, page)) for page in pages]
    on_offer = Vacancy.objects.open(timezone.localdate()).order_by("pk")
    assert [path for page in found for path in page] == [
        each.get_absolute_url() for each in on_offer
    ]
    assert (max(map(len, found)) <= keys, len(on_offer) > 20) == (True, True)


def test_a_page_without_jobs_is_none(client, employer):
    published_vacancy(employer)
    numbers = (10**6, 2**63 // 5000, 10**30)
    paths = [f"/sitemap-viec-lam-{number}.xml" for number in numbers]
    assert [client.get(path).status_code for path in paths] == [404] * 3


def test_an_empty_portal_has_a_sitemap(client):
    assert entries(client, INDEX) == {"/sitemap-trang.xml": ""}


def test_it_looks_pages_up_by_an_index_and_counts_nothing(client, django_assert_num_queries):
    """Told what to prefer, PostgreSQL finds indexes for all that it reads: no scan of the table."""
    generate_vacancies(300, seed=1, today=timezone.localdate())
    with django_assert_num_queries(1) as asked:
        client.get(INDEX)
    [index] = asked.captured_queries
    number = Vacancy.objects.filter(status=VacancyStatus.PUBLISHED).first().pk // 5000
    with django_assert_num_queries(1) as asked:
        client.get(f"/sitemap-viec-lam-{number}.xml")
    [page] = asked.captured_queries
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for query in (index, page):
            assert "count(" not in query["sql"].lower()
            cursor.execute(f"EXPLAIN {query['sql']}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert "Seq Scan on recruitment_vacancy" not in plan, plan
