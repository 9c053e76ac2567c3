"""Which figures the parts of a demand sheet show: on the page, in Excel and in Word the same."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _, pgettext

from agencies.bodies.models import Province
from agencies.lists.numbers import localized_number
from recruitment.bulletins.choices import SheetPart
from recruitment.bulletins.counts import DemandCount
from recruitment.bulletins.queries import DemandPart, DemandSheet
from recruitment.homes.queries import home_label
from recruitment.vacancies.choices import Skill


class Figure(NamedTuple):
    """A figure of `DemandCount` by its name, and its heading."""

    name: str
    heading: str


def part_figures(part: SheetPart, home: Province | None) -> tuple[Figure, ...]:
    if part == SheetPart.NAMED and home is not None:
        return (
            Figure("named", _("Wanted from %(province)s") % {"province": home_label(home)}),
            Figure("named_filled", _("Taken on from there")),
            Figure("named_open", _("Still open to them by name")),
        )
    if part == SheetPart.FREE:
        return (
            Figure("free", _("Open to everybody")),
            Figure("free_open", pgettext("demand sheet", "Of these still open")),
        )
    return (
        Figure("asked", _("Asked")),
        Figure("filled", pgettext("count", "Taken on")),
        Figure("open", _("Still open")),
    )


def sum_figures(home: Province | None) -> tuple[Figure, ...]:
    """Of the table by skill levels."""
    if home is None:
        return part_figures(SheetPart.ALL, None)
    return (
        *part_figures(SheetPart.NAMED, home),
        Figure("free_open", _("Still open to everybody")),
        Figure(
            "open_for_home",
            _("Still open for %(province)s") % {"province": home_label(home)},
        ),
    )


def figure_values(count: DemandCount, figures: Sequence[Figure]) -> list[int]:
    return [getattr(count, figure.name) for figure in figures]


def rest_words(part: DemandPart) -> str:
    """Of the last line, for what a list leaves out; empty where it has everything."""
    left = part.rest.vacancies
    return (
        _("The %(n)s other positions, not listed here") % {"n": localized_number(left)}
        if left
        else ""
    )


def sum_rows(sheet: DemandSheet) -> list[tuple[str, str, int, list[int]]]:
    """Skill and its name, empty for all; positions; the figures."""
    figures = sum_figures(sheet.home)
    return [
        (
            skill,
            str(Skill(skill).label) if skill else "",
            count.vacancies,
            figure_values(count, figures),
        )
        for skill, count in sheet.sums
    ]
