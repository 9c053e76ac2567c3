"""What the search of the top line finds in this app: tasks, documents, agencies."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.choices import AgencyKind
from agencies.bodies.models import Agency
from agencies.bodies.queries import agencies_like
from agencies.directive_pages.queries import directives_seen_by, search_directives
from agencies.directives.models import Directive
from agencies.people.permissions import Actor, Permission
from agencies.registry import SearchHit, SearchProvider
from agencies.tasks.choices import OccurrenceStatus, TaskState
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import in_list_order, visible_occurrences
from vietnam.dates import format_date
from vietnam.folding import search_words


# Tasks --------------------------------------------------------------------------------------------
def _tasks(by: Actor, text: str) -> QuerySet[Occurrence]:
    has_words = Q(*(Q(task__search_fold__contains=word) for word in search_words(text)))
    visible = visible_occurrences(by.seat, all_agencies=by.may(Permission.SEE_ALL_TASKS))
    return in_list_order(visible.filter(has_words).exclude(status=OccurrenceStatus.WITHDRAWN))


def _task_hit(by: Actor, occurrence: Occurrence) -> SearchHit:
    due = format_date(occurrence.due_on) if occurrence.due_on else ""
    parts = (occurrence.task.lead.display_name, str(occurrence.get_status_display()), due)
    note = " · ".join(filter(None, parts))
    return SearchHit(occurrence.task.title, occurrence.get_absolute_url(), note)


def _task_list(by: Actor, text: str) -> str:
    return f"{reverse('agencies:task-list')}?{urlencode({'q': text, 'state': TaskState.ALL.value})}"


# Documents ----------------------------------------------------------------------------------------
def _directives(by: Actor, text: str) -> QuerySet[Directive]:
    found = search_directives(directives_seen_by(by), text)
    return found.defer("text").order_by("-issued_on", "-pk")


def _directive_hit(by: Actor, directive: Directive) -> SearchHit:
    day = format_date(directive.issued_on) if directive.issued_on else ""
    note = " · ".join(filter(None, (directive.number, day)))
    return SearchHit(directive.title, directive.get_absolute_url(), note)


def _directive_list(by: Actor, text: str) -> str:
    if not by.may(Permission.SEE_DIRECTIVES):
        return ""
    return f"{reverse('agencies:directive-list')}?{urlencode({'q': text})}"


# Agencies -----------------------------------------------------------------------------------------
def _agencies(by: Actor, text: str) -> QuerySet[Agency]:
    # Employers, which are many and private, are found by who may see them.
    bodies = agencies_like(text).exclude(kind__in=(AgencyKind.FIRM, AgencyKind.SERVICE_FIRM))
    return bodies.select_related("province").order_by("sort_key", "pk")


def _agency_hit(by: Actor, agency: Agency) -> SearchHit:
    where = agency.province.name if agency.province else ""
    return SearchHit(agency.display_name, agency.get_absolute_url(), where)


def _agency_list(by: Actor, text: str) -> str:
    if not by.may(Permission.HAND_OVER_TASKS):
        return ""
    return f"{reverse('agencies:agency-list')}?{urlencode({'q': text})}"


SEARCH = (
    SearchProvider("tasks", _("Tasks"), Permission.SEE_OWN_TASKS, _tasks, _task_hit, _task_list),
    SearchProvider(
        "documents",
        _("Documents"),
        Permission.SEE_OWN_TASKS,
        _directives,
        _directive_hit,
        _directive_list,
    ),
    SearchProvider(
        "agencies",
        pgettext_lazy("search", "Agencies"),
        Permission.SIGNED_IN,
        _agencies,
        _agency_hit,
        _agency_list,
    ),
)
