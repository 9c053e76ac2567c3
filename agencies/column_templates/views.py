"""A person's templates of columns for one list: made, used and removed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.column_templates.forms import TemplateForm
from agencies.column_templates.models import ColumnTemplate
from agencies.column_templates.queries import export_list, missing_columns, templates_of
from agencies.column_templates.services import remove_template, save_template
from agencies.forms.query_strings import build_query
from agencies.forms.submit import render_form, submit_form
from agencies.people.permissions import ActingRequest, Permission, requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGNED_IN)
def column_templates(request: ActingRequest, name: str) -> HttpResponse:
    found = export_list(name)
    if found is None or not request.actor.may(found.permission):
        raise Http404
    form = TemplateForm(request.POST if request.method == "POST" else None, found=found)
    saved = submit_form(
        form, lambda: save_template(found=found, **form.cleaned_data, by=request.actor)
    )
    if saved is not None:
        messages.success(request, _("The template is kept."))
        return redirect(f"{request.path}?{build_query(request.GET)}")
    export = reverse(found.export_url)
    templates = [
        (
            template,
            f"{export}?{build_query(request.GET, mau=template.pk)}",
            missing_columns(template, found),
        )
        for template in templates_of(request.actor.person, name)
    ]
    context = {"list": found, "templates": templates, "list_url": reverse(found.list_url)}
    return render_form(request, "agencies/column_templates/column_templates.html", form, context)


@require_POST
@requires(Permission.SIGNED_IN)
def column_template_removal(request: ActingRequest, pk: int) -> HttpResponse:
    template = get_object_or_404(ColumnTemplate, person=request.actor.person, pk=pk)
    remove_template(template=template, by=request.actor)
    return redirect("agencies:column-templates", template.list_name)
