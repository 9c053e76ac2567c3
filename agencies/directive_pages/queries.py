"""Directives as the pages list and show them."""

from django.db import models
from django.db.models import Count, Prefetch, QuerySet

from agencies.bodies.models import Agency
from agencies.directives.choices import ProposalStatus
from agencies.directives.models import Directive
from agencies.people.permissions import Actor, Permission
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.figures import StatusConditions
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import TaskRow, agency_line, task_rows, tasks_concerning
from vietnam.folding import search_words


def visible_directives(agency: Agency, *, sees_all: bool, sees_drafts: bool) -> QuerySet[Directive]:
    """Those that gave a task to the agency or one that it succeeds; `sees_all` adds those that gave
    any task, `sees_drafts` those still being read.
    """
    if sees_drafts:
        return Directive.objects.all()
    tasks = (
        Task.objects.all()
        if sees_all
        else Task.objects.filter(tasks_concerning(agency_line(agency.pk), "pk"))
    )
    return Directive.objects.filter(
        pk__in=tasks.filter(directive__isnull=False).values("directive_id")
    )


def directives_seen_by(by: Actor) -> QuerySet[Directive]:
    return visible_directives(
        by.seat.agency,
        sees_all=by.may(Permission.SEE_DIRECTIVES),
        sees_drafts=by.may(Permission.READ_DIRECTIVES) or by.may(Permission.SEE_ALL_TASKS),
    )


def directives_for_list(directives: QuerySet[Directive]) -> QuerySet[Directive]:
    """Newest first, with the number of tasks given and of proposals still to be decided."""
    tasks = Task.objects.filter(directive=models.OuterRef("pk")).order_by().values("directive")
    waiting = (
        Directive.objects.filter(
            pk=models.OuterRef("pk"), proposals__status=ProposalStatus.PROPOSED
        )
        .order_by()
        .values("pk")
    )
    return (
        directives.defer("text")
        .select_related("uploaded_by")
        .annotate(
            task_count=models.Subquery(tasks.annotate(n=Count("pk")).values("n")),
            open_count=models.Subquery(waiting.annotate(n=Count("proposals")).values("n")),
        )
        .order_by(models.F("issued_on").desc(nulls_last=True), "-id")
    )


def search_directives(directives: QuerySet[Directive], text: str) -> QuerySet[Directive]:
    for word in search_words(text):
        directives = directives.filter(search_fold__contains=word)
    return directives


def task_rows_of_directive(
    directive: Directive, visible: QuerySet[Task], judgement: StatusConditions
) -> list[TaskRow]:
    """Those that the reader may see, by document and agency; of each the first open occurrence,
    else the last.
    """
    occurrences = (
        Occurrence.objects.select_related("deadline").with_deeds().order_by("due_on", "id")
    )
    tasks = (
        visible.filter(directive=directive)
        .select_related("lead", "group", "proposal")
        .prefetch_related(Prefetch("occurrences", occurrences))
        .order_by("proposal__start", "proposal_id", "lead__sort_key", "id")
    )
    of_each_task = [list(task.occurrences.all()) for task in tasks]
    shown = (
        next((each for each in of_task if each.status in OccurrenceStatus.OPEN), of_task[-1])
        for of_task in of_each_task
    )
    return task_rows(shown, judgement)
