"""The templates of the own agency: listed, written, removed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.answer_templates.forms import TemplateForm
from conferences.answer_templates.queries import own_templates
from conferences.answer_templates.services import (
    add_template,
    change_template,
    remove_template,
)
from conferences.permissions import ConferencePermission

FORM = "conferences/answer_templates/template_form.html"


@require_safe
@requires(ConferencePermission.ANSWER_PETITIONS)
def template_list(request: ActingRequest) -> HttpResponse:
    context = {"templates": own_templates(request.actor)}
    return render(request, "conferences/answer_templates/template_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.ANSWER_PETITIONS)
@makes_once
def template_add(request: ActingRequest) -> HttpResponse:
    form = TemplateForm(request.POST or None)
    if not submit_form(form, lambda: add_template(by=request.actor, **form.cleaned_data)):
        return render_form(request, FORM, form)
    messages.success(request, _("The template is saved."))
    return redirect("conferences:answer-template-list")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.ANSWER_PETITIONS)
def template_change(request: ActingRequest, pk: int) -> HttpResponse:
    template = get_object_or_404(own_templates(request.actor), pk=pk)
    form = TemplateForm(request.POST or None, template=template)
    if not submit_form(
        form, lambda: change_template(template=template, by=request.actor, **form.cleaned_data)
    ):
        return render_form(request, FORM, form, {"template": template})
    messages.success(request, _("The template is saved."))
    return redirect("conferences:answer-template-list")


@require_POST
@requires(ConferencePermission.ANSWER_PETITIONS)
def template_remove(request: ActingRequest, pk: int) -> HttpResponse:
    template = get_object_or_404(own_templates(request.actor), pk=pk)
    if call_service(request, lambda: remove_template(template=template, by=request.actor)):
        messages.success(request, _("The template is removed."))
    return redirect("conferences:answer-template-list")
