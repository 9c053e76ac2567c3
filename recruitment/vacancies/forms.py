"""A vacancy on one short page, what the office says of it, and how its places were filled."""

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Province
from agencies.forms.fields import DayField, TextField
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.employers.queries import parks_of
from recruitment.fields.acts import ActForm
from recruitment.fields.fields import CountField, PhoneField, WageField, dress
from recruitment.homes.forms import HomeField, HomesField
from recruitment.homes.queries import home_provinces, homes_of
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
from recruitment.vacancies.search_terms import occupation_mark, tsquery, words_of
from vietnam.wages import Wage

EMPTY = ("", "–")
NOT_IN_LIST = {"invalid_choice": _("“%(value)s” is not in the list.")}


def choice(label: str, choices: type, **kwargs) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[EMPTY, *choices.choices], error_messages=NOT_IN_LIST, **kwargs
    )


class VacancyForm(forms.Form):
    """Wages are typed as one text each, “7–9” for a range."""

    title = TextField(label=_("Job title"), max_length=120)
    headcount = CountField(label=_("People needed"))
    homes = HomesField(
        label=_("Of them from certain provinces (if any)"),
        help_text=_(
            "Such as: Lạng Sơn 50; Sơn La 30. Empty: from anywhere. Offices see it, the public "
            "page does not."
        ),
    )
    occupation = choice(_("Occupation"), Occupation)
    skill = choice(_("Skill level"), Skill)
    description = TextField(
        label=_("What one does"),
        max_length=3000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("In plain words: the work, the tools, sitting or standing."),
    )
    base_wage = WageField(
        label=_("Base wage of the contract (million đồng a month)"),
        help_text=_("Such as 5,8 or 5,5–6."),
    )
    income = WageField(
        label=_("Total income (million đồng a month)"),
        help_text=_("With overtime and allowances, such as 9–12."),
    )
    bonus = WageField(label=_("Bonus for coming (million đồng, if any)"), required=False)
    bonus_condition = TextField(
        label=_("When the bonus is paid"),
        max_length=200,
        required=False,
        help_text=_("Such as: half after 30 days, half after 60 days."),
    )
    contract = choice(_("Contract"), Contract)
    shift = choice(_("Shifts"), Shift)
    horizon = forms.ChoiceField(
        label=_("Needed for"),
        choices=Horizon.choices,
        initial=Horizon.LONG,
        error_messages=NOT_IN_LIST,
    )
    probation_days = CountField(
        label=_("Days of probation (0: none)"), least=0, most=180, initial=0
    )
    benefits = forms.MultipleChoiceField(
        label=_("Benefits"),
        choices=Benefit.choices,
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
    schooling = forms.ChoiceField(
        label=_("Schooling"),
        choices=Schooling.choices,
        initial=Schooling.ANY,
        error_messages=NOT_IN_LIST,
    )
    experience = forms.ChoiceField(
        label=_("Experience"),
        choices=Experience.choices,
        initial=Experience.NONE,
        error_messages=NOT_IN_LIST,
    )
    papers = TextField(label=_("Papers to bring (if any)"), max_length=300, required=False)
    way = forms.ChoiceField(label=_("How you recruit"), choices=Way.choices, initial=Way.DIRECT)
    apply_by = DayField(label=_("Last day to apply"))
    publish_on = DayField(label=_("Publish from (empty: once it is checked)"), required=False)
    contact_name = TextField(label=_("Whom workers call"), max_length=120)
    contact_phone = PhoneField(label=_("Phone"))
    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False
    )

    GROUPS = (
        (_("The work"), ("title", "headcount", "homes", "occupation", "skill", "description")),
        (_("What one earns"), ("base_wage", "income", "bonus", "bonus_condition")),
        (_("Contract and time"), ("contract", "shift", "horizon", "probation_days")),
        (_("What comes with it"), ("benefits", "benefits_note")),
        (_("Where people work"), ("park", "ward", "address")),
        (_("What one needs"), ("schooling", "experience", "papers")),
        (_("How to apply"), ("way", "apply_by", "publish_on", "contact_name", "contact_phone")),
    )
    WIDE = frozenset({"title", "description", "benefits_note", "papers"})
    WAGES = {"base_wage": ("base_from", "base_to"), "income": ("income_from", "income_to")}

    def __init__(self, *args, employer: Employer, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        provinces = Province.objects.filter(pk=employer.province_id)
        self.fields["park"].queryset = parks_of(provinces, timezone.localdate())
        for field in self.fields.values():
            dress(field)

    @property
    def facts(self) -> dict[str, object]:
        """As the services take them."""
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in (*self.WAGES, "version")
        }
        for name, (low, high) in self.WAGES.items():
            wage: Wage = self.cleaned_data[name]
            given |= {low: wage.low, high: wage.high}
        bonus: Wage | None = given["bonus"]
        return given | {"bonus": bonus.low if bonus else None}

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(str(title), [self[name] for name in names]) for title, names in self.GROUPS]


def said_by_vacancy(vacancy: Vacancy) -> dict[str, object]:
    """The form's values of a vacancy that is kept."""
    composed = {
        "base_wage": vacancy.base_wage,
        "income": vacancy.income,
        "bonus": Wage(vacancy.bonus, vacancy.bonus) if vacancy.bonus else "",
        "park": vacancy.park_id,
        "homes": homes_of(vacancy),
    }
    return {
        name: getattr(vacancy, name) for name in VacancyForm.base_fields if name not in composed
    } | composed


def said_for(employer: Employer) -> dict[str, object]:
    """What a new vacancy takes over from its employer."""
    names = ("ward", "address", "contact_name", "contact_phone")
    return {name: getattr(employer, name) for name in names} | {"park": employer.park_id}


class FillForm(ActForm):
    people = CountField(label=_("People taken on"))
    province = HomeField(
        label=_("Home province"),
        queryset=Province.objects.none(),
        required=False,
        empty_label=_("Not known"),
    )
    way = forms.ChoiceField(label=_("By which way"), choices=Way.choices)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].queryset = home_provinces(timezone.localdate())
        for field in self.fields.values():
            dress(field)


class InterestStatusForm(forms.Form):
    status = forms.ChoiceField(label=_("State"), choices=InterestStatus.choices)


ALL_STATES = "all"


class DemandFilter(forms.Form):
    """The office's desk shows one state at a time, first of all what waits; or all of them."""

    status = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            *(pair for pair in VacancyStatus.choices if pair[0] != VacancyStatus.DRAFT),
            (ALL_STATES, _("All")),
        ],
        widget=forms.Select({"class": "form-select"}),
    )
    occupation = forms.ChoiceField(
        label=_("Occupation"),
        required=False,
        choices=[("", _("All occupations")), *Occupation.choices],
        widget=forms.Select({"class": "form-select"}),
    )
    q = TextField(
        label=_("Job, enterprise, park"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search", "class": "form-control"}),
    )

    @property
    def given(self) -> dict[str, str]:
        return self.cleaned_data if self.is_valid() else {}

    @property
    def chosen_status(self) -> str:
        return self.given.get("status") or VacancyStatus.SUBMITTED

    def filter(self, rows: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
        """What of the address is not understood is left out."""
        terms = list(words_of(self.given.get("q", "")))
        if self.given.get("occupation"):
            terms.append(occupation_mark(self.given["occupation"]))
        return rows.with_terms(tsquery(terms)) if terms else rows
