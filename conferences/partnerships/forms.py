"""What is typed about a partner province: its file, contacts, asks with answers, documents."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency, Province
from agencies.database.addresses import AddressFormField
from agencies.directives.models import Directive
from agencies.forms.fields import (
    DayField,
    LongSelect,
    RowChoice,
    TextField,
    VersionField,
    offer_rows,
)
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from agencies.people.permissions import Actor
from conferences.partnerships.choices import AskSide, AskState
from conferences.partnerships.models import DOCUMENT_SIDES, MOST_WAVES, Ask, Partnership
from conferences.partnerships.queries import (
    host_agencies,
    is_partner,
    partner_agencies,
    possible_partners,
)
from recruitment.fields.fields import PhoneField

WAVES = [(wave, format_lazy(_("Wave {n}"), n=wave)) for wave in range(1, MOST_WAVES + 1)]
MOST_DOCUMENTS = 200
"""Offered for a file or an answer: the newest of the register."""


class WaveField(forms.TypedChoiceField):
    def __init__(self) -> None:
        super().__init__(label=_("Wave of visits"), choices=WAVES, coerce=int)


class NewPartnershipForm(forms.Form):
    province = forms.ModelChoiceField(
        label=_("Province"), queryset=Province.objects.none(), empty_label="–"
    )
    wave = WaveField()
    note = TextField(
        label=_("Note"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3})
    )

    helper = FieldsHelper(FieldGrid("province", "wave", WideFields("note")))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "province", possible_partners(timezone.localdate()))


class PartnershipForm(forms.Form):
    wave = WaveField()
    contact_agency = forms.ModelChoiceField(
        label=_("Contact agency of the partner"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Not named yet"),
        help_text=_("What nobody else is named for is answered by this agency."),
    )
    note = TextField(
        label=_("Note"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3})
    )
    version = VersionField()

    helper = FieldsHelper(FieldGrid("wave", "contact_agency", WideFields("note"), "version"))

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        names = ("wave", "contact_agency", "note", "version")
        initial = {name: getattr(partnership, name) for name in names}
        super().__init__(*args, **{"initial": initial} | kwargs)
        offer_rows(self, "contact_agency", partner_agencies(partnership, timezone.localdate()))


class ContactForm(forms.Form):
    full_name = TextField(label=_("Full name"), max_length=120)
    position = TextField(label=_("Position"), max_length=120, required=False)
    agency_name = TextField(label=_("Agency"), max_length=200)
    phone = PhoneField(label=_("Phone"), required=False)
    email = AddressFormField(label=_("E-mail"), required=False)

    helper = FieldsHelper(FieldGrid("full_name", "position", "agency_name", "phone", "email"))


class OwnerField(RowChoice):
    """An agency of the side that is asked."""

    widget = LongSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Agency.objects.none(), **kwargs)


def _asked_agencies(partnership: Partnership, side: str) -> QuerySet[Agency]:
    today = timezone.localdate()
    return partner_agencies(partnership, today) if side == AskSide.HOST else host_agencies(today)


class AskForm(forms.Form):
    """`side`: who asks. A partner's officer names nobody of the host: the coordinators see to
    that.
    """

    text = TextField(label=_("What is asked"), max_length=2000, widget=forms.Textarea({"rows": 4}))
    owner = OwnerField(
        label=_("Who is to answer"), required=False, empty_label=_("Not decided yet")
    )
    raised_on = DayField(label=_("Asked on"), help_text=_("The day of the visit or letter."))

    helper = FieldsHelper(WideFields("text"), FieldGrid("owner", "raised_on"))

    def __init__(
        self,
        *args: Any,
        partnership: Partnership,
        side: str,
        by: Actor,
        ask: Ask | None = None,
        **kwargs: Any,
    ) -> None:
        initial = {"text": ask.text, "owner": ask.owner_id} if ask else {}
        super().__init__(*args, **{"initial": initial} | kwargs)
        if is_partner(by):
            del self.fields["owner"]
            return
        offer_rows(self, "owner", _asked_agencies(partnership, side))


class ChangeAskForm(AskForm):
    version = VersionField()

    def __init__(self, *args: Any, ask: Ask, by: Actor, **kwargs: Any) -> None:
        super().__init__(
            *args, partnership=ask.partnership, side=ask.side, by=by, ask=ask, **kwargs
        )
        self.initial["version"] = ask.version


class DirectiveField(RowChoice):
    widget = LongSelect

    def label_from_instance(self, directive: Directive) -> str:
        return f"{directive.citation}: {directive.title}"


def newest_directives() -> QuerySet[Directive]:
    keys = Directive.objects.order_by("-issued_on", "-pk").values("pk")[:MOST_DOCUMENTS]
    return Directive.objects.filter(pk__in=keys).defer("text")


class AnswerForm(forms.Form):
    state = forms.ChoiceField(
        label=pgettext_lazy("ask", "Answer"),
        choices=[choice for choice in AskState.choices if choice[0] != AskState.OPEN],
    )
    answered_on = DayField(label=_("Answered on"))
    answer = TextField(
        label=_("What was answered"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    directive = DirectiveField(
        label=_("In which document (if any)"),
        queryset=Directive.objects.none(),
        required=False,
        empty_label=_("In none of the register"),
    )
    version = VersionField()

    helper = FieldsHelper(
        FieldGrid("state", "answered_on", WideFields("answer", "directive")), "version"
    )

    def __init__(self, *args: Any, ask: Ask, by: Actor, **kwargs: Any) -> None:
        initial = {
            "state": ask.state if ask.state != AskState.OPEN else AskState.AGREED,
            "answered_on": ask.answered_on or timezone.localdate(),
            "answer": ask.answer,
            "directive": ask.directive_id,
            "version": ask.version,
        }
        super().__init__(*args, **{"initial": initial} | kwargs)
        if is_partner(by):
            del self.fields["directive"]
        else:
            offer_rows(self, "directive", newest_directives())


class AssignForm(forms.Form):
    """`owner`: only of an ask for which nobody is named yet."""

    owner = OwnerField(label=_("Who is to do it"), empty_label="–")
    due_on = DayField(label=_("To be done by"))
    version = VersionField()

    helper = FieldsHelper(FieldGrid("owner", "due_on"), "version")

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"version": ask.version}} | kwargs)
        if ask.owner_id:
            del self.fields["owner"]
        else:
            offer_rows(self, "owner", _asked_agencies(ask.partnership, ask.side))


class DocumentForm(forms.Form):
    directive = DirectiveField(
        label=_("Document of the register"), queryset=Directive.objects.none()
    )
    side = forms.ChoiceField(label=_("Whose document"), choices=DOCUMENT_SIDES)

    helper = FieldsHelper(WideFields("directive"), "side")

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = partnership.documents.values("directive")
        offer_rows(self, "directive", newest_directives().exclude(pk__in=present))
