"""The rows of the public list, drawn in Python."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext as _, ngettext, pgettext

from agencies.database.page_addresses import row_page_url
from agencies.lists.numbers import localized_number, localized_wage
from agencies.lists.patterns import fill_pattern, join_drawn
from recruitment.vacancies.choices import Benefit, Schooling, Shift, Skill
from vietnam.dates import format_date

SHOWN = (
    "id",
    "title",
    "headcount",
    "income_from",
    "income_to",
    "shift",
    "schooling",
    "skill",
    "park",
    "ward",
    "province",
    "employer",
    "apply_by",
)
KEPT_ROWS = 2_000
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
    language = get_language() or ""
    return [
        _public_row(language, *(row[name] for name in SHOWN), tuple(row["benefits"]))
        for row in rows
    ]


def draw_rows(rows: Iterable[Mapping[str, Any]]) -> SafeString:
    """The lines of the list, of rows as `public_rows` gives them."""
    return join_drawn(row["drawn"] for row in rows)


@lru_cache(maxsize=4)
def _words(language: str) -> VacancyRowWords:
    return VacancyRowWords()


# A row looks the same on every page that has it, until what it shows is another.
@lru_cache(maxsize=KEPT_ROWS)
def _public_row(language: str, *facts: Any) -> dict[str, str]:
    row = dict(zip((*SHOWN, "benefits"), facts, strict=True))
    words = _words(language)
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
