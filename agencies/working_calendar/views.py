"""The working calendar: what the rule says, what was changed, and how dates are read."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST, require_safe

from agencies.calendar.models import CalendarDay
from agencies.calendar.queries import current_policy
from agencies.calendar.year import calendar_year
from agencies.forms.fields import parse_whole_number
from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, submit_form
from agencies.lists.numbers import localized_number
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.working_calendar.forms import CalendarDayForm, PolicyForm
from agencies.working_calendar.services import (
    change_deadline_policy,
    remove_calendar_day,
    set_calendar_day,
)

YEARS = range(1976, 2101)


@require_safe
@requires(Permission.CHANGE_CALENDAR)
def calendar(request: ActingRequest) -> HttpResponse:
    return _calendar_page(request)


def _calendar_page(
    request: HttpRequest, day_form: Form | None = None, policy_form: Form | None = None
) -> HttpResponse:
    policy = current_policy()
    asked = parse_whole_number(request.GET.get("nam", ""))
    number = asked if asked is not None and asked in YEARS else timezone.localdate().year
    reading = {
        "before_includes_day": "yes" if policy.before_includes_day else "no",
        "roll": policy.roll,
        "clearing_days": policy.clearing_days,
    }
    day_form = day_form or CalendarDayForm()
    policy_form = policy_form or PolicyForm(initial=reading)
    context = {
        "year": calendar_year(number),
        "earlier": number - 1 if number - 1 in YEARS else None,
        "later": number + 1 if number + 1 in YEARS else None,
        "day_form": day_form,
        "policy_form": policy_form,
    }
    status = form_status(day_form, policy_form)
    return render(request, "agencies/working_calendar/calendar.html", context, status=status)


@require_POST
@requires(Permission.CHANGE_CALENDAR)
@makes_once
def calendar_day(request: ActingRequest) -> HttpResponse:
    form = CalendarDayForm(request.POST)
    moved = submit_form(form, lambda: set_calendar_day(**form.cleaned_data, by=request.actor))
    if moved is None:
        return _calendar_page(request, day_form=form)
    return _moved(request, moved, form.cleaned_data["day"].year)


@require_POST
@requires(Permission.CHANGE_CALENDAR)
def calendar_day_removal(request: ActingRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(CalendarDay, pk=pk)
    year = row.day.year
    return _moved(request, remove_calendar_day(row=row, by=request.actor), year)


@require_POST
@requires(Permission.CHANGE_CALENDAR)
def deadline_policy(request: ActingRequest) -> HttpResponse:
    form = PolicyForm(request.POST)
    moved = submit_form(form, lambda: change_deadline_policy(**form.cleaned_data, by=request.actor))
    if moved is None:
        return _calendar_page(request, policy_form=form)
    return _moved(request, moved, timezone.localdate().year)


def _moved(request: HttpRequest, moved: int, year: int) -> HttpResponse:
    words = ngettext(
        "Saved. %(n)s open task moved to another date.",
        "Saved. %(n)s open tasks moved to another date.",
        moved,
    )
    messages.success(
        request,
        words % {"n": localized_number(moved)} if moved else _("Saved. No open task moved."),
    )
    return redirect(f"{reverse('agencies:calendar')}?nam={year}")
