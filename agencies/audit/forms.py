import datetime

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.audit.models import AuditEntry
from agencies.bodies.queries import agencies_like
from agencies.calendar.periods import start_of_day
from agencies.forms.fields import DayField, TextField
from agencies.forms.layouts import FilterHelper
from agencies.people.models import Person
from agencies.registry import registry


class AuditFilter(forms.Form):
    """Filters of the log; a wrong value is reported at its field and filters nothing.

    `finds_personal`: a search for an e-mail address finds its person. Only for those who see
    addresses in the log; for others a search would reveal what is masked.
    """

    q = TextField(
        label=_("Person, agency or object"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind of act"),
        required=False,
        choices=lambda: [
            ("", _("All")),
            *((section.name, section.label) for section in registry.audit_sections.values()),
        ],
    )
    since = DayField(label=_("From day"), required=False)
    until = DayField(label=_("Until day"), required=False)

    helper = FilterHelper()

    def __init__(self, *args, finds_personal: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.finds_personal = finds_personal

    def filter(self, found: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        self.is_valid()
        given = self.cleaned_data
        if kind := given.get("kind"):
            found = found.filter(registry.audit_sections[kind].condition)
        if since := given.get("since"):
            found = found.filter(at__gte=start_of_day(since))
        if until := given.get("until"):
            found = found.filter(at__lt=start_of_day(until + datetime.timedelta(days=1)))
        if words := given.get("q", "").strip():
            of_person = Q(full_name__icontains=words)
            if self.finds_personal:
                of_person |= Q(email=words)
            people = Person.objects.filter(of_person)
            found = found.filter(
                Q(person__in=people)
                | Q(seat__agency__in=agencies_like(words))
                | Q(target_label__icontains=words)
            )
        return found
