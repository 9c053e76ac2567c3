"""What a commune counts about lodging, and the month that the office looks at."""

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.calendar.periods import month_words
from agencies.deadline_calendar.queries import YearMonth
from recruitment.fields.fields import CountField, DressedForm, PeopleField, dress
from recruitment.lodging.models import LodgingReport
from recruitment.lodging.services import faults_of
from recruitment.period_reports.origins import BaseOrigins, home_field, origin_lines

MONTHS_TO_CHOOSE = 24


class LodgingForm(DressedForm):
    people = PeopleField(label=_("People from other provinces who stay for a time"))
    women = PeopleField(label=_("Of them women"))
    houses = PeopleField(label=_("Houses that let rooms"))
    rooms = PeopleField(label=_("Rooms to let"))
    free_rooms = PeopleField(label=_("Rooms still free"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    WIDE = frozenset()

    @property
    def facts(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in LodgingReport.FIGURES}


class LodgersForm(DressedForm):
    """The lodgers of one home province; a line without either is left out."""

    province = home_field()
    people = CountField(label=_("People"), bounds=(1, 1_000_000), required=False)

    def clean(self) -> dict:
        super().clean()
        given = self.cleaned_data
        if given.get("people") and not given.get("province"):
            self.add_error("province", _("Choose the province."))
        if given.get("province") and not given.get("people") and "people" not in self.errors:
            self.add_error("people", _("Type how many people."))
        return given


LodgersFormSet = origin_lines(LodgersForm)


def add_faults(form: LodgingForm, origins: BaseOrigins) -> bool:
    """What does not add up, each at its field; whether everything does."""
    return origins.add_faults(faults_of(form.facts, origins.facts), form)


def said_by_count(report: LodgingReport) -> tuple[dict[str, object], list[dict]]:
    lines = [
        {"province": origin.province_id, "people": origin.people} for origin in report.origins.all()
    ]
    return {name: getattr(report, name) for name in LodgingReport.FIGURES} | {
        "version": report.version
    }, lines


class LodgingFilter(forms.Form):
    """What of the address is not understood is left out."""

    month = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        today = timezone.localdate()
        months = [YearMonth(today.year, today.month)]
        while len(months) < MONTHS_TO_CHOOSE:
            months.append(months[-1].earlier)
        self.fields["month"].choices = [
            (str(each), month_words(each.year, each.month)) for each in months
        ]
        dress(self.fields["month"])
        self.is_valid()
        self.chosen = YearMonth.read(self.cleaned_data.get("month") or "") or months[0]
