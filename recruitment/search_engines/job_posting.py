"""What search engines read about a vacancy: schema.org's JobPosting, as JSON that is safe inside a
page.

With what Google asks for (title, description, datePosted, hiringOrganization, jobLocation) and
recommends (baseSalary, employmentType, validThrough, identifier, directApply). Contacts are left
out.
"""

import datetime
import json
from collections.abc import Iterator

from django.template.defaultfilters import linebreaks_filter
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _, ngettext

from agencies.lists.numbers import localized_number, localized_wage
from recruitment.vacancies.choices import Contract, Experience, Schooling, Shift
from recruitment.vacancies.models import Vacancy
from vietnam.dates import format_date

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
    employer = vacancy.employer
    street = ", ".join(filter(None, [vacancy.address, vacancy.park.name if vacancy.park else ""]))
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": _description(vacancy),
        "identifier": {
            "@type": "PropertyValue",
            "name": employer.agency.name,
            "value": str(vacancy.pk),
        },
        "datePosted": timezone.localtime(vacancy.published_at).isoformat(timespec="seconds"),
        "validThrough": _end_of(vacancy.apply_by).isoformat(),
        "totalJobOpenings": vacancy.headcount,
        "employmentType": _employment_types(vacancy),
        "hiringOrganization": {
            "@type": "Organization",
            "name": employer.agency.name,
            "taxID": employer.tax_code,
        },
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
        "workHours": str(vacancy.get_shift_display()),
        "directApply": True,
        "url": vacancy.public_url,
    }
    benefits = ", ".join(vacancy.benefit_labels)
    return posting | ({"jobBenefits": benefits} if benefits else {})


# The description ----------------------------------------------------------------------------------
def _description(vacancy: Vacancy) -> str:
    """HTML of everything that one wants to know before going there, in the words of the page."""
    rows = format_html_join("", "<li>{}: {}</li>", _facts(vacancy))
    note = linebreaks_filter(vacancy.benefits_note) if vacancy.benefits_note else ""
    return format_html("{}<ul>{}</ul>{}", linebreaks_filter(vacancy.description), rows, note)


def _facts(vacancy: Vacancy) -> Iterator[tuple[str, str]]:
    # What nobody has asked for or given is not said.
    yield _("People needed"), localized_number(vacancy.headcount)
    yield _("Total income"), _per_month(vacancy.income)
    yield _("Base wage"), _per_month(vacancy.base_wage)
    if vacancy.bonus:
        sum_of_bonus = localized_wage(vacancy.bonus, vacancy.bonus)
        yield _("Sign-on bonus"), f"{sum_of_bonus}, {vacancy.bonus_condition}"
    if vacancy.benefits:
        yield _("Benefits"), ", ".join(vacancy.benefit_labels)
    yield _("Contract"), str(vacancy.get_contract_display())
    yield _("Shifts"), str(vacancy.get_shift_display())
    if vacancy.probation_days:
        days = ngettext("%(days)s day", "%(days)s days", vacancy.probation_days)
        yield _("Probation"), days % {"days": vacancy.probation_days}
    yield _("Skill level"), str(vacancy.get_skill_display())
    if vacancy.schooling not in ("", Schooling.ANY):
        yield _("Schooling"), str(vacancy.get_schooling_display())
    if vacancy.experience not in ("", Experience.NONE):
        yield _("Experience"), str(vacancy.get_experience_display())
    if vacancy.papers:
        yield _("Papers to bring"), vacancy.papers
    yield _("Last day to apply"), format_date(vacancy.apply_by)


def _per_month(wage: str) -> str:
    return _("%(wage)s a month") % {"wage": wage}


# Values -------------------------------------------------------------------------------------------
def _end_of(day: datetime.date) -> datetime.datetime:
    # Its last second in Việt Nam: a date alone is read as its first moment.
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(23, 59, 59)))


def _employment_types(vacancy: Vacancy) -> list[str]:
    types = ["PART_TIME" if vacancy.shift == Shift.PART_TIME else "FULL_TIME"]
    return [*types, "TEMPORARY"] if vacancy.contract == Contract.SEASONAL else types


def _salary(vacancy: Vacancy) -> dict[str, int]:
    low = int(vacancy.base_from * MILLION)
    if vacancy.base_to is None:
        return {"minValue": low}
    high = int(vacancy.base_to * MILLION)
    return {"value": low} if high == low else {"minValue": low, "maxValue": high}
