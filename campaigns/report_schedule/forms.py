from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency
from agencies.forms.fields import NumberField, RowsChoice, offer_rows
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import Permission, roles_with
from campaigns.report_schedule.models import MOST_DAYS, ReportSchedule


class SeatChoices(RowsChoice):
    def label_from_instance(self, seat: Seat) -> str:
        name = f"{seat.title}, {seat.agency.display_name}"
        is_held = getattr(seat, "is_held", True)
        return name if is_held else _("%(seat)s (gets no letter: nobody holds it)") % {"seat": name}


class ScheduleForm(forms.Form):
    is_on = forms.BooleanField(label=_("Build the report by itself"), required=False)
    working_days = NumberField(
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
        chosen = [seat.pk for seat in self.initial.get("to", [])]
        offer_rows(self, "to", _seats_to_choose(chosen))


def _seats_to_choose(chosen: list[int]) -> QuerySet[Seat]:
    # Those that somebody holds today in an agency that exists, and that may see reports; beside
    # them who was chosen before, so that nobody is left out by merely saving again.
    today = timezone.localdate()
    held = Seat.objects.filter(
        pk__in=SeatHolding.objects.current(today).values("seat"),
        role__in=roles_with(Permission.SEE_REPORTS),
        agency__in=Agency.objects.valid(today),
    )
    seats = Seat.objects.filter(Q(pk__in=held.values("pk")) | Q(pk__in=chosen))
    is_held = Exists(held.filter(pk=OuterRef("pk")))
    ordered = seats.order_by("agency__sort_key", "title", "pk")
    return ordered.select_related("agency").annotate(is_held=is_held)


def schedule_values(schedule: ReportSchedule | None) -> dict[str, Any]:
    if schedule is None:
        return {"is_on": False, "working_days": 2}
    return {
        "is_on": schedule.is_on,
        "working_days": schedule.working_days,
        "to": list(schedule.recipients.all()),
    }
