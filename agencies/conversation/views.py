"""What is asked, answered and said on the page of a task."""

import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.conversation import comments, explanations, extensions, snoozes
from agencies.conversation.forms import (
    CommentForm,
    ExplanationAnswerForm,
    ExplanationForm,
    ExtensionForm,
    ExtensionGrantForm,
    ExtensionRefusalForm,
    SnoozeForm,
    people_to_mention,
)
from agencies.forms.once import makes_once
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.requests.choices import ExtensionStatus
from agencies.requests.models import Explanation, Extension
from agencies.task_pages.views import submit_occurrence_form, visible
from agencies.tasks.occurrence_models import Occurrence


def _request(request: ActingRequest, rows: QuerySet, pk: int) -> Any:
    # A question on an occurrence that this seat may see.
    return get_object_or_404(
        rows.filter(occurrence__in=visible(request)).select_related("occurrence__task"), pk=pk
    )


@require_POST
@requires(Permission.REPORT_PROGRESS)
@makes_once
def extension_ask(request: ActingRequest, pk: int) -> HttpResponse:
    done = _("The request is sent. Until it is answered the present deadline holds.")
    return submit_occurrence_form(
        request,
        pk,
        "extension",
        ExtensionForm,
        extensions.ask_extension,
        done,
        _("The request is kept with the task. The present deadline holds."),
    )


@require_POST
@requires(Permission.DECIDE_RESULTS)
@makes_once
def extension_grant(request: ActingRequest, pk: int) -> HttpResponse:
    extension = _request(request, Extension.objects.all(), pk)

    def grant(*, occurrence: Occurrence, granted_on: datetime.date, **given: Any) -> None:
        asked = granted_on == extension.wanted_on
        verdict = ExtensionStatus.GRANTED if asked else ExtensionStatus.AMENDED
        extensions.answer_extension(
            extension=extension, verdict=verdict, granted_on=granted_on, **given
        )

    done = _("The later date is granted. Reminders follow it.")
    return submit_occurrence_form(
        request, extension.occurrence_id, "grant", ExtensionGrantForm, grant, done
    )


@require_POST
@requires(Permission.DECIDE_RESULTS)
@makes_once
def extension_refuse(request: ActingRequest, pk: int) -> HttpResponse:
    extension = _request(request, Extension.objects.all(), pk)

    def refuse(*, occurrence: Occurrence, granted_on: str, **given: Any) -> None:
        extensions.answer_extension(extension=extension, verdict=ExtensionStatus.REFUSED, **given)

    done = _("The request is refused. The deadline stays.")
    return submit_occurrence_form(
        request, extension.occurrence_id, "grant", ExtensionRefusalForm, refuse, done
    )


@require_POST
@requires(Permission.ASK_EXPLANATIONS)
@makes_once
def explanation_ask(request: ActingRequest, pk: int) -> HttpResponse:
    done = _("The agency is asked for its explanation.")
    return submit_occurrence_form(
        request,
        pk,
        "question",
        ExplanationForm,
        explanations.ask_explanation,
        done,
        _("The question is kept with the task, where the agency will find it."),
    )


@require_POST
@requires(Permission.REPORT_PROGRESS)
@makes_once
def explanation_answer(request: ActingRequest, pk: int) -> HttpResponse:
    explanation = _request(request, Explanation.objects.all(), pk)

    def give(*, occurrence: Occurrence, **given: Any) -> None:
        explanations.answer_explanation(explanation=explanation, **given)

    done = _("The explanation is sent.")
    return submit_occurrence_form(
        request,
        explanation.occurrence_id,
        "explanation",
        ExplanationAnswerForm,
        give,
        done,
        _("The explanation is kept with the task."),
    )


@require_POST
@requires(Permission.SEE_OWN_TASKS)
@makes_once
def comment_add(request: ActingRequest, pk: int) -> HttpResponse:
    occurrence = get_object_or_404(visible(request).select_related("task"), pk=pk)
    people = people_to_mention(occurrence, request.actor, timezone.localdate())
    form = partial(CommentForm, people=people)
    return submit_occurrence_form(
        request, pk, "comment", form, comments.add_comment, _("The comment is saved.")
    )


@require_POST
@requires(Permission.REPORT_PROGRESS)
@makes_once
def snooze_start(request: ActingRequest, pk: int) -> HttpResponse:
    return submit_occurrence_form(
        request,
        pk,
        "snooze",
        SnoozeForm,
        snoozes.snooze_reminders,
        _("Your seat gets no reminder until that day."),
    )


@require_POST
@requires(Permission.REPORT_PROGRESS)
def snooze_end(request: ActingRequest, pk: int) -> HttpResponse:
    occurrence = get_object_or_404(visible(request), pk=pk)
    snoozes.end_snooze(occurrence=occurrence, by=request.actor)
    messages.success(request, _("Your seat gets reminders again."))
    return redirect(occurrence)
