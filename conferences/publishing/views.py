"""What the public reads, confirmed by hand: one petition, or all of a dialogue that are ready."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from agencies.forms.submit import call_service, render_form, submit_form
from agencies.lists.numbers import localized_number
from agencies.people.permissions import ActingRequest, requires
from conferences.dialogues.queries import visible_dialogues
from conferences.permissions import ConferencePermission
from conferences.petition_page.views import asked_petition
from conferences.publishing.forms import PublishForm, PublishManyForm
from conferences.publishing.hiding import find_personal
from conferences.publishing.services import (
    answers_to_publish,
    publish_many,
    publish_petition,
    ready_to_publish,
    unpublish_petition,
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_DIALOGUES)
def petition_publish(request: ActingRequest, pk: int) -> HttpResponse:
    petition = asked_petition(request, pk)
    answers = answers_to_publish(petition)
    form = PublishForm(request.POST or None, petition=petition, answers=answers)
    if submit_form(
        form,
        lambda: publish_petition(
            petition=petition,
            version=form.cleaned_data["version"],
            public_text=form.cleaned_data["public_text"],
            answers=form.answers,
            by=request.actor,
        ),
    ):
        messages.success(request, _("Published, without names."))
        return redirect(petition)
    texts = [petition.text, *(answer.text for answer in answers)]
    context = {
        "petition": petition,
        "found": [each.words for text in texts for each in find_personal(text)],
        "answers": answers,
    }
    return render_form(request, "conferences/publishing/publish_form.html", form, context)


@require_POST
@requires(ConferencePermission.KEEP_DIALOGUES)
def petition_unpublish(request: ActingRequest, pk: int) -> HttpResponse:
    petition = asked_petition(request, pk)
    if call_service(
        request,
        lambda: unpublish_petition(petition=petition, version=petition.version, by=request.actor),
    ):
        messages.success(request, _("The public no longer sees it."))
    return redirect(petition)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_DIALOGUES)
def dialogue_publish(request: ActingRequest, pk: int) -> HttpResponse:
    dialogue = get_object_or_404(visible_dialogues(request.actor), pk=pk)
    ready = ready_to_publish(dialogue)
    form = PublishManyForm(request.POST or None, offered=[petition for petition, _all in ready])
    count = submit_form(
        form,
        lambda: publish_many(dialogue=dialogue, petitions=form.chosen, by=request.actor),
    )
    if count is None:
        context = {"dialogue": dialogue, "ready": ready}
        return render_form(request, "conferences/publishing/publish_many.html", form, context)
    words = ngettext("%(n)s petition published.", "%(n)s petitions published.", count)
    messages.success(request, words % {"n": localized_number(count)})
    return redirect(dialogue)
