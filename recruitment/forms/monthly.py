"""What the demand board is asked for: a month, what its lines are, and what it is narrowed to."""

from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.queries.month import YearMonth
from agencies.queries.periods import month_words
from recruitment.choices import DemandFigure, Occupation, Skill
from recruitment.forms.fields import dress
from recruitment.models import MonthlyDemand
from recruitment.queries.monthly import OUTSIDE, Key, first_day, kept_months, zone_names

BY = {"occupation": _("Occupation"), "skill": _("Skill level"), "zone": _("Zone")}
FIELDS = {"occupation": "occupation", "skill": "skill", "zone": "park"}
"""The field of a row that each tells apart."""
NARROWING = tuple(FIELDS)


class DemandBoardForm(forms.Form):
    """What of the address is not understood is as if it were not there."""

    month = forms.ChoiceField(label=_("Month"), required=False)
    by = forms.ChoiceField(label=_("Lines by"), required=False, choices=list(BY.items()))
    occupation = forms.ChoiceField(
        label=_("Occupation"), required=False, choices=[("", _("All occupations")), *Occupation.choices]
    )
    skill = forms.ChoiceField(
        label=_("Skill level"), required=False, choices=[("", _("Any skill level")), *Skill.choices]
    )
    zone = forms.ChoiceField(label=_("Zone"), required=False)
    figure = forms.ChoiceField(required=False, choices=DemandFigure.choices)

    def __init__(self, data) -> None:
        super().__init__(data)
        today = timezone.localdate()
        self.running = YearMonth(today.year, today.month)
        months = kept_months() or [self.running]
        self.zones = zone_names()
        self.fields["month"].choices = [(str(each), month_words(each.year, each.month)) for each in months]
        zones = [(str(pk), name) for pk, name in self.zones.items()]
        self.fields["zone"].choices = [("", _("All zones")), *zones, (OUTSIDE, _("Outside parks and clusters"))]
        for field in self.fields.values():
            dress(field)
        self.is_valid()
        self.chosen = YearMonth.read(self.cleaned_data.get("month") or "") or months[0]
        self.lines_by = self.cleaned_data.get("by") or "occupation"
        self.chosen_figure = DemandFigure(self.cleaned_data.get("figure") or DemandFigure.ASKED)

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("month", "by", *NARROWING)]

    @property
    def by_label(self) -> str:
        return str(BY[self.lines_by])

    @property
    def field(self) -> str:
        return FIELDS[self.lines_by]

    def filter(self, rows: QuerySet[MonthlyDemand]) -> QuerySet[MonthlyDemand]:
        """Of every month."""
        for name in ("occupation", "skill"):
            if self.cleaned_data.get(name):
                rows = rows.filter(**{name: self.cleaned_data[name]})
        zone = self.cleaned_data.get("zone")
        if zone:
            rows = rows.filter(park=None) if zone == OUTSIDE else rows.filter(park=int(zone))
        return rows

    def rows(self) -> QuerySet[MonthlyDemand]:
        """Those of the chosen month."""
        return self.filter(MonthlyDemand.objects.filter(month=first_day(self.chosen)))

    def label_of(self, key: Key) -> str:
        if self.lines_by == "zone":
            return self.zones[key] if key else str(_("Outside parks and clusters"))
        return str(dict(self.fields[self.lines_by].choices)[key])

    def link(self, **changes: object) -> str:
        """The query string with some of it changed; None takes a part out."""
        kept = {name: self.cleaned_data.get(name) for name in NARROWING}
        asked = {"month": self.chosen, "by": self.lines_by} | kept | changes
        return urlencode({name: str(value) for name, value in asked.items() if value})

    def link_of(self, key: Key) -> dict[str, object]:
        """What narrows to one line."""
        return {self.lines_by: key if key else OUTSIDE}

    def in_words(self) -> str:
        """What it is narrowed to: “Nghề: Thợ lắp ráp; Khu, cụm: KCN Quang Châu”."""
        said = []
        for name in NARROWING:
            value = self.cleaned_data.get(name)
            if value:
                said.append(f"{self.fields[name].label}: {dict(self.fields[name].choices)[value]}")
        return "; ".join(said)
