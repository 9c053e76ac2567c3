"""What the pages of the administration share: each change leaves a row in the log, search reads
folded columns, aliases keep their keys.
"""

import datetime
from collections import Counter
from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import (
    CharField,
    DateField,
    EmailField,
    Model,
    QuerySet,
    SlugField,
    TextField as ModelTextField,
)
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.forms.fields import DayField, TextField
from agencies.forms.once import makes_once
from agencies.people.permissions import Actor, acting_seat
from vietnam.folding import fold
from vietnam.names import agency_key


def administering_actor(request: HttpRequest) -> Actor:
    # Who works in these pages. An administrator may hold no seat; then the log names only the
    # person.
    return Actor(person=request.user, seat=acting_seat(request))


def _loggable_value(value: Any) -> Any:
    # A value as the log stores it.
    if isinstance(value, QuerySet | list | tuple):
        return [str(each) for each in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


class PickedDay(DayField):
    """A day typed day first, or picked: the browser's picker writes year-month-day."""

    def to_python(self, value: Any) -> datetime.date | None:
        with suppress(TypeError, ValueError):
            value = datetime.date.fromisoformat(value or "")
        return super().to_python(value)


class AuditedAdmin(admin.ModelAdmin):
    actions = None
    formfield_overrides = {
        DateField: {"form_class": PickedDay},
        CharField: {"form_class": TextField},
        ModelTextField: {"form_class": TextField},
        EmailField: {},  # it and SlugField are kinds of CharField with a form field of their own
        SlugField: {},
    }
    list_per_page = 50

    @method_decorator(makes_once)
    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().add_view(request, *args, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Model, form: forms.ModelForm, change: bool
    ) -> None:
        before = self._values_before(obj, form) if change else None
        super().save_model(request, obj, form, change)
        if form.changed_data or not change:
            after = {
                name: _loggable_value(form.cleaned_data.get(name)) for name in form.changed_data
            }
            action = AuditAction.REGISTER_CHANGED if change else AuditAction.REGISTER_ADDED
            record_action(action, obj, by=administering_actor(request), before=before, after=after)

    def _values_before(self, obj: Model, form: forms.ModelForm) -> dict[str, Any]:
        old = self.model._default_manager.get(pk=obj.pk)
        values: dict[str, Any] = {name: getattr(old, name, None) for name in form.changed_data}
        return {
            name: _loggable_value(v.all() if hasattr(v, "all") else v) for name, v in values.items()
        }

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class FoldedSearch(admin.ModelAdmin):
    """Search without accents over the folded column."""

    search_fields = ("search_fold",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, fold(search_term))


class AliasForm(forms.ModelForm):
    """Stores the key that all spellings of the name share."""

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        self.instance.key = agency_key(name)
        if not self.instance.key:
            raise forms.ValidationError(_("Write the name with letters."))
        return name


class AliasFormSet(BaseInlineFormSet):
    def clean(self) -> None:
        super().clean()
        named = [form for form in self.forms if form.cleaned_data.get("name")]
        kept = [form for form in named if not form.cleaned_data.get("DELETE")]
        count = Counter(form.instance.key for form in kept)
        for form in kept:
            if count[form.instance.key] > 1:
                form.add_error("name", _("Another alias of this agency already reads the same."))


class AliasInline(admin.TabularInline):
    form = AliasForm
    formset = AliasFormSet
    fields = ("name",)
    extra = 1


class AliasedAdmin(FoldedSearch, AuditedAdmin):
    def save_formset(
        self, request: HttpRequest, form: forms.ModelForm, formset: BaseInlineFormSet, change: bool
    ) -> None:
        before = sorted(form.instance.aliases.values_list("name", flat=True)) if change else []
        super().save_formset(request, form, formset, change)
        after = sorted(form.instance.aliases.values_list("name", flat=True))
        if before != after:
            record_action(
                AuditAction.ALIASES_CHANGED,
                form.instance,
                by=administering_actor(request),
                before={"aliases": before},
                after={"aliases": after},
            )
