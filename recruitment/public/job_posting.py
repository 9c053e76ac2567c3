"""What search engines read about a vacancy: schema.org's JobPosting, as JSON that is safe inside a
page.
"""

import datetime
import json

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from recruitment.vacancies.choices import Contract, Shift
from recruitment.vacancies.models import Vacancy

_ESCAPED = {
    ord(">"): "\\u003E",
    ord("<"): "\\u003C",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}
MILLION = 1_000_000


def job_posting(vacancy: Vacancy) -> SafeString:
    text = json.dumps(_posting(vacancy), ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPED))  # noqa: S308 nothing can end the script or open a tag


def _posting(vacancy: Vacancy) -> dict[str, object]:
    street = ", ".join(filter(None, [vacancy.address, vacancy.park.name if vacancy.park else ""]))
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": vacancy.description,
        "datePosted": timezone.localtime(vacancy.published_at).isoformat(timespec="seconds"),
        "validThrough": _end_of(vacancy.apply_by).isoformat(),
        "totalJobOpenings": vacancy.headcount,
        "employmentType": _employment_type(vacancy),
        "hiringOrganization": {"@type": "Organization", "name": vacancy.employer.agency.name},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": street,
                "addressLocality": vacancy.ward,
                "addressRegion": vacancy.province.name,
                "addressCountry": "VN",
            },
        },
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "VND",
            "value": {"@type": "QuantitativeValue", "unitText": "MONTH", **_salary(vacancy)},
        },
        "directApply": True,
        "url": vacancy.public_url,
    }


def _end_of(day: datetime.date) -> datetime.datetime:
    # Its last second in Việt Nam: a date alone is read as its first moment.
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(23, 59, 59)))


def _employment_type(vacancy: Vacancy) -> str:
    if vacancy.contract == Contract.SEASONAL:
        return "TEMPORARY"
    return "PART_TIME" if vacancy.shift == Shift.PART_TIME else "FULL_TIME"


def _salary(vacancy: Vacancy) -> dict[str, int]:
    low = int(vacancy.base_from * MILLION)
    return (
        {"minValue": low, "maxValue": int(vacancy.base_to * MILLION)}
        if vacancy.base_to
        else {"minValue": low}
    )
