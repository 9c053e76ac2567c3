"""What the calendar page is asked for: a month, a view, and whose deadlines."""

from typing import NamedTuple

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency
from agencies.bodies.queries import suggest_agencies
from agencies.deadline_calendar.choices import CalendarScope, CalendarView
from agencies.deadline_calendar.queries import read_month
from agencies.feeds.choices import FeedScope
from agencies.forms.fields import TextField
from agencies.forms.query_strings import build_query
from agencies.people.permissions import Actor, Permission
from agencies.tasks.choices import TaskPart, TaskState
from agencies.tasks.occurrence_models import OccurrenceQuerySet
from agencies.tasks.queries import tasks_concerning, visible_occurrences


class FeedForm(forms.Form):
    scope = forms.ChoiceField(
        label=_("The feed carries"),
        choices=FeedScope,
        initial=FeedScope.values[0],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose what the feed shall carry.")
        ),
    )


class ViewLink(NamedTuple):
    label: str | Promise
    link: str
    is_current: bool


class CalendarFilter(forms.Form):
    """All values come from links, so whatever cannot be read is ignored.

    `agency` and `agency_text` belong to the picker; only those who see all tasks can look beyond
    their own agency.
    """

    thang = TextField(required=False, max_length=7)
    xem = forms.ChoiceField(choices=CalendarView, required=False)
    pham_vi = forms.ChoiceField(choices=CalendarScope, required=False)
    agency = forms.ModelChoiceField(queryset=Agency.objects.all(), required=False)
    agency_text = TextField(required=False, max_length=200)

    def __init__(self, data: QueryDict, *, by: Actor) -> None:
        super().__init__(data)
        self.by = by
        self.sees_all = by.may(Permission.SEE_ALL_TASKS)
        self.is_valid()
        self.month = read_month(self.cleaned_data.get("thang") or "")
        self.is_agenda = self.cleaned_data.get("xem") == CalendarView.AGENDA
        self.picked = self._chosen() if self.sees_all else None
        self.is_of_all = (
            self.sees_all
            and self.cleaned_data.get("pham_vi") == CalendarScope.ALL
            and self.picked is None
        )
        self._is_narrowed = self.sees_all and not self.is_of_all

    def _chosen(self) -> Agency | None:
        # The agency that was picked; of one typed without picking, the first that matches.
        typed = self.cleaned_data.get("agency_text") or ""
        picked = self.cleaned_data.get("agency")
        return picked or next(iter(suggest_agencies(typed, on=timezone.localdate())), None)

    def occurrences(self) -> OccurrenceQuerySet:
        # What the page shows: everything, or what one agency leads or helps with; never more than
        # the seat may see.
        visible = visible_occurrences(self.by.seat, all_agencies=self.sees_all)
        return visible.filter(tasks_concerning(self._agency_id)) if self._is_narrowed else visible

    @property
    def shown_agency(self) -> int | None:
        """The agency whose days are shown; None for all of them."""
        return None if self.is_of_all else self._agency_id

    @property
    def _agency_id(self) -> int:
        return self.picked.pk if self.picked else self.by.seat.agency_id

    def link(self, **changes: object) -> str:
        """The page's query string with parts of it changed; None removes a part."""
        kept = {
            "thang": self.month,
            "xem": CalendarView.AGENDA if self.is_agenda else None,
            "pham_vi": CalendarScope.ALL if self.is_of_all else None,
            "agency": self.picked and self.picked.pk,
        }
        return f"?{build_query(kept, **changes)}"

    @property
    def same_in_list(self) -> str:
        # What the task list's query needs to show the same agencies, whatever the state.
        whose = {"agency": self._agency_id, "part": TaskPart.ANY.value}
        return build_query({"state": TaskState.ALL.value} | (whose if self._is_narrowed else {}))

    def view_links(self) -> list[ViewLink]:
        return [
            ViewLink(CalendarView.MONTH.label, self.link(xem=None), not self.is_agenda),
            ViewLink(CalendarView.AGENDA.label, self.link(xem=CalendarView.AGENDA), self.is_agenda),
        ]

    def scope_links(self) -> list[ViewLink]:
        mine = self.link(pham_vi=None, agency=None)
        every = self.link(pham_vi=CalendarScope.ALL, agency=None)
        is_mine = not (self.is_of_all or self.picked)
        return [
            ViewLink(CalendarScope.MINE.label, mine, is_mine),
            ViewLink(CalendarScope.ALL.label, every, self.is_of_all),
        ]
