from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import RowsChoice, offer_rows
from agencies.people.models import Seat
from agencies.people.permissions import Permission, roles_with
from campaigns.report_schedule.models import MOST_DAYS, ReportSchedule


class SeatChoices(RowsChoice):
    def label_from_instance(self, seat: Seat) -> str:
        return f"{seat.title}, {seat.agency.display_name}"


class ScheduleForm(forms.Form):
    is_on = forms.BooleanField(label=_("Build the report by itself"), required=False)
    working_days = forms.IntegerField(
        label=_("Working days after the last day of the month"), min_value=1, max_value=MOST_DAYS
    )
    to = SeatChoices(
        label=_("Recipients of the letter"),
        queryset=Seat.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each is told what the seat may see on the day of sending."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Seat.objects.filter(role__in=roles_with(Permission.SEE_REPORTS))
        ordered = seats.select_related("agency").order_by("agency__sort_key", "title", "pk")
        offer_rows(self, "to", ordered)


def schedule_values(schedule: ReportSchedule | None) -> dict[str, Any]:
    if schedule is None:
        return {"is_on": False, "working_days": 2}
    return {
        "is_on": schedule.is_on,
        "working_days": schedule.working_days,
        "to": list(schedule.recipients.all()),
    }
