"""What is typed about petitions: their facts, who answers them, into which they are merged."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.forms.fields import LongSelect, RowChoice, TextField, VersionField, offer_rows
from agencies.forms.layouts import FieldGrid, FieldsHelper, FilterHelper, WideFields
from agencies.forms.submit import renew_hidden_fields
from conferences.dialogues.models import Speech
from conferences.dialogues.queries import answering_agencies, host_communes
from conferences.petitions.choices import PartState, PetitionKind, Progress, Result, Theme
from conferences.petitions.models import Petition, PetitionPart
from conferences.petitions.queries import words_in
from conferences.petitions.services import PetitionFacts
from recruitment.employers.models import IndustrialPark

SPARE_PIECES = 5
MOST_PIECES = 40


class AgencyField(RowChoice):
    widget = LongSelect

    def label_from_instance(self, agency: Agency) -> str:
        return agency.name


# Facts --------------------------------------------------------------------------------------------
class PieceForm(forms.Form):
    """A line of a speech that is split: what one worker asks or says."""

    kind = forms.ChoiceField(label=pgettext_lazy("petition", "Kind"), choices=PetitionKind.choices)
    text = TextField(
        label=_("What the workers say"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices, initial=Theme.OTHER)
    park = RowChoice(
        label=_("Zone"), queryset=IndustrialPark.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "park", IndustrialPark.objects.all())

    def has_changed(self) -> bool:
        # A line without words is none, whatever is chosen beside it.
        return bool(self["text"].value())


class BasePieces(forms.BaseFormSet):
    def facts(self, employer_name: str) -> list[PetitionFacts]:
        return [
            PetitionFacts(employer_name=employer_name, **form.cleaned_data)
            for form in self.forms
            if form.cleaned_data.get("text")
        ]


PieceFormSet: Any = forms.formset_factory(
    PieceForm,
    formset=BasePieces,
    extra=SPARE_PIECES,
    max_num=MOST_PIECES,
    absolute_max=MOST_PIECES,
)


class SplitForm(forms.Form):
    """Sent with the lines: which state of the speech somebody has looked at."""

    version = VersionField()

    helper = FieldsHelper("version")

    def __init__(self, *args: Any, speech: Speech, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"version": speech.version}} | kwargs)

    def renew(self, speech: Speech) -> None:
        renew_hidden_fields(self, version=speech.version)


class PetitionForm(forms.Form):
    kind = forms.ChoiceField(label=pgettext_lazy("petition", "Kind"), choices=PetitionKind.choices)
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices, initial=Theme.OTHER)
    text = TextField(
        label=_("What the workers say"), max_length=4000, widget=forms.Textarea({"rows": 5})
    )
    employer_name = TextField(label=_("Employer"), max_length=200, required=False)
    park = RowChoice(
        label=_("Zone"), queryset=IndustrialPark.objects.none(), required=False, empty_label="–"
    )
    commune = AgencyField(
        label=_("Commune"), queryset=Agency.objects.none(), required=False, empty_label="–"
    )

    helper = FieldsHelper(
        FieldGrid(
            "kind",
            "theme",
            WideFields("text"),
            "employer_name",
            "park",
            "commune",
            WideFields("note"),
            "version",
        )
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "park", IndustrialPark.objects.all())
        offer_rows(self, "commune", host_communes(timezone.localdate()))

    @property
    def facts(self) -> PetitionFacts:
        given = self.cleaned_data
        return PetitionFacts(
            kind=given["kind"],
            text=given["text"],
            theme=given["theme"],
            park=given["park"],
            employer_name=given["employer_name"] or "",
            commune=given["commune"],
        )


class ChangePetitionForm(PetitionForm):
    note = TextField(
        label=_("Private note of the federation"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    version = VersionField()

    def __init__(self, *args: Any, petition: Petition, **kwargs: Any) -> None:
        names = ("kind", "theme", "text", "employer_name", "note", "version")
        initial = {name: getattr(petition, name) for name in names}
        initial |= {"park": petition.park_id, "commune": petition.commune_id}
        super().__init__(*args, **{"initial": initial} | kwargs)


# Who answers --------------------------------------------------------------------------------------
class RouteForm(forms.Form):
    agency = AgencyField(
        label=_("Who is to answer"), queryset=Agency.objects.none(), empty_label="–"
    )
    second = AgencyField(
        label=_("And also (if any)"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label="–",
    )
    third = AgencyField(
        label=_("And also (if any)"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label="–",
    )
    version = VersionField()

    helper = FieldsHelper(FieldGrid("agency", "second", "third", "version"))
    REFUSED_AT = {"agencies": "agency"}

    def __init__(self, *args: Any, petition: Petition, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"version": petition.version}} | kwargs)
        offered = answering_agencies(timezone.localdate())
        for name in ("agency", "second", "third"):
            offer_rows(self, name, offered)

    @property
    def agencies(self) -> list[Agency]:
        chosen = (self.cleaned_data[name] for name in ("agency", "second", "third"))
        return list(dict.fromkeys(agency for agency in chosen if agency))


class RedirectForm(forms.Form):
    agency = AgencyField(
        label=_("Who is to answer instead"), queryset=Agency.objects.none(), empty_label="–"
    )
    reason = TextField(label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 2}))
    version = VersionField()

    helper = FieldsHelper(FieldGrid("agency", WideFields("reason"), "version"))
    REFUSED_AT = {"agencies": "agency"}

    def __init__(self, *args: Any, part: PetitionPart, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"version": part.version}} | kwargs)
        offered = answering_agencies(timezone.localdate()).exclude(pk=part.agency_id)
        offer_rows(self, "agency", offered)


# Merging ------------------------------------------------------------------------------------------
class PetitionChoice(RowChoice):
    widget = LongSelect

    def label_from_instance(self, petition: Petition) -> str:
        words = petition.text if len(petition.text) <= 90 else f"{petition.text[:90]}…"
        return f"{petition.number}. {words}"


class MergeForm(forms.Form):
    into = PetitionChoice(
        label=_("Into which petition"), queryset=Petition.objects.none(), empty_label="–"
    )
    version = VersionField()

    helper = FieldsHelper("into", "version")

    def __init__(self, *args: Any, petition: Petition, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"version": petition.version}} | kwargs)
        others = Petition.objects.filter(dialogue=petition.dialogue_id, merged_into=None)
        offer_rows(self, "into", others.exclude(pk=petition.pk).order_by("number"))


# The filter of a list -----------------------------------------------------------------------------
class PetitionFilter(forms.Form):
    """`rows`: petitions with their progress."""

    q = TextField(
        label=_("Words"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("petition", "Kind"),
        required=False,
        choices=[("", _("All kinds")), *PetitionKind.choices],
    )
    theme = forms.ChoiceField(
        label=_("Theme"), required=False, choices=[("", _("All themes")), *Theme.choices]
    )
    state = forms.ChoiceField(
        label=pgettext_lazy("petition", "State"),
        required=False,
        choices=[
            ("", _("All states")),
            ("late", pgettext_lazy("petition", "Overdue")),
            *Progress.choices,
            *[choice for choice in Result.choices if choice[0] != Result.NONE],
            ("reopened", pgettext_lazy("petition", "Reopened")),
        ],
    )
    agency = AgencyField(
        label=_("Who answers"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("All agencies"),
    )

    helper = FilterHelper("q", "kind", "theme", "state", "agency")

    def __init__(self, *args: Any, rows: QuerySet[Petition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        asked = PetitionPart.objects.filter(petition__in=rows.values("pk")).values("agency")
        offer_rows(self, "agency", Agency.objects.filter(pk__in=asked))

    def filter(self) -> QuerySet[Petition]:
        given = self.cleaned_data if self.is_valid() else {}
        rows = self.rows
        if given.get("q"):
            rows = rows.filter(words_in(given["q"]))
        for name in ("kind", "theme"):
            if given.get(name):
                rows = rows.filter(**{name: given[name]})
        if given.get("agency"):
            own = PetitionPart.objects.exclude(state=PartState.REDIRECTED)
            rows = rows.filter(pk__in=own.filter(agency=given["agency"]).values("petition"))
        return rows.filter(_state_condition(given.get("state", "")))


def _state_condition(state: str) -> Q:
    if state == "late":
        return Q(is_late=True)
    if state == "reopened":
        return Q(reopened_on__isnull=False)
    if state in Progress.values:
        return Q(progress=state)
    return Q(result=state) if state else Q()
