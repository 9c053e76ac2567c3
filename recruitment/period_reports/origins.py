"""Lines of home provinces in a report: each a form of its own, each province once."""

from functools import cached_property

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Province
from recruitment.homes.forms import HomeField
from recruitment.homes.queries import home_label, home_provinces


def home_field() -> HomeField:
    """The list of provinces is given by the set of lines, which reads it once."""
    return HomeField(
        label=_("Home province"), queryset=Province.objects.none(), required=False, empty_label="–"
    )


class BaseOrigins(forms.BaseFormSet):
    """Lines of home provinces, each province once."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["province"].queryset = self._homes
        form.fields["province"].choices = self._choices

    @cached_property
    def _homes(self) -> QuerySet[Province]:
        return home_provinces(timezone.localdate())

    @cached_property
    def _choices(self) -> list[tuple[object, str]]:
        """Read once for all lines."""
        return [("", "–"), *((province.pk, home_label(province)) for province in self._homes)]

    def clean(self) -> None:
        seen = set()
        for form in self.forms:
            province = getattr(form, "cleaned_data", {}).get("province")
            if province and province.pk in seen:
                form.add_error("province", _("This province stands above already."))
            seen.add(province and province.pk)

    @property
    def facts(self) -> list[dict]:
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("province")]

    def add_faults(self, faults: dict[str, str], form: forms.Form) -> bool:
        """Each at its field of the form above, or above the lines; whether there are none."""
        for name, message in faults.items():
            if name in form.fields:
                form.add_error(name, message)
            else:
                self.non_form_errors().append(message)
        return not faults


def origin_lines(form: type[forms.Form]) -> type[BaseOrigins]:
    """A set of such forms, with some empty lines at the end."""
    return forms.formset_factory(form, formset=BaseOrigins, extra=4, max_num=80, absolute_max=80)
