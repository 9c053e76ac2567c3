"""Filters of the list of invitations and of the list of agencies."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.queries import agencies_like
from agencies.forms.fields import TextField
from agencies.forms.layouts import FilterHelper
from agencies.members.choices import InvitationState

SEARCH = {"type": "search", "autocomplete": "off"}
NONE_ADMINISTERS = "none"
INVITED = "invited"


class InvitationFilter(forms.Form):
    q = TextField(
        label=_("Person or agency"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=dict(SEARCH)),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *InvitationState.choices],
    )

    helper = FilterHelper()

    def filter(self, found: QuerySet[Any]) -> QuerySet[Any]:
        # Those of people or agencies that the words name; the state is filtered separately.
        self.is_valid()
        if words := self.cleaned_data.get("q", "").strip():
            person = Q(full_name__icontains=words) | Q(email__icontains=words)
            found = found.filter(person | Q(seat__agency__in=agencies_like(words)))
        return found

    def filter_state(self, found: QuerySet[Any]) -> QuerySet[Any]:
        # A wrong value filters nothing.
        state = self.cleaned_data.get("state")
        return found.filter(state=state) if state else found


class AgencyFilter(forms.Form):
    q = TextField(
        label=_("Agency"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=dict(SEARCH)),
    )
    only = forms.ChoiceField(
        label=pgettext_lazy("filter", "Only"),
        required=False,
        choices=[
            ("", _("All")),
            (NONE_ADMINISTERS, _("without an administrator")),
            (INVITED, _("with invitations not accepted")),
        ],
    )

    helper = FilterHelper()

    def filter(self, found: QuerySet[Any]) -> QuerySet[Any]:
        # `found` from `listed_agencies`; a wrong value filters nothing.
        self.is_valid()
        given = self.cleaned_data
        if words := given.get("q", "").strip():
            found = found.filter(pk__in=agencies_like(words))
        if given.get("only") == NONE_ADMINISTERS:
            found = found.filter(administrators=0)
        if given.get("only") == INVITED:
            found = found.filter(waiting__gt=0)
        return found
