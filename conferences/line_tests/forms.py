"""Ticks and incidents as they are sent: by a form, or by a page that has kept them."""

import datetime
import uuid
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.forms.fields import DayField, TextField, offer_rows
from agencies.forms.layouts import DrawnFields, FieldGrid, FieldsHelper, WideFields
from conferences.line_tests.choices import CheckResult, LineCheck, LineRound
from conferences.line_tests.queries import LineRow
from conferences.line_tests.services import MOST_MINUTES, Tick
from conferences.meetings.fields import HourField, local_moment
from conferences.meetings.forms import PeopleField
from conferences.meetings.models import Conference, Point
from conferences.meetings.queries import in_order

# Ticks that one page sends at once; each is of one check in one round.
# Each check of both rounds, corrected some times while the line was away.
MOST_TICKS = 10 * len(LineCheck) * len(LineRound)
LONGEST_NOTE = 200


class LineForm(forms.Form):
    """All checks of a point in one round; only those that were changed count."""

    round = forms.ChoiceField(choices=LineRound, widget=forms.HiddenInput)

    helper = FieldsHelper(DrawnFields("conferences/line_tests/check_lines.html"))

    def __init__(self, *args: Any, row: LineRow, round_: LineRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].initial = round_
        self.checks = [cell.item for cell in row.cells]
        for cell in row.cells:
            self.fields[f"result_{cell.item}"] = forms.ChoiceField(
                label=cell.item.label,
                choices=CheckResult,
                initial=cell.result,
                widget=forms.RadioSelect,
                required=False,
                show_hidden_initial=True,
            )
            self.fields[f"note_{cell.item}"] = TextField(
                label=_("Note: %(check)s") % {"check": cell.item.label},
                max_length=LONGEST_NOTE,
                required=False,
                initial=cell.row.note if cell.row else "",
                widget=forms.TextInput({"placeholder": _("Note (if any)")}),
                show_hidden_initial=True,
            )

    def lines(self) -> list[tuple[LineCheck, BoundField, SafeString, BoundField]]:
        """Each check with its result, what that was when the page was drawn, and its note."""
        found = []
        for item in self.checks:
            result = self[f"result_{item}"]
            before = result.as_hidden(only_initial=True)
            found.append((item, result, before, self[f"note_{item}"]))
        return found

    def ticks(self) -> list[Tick]:
        given = self.cleaned_data
        return [
            Tick(
                LineRound(given["round"]),
                item,
                CheckResult(given[f"result_{item}"] or CheckResult.UNTRIED),
                given[f"note_{item}"],
            )
            for item in self.checks
            if {f"result_{item}", f"note_{item}"} & set(self.changed_data)
        ]


class TicksForm(forms.Form):
    """What the page of a point has kept while it had no line: a list of ticks as JSON."""

    ticks = forms.JSONField(error_messages={"invalid": _("These ticks cannot be read.")})

    def clean_ticks(self) -> list[Tick]:
        sent = self.cleaned_data["ticks"]
        try:
            if len(sent) > MOST_TICKS:
                raise ValueError
            return [_read_tick(each) for each in sent]
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            raise forms.ValidationError(_("These ticks cannot be read.")) from error


def _read_tick(sent: dict[str, Any]) -> Tick:
    note = sent.get("note", "")
    return Tick(
        round=LineRound(sent["round"]),
        item=LineCheck(sent["item"]),
        result=CheckResult(sent["result"]),
        note=TextField(max_length=LONGEST_NOTE, required=False).clean(str(note)),
        waited=datetime.timedelta(seconds=int(sent["waited"])),
        nonce=uuid.UUID(str(sent["nonce"])),
    )


class IncidentForm(forms.Form):
    what = TextField(label=_("What happened"), max_length=500)
    day = DayField(label=_("Day"))
    at = HourField(label=pgettext_lazy("time of day", "At"))
    minutes_lost = PeopleField(label=_("Minutes lost"), bounds=(0, MOST_MINUTES), initial=0)
    mending = TextField(label=_("How it was mended"), max_length=500, required=False)

    helper = FieldsHelper(
        FieldGrid(WideFields("what"), "day", "at", "minutes_lost", WideFields("mending"))
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        now = timezone.localtime()
        initial = {"day": now.date(), "at": now.time().replace(second=0, microsecond=0)}
        super().__init__(*args, **{"initial": initial} | kwargs)

    @property
    def happened(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("what", "minutes_lost", "mending")
        moment = local_moment(given["day"], given["at"])
        return {name: given[name] for name in names} | {"happened_at": moment}


class PointIncidentForm(IncidentForm):
    """By whoever runs the conference: at one of its points."""

    point = forms.ModelChoiceField(label=_("Point"), queryset=Point.objects.none(), empty_label="–")

    helper = FieldsHelper(
        FieldGrid(WideFields("point", "what"), "day", "at", "minutes_lost", WideFields("mending"))
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "point", in_order(Point.objects.filter(conference=conference)))
