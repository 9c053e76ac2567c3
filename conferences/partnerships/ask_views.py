"""One thing that one side asks of the other: writing it down, answering it, giving it as a task."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.partnerships.asks import answer_ask, assign_ask, change_ask, raise_ask
from conferences.partnerships.choices import AskSide, AskState
from conferences.partnerships.forms import AnswerForm, AskForm, AssignForm, ChangeAskForm
from conferences.partnerships.models import Ask
from conferences.partnerships.queries import (
    asks_with_tasks,
    current_state,
    is_partner,
    visible_asks,
    visible_partnerships,
)
from conferences.partnerships.views import change_sharing
from conferences.permissions import ConferencePermission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.SEE_PARTNERSHIPS)
@makes_once
def ask_add(request: ActingRequest, pk: int, side: str) -> HttpResponse:
    partnership = get_object_or_404(visible_partnerships(request.actor), pk=pk)
    if not _may_raise(request, side):
        raise Http404
    form = AskForm(request.POST or None, partnership=partnership, side=side, by=request.actor)
    made = submit_form(
        form,
        lambda: raise_ask(
            partnership=partnership,
            side=side,
            text=form.cleaned_data["text"],
            owner=form.cleaned_data.get("owner"),
            raised_on=form.cleaned_data["raised_on"],
            by=request.actor,
        ),
    )
    if made is None:
        context = {"partnership": partnership, "side": AskSide(side)}
        return render_form(request, "conferences/partnerships/ask_form.html", form, context)
    messages.success(
        request,
        _("It is written down, and both sides see it.")
        if made.is_shared
        else _("It is written down; the partner does not see it yet."),
    )
    return redirect(made)


def _may_raise(request: ActingRequest, side: str) -> bool:
    if request.actor.may(ConferencePermission.KEEP_PARTNERSHIPS):
        return True
    return is_partner(request.actor) and side == AskSide.PARTNER


@require_safe
@requires(ConferencePermission.SEE_PARTNERSHIPS)
def ask_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _ask(request, pk))


@require_POST
@requires(ConferencePermission.SEE_PARTNERSHIPS)
def ask_change(request: ActingRequest, pk: int) -> HttpResponse:
    ask = _ask(request, pk)
    form = ChangeAskForm(request.POST, ask=ask, by=request.actor, prefix="change")
    return _save(
        request,
        ask,
        form,
        lambda: change_ask(
            ask=ask,
            version=form.cleaned_data["version"],
            text=form.cleaned_data["text"],
            owner=form.cleaned_data.get("owner"),
            by=request.actor,
        ),
    )


@require_POST
@requires(ConferencePermission.SEE_PARTNERSHIPS)
def ask_answer(request: ActingRequest, pk: int) -> HttpResponse:
    ask = _ask(request, pk)
    form = AnswerForm(request.POST, ask=ask, by=request.actor, prefix="answer")
    return _save(
        request, ask, form, lambda: answer_ask(ask=ask, by=request.actor, **form.cleaned_data)
    )


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def ask_assign(request: ActingRequest, pk: int) -> HttpResponse:
    ask = _ask(request, pk)
    form = AssignForm(request.POST, ask=ask, prefix="assign")
    return _save(
        request, ask, form, lambda: assign_ask(ask=ask, by=request.actor, **form.cleaned_data)
    )


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def ask_share(request: ActingRequest, pk: int) -> HttpResponse:
    ask = _ask(request, pk)
    change_sharing(request, ask)
    return redirect(ask)


def _ask(request: ActingRequest, pk: int) -> Ask:
    return get_object_or_404(asks_with_tasks(visible_asks(request.actor)), pk=pk)


def _save(request: ActingRequest, ask: Ask, form: Form, act: Callable[[], object]) -> HttpResponse:
    # Saved, or the page with what is wrong at its field.
    if submit_form(form, act):
        messages.success(request, _("It is saved."))
        return redirect(ask)
    return _page(request, ask, form)


def _page(request: ActingRequest, ask: Ask, sent: Form | None = None) -> HttpResponse:
    may_keep = request.actor.may(ConferencePermission.KEEP_PARTNERSHIPS)
    forms = _open_forms(ask, request)
    if sent is not None and sent.prefix is not None:
        forms[sent.prefix] = sent
    context = {
        "ask": ask,
        "state": current_state(ask),
        "side": AskSide(ask.side),
        "forms": forms,
        "may_keep": may_keep,
        "is_partner": is_partner(request.actor),
        "may_unshare": may_keep and not ask.was_raised_by_partner,
    }
    status = form_status(sent) if sent else 200
    return render(request, "conferences/partnerships/ask.html", context, status=status)


def _open_forms(ask: Ask, request: ActingRequest) -> dict[str, Form]:
    """What the reader can do with it, by the prefix of the form; nothing once it is a task."""
    by = request.actor
    partner = is_partner(by)
    may_keep = by.may(ConferencePermission.KEEP_PARTNERSHIPS)
    if ask.task_id or not (may_keep or partner):
        return {}
    forms: dict[str, Form] = {}
    if may_keep or ask.side == AskSide.HOST:
        forms["answer"] = AnswerForm(ask=ask, by=by, prefix="answer")
    if ask.was_raised_by_partner == partner and ask.state == AskState.OPEN:
        forms["change"] = ChangeAskForm(ask=ask, by=by, prefix="change")
    if may_keep and ask.state != AskState.DECLINED:
        forms["assign"] = AssignForm(ask=ask, prefix="assign")
    return forms
