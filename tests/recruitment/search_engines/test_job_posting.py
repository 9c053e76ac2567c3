"""JobPosting: what schema.org and Google ask of it, made from the fields, and safe wherever it is
shown.
"""

import json

import lxml.html
import pytest
from django.utils import translation

from recruitment.search_engines.job_posting import job_posting
from tests.factories_recruitment import published_vacancy
from vietnam.dates import format_date

pytestmark = pytest.mark.django_db
# developers.google.com/search/docs/appearance/structured-data/job-posting
REQUIRED = {"title", "description", "datePosted", "hiringOrganization", "jobLocation"}
RECOMMENDED = {"baseSalary", "employmentType", "validThrough", "identifier", "directApply"}


def posting_of(vacancy, language: str = "vi") -> dict:
    with translation.override(language):
        return json.loads(str(job_posting(vacancy)))


def described(posting: dict) -> tuple[list[str], list[str]]:
    """Its paragraphs, and the rows of its list."""
    tree = lxml.html.fragment_fromstring(posting["description"], create_parent="div")
    assert {each.tag for each in tree.iterdescendants()} <= {"p", "br", "ul", "li"}
    return (
        [each.text_content() for each in tree.iterfind("p")],
        [each.text_content() for each in tree.iterfind("ul/li")],
    )


def test_it_has_all_that_is_required_and_recommended(employer):
    vacancy = published_vacancy(employer)
    posting = posting_of(vacancy)
    assert {name for name in REQUIRED | RECOMMENDED if not posting.get(name)} == set()
    assert posting["identifier"] == {
        "@type": "PropertyValue",
        "name": employer.agency.name,
        "value": str(vacancy.pk),
    }
    assert posting["validThrough"] == f"{vacancy.apply_by}T23:59:59+07:00"
    assert posting["hiringOrganization"] == {
        "@type": "Organization",
        "name": employer.agency.name,
        "taxID": employer.tax_code,
    }
    assert posting["url"] == f"http://testserver{vacancy.get_absolute_url()}"


FULL = {
    "title": "Công nhân may",
    "description": "May áo <b>xuất khẩu</b> & đóng gói.\nLàm theo tổ.\n\nCó người kèm.",
    "headcount": 1200,
    "base_from": 6,
    "base_to": 7,
    "bonus": 2,
    "bonus_condition": "sau 2 tháng",
    "benefits": ("meals", "bus"),
    "benefits_note": "Xe đón tại Chũ.",
    "probation_days": 6,
    "schooling": "lower",
    "experience": "u1",
    "papers": "CCCD",
}


def test_its_description_tells_all_facts_and_no_contact(employer):
    vacancy = published_vacancy(
        employer, contact_name="Dương Thị Mến", contact_phone="0912000641", **FULL
    )
    posting = posting_of(vacancy)
    paragraphs, rows = described(posting)
    assert paragraphs == [
        "May áo <b>xuất khẩu</b> & đóng gói.Làm theo tổ.",
        "Có người kèm.",
        "Xe đón tại Chũ.",
    ]
    assert dict(row.split(": ", 1) for row in rows) == {
        "Số người cần tuyển": "1.200",
        "Tổng thu nhập": "9–12 triệu/tháng",
        "Lương cơ bản": "6–7 triệu/tháng",
        "Thưởng tuyển dụng": "2 triệu, sau 2 tháng",
        "Chế độ": ", ".join(vacancy.benefit_labels),
        "Hợp đồng": str(vacancy.get_contract_display()),
        "Ca làm việc": str(vacancy.get_shift_display()),
        "Thử việc": "6 ngày",
        "Trình độ": str(vacancy.get_skill_display()),
        "Học vấn": str(vacancy.get_schooling_display()),
        "Kinh nghiệm": str(vacancy.get_experience_display()),
        "Giấy tờ cần mang": "CCCD",
        "Hạn nộp hồ sơ": format_date(vacancy.apply_by),
    }
    text = json.dumps(posting, ensure_ascii=False)
    assert [word for word in ("Mến", "0912", employer.contact_email) if word in text] == []


def test_what_nobody_asked_for_is_not_said(employer):
    _paragraphs, rows = described(
        posting_of(published_vacancy(employer, benefits=(), probation_days=0), "en")
    )
    assert [row.split(":")[0] for row in rows] == [
        "People needed",
        "Total income",
        "Base wage",
        "Contract",
        "Shifts",
        "Skill level",
        "Last day to apply",
    ]


@pytest.mark.parametrize(
    ("given", "types"),
    [
        ({}, ["FULL_TIME"]),
        ({"shift": "part"}, ["PART_TIME"]),
        ({"contract": "seasonal"}, ["FULL_TIME", "TEMPORARY"]),
        ({"contract": "seasonal", "shift": "part"}, ["PART_TIME", "TEMPORARY"]),
    ],
)
def test_the_type_of_employment(employer, given, types):
    assert posting_of(published_vacancy(employer, **given))["employmentType"] == types


@pytest.mark.parametrize(
    ("wage", "value"),
    [
        ((6, 7), {"minValue": 6_000_000, "maxValue": 7_000_000}),
        ((6, 6), {"value": 6_000_000}),
        ((6, None), {"minValue": 6_000_000}),
    ],
)
def test_the_wage_of_the_contract_in_dong_a_month(employer, wage, value):
    low, high = wage
    vacancy = published_vacancy(employer, base_from=low, base_to=high)
    assert posting_of(vacancy)["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "VND",
        "value": {"@type": "QuantitativeValue", "unitText": "MONTH", **value},
    }


def test_nothing_that_was_typed_ends_the_script_or_opens_a_tag(employer):
    evil = "</script><img src=x onerror=alert(1)> & Co"
    vacancy = published_vacancy(employer, title=evil, description=evil, benefits_note=evil)
    text = str(job_posting(vacancy))
    assert ("<" in text, ">" in text, "&" in text) == (False, False, False)
    assert described(posting_of(vacancy))[0] == [evil, evil]
