"""What an employer brings to a job fair, and what the centre decides."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import NumberField, RowsChoice, TextField, VersionField
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from conferences.booths.models import Booth
from conferences.booths.queries import possible_vacancies
from conferences.booths.services import MOST_NUMBER
from recruitment.employers.models import Employer
from recruitment.vacancies.models import Vacancy


class VacanciesField(RowsChoice):
    def label_from_instance(self, vacancy: Vacancy) -> str:
        return f"{vacancy.title} · {vacancy.headcount}"


class LinkField(TextField):
    """A link of a room, as copied; whether it can be one the service says."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=500, required=False, **kwargs)
        self.widget.attrs |= {"inputmode": "url", "autocomplete": "off"}


class BoothForm(forms.Form):
    vacancies = VacanciesField(
        label=_("Vacancies that you bring, with the people needed"),
        queryset=Vacancy.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    main_link = LinkField(
        label=_("Link of the room"),
        help_text=_("Of any program for online meetings. Only booked people see it."),
    )
    reserve_link = LinkField(
        label=_("Reserve link"), help_text=_("If the first one fails on the day.")
    )
    version = VersionField(required=False)

    helper = FieldsHelper(
        FieldGrid(WideFields("vacancies"), "main_link", "reserve_link", "version")
    )

    def __init__(
        self, *args: Any, employer: Employer, booth: Booth | None = None, **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {}
        if booth:
            names = ("main_link", "reserve_link", "version")
            initial = {name: getattr(booth, name) for name in names}
            initial["vacancies"] = [offer.vacancy_id for offer in booth.offers.all()]
        super().__init__(*args, **{"initial": initial} | kwargs)
        rows = possible_vacancies(employer, timezone.localdate())
        self.fields["vacancies"].queryset = rows  # type: ignore[attr-defined]
        if booth is None:
            del self.fields["version"]


class AcceptForm(forms.Form):
    number = NumberField(
        label=_("Booth number"),
        min_value=1,
        max_value=MOST_NUMBER,
        required=False,
        help_text=_("Empty: the next free one."),
    )
    version = VersionField()


class DeclineForm(forms.Form):
    words = TextField(label=_("Why? The employer reads it."), max_length=300)
    version = VersionField()
