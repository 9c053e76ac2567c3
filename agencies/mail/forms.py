"""Filters of the outbox."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.bodies.queries import agencies_like
from agencies.forms.fields import TextField
from agencies.forms.layouts import FilterHelper
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.people.models import Person


class OutboxFilter(forms.Form):
    q = TextField(
        label=_("Recipient or agency"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    status = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *MessageStatus.choices],
    )

    helper = FilterHelper()

    def filter(self, found: QuerySet[OutboxMessage]) -> QuerySet[OutboxMessage]:
        """Messages in the state, to people or agencies that the words name; a wrong value filters
        nothing.
        """
        self.is_valid()
        given = self.cleaned_data
        if given.get("status"):
            found = found.filter(status=given["status"])
        if words := given.get("q", "").strip():
            people = Person.objects.filter(
                Q(full_name__icontains=words) | Q(email__icontains=words) | Q(email=words)
            )
            found = found.filter(
                Q(person__in=people) | Q(seat__agency__in=agencies_like(words)) | Q(recipient=words)
            )
        return found
