"""Calendar, policies and the log."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import ngettext

from agencies.admin.bases import AuditedAdmin, administering_actor
from agencies.audit.models import AuditEntry
from agencies.calendar.models import CalendarDay, DeadlinePolicy
from agencies.policies.models import ReminderPolicy
from agencies.working_calendar.forms import ClearingDaysField
from agencies.working_calendar.services import (
    change_deadline_policy,
    remove_calendar_day,
    set_calendar_day,
)


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
