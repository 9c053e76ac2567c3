"""Home provinces as people write them in a report's rows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from agencies.bodies.models import Agency, Province
from recruitment.homes.queries import (
    home_label,
    home_provinces,
    line_home_label,
    own_predecessors,
    today_with_predecessors,
)
from recruitment.period_reports.choices import UnknownHome
from recruitment.period_reports.kinds import ReportKind
from vietnam.folding import fold
from vietnam.places.homes import find_home

_UNKNOWN = re.compile(
    r"(?:(?:khong|chua|ko|k)(?: co)? (?:khai|ro|xac dinh|biet|thong ke|cung cap|thong tin)\b.*|"
    r"kxd|not told|not known|unknown|n a)?"
)
_BETWEEN = re.compile(r"\s*[,;/–]\s*|\s-\s|\n")


class HomesInWords:
    """The provinces of which lines may be; `own`: keys of the reporter's own, today's and those
    merged into it.
    """

    def __init__(
        self, provinces: Iterable[Province], own: Iterable[int], *, has_unknown: bool
    ) -> None:
        self.provinces = list(provinces)
        self.by_slug = {province.slug: province for province in self.provinces}
        self.by_label: dict[str, Province] = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                self.by_label |= {fold(home_label(each)): each for each in self.provinces}
        self.own = frozenset(own)
        self.has_unknown = has_unknown

    def find(self, text: str) -> Province | None:
        """“Lạng Sơn”, “tỉnh Bắc Giang (nay thuộc Bắc Ninh)”, “xã Hữu Lũng, Lạng Sơn”; None for no
        province, and for several.
        """
        if whole := self.by_label.get(fold(text)) or self._known(text):
            return whole
        found = {self._known(piece) for piece in _BETWEEN.split(text)} - {None}
        return found.pop() if len(found) == 1 else None

    def _known(self, text: str) -> Province | None:
        record = find_home(text) if text.strip() else None
        return self.by_slug.get(record.key) if record else None

    def label(self, key: str) -> str:
        """Of a line's province, as its form has it."""
        if key == UnknownHome.VALUE:
            return line_home_label(None)
        return next((home_label(each) for each in self.provinces if str(each.pk) == key), "")

    @property
    def names(self) -> list[str]:
        """To choose from: those of today, each with the old ones that are now part of it; the own
        ones are no lines.
        """
        names = [
            home_label(each)
            for today, merged in today_with_predecessors(self.provinces)
            for each in (today, *merged)
            if each.pk not in self.own
        ]
        return [*names, line_home_label(None)] if self.has_unknown else names

    def lines_in_words(
        self, lines: Sequence[Mapping[str, Any]], people_before: Mapping[int | None, int]
    ) -> list[dict[str, Any]]:
        """Lines as a form has them, with the names of their provinces and the people of the period
        before.
        """
        before = {str(key or UnknownHome.VALUE): people for key, people in people_before.items()}
        return [
            {
                **line,
                "province": self.label(str(line["province"])) or line.get("said", ""),
                "before": before.get(str(line["province"])),
            }
            for line in lines
        ]


def homes_for(kind: ReportKind, reporter: Agency) -> HomesInWords:
    province = reporter.province
    own = [province.pk, *own_predecessors(province.pk)] if province else []
    provinces = home_provinces(timezone.localdate())
    return HomesInWords(provinces, own, has_unknown=kind.has_unknown_home)


def choice_labels(field: forms.ChoiceField) -> dict[str, str]:
    """The words of a list by its values, without the empty choice."""
    choices: Any = field.choices
    return {str(key): str(label) for key, label in choices if key}


def says_unknown(text: str) -> bool:
    """Whether a row says that nobody knows the home, or says nothing."""
    return bool(_UNKNOWN.fullmatch(fold(text)))
