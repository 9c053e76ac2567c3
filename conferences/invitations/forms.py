"""The composition of points, and what an invited body answers, as they are typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.forms.fields import RowsChoice, TextField, offer_rows
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideChoices, WideFields
from conferences.invitations.choices import InvitationAnswer, PartInConference
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.forms import GroupField, PeopleField
from conferences.meetings.models import Conference, Point
from conferences.meetings.queries import day_of, in_order, invitable_bodies

MOST_PLACES = 500


class PointChoices(RowsChoice):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, point: Point) -> str:
        return point.name


class BodiesForm(forms.Form):
    points = PointChoices(label=_("At which points"), queryset=Point.objects.none())
    group = GroupField(label=_("Each member of the group"))
    agencies = RowsChoice(
        label=_("And these bodies"),
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    part = forms.ChoiceField(
        label=pgettext_lazy("conference", "Takes part as"),
        choices=PartInConference,
        initial=PartInConference.MEMBER,
    )
    who = TextField(
        label=_("Who of it"),
        max_length=200,
        required=False,
        help_text=_("For example “lãnh đạo và chuyên viên phụ trách việc làm”."),
    )
    places = PeopleField(label=_("People of each"), bounds=(1, MOST_PLACES), initial=1)

    helper = FieldsHelper(
        WideChoices("points"),
        "group",
        WideChoices("agencies"),
        FieldGrid("part", "places", WideFields("who")),
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "points", in_order(Point.objects.filter(conference=conference)))
        bodies = invitable_bodies(conference.partnership, day_of(conference))
        provincial = bodies.exclude(level__in=("commune", "district"))
        offer_rows(self, "agencies", provincial.order_by("province", "sort_key", "pk"))


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Does your agency come?"),
        choices=[choice for choice in InvitationAnswer.choices if choice[0] != "none"],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Say whether your agency comes.")
        ),
    )
    delegate_name = TextField(
        label=_("Who comes, or the substitute"), max_length=120, required=False
    )
    delegate_position = TextField(label=_("Position"), max_length=120, required=False)
    reason = TextField(
        label=pgettext_lazy("invitation", "Reason, if it does not come"),
        max_length=500,
        required=False,
    )

    helper = FieldsHelper("answer", FieldGrid("delegate_name", "delegate_position"), "reason")

    def __init__(self, *args: Any, invitation: ConferenceInvitation, **kwargs: Any) -> None:
        names = ("delegate_name", "delegate_position", "reason")
        initial = {name: getattr(invitation, name) for name in names}
        if invitation.answer != InvitationAnswer.NONE:
            initial["answer"] = invitation.answer
        super().__init__(*args, **{"initial": initial} | kwargs)


class CancelForm(forms.Form):
    reason = TextField(
        label=_("Why it does not take place"), max_length=500, widget=forms.Textarea({"rows": 3})
    )
