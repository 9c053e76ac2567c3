"""The rows of the public list, drawn in Python."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _, ngettext, pgettext

from agencies.database.page_addresses import row_page_url
from agencies.lists.numbers import localized_number, localized_wage
from agencies.lists.patterns import fill_pattern
from recruitment.vacancies.choices import Benefit, Schooling, Shift, Skill
from vietnam.dates import format_date

# What a worker from afar asks first; the rest stands on the page of the vacancy.
FIRST_BENEFITS = (Benefit.DORMITORY, Benefit.HOUSING, Benefit.BUS, Benefit.MEALS)


class VacancyRowWords:
    """Words that the rows of a page share, looked up once for the page."""

    def __init__(self) -> None:
        self.benefits = {benefit: str(benefit.label) for benefit in FIRST_BENEFITS}
        self.shifts = {shift.value: str(shift.label) for shift in Shift if shift != Shift.DAY}
        self.needs_nothing = _("No certificate needed")
        self.month = pgettext("per", "month")
        self.apply_by = _("apply by %(day)s")

    def details(self, row: Mapping[str, Any]) -> str:
        """“Ký túc xá · xe đưa đón · hai ca · không cần bằng cấp”."""
        parts = [words for benefit, words in self.benefits.items() if benefit in row["benefits"]]
        if shift := self.shifts.get(row["shift"]):
            parts.append(shift)
        if row["schooling"] == Schooling.ANY and row["skill"] == Skill.NONE:
            parts.append(self.needs_nothing)
        return " · ".join(parts)


# Twenty rows through the template language cost a third of the page's templates.
_ROW = """
<li>
  <span class="job-head"><a href="{url}">{title}</a> · {people}</span>
  <span class="job-wage">{income}<span class="soft">/{month}</span></span>
  <span class="job-place">{place}</span>
  <span class="job-more">{details}</span><span class="job-until soft">{until}</span>
</li>"""


def public_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Each with its words, and `drawn`, the line of the list that they make."""
    words = VacancyRowWords()
    return [_public_row(row, words) for row in rows]


def _public_row(row: Mapping[str, Any], words: VacancyRowWords) -> dict[str, str]:
    people = ngettext("%(shown)s person", "%(shown)s people", row["headcount"])
    place = ", ".join(filter(None, (row["park"], row["ward"], row["province"])))
    shown = {
        "url": row_page_url("recruitment:vacancy-detail", row["id"]),
        "title": row["title"],
        "people": people % {"shown": localized_number(row["headcount"])},
        "income": localized_wage(row["income_from"], row["income_to"]),
        "place": f"{row['employer']} · {place}",
        "details": words.details(row),
        "until": words.apply_by % {"day": format_date(row["apply_by"])},
    }
    return shown | {"drawn": fill_pattern(_ROW, month=words.month, **shown)}
