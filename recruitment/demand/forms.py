"""What the demand board is asked for: a month, what its lines are, and how it is narrowed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from agencies.calendar.periods import name_of_period
from agencies.forms.query_strings import build_query
from recruitment.demand.figures import LineKey
from recruitment.demand.queries import (
    OUTSIDE,
    UNKNOWN,
    DemandSource,
    all_demand,
    demand_by_home,
    home_names,
    months_with_demand,
    zone_names,
)
from recruitment.vacancies.choices import DemandFigure, Occupation, Skill
from vietnam.periods import Period

BY = {
    "occupation": _("Occupation"),
    "skill": _("Skill level"),
    "zone": _("Zone"),
    "home": _("Home province"),
}
# The field of a row by which the lines differ.
FIELDS = {"occupation": "occupation", "skill": "skill", "zone": "park", "home": "province"}
NARROWING = tuple(FIELDS)
# How addresses express that a row has no such thing.
WITHOUT = {"zone": OUTSIDE, "home": UNKNOWN}


class DemandBoardForm(forms.Form):
    """Whatever of the address cannot be understood is ignored."""

    month = forms.ChoiceField(label=_("Month"), required=False)
    by = forms.ChoiceField(label=_("Lines by"), required=False, choices=list(BY.items()))
    occupation = forms.ChoiceField(
        label=_("Occupation"),
        required=False,
        choices=[("", _("All occupations")), *Occupation.choices],
    )
    skill = forms.ChoiceField(
        label=_("Skill level"), required=False, choices=[("", _("Any skill level")), *Skill.choices]
    )
    zone = forms.ChoiceField(label=_("Zone"), required=False)
    home = forms.ChoiceField(label=_("Home province"), required=False)
    figure = forms.ChoiceField(required=False, choices=DemandFigure.choices)

    def __init__(self, data: Mapping[str, Any] | None) -> None:
        super().__init__(data)
        today = timezone.localdate()
        self.running = Period.of_month(today.year, today.month)
        months = months_with_demand() or [self.running]
        self.fields["month"].choices = [(str(each), name_of_period(each)) for each in months]
        self.fields["zone"].choices = [
            ("", _("All zones")),
            *[(str(pk), name) for pk, name in zone_names().items()],
            (OUTSIDE, _("Outside parks and clusters")),
        ]
        homes = [(str(pk), name) for pk, name in home_names().items()]
        self.fields["home"].choices = [("", _("From anywhere")), *homes, (UNKNOWN, _("Not known"))]
        self.is_valid()
        self.chosen = Period.read(self.cleaned_data.get("month") or "") or months[0]
        self.lines_by = self.cleaned_data.get("by") or "occupation"
        self.counts_homes = self.lines_by == "home" or bool(self.cleaned_data.get("home"))
        figure = self.cleaned_data.get("figure")
        self.chosen_figure = DemandFigure(
            figure if figure in self.source().figures else DemandFigure.ASKED
        )

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("month", "by", *NARROWING)]

    @property
    def by_label(self) -> str:
        return str(BY[self.lines_by])

    @property
    def field(self) -> str:
        # Of the rows, by which the lines are told apart.
        is_own = self.lines_by == "home" or not self.counts_homes
        return FIELDS[self.lines_by] if is_own else f"demand__{FIELDS[self.lines_by]}"

    def source(self) -> DemandSource:
        """What is asked for, of every month; once a home matters, the people of homes."""
        source = demand_by_home() if self.counts_homes else all_demand()
        for name in ("occupation", "skill", "zone"):
            if self.cleaned_data.get(name):
                source = source.filter(**{FIELDS[name]: self._value(name)})
        return (
            replace(source, rows=source.rows.filter(province=self._value("home")))
            if self.cleaned_data.get("home")
            else source
        )

    def _value(self, name: str) -> str | None:
        value = self.cleaned_data.get(name)
        return None if value == WITHOUT.get(name) else value

    def line_label(self, key: LineKey) -> str:
        return str(dict(self.fields[self.lines_by].choices)[self._key_label(key)])

    def _key_label(self, key: LineKey) -> str:
        # As addresses express the key of a line.
        return WITHOUT[self.lines_by] if key is None else str(key)

    def link(self, **changes: object) -> str:
        """The query string with parts of it changed; None removes a part."""
        narrowing = {name: self.cleaned_data.get(name) for name in NARROWING}
        return build_query({"month": self.chosen, "by": self.lines_by} | narrowing, **changes)

    def line_query(self, key: LineKey) -> dict[str, object]:
        return {self.lines_by: self._key_label(key)}

    @property
    def note(self) -> str:
        if self.counts_homes:
            return gettext(
                "In people. Asked: places for which a home province is named, those filled from "
                "there earlier left "
                "out; places open to everybody are not counted. Taken on: as entered in the "
                "month, from wherever. An "
                "empty cell: nothing was kept of that month."
            )
        return gettext(
            "In people. Asked: places to be filled in the month, those filled earlier left out. "
            "Taken on: as entered "
            "in the month. Withdrawn: no longer wanted by the enterprise. Ended unfilled: the "
            "position ended by its date, unconfirmed or as filled, without people for these "
            "places. Still open: at the end of the month, or now. An empty cell: nothing was "
            "kept of that month."
        )

    def in_words(self) -> str:
        """How it is narrowed: “Nghề: Thợ lắp ráp; Khu, cụm: KCN Quang Châu”."""
        return "; ".join(
            f"{self.fields[name].label}: {dict(self.fields[name].choices)[value]}"
            for name in NARROWING
            if (value := self.cleaned_data.get(name))
        )
