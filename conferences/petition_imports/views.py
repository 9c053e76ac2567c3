"""A list of petitions: the upload, and the page that shows what was understood."""

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from agencies.forms.once import makes_once
from agencies.forms.submit import render_form, submit_form
from agencies.lists.numbers import localized_number
from agencies.people.permissions import ActingRequest, requires
from conferences.dialogues.queries import visible_dialogues
from conferences.permissions import ConferencePermission
from conferences.petition_imports.choices import RowState
from conferences.petition_imports.forms import ListForm, TakeInForm
from conferences.petition_imports.models import PetitionImport
from conferences.petition_imports.services import take_in_petitions, upload_petitions


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_DIALOGUES)
@makes_once
def petition_upload(request: ActingRequest, pk: int) -> HttpResponse:
    dialogue = get_object_or_404(visible_dialogues(request.actor), pk=pk)
    form = ListForm(request.POST or None, request.FILES or None)
    source = submit_form(
        form,
        lambda: upload_petitions(
            dialogue=dialogue,
            data=form.cleaned_data["file"].read(),
            file_name=form.cleaned_data["file"].name,
            by=request.actor,
        ),
    )
    if source is None:
        context = {"dialogue": dialogue}
        return render_form(request, "conferences/petition_imports/upload.html", form, context)
    return redirect(source)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_DIALOGUES)
@makes_once
def petition_import(request: ActingRequest, pk: int) -> HttpResponse:
    rows = PetitionImport.objects.filter(dialogue__in=visible_dialogues(request.actor))
    source = get_object_or_404(rows.select_related("dialogue"), pk=pk)
    lines = list(source.rows.select_related("park", "petition").order_by("number"))
    ready = [line for line in lines if line.state == RowState.READY]
    form = TakeInForm(request.POST or None, ready=ready)
    made = submit_form(
        form, lambda: take_in_petitions(source=source, rows=form.chosen, by=request.actor)
    )
    if made is None:
        counts = Counter(line.state for line in lines)
        context = {
            "source": source,
            "lines": lines,
            "counts": [(state, counts[state]) for state in RowState if counts[state]],
            "chosen": request.POST.getlist("rows") if form.is_bound else None,
        }
        return render_form(request, "conferences/petition_imports/review.html", form, context)
    words = ngettext("%(n)s petition taken in.", "%(n)s petitions taken in.", len(made))
    messages.success(request, words % {"n": localized_number(len(made))})
    return redirect(f"{source.dialogue.get_absolute_url()}#petitions")
