"""What search engines read of the portal: robots.txt, descriptions, canonical
addresses.
"""

from urllib.robotparser import RobotFileParser

import lxml.html
import pytest
from django.urls import reverse
from django.utils import translation

from recruitment.search_engines.descriptions import LONGEST_DESCRIPTION, describe_vacancy
from tests.access import NAMED
from tests.factories_recruitment import published_vacancy
from tests.test_permission_table import PUBLIC, address, resolves

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def allowed(client, *paths: str) -> list[bool]:
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").content.decode().splitlines())
    return [rules.can_fetch("Googlebot", SITE + path) for path in paths]


def head(page) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page.content.decode()).find("head")


def description(page) -> str:
    [said] = head(page).xpath("//meta[@name='description']/@content")
    return said


def test_robots_may_read_the_public_pages_and_nothing_else(client):
    public = (
        "/viec-lam/",
        "/viec-lam/17/",
        "/viec-lam/17/to-roi.pdf",
        "/doanh-nghiep/dang-ky/",
        "/du-lieu-cua-toi/",
        "/sitemap.xml",
        "/sitemap-trang.xml",
        "/sitemap-viec-lam-0.xml",
    )
    assert allowed(client, *public, "/static/portal/css/public.css") == [True] * 9
    private = [
        address(name) for name, right in NAMED.items() if right is not PUBLIC and resolves(name, [])
    ]
    assert True not in allowed(client, *private)
    tokens = (
        "/viec-lam/rut-dang-ky/abc/",
        "/loi-moi/abc/",
        "/lich/abc.ics",
        "/tai-khoan/mat-khau/moi/1-abc/",
    )
    assert allowed(client, *tokens, "/quan-tri/", "/api/v1/vacancies", "/metrics") == [False] * 7


def test_robots_says_where_the_sitemap_is(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines()[-1] == f"Sitemap: {SITE}/sitemap.xml"


def test_a_job_is_described_by_its_facts_in_one_vietnamese_sentence(client, employer):
    vacancy = published_vacancy(employer, title="Công nhân may", headcount=1200)
    with translation.override("vi"):
        said = describe_vacancy(vacancy)
        start = f"{employer.agency.name} tuyển 1.200 người làm “Công nhân may” tại "
        assert (said[: len(start)], said[-11:]) == (start, f"{vacancy.apply_by:%d/%m/%Y}."[-11:])
        assert vacancy.income in said
    assert description(client.get(vacancy.get_absolute_url())) == said


def test_a_description_stays_short_and_whole_in_its_figures(client, employer):
    vacancy = published_vacancy(
        employer, title="Kỹ thuật viên vận hành dây chuyền lắp ráp linh kiện " * 2
    )
    employer.agency.name = (
        "Công ty trách nhiệm hữu hạn một thành viên sản xuất và thương mại Hoa Sen Trắng Việt Nam"
    )
    employer.agency.save()
    page = client.get(vacancy.get_absolute_url())
    said = description(page)
    assert len(said) <= LONGEST_DESCRIPTION
    assert vacancy.income in said
    assert said.endswith(".")
    assert "…" in said


def test_each_public_page_has_its_own_description_and_one_canonical_address(client, employer):
    vacancy = published_vacancy(employer)
    paths = [
        "/viec-lam/",
        vacancy.get_absolute_url(),
        "/doanh-nghiep/dang-ky/",
        "/du-lieu-cua-toi/",
    ]
    pages = [client.get(path) for path in paths]
    assert len({description(page) for page in pages}) == 4
    assert [head(page).xpath("//link[@rel='canonical']/@href") for page in pages] == [
        [SITE + path] for path in paths
    ]


def test_a_search_is_canonical_without_what_it_does_not_understand(client):
    page = client.get("/viec-lam/?shift=&q=may&q=han&utm_source=x")
    assert head(page).xpath("//link[@rel='canonical']/@href") == [f"{SITE}/viec-lam/?q=han"]
    assert head(page).findtext("title").startswith("Việc làm: ")


def test_a_page_with_a_token_has_no_canonical_address(client, employer):
    page = client.get(reverse("recruitment:interest-withdraw", args=["abc"]))
    assert b"canonical" not in page.content
    assert head(page).xpath("//meta[@name='robots']/@content") == ["noindex"]
