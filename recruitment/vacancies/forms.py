"""A vacancy on one short page, what the office says of it, and how its places were filled."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Province
from agencies.forms.fields import DayField, TextField, VersionField
from agencies.forms.layouts import FieldGroup, FieldsHelper, FilterHelper, WideChoices, WideFields
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.employers.park_choices import parks_for
from recruitment.fields.fields import (
    BonusField,
    CountField,
    DaysField,
    HomeField,
    HomesField,
    PhoneField,
    VersionForm,
    WageField,
)
from recruitment.fields.typed_text import NOT_IN_LIST
from recruitment.homes.queries import home_provinces
from recruitment.vacancies.choices import (
    Benefit,
    Contract,
    Experience,
    Horizon,
    InterestStatus,
    Occupation,
    Schooling,
    Shift,
    Skill,
    VacancyStatus,
    Way,
)
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.facts import FACTS, VacancyFacts, vacancy_facts_of
from recruitment.vacancy_facts.rules import COUNTS
from recruitment.vacancy_saving.search_terms import index_words, occupation_mark, write_tsquery

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EMPTY = ("", "–")
NOT_STATED = ("", pgettext_lazy("fact of a vacancy", "Not stated"))
REFUSED = {"invalid_choice": NOT_IN_LIST}


def choice_field(
    label: "StrOrPromise", kind: type[TextChoices], *, required: bool = True
) -> forms.TypedChoiceField:
    """Of a list; nothing is chosen beforehand."""
    empty = EMPTY if required else NOT_STATED
    return forms.TypedChoiceField(
        label=label,
        choices=[empty, *kind.choices],
        coerce=kind,
        required=required,
        error_messages=REFUSED,
    )


class VacancyForm(forms.Form):
    """Wages are typed as one text each, “7–9” for a range."""

    title = TextField(label=_("Job title"), max_length=120)
    headcount = CountField(label=_("People needed"), bounds=COUNTS["headcount"])
    homes = HomesField(
        label=_("Of them from certain provinces (if any)"),
        help_text=_(
            "Such as: Lạng Sơn 50; Sơn La 30. Empty: from anywhere. Offices see it, the public "
            "page does not."
        ),
    )
    occupation = choice_field(_("Occupation"), Occupation)
    skill = choice_field(_("Skill level"), Skill)
    description = TextField(
        label=_("What one does"),
        max_length=3000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("In plain words: the work, the tools, sitting or standing."),
    )
    base_wage = WageField(
        label=_("Base wage of the contract (million VND a month)"),
        help_text=_("For example 5,8 or 5,5–6."),
    )
    income = WageField(
        label=_("Total income (million VND a month)"),
        help_text=_("With overtime and allowances, such as 9–12."),
    )
    bonus = BonusField(label=_("Sign-on bonus (million VND, if any)"), required=False)
    bonus_condition = TextField(
        label=_("When the bonus is paid"),
        max_length=200,
        required=False,
        help_text=_("For example: half after 30 days, half after 60 days."),
    )
    contract = choice_field(_("Contract"), Contract)
    shift = choice_field(_("Shifts"), Shift)
    horizon = choice_field(_("Needed for"), Horizon, required=False)
    probation_days = DaysField(
        label=_("Days of probation (0: none)"),
        bounds=COUNTS["probation_days"],
        required=False,
        help_text=_("Empty: not stated; the public page then says nothing of it."),
    )
    benefits = forms.TypedMultipleChoiceField(
        label=_("Benefits"),
        choices=Benefit.choices,
        coerce=Benefit,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    benefits_note = TextField(
        label=_("More about dormitory, bus lines, meals (if any)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    park = forms.ModelChoiceField(
        label=_("Industrial park or cluster"),
        queryset=IndustrialPark.objects.none(),
        required=False,
        empty_label=_("Outside parks and clusters"),
    )
    ward = TextField(label=_("Ward or commune"), max_length=80)
    address = TextField(label=_("Street and number, or lot"), max_length=200)
    schooling = choice_field(_("Schooling"), Schooling, required=False)
    experience = choice_field(_("Experience"), Experience, required=False)
    papers = TextField(label=_("Papers to bring (if any)"), max_length=300, required=False)
    way = choice_field(_("How you recruit"), Way, required=False)
    apply_by = DayField(label=_("Last day to apply"))
    publish_on = DayField(label=_("Publish from (empty: once it is checked)"), required=False)
    contact_name = TextField(label=_("Whom workers call"), max_length=120)
    contact_phone = PhoneField(label=_("Phone"))
    version = VersionField(required=False)

    helper = FieldsHelper(
        FieldGroup(
            _("The work"),
            WideFields("title"),
            "headcount",
            "homes",
            "occupation",
            "skill",
            WideFields("description"),
        ),
        FieldGroup(_("What one earns"), "base_wage", "income", "bonus", "bonus_condition"),
        FieldGroup(_("Contract and time"), "contract", "shift", "horizon", "probation_days"),
        FieldGroup(_("What comes with it"), WideChoices("benefits"), WideFields("benefits_note")),
        FieldGroup(_("Where people work"), "park", "ward", "address"),
        FieldGroup(_("What one needs"), "schooling", "experience", WideFields("papers")),
        FieldGroup(
            _("How to apply"), "way", "apply_by", "publish_on", "contact_name", "contact_phone"
        ),
    )

    def __init__(self, *args: Any, employer: Employer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["park"].queryset = parks_for(employer)

    @property
    def facts(self) -> VacancyFacts:
        given = {name: self.cleaned_data[name] for name in FACTS}
        return VacancyFacts(**given | {"benefits": tuple(given["benefits"])})


def vacancy_form_values(vacancy: Vacancy) -> dict[str, object]:
    return vars(vacancy_facts_of(vacancy)) | {"version": vacancy.version}


class FillForm(VersionForm):
    people = CountField(label=_("People taken on"))
    province = HomeField(
        label=_("Home province"),
        queryset=Province.objects.none(),
        required=False,
        empty_label=_("Not known"),
    )
    way = forms.ChoiceField(label=_("By which way"), choices=Way.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].queryset = home_provinces(timezone.localdate())


class InterestStatusForm(forms.Form):
    status = forms.ChoiceField(label=_("State"), choices=InterestStatus.choices)


ALL_STATES = "all"


class VacancyFilter(forms.Form):
    """The office's desk shows one state at a time, first of all what waits; or all of them."""

    status = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            *(pair for pair in VacancyStatus.choices if pair[0] != VacancyStatus.DRAFT),
            (ALL_STATES, _("All")),
        ],
    )
    occupation = forms.ChoiceField(
        label=_("Occupation"),
        required=False,
        choices=[("", _("All occupations")), *Occupation.choices],
    )
    q = TextField(
        label=_("Job, enterprise, park"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )

    helper = FilterHelper()

    @property
    def given(self) -> dict[str, str]:
        return self.cleaned_data if self.is_valid() else {}

    @property
    def chosen_status(self) -> str:
        return self.given.get("status") or VacancyStatus.SUBMITTED

    def filter(self, rows: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
        # What of the address is not understood is left out.
        terms = list(index_words(self.given.get("q", "")))
        if self.given.get("occupation"):
            terms.append(occupation_mark(self.given["occupation"]))
        return rows.with_terms(write_tsquery(terms)) if terms else rows
