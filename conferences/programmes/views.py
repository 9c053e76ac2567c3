"""The programme: what is published for all who take part, the draft for those who prepare it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import (
    form_status,
    render_form,
    show_form_errors,
    submit_form,
)
from agencies.lists.numbers import localized_number
from agencies.people.permissions import ActingRequest, requires
from conferences.meetings.models import Conference
from conferences.meetings.queries import visible_conferences
from conferences.meetings.views import shown_conference
from conferences.permissions import ConferencePermission
from conferences.programmes import services
from conferences.programmes.forms import (
    ChangeItemForm,
    ItemForm,
    MoveForm,
    SeenVersionForm,
    TemplateForm,
)
from conferences.programmes.models import Programme, ProgrammeItem, ProgrammeVersion
from conferences.programmes.queries import (
    draft_clock,
    draft_items,
    lines_of_draft,
    lines_of_version,
    programme_changes,
    programme_clock,
    programme_of,
    versions_of,
)


@require_safe
@requires(ConferencePermission.SEE_CONFERENCES)
def programme(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, shown_conference(request, pk))


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
@makes_once
def template_use(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = TemplateForm(request.POST)
    if submit_form(
        form,
        lambda: services.use_template(conference=conference, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The draft has the items of the template. Fit them now."))
        return redirect("conferences:programme", pk)
    return _page(request, conference, template_form=form)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
@makes_once
def item_add(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = ItemForm(request.POST)
    if submit_form(
        form,
        lambda: services.add_item(conference=conference, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The item stands in the draft."))
        return redirect("conferences:programme", pk)
    return _page(request, conference, item_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.RUN_CONFERENCES)
def item_change(request: ActingRequest, pk: int) -> HttpResponse:
    item = shown_item(request, pk)
    conference = item.programme.conference
    form = ChangeItemForm(request.POST or None, item=item)
    if submit_form(
        form, lambda: services.change_item(item=item, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("The draft is changed; it is not published yet."))
        return redirect("conferences:programme", conference.pk)
    context = {"item": item, "conference": conference}
    return render_form(request, "conferences/programmes/item_form.html", form, context)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def item_move(request: ActingRequest, pk: int) -> HttpResponse:
    item = shown_item(request, pk)
    form = MoveForm(request.POST)
    if not submit_form(
        form, lambda: services.move_item(item=item, by=request.actor, **form.cleaned_data)
    ):
        show_form_errors(request, form)
    return redirect("conferences:programme", item.programme.conference_id)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def item_remove(request: ActingRequest, pk: int) -> HttpResponse:
    item = shown_item(request, pk)
    form = SeenVersionForm(request.POST)
    if submit_form(
        form, lambda: services.remove_item(item=item, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("The item is no longer in the draft."))
    else:
        show_form_errors(request, form)
    return redirect("conferences:programme", item.programme.conference_id)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
@makes_once
def publish(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = SeenVersionForm(request.POST)
    made: ProgrammeVersion | None = submit_form(
        form,
        lambda: services.publish_programme(
            conference=conference, by=request.actor, **form.cleaned_data
        ),
    )
    if made is None:
        show_form_errors(request, form)
        return _page(request, conference, status=422)
    words = ngettext(
        "Version %(number)s is published; %(n)s letter is on its way.",
        "Version %(number)s is published; %(n)s letters are on their way.",
        made.letters,
    )
    named = {"number": made.number, "n": localized_number(made.letters)}
    messages.success(request, words % named)
    return redirect("conferences:programme", pk)


# ------------------------------------------------------------------------------------------------
def shown_item(request: ActingRequest, pk: int) -> ProgrammeItem:
    rows = ProgrammeItem.objects.select_related("programme__conference")
    visible = visible_conferences(request.actor).values("pk")
    return get_object_or_404(rows.filter(programme__conference__in=visible), pk=pk)


def _page(
    request: ActingRequest,
    conference: Conference,
    *,
    template_form: TemplateForm | None = None,
    item_form: ItemForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found = programme_of(conference)
    may_run = request.actor.may(ConferencePermission.RUN_CONFERENCES)
    context: dict[str, Any] = {
        "conference": conference,
        "programme": found,
        "tab": "programme",
        "may_run": may_run,
        "may_change": may_run and conference.is_changeable,
    }
    if found is not None:
        context |= _published_context(found, conference)
    if may_run:
        context |= _draft_context(found, conference, context.get("versions") or [])
        context["template_form"] = template_form or TemplateForm()
        context["item_form"] = item_form or ItemForm()
    sent = [form for form in (template_form, item_form) if form]
    return render(
        request,
        "conferences/programmes/programme.html",
        context,
        status=form_status(*sent) if sent else status,
    )


def _published_context(found: Programme, conference: Conference) -> dict[str, Any]:
    versions = versions_of(found)
    pairs = zip(versions, [*versions, None][1:], strict=True)
    return {
        "versions": versions,
        "history": [(version, _changes(earlier, version)) for version, earlier in pairs],
        "clock": programme_clock(found, conference.starts_at, conference.closed_at),
    }


def _changes(earlier: ProgrammeVersion | None, version: ProgrammeVersion) -> list[str]:
    if earlier is None:
        return []
    starts = (earlier.starts_at, version.starts_at)
    return programme_changes(lines_of_version(earlier), lines_of_version(version), starts=starts)


def _draft_context(
    found: Programme | None, conference: Conference, versions: list[ProgrammeVersion]
) -> dict[str, Any]:
    items = draft_items(found) if found else []
    newest = versions[0] if versions else None
    starts = (newest.starts_at, conference.starts_at) if newest else None
    return {
        "draft": draft_clock(items, conference.starts_at, timezone.now()),
        "unpublished": programme_changes(
            lines_of_version(newest), lines_of_draft(items), starts=starts
        )
        if newest
        else [],
    }
