"""The register: provinces, agencies, groups, people and their seats."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from agencies.accounts.services import retire_address
from agencies.admin.bases import AliasedAdmin, AliasInline, AuditedAdmin
from agencies.bodies.models import Agency, AgencyAlias, AgencyGroup, GroupAlias, Province
from agencies.people.models import Person, Seat, SeatHolding


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
