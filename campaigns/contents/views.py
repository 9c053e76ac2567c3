"""One content of a wave: written, handed in, cleared, released."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.evidence.views import send_stored_file
from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, render_form, submit_form
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import ActingRequest, Actor, requires
from campaigns.contents import clearing, services as contents
from campaigns.contents.choices import ContentKind, ContentStatus
from campaigns.contents.forms import AnswerForm, AssignForm, ContentForm, SeenForm, content_values
from campaigns.contents.models import Content
from campaigns.contents.queries import (
    current_clearances,
    visible_contents,
    visible_files,
    writers_of,
)
from campaigns.contents.scripts import todays_script
from campaigns.permissions import CampaignPermission
from campaigns.waves.forms import ReasonForm
from campaigns.waves.models import Wave
from campaigns.waves.queries import data_files

FORM = "campaigns/contents/content_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.WRITE_CONTENTS)
@makes_once
def content_begin(request: ActingRequest, pk: int) -> HttpResponse:
    wave = get_object_or_404(Wave, pk=pk)
    form = ContentForm(
        request.POST or None, request.FILES or None, by=request.actor, initial=_proposed(request)
    )
    begin = partial(contents.begin_content, wave=wave, by=request.actor)
    made = submit_form(form, lambda: begin(**form.cleaned_data))
    if made is None:
        return render_form(request, FORM, form, {"wave": wave, "data_files": data_files(wave)})
    messages.success(request, _("The content is begun."))
    return redirect(made)


def _proposed(request: ActingRequest) -> dict[str, object]:
    # A loudspeaker script begins with what the demand of today makes of itself.
    if request.GET.get("loai") != ContentKind.SCRIPT:
        return {}
    title, text = todays_script()
    return {"kind": ContentKind.SCRIPT, "title": title, "text": text}


@require_safe
@requires(CampaignPermission.SEE_CONTENTS)
def content_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _content(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.WRITE_CONTENTS)
def content_write(request: ActingRequest, pk: int) -> HttpResponse:
    content = _content(request, pk)
    form = ContentForm(
        request.POST or None,
        request.FILES or None,
        by=request.actor,
        content=content,
        initial=content_values(content),
    )
    write = partial(contents.write_content, content=content, by=request.actor)
    if submit_form(form, lambda: write(**form.cleaned_data)):
        messages.success(request, _("The content is saved."))
        return redirect(content)
    context = {"wave": content.wave, "content": content, "data_files": data_files(content.wave)}
    return render_form(request, FORM, form, context)


# Acts on one content ------------------------------------------------------------------------------
def _acting_view(
    permission: CampaignPermission,
    service: Callable[..., Any],
    form_class: type[Form],
    name: str,
    done: str | Promise,
) -> Any:
    @require_POST
    @requires(permission)
    def act(request: ActingRequest, pk: int) -> HttpResponse:
        content = _content(request, pk)
        form = form_class(request.POST, auto_id=f"{name}_%s")
        call = partial(service, content=content, by=request.actor)
        if submit_form(form, lambda: call(**form.cleaned_data)):
            messages.success(request, str(done))
            return redirect(content)
        return _page(request, content, name, form)

    return act


content_submit = _acting_view(
    CampaignPermission.WRITE_CONTENTS,
    clearing.submit_content,
    SeenForm,
    "submit",
    gettext_lazy("Handed in: the labour department and the provincial office clear it."),
)
content_clear = _acting_view(
    CampaignPermission.CLEAR_CONTENTS,
    clearing.clear_content,
    AnswerForm,
    "answer",
    gettext_lazy("Your agency has cleared the content."),
)
content_refuse = _acting_view(
    CampaignPermission.CLEAR_CONTENTS,
    clearing.refuse_content,
    AnswerForm,
    "answer",
    gettext_lazy("The content goes back to the newsroom with your words."),
)
content_release = _acting_view(
    CampaignPermission.WRITE_CONTENTS,
    contents.release_content,
    SeenForm,
    "release",
    gettext_lazy("Released: it stands in the media kit now."),
)
content_cancel = _acting_view(
    CampaignPermission.KEEP_WAVES,
    contents.cancel_content,
    ReasonForm,
    "cancel",
    gettext_lazy("The content is cancelled."),
)


@require_POST
@requires(CampaignPermission.WRITE_CONTENTS)
def content_assign(request: ActingRequest, pk: int) -> HttpResponse:
    content = _content(request, pk)
    form = AssignForm(request.POST, seats=_seats(content), auto_id="assign_%s")
    assign = partial(contents.assign_content, content=content, by=request.actor)
    if submit_form(form, lambda: assign(**form.cleaned_data)):
        messages.success(request, _("It is given."))
        return redirect(content)
    return _page(request, content, "assign", form)


# Files --------------------------------------------------------------------------------------------
@require_safe
@requires(CampaignPermission.SEE_CONTENTS)
def wave_file(request: ActingRequest, pk: int) -> HttpResponseBase:
    return send_stored_file(get_object_or_404(visible_files(request.actor), pk=pk))


@require_POST
@requires(CampaignPermission.WRITE_CONTENTS)
def wave_file_remove(request: ActingRequest, pk: int) -> HttpResponse:
    file = get_object_or_404(visible_files(request.actor).exclude(content=None), pk=pk)
    if call_service(request, lambda: contents.remove_file(file=file, by=request.actor)):
        messages.success(request, _("The file is removed."))
    return redirect(file.content or "campaigns:wave-list")


# The page -----------------------------------------------------------------------------------------
def _content(request: ActingRequest, pk: int) -> Content:
    return get_object_or_404(visible_contents(request.actor), pk=pk)


def _seats(content: Content) -> Any:
    held = SeatHolding.objects.current(timezone.localdate()).select_related("person")
    return (
        Seat.objects.filter(agency=content.newsroom)
        .prefetch_related(Prefetch("holdings", held, to_attr="held_today"))
        .order_by("title", "pk")
    )


def _page(
    request: ActingRequest, content: Content, name: str = "", sent: Form | None = None
) -> HttpResponse:
    # `sent`: the form that has something wrong; the others are empty.
    by = request.actor
    clearance = clearing.open_clearance(content, by)
    seen = {"version": content.version}
    given = seen | {"desk": content.desk, "assignee": content.assignee_id, "due_on": content.due_on}
    forms: dict[str, Form] = {
        "answer": AnswerForm(initial=seen, auto_id="answer_%s"),
        "cancel": ReasonForm(initial=seen, auto_id="cancel_%s"),
        "assign": AssignForm(initial=given, seats=_seats(content), auto_id="assign_%s"),
    }
    context = {
        "content": content,
        "files": content.files.order_by("pk"),
        "data_files": data_files(content.wave),
        "clearances": current_clearances(content),
        "steps": content.steps.select_related("person", "seat__agency"),
        "clearance": clearance,
        "wrote_it": clearance is not None and by.person.pk in writers_of(content),
        "forms": forms | ({name: sent} if sent else {}),
        "today": timezone.localdate(),
        **_offered(content, by),
    }
    status = form_status(sent) if sent else 200
    return render(request, "campaigns/contents/content.html", context, status=status)


def _offered(content: Content, by: Actor) -> dict[str, bool]:
    is_open = content.status in ContentStatus.OPEN and content.wave.cancelled_at is None
    keeps = by.may(CampaignPermission.KEEP_WAVES)
    own = content.newsroom_id == by.seat.agency_id and by.may(CampaignPermission.WRITE_CONTENTS)
    return {
        "may_write": contents.may_write(content, by),
        "may_release": contents.may_release(content, by),
        "may_assign": is_open and (own or keeps),
        "may_cancel": is_open and keeps,
        "may_enter": content.status == ContentStatus.RELEASED
        and by.may(CampaignPermission.ENTER_PUBLICATIONS),
        "sees_waves": by.may(CampaignPermission.SEE_WAVES),
    }
