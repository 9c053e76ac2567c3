"""Whether the figures of a report agree with each other.

A province once printed 74 sessions of job fairs as 16 + 2 + 58: before anything is frozen, parts
are added up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.registry import Number
from campaigns.report_figures.queries import ReportFigure
from vietnam.numbers import format_number


@dataclass(frozen=True)
class WrongSum:
    """`key` and `label`: of the figure whose parts do not agree with it."""

    key: str
    label: str
    words: str


def wrong_sums(figures: Sequence[ReportFigure]) -> list[WrongSum]:
    """Of the period, and of the year so far, in the order of the figures."""
    found = []
    for whole in figures:
        parts = [each for each in figures if each.part_of == whole.key]
        within = [each for each in figures if each.within == whole.key]
        for name, when in (("value", _("in the period")), ("so_far", _("in the year so far"))):
            found += _wrong_parts(whole, parts, name, when)
            found += _wrong_bounds(whole, within, name, when)
    return found


def _wrong_parts(
    whole: ReportFigure, parts: Sequence[ReportFigure], name: str, when: str
) -> list[WrongSum]:
    # What is not collected adds nothing: then the parts may be less, but never more.
    total: Number | None = getattr(whole, name)
    values = [getattr(part, name) for part in parts]
    known = [value for value in values if value is not None]
    if total is None or not known:
        return []
    together = sum(known)
    is_whole = len(known) == len(values)
    if together == total or (not is_whole and together < total):
        return []
    words = _("%(label)s %(when)s: %(parts)s = %(sum)s, not %(total)s.") % {
        "label": whole.label,
        "when": when,
        "parts": " + ".join(format_number(value) for value in known),
        "sum": format_number(together),
        "total": format_number(total),
    }
    return [WrongSum(whole.key, whole.label, words)]


def _wrong_bounds(
    whole: ReportFigure, within: Sequence[ReportFigure], name: str, when: str
) -> list[WrongSum]:
    total: Number | None = getattr(whole, name)
    words = _("%(part)s %(when)s: %(value)s, more than %(label)s: %(total)s.")
    return [
        WrongSum(
            whole.key,
            whole.label,
            words
            % {
                "part": part.label,
                "when": when,
                "value": format_number(value),
                "label": whole.label,
                "total": format_number(total),
            },
        )
        for part in within
        if total is not None and (value := getattr(part, name)) is not None and value > total
    ]
