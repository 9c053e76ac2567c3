"""Rows chosen in the list, the seat that gets a task, and a reminder by hand."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from agencies.bodies.models import Agency
from agencies.bulk.choices import BulkAct
from agencies.bulk.services import MOST_ROWS, may_assign_to_seat
from agencies.forms.fields import TextField, VersionField, parse_whole_number
from agencies.forms.query_strings import build_query
from agencies.people.models import Seat
from agencies.people.permissions import Actor, Permission, roles_with
from agencies.reminders.recipients import seats_to_choose
from agencies.reminders.remind_now import may_remind_now
from agencies.tasks.occurrence_models import Occurrence


class RowsField(forms.Field):
    """Rows written `key:version`; `cleaned` maps keys to the versions that were seen."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {
        "required": gettext_lazy(
            "Choose at least one task first: tick the box at the beginning of its row."
        ),
        "many": gettext_lazy("Choose at most %(most)s tasks at once."),
    }

    def to_python(self, value: list[str] | None) -> dict[int, int]:
        pairs = [text.partition(":")[::2] for text in value or []]
        numbers = [(parse_whole_number(key), parse_whole_number(version)) for key, version in pairs]
        chosen = {
            key: version for key, version in numbers if key is not None and version is not None
        }
        if len(chosen) > MOST_ROWS:
            raise forms.ValidationError(self.error_messages["many"], params={"most": MOST_ROWS})
        return chosen


class BulkForm(forms.Form):
    """What the list sends: the rows, and `back`, its filter and page as a query string."""

    row = RowsField()
    back = TextField(required=False, max_length=2000)

    def clean_back(self) -> str:
        return build_query(self.cleaned_data["back"])


class SeatForm(forms.Form):
    """A seat of the lead agency; empty means all seats that get the agency's reminders."""

    seat = forms.TypedChoiceField(label=gettext_lazy("Seat"), required=False, empty_value=None)

    def __init__(self, *args: Any, agency: Agency, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = seats_to_choose(agency, roles_with(Permission.REPORT_PROGRESS), on=on)
        self.seats = {str(choice.seat.pk): choice.seat for choice in offered}
        self.fields["seat"].choices = [
            ("", _("All seats that get the agency's reminders")),
            *((str(choice.seat.pk), str(choice)) for choice in offered),
        ]

    def clean_seat(self) -> Seat | None:
        return self.seats.get(self.cleaned_data["seat"])


class TaskSeatForm(SeatForm):
    version = VersionField()


class RemindForm(forms.Form):
    version = VersionField()


def offered_acts(by: Actor) -> list[BulkAct]:
    acts = [BulkAct.ACCEPT] if by.may(Permission.DECIDE_RESULTS) else []
    if by.may(Permission.STEER_TASKS):
        acts.append(BulkAct.REMIND)
    steers = by.may(Permission.STEER_TASKS) or by.may(Permission.REPORT_PROGRESS)
    return [*acts, BulkAct.ASSIGN] if steers else acts


def offered_steering(
    occurrence: Occurrence, by: Actor, *, on: datetime.date
) -> dict[str, forms.Form]:
    """What this seat can do about who looks after the occurrence, and about reminding them of
    it.
    """
    offered: dict[str, forms.Form] = {}
    task = occurrence.task
    seen = {"version": occurrence.version}
    if may_assign_to_seat(occurrence, by):
        form = TaskSeatForm(
            agency=task.lead,
            on=on,
            initial=seen | {"seat": task.handled_by_id or ""},
            auto_id="seat_%s",
        )
        if len(form.seats) > 1 or task.handled_by_id:
            offered["seat"] = form
    if may_remind_now(occurrence, by):
        offered["remind"] = RemindForm(initial=seen, auto_id="remind_%s")
    return offered
