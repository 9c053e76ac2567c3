"""The register behind the portal: bodies, people and seats, calendar and policies.

Each change leaves a row in the log. Rows that others refer to are ended by a date, not deleted;
there is no bulk deletion.
"""

import datetime
from collections import Counter
from contextlib import suppress
from typing import Any, cast

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
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
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from agencies.accounts.services import retire_address
from agencies.audit.choices import AuditAction
from agencies.audit.models import AuditEntry
from agencies.audit.services import record
from agencies.bodies.models import Agency, AgencyAlias, AgencyGroup, GroupAlias, Province
from agencies.calendar.models import CalendarDay, DeadlinePolicy
from agencies.forms.fields import DayField, TextField
from agencies.forms.once import makes_once
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor, acting_seat
from agencies.policies.models import ReminderPolicy
from agencies.working_calendar.forms import ClearingDaysField
from agencies.working_calendar.services import (
    change_deadline_policy,
    remove_calendar_day,
    set_calendar_day,
)
from vietnam.folding import fold
from vietnam.names import agency_key

# Rights come from seats, addresses, secrets and sessions belong to their person: none has a page of
# its own.
admin.site.unregister(
    [Group, EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken]
)


def administering_actor(request: HttpRequest) -> Actor:
    # Who works in these pages. An administrator may hold no seat; then the log names only the
    # person.
    return Actor(person=request.user, seat=acting_seat(request))


def _plain(value: Any) -> Any:
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
        before = self._before(obj, form) if change else None
        super().save_model(request, obj, form, change)
        if form.changed_data or not change:
            after = {name: _plain(form.cleaned_data.get(name)) for name in form.changed_data}
            action = AuditAction.REGISTER_CHANGED if change else AuditAction.REGISTER_ADDED
            record(action, obj, by=administering_actor(request), before=before, after=after)

    def _before(self, obj: Model, form: forms.ModelForm) -> dict[str, Any]:
        old = self.model._default_manager.get(pk=obj.pk)
        values: dict[str, Any] = {name: getattr(old, name, None) for name in form.changed_data}
        return {name: _plain(v.all() if hasattr(v, "all") else v) for name, v in values.items()}

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
            record(
                AuditAction.ALIASES_CHANGED,
                form.instance,
                by=administering_actor(request),
                before={"aliases": before},
                after={"aliases": after},
            )


class AgencyAliasInline(AliasInline):
    model = AgencyAlias


class GroupAliasInline(AliasInline):
    model = GroupAlias


@admin.register(Province)
class ProvinceAdmin(AuditedAdmin):
    list_display = ("name", "kind", "official_code", "valid_from", "valid_to", "successor")
    list_filter = ("kind", ("successor", admin.EmptyFieldListFilter))
    search_fields = ("name", "slug")
    autocomplete_fields = ("successor",)
    list_select_related = ("successor",)


@admin.register(Agency)
class AgencyAdmin(AliasedAdmin):
    list_display = (
        "name",
        "short_name",
        "kind",
        "level",
        "province",
        "valid_from",
        "valid_to",
        "successor",
    )
    list_filter = ("kind", "level", "province")
    list_select_related = ("province", "successor")
    autocomplete_fields = ("province", "parent", "successor")
    inlines = (AgencyAliasInline,)


@admin.register(AgencyGroup)
class AgencyGroupAdmin(AliasedAdmin):
    list_display = ("name", "steward")
    list_select_related = ("steward",)
    autocomplete_fields = ("members", "steward")
    inlines = (GroupAliasInline,)


@admin.register(Person)
class PersonAdmin(AuditedAdmin):
    """No password here: a new person chooses one through the "forgotten password" letter."""

    list_display = ("full_name", "email", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("full_name", "email")
    fields = ("full_name", "email", "language", "is_active", "is_staff", "last_login", "created_at")
    readonly_fields = ("last_login", "created_at")

    def save_model(
        self, request: HttpRequest, obj: Person, form: forms.ModelForm, change: bool
    ) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            retire_address(obj, form.initial["email"])


@admin.register(Seat)
class SeatAdmin(AuditedAdmin):
    list_display = ("title", "agency", "role", "gets_reminders")
    list_filter = ("role", "gets_reminders")
    search_fields = ("title", "agency__search_fold")
    autocomplete_fields = ("agency",)
    list_select_related = ("agency",)


@admin.register(SeatHolding)
class SeatHoldingAdmin(AuditedAdmin):
    list_display = ("person", "seat", "starts_on", "ends_on")
    list_filter = (("ends_on", admin.EmptyFieldListFilter), "seat__role")
    search_fields = ("person__full_name", "person__email", "seat__agency__search_fold")
    autocomplete_fields = ("seat", "person")
    list_select_related = ("person", "seat__agency")
    date_hierarchy = "starts_on"


@admin.register(ReminderPolicy)
class ReminderPolicyAdmin(AuditedAdmin):
    list_display = ("name", "lead_days", "unit", "late_daily", "late_weekly", "escalate_after")


class RecomputingAdmin(AuditedAdmin):
    """Changes go through the services that recompute open dates and write the log."""

    def show_moved(self, request: HttpRequest, moved: int) -> None:
        sentence = ngettext("%(n)s open deadline moved.", "%(n)s open deadlines moved.", moved)
        messages.info(request, sentence % {"n": moved})


@admin.register(CalendarDay)
class CalendarDayAdmin(RecomputingAdmin):
    list_display = ("day", "is_working", "note")
    list_filter = ("is_working",)
    search_fields = ("note",)
    date_hierarchy = "day"

    def get_readonly_fields(
        self, request: HttpRequest, obj: CalendarDay | None = None
    ) -> tuple[str, ...]:
        return ("day",) if obj else ()

    def save_model(
        self, request: HttpRequest, obj: CalendarDay, form: forms.ModelForm, change: bool
    ) -> None:
        moved = set_calendar_day(
            day=obj.day, is_working=obj.is_working, note=obj.note, by=administering_actor(request)
        )
        obj.pk = CalendarDay.objects.get(day=obj.day).pk
        self.show_moved(request, moved)

    def has_delete_permission(self, request: HttpRequest, obj: CalendarDay | None = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def delete_model(self, request: HttpRequest, obj: CalendarDay) -> None:
        self.show_moved(request, remove_calendar_day(row=obj, by=administering_actor(request)))


class DeadlinePolicyForm(forms.ModelForm):
    clearing_days = ClearingDaysField(initial=2)


@admin.register(DeadlinePolicy)
class DeadlinePolicyAdmin(RecomputingAdmin):
    form = DeadlinePolicyForm
    list_display = ("__str__", "before_includes_day", "roll", "clearing_days")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not DeadlinePolicy.objects.exists()

    def save_model(
        self, request: HttpRequest, obj: DeadlinePolicy, form: forms.ModelForm, change: bool
    ) -> None:
        moved = change_deadline_policy(
            before_includes_day=obj.before_includes_day,
            roll=obj.roll,
            clearing_days=obj.clearing_days,
            by=administering_actor(request),
        )
        self.show_moved(request, moved)


@admin.register(AuditEntry)
class AuditEntryAdmin(AuditedAdmin):
    """Read-only: the database itself refuses change and removal."""

    list_display = ("at", "person", "action", "target_label")
    # No hierarchy of days, which reads them past their column.
    list_filter = ("at", "action", "target_type")
    search_fields = ("target_label", "person__full_name", "person__email")
    list_select_related = ("person",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False


# One door: guessed passwords are slowed down there, and not by Django's own sign-in.
admin.site.login = secure_admin_login(admin.site.login)
# The bare address leads some of its readers back here.
admin.site.site_url = cast("str", reverse_lazy("agencies:must-do"))
admin.site.site_header = admin.site.site_title = gettext_lazy("Administration of Cầu Lao Động")
admin.site.index_title = gettext_lazy("Register, people and settings")
