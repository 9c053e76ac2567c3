"""What is typed about a delegation: its plan, itinerary, members and report."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.addresses import AddressFormField
from agencies.forms.fields import (
    DayField,
    HourField,
    LongSelect,
    RowChoice,
    RowsChoice,
    TextField,
    VersionField,
    offer_rows,
)
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from agencies.people.models import Seat
from conferences.delegations.choices import MemberAnswer, TripPaper
from conferences.delegations.models import Delegation, TalkingPoint
from conferences.delegations.queries import seats_to_invite
from conferences.delegations.reports import REPORT_DAYS
from conferences.delegations.services import PLANNED
from conferences.partnerships.queries import host_agencies
from recruitment.fields.amounts import AmountField
from recruitment.fields.fields import PhoneField


def lines_field(label: Any, length: int, rows: int = 3, **kwargs: Any) -> TextField:
    return TextField(
        label=label, max_length=length, widget=forms.Textarea({"rows": rows}), **kwargs
    )


class DelegationForm(forms.Form):
    title = TextField(label=pgettext_lazy("delegation", "Title"), max_length=200)
    purpose = lines_field(_("Purpose"), 2000, required=False)
    lead = forms.ModelChoiceField(
        label=_("Lead agency"),
        queryset=Agency.objects.none(),
        empty_label="–",
        widget=LongSelect,
        help_text=_("It issues the papers and owes the report."),
    )
    head_name = TextField(label=_("Head of the delegation"), max_length=120)
    head_position = TextField(label=_("Position of the head"), max_length=160, required=False)
    starts_on = DayField(label=pgettext_lazy("journey", "First day"))
    ends_on = DayField(label=pgettext_lazy("journey", "Last day"))
    gifts = lines_field(
        _("Gifts"), 1000, 2, required=False, help_text=_("What, how many, for whom; one a line.")
    )
    estimated = AmountField(label=_("Estimated cost (đồng)"))

    helper = FieldsHelper(
        FieldGrid(
            WideFields("title", "purpose"),
            "lead",
            "estimated",
            "head_name",
            "head_position",
            "starts_on",
            "ends_on",
            WideFields("gifts"),
        )
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "lead", host_agencies(timezone.localdate()))


class ChangeDelegationForm(DelegationForm):
    version = VersionField()

    def __init__(self, *args: Any, delegation: Delegation, **kwargs: Any) -> None:
        initial = {name: getattr(delegation, name) for name in (*PLANNED, "version")}
        super().__init__(*args, **{"initial": initial} | kwargs)


class VersionedForm(forms.Form):
    """About a delegation as its reader has seen it."""

    version = VersionField()

    def __init__(self, *args: Any, delegation: Delegation, **kwargs: Any) -> None:
        initial = {"version": delegation.version} | kwargs.pop("initial", {})
        super().__init__(*args, **{"initial": initial} | kwargs)


class DecisionForm(VersionedForm):
    decision_number = TextField(
        label=_("Number of the decision"), max_length=60, help_text=_("For example 112/QĐ-UBND.")
    )
    decided_on = DayField(label=_("Decided on"))

    helper = FieldsHelper(FieldGrid("decision_number", "decided_on"), "version")


class CancelForm(VersionedForm):
    reason = TextField(label=_("Reason"), max_length=500)

    helper = FieldsHelper("reason", "version")


class JourneyForm(VersionedForm):
    due_on = DayField(label=_("Report owed by"))

    helper = FieldsHelper("due_on", "version")

    def __init__(self, *args: Any, delegation: Delegation, **kwargs: Any) -> None:
        due_on = max(delegation.ends_on, timezone.localdate()) + REPORT_DAYS
        super().__init__(*args, delegation=delegation, **{"initial": {"due_on": due_on}} | kwargs)


class PointsField(RowsChoice):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, point: TalkingPoint) -> str:
        return point.text


class ReportForm(VersionedForm):
    """`may_keep`: only who keeps the files brings points into the ledger."""

    result = lines_field(_("What came of the journey"), 4000, 6)
    spent = AmountField(label=_("Spent (đồng)"))
    points = PointsField(
        label=_("Brought up there, to be followed in the partner's ledger"),
        queryset=TalkingPoint.objects.none(),
        required=False,
    )

    helper = FieldsHelper("result", "spent", "points", "version")

    def __init__(self, *args: Any, delegation: Delegation, may_keep: bool, **kwargs: Any) -> None:
        super().__init__(*args, delegation=delegation, **kwargs)
        rows = delegation.points.filter(ask=None)
        if may_keep and rows:
            offer_rows(self, "points", rows)
            self.fields["points"].initial = [point.pk for point in rows]
        else:
            del self.fields["points"]


class StopForm(forms.Form):
    day = DayField(label=_("Day"))
    starts_at = HourField(label=pgettext_lazy("time of day", "From"))
    ends_at = HourField(label=pgettext_lazy("time of day", "To"), required=False)
    what = TextField(label=pgettext_lazy("itinerary", "What"), max_length=300)
    place = TextField(label=pgettext_lazy("itinerary", "Where"), max_length=200, required=False)
    transport = TextField(label=_("Transport"), max_length=200, required=False)

    helper = FieldsHelper(
        FieldGrid("day", "starts_at", WideFields("what"), "ends_at", "place", "transport")
    )

    def __init__(self, *args: Any, delegation: Delegation, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"day": delegation.starts_on}} | kwargs)


class PointForm(forms.Form):
    text = lines_field(_("Talking point"), 1000, 2)


class ChangePointForm(PointForm):
    """Left empty, the point is taken out."""

    def __init__(self, *args: Any, point: TalkingPoint, **kwargs: Any) -> None:
        given = {"initial": {"text": point.text}, "prefix": f"point-{point.pk}"}
        super().__init__(*args, **given | kwargs)
        self.fields["text"].required = False


class SeatField(RowChoice):
    widget = LongSelect

    def label_from_instance(self, seat: Seat) -> str:
        return str(seat)


class SeatMemberForm(forms.Form):
    seat = SeatField(label=_("Seat"), queryset=Seat.objects.none(), empty_label="–")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "seat", seats_to_invite(timezone.localdate()))


class NamedMemberForm(forms.Form):
    full_name = TextField(label=_("Full name"), max_length=120)
    position = TextField(label=_("Position"), max_length=160, required=False)
    agency_name = TextField(label=_("Agency"), max_length=200)
    phone = PhoneField(label=_("Phone"))
    email = AddressFormField(
        label=_("E-mail"),
        required=False,
        help_text=_("The invitation goes there, with the link. Without one you pass the link on."),
    )

    helper = FieldsHelper(FieldGrid("full_name", "position", "agency_name", "phone", "email"))


class MemberAnswerForm(forms.Form):
    """Sent by a member, or by the link of one."""

    answer = forms.ChoiceField(
        label=pgettext_lazy("invited member", "Your answer"),
        choices=[
            (MemberAnswer.COMING, pgettext_lazy("invited member", "I come")),
            (MemberAnswer.DECLINED, pgettext_lazy("invited member", "I cannot come")),
            (MemberAnswer.SUBSTITUTED, pgettext_lazy("invited member", "Somebody else comes")),
        ],
        widget=forms.RadioSelect,
    )
    reason = TextField(label=_("Reason, if you cannot come"), max_length=500, required=False)
    substitute_name = TextField(
        label=_("Who comes instead: full name"), max_length=120, required=False
    )
    substitute_position = TextField(
        label=_("Position of that person"), max_length=160, required=False
    )
    substitute_phone = PhoneField(label=_("Phone of that person"), required=False)


class PaperForm(forms.Form):
    paper = forms.ChoiceField(label=_("Paper"), choices=TripPaper.choices)
