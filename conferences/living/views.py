"""Living there: the list by place and home province, and keeping it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, render_form, submit_form
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest, requires
from conferences.living import services as living
from conferences.living.choices import LivingKind
from conferences.living.forms import ChangeFactForm, FactForm, LivingFilter
from conferences.living.models import LivingFact
from conferences.living.queries import fact_line, is_stale, kept_facts, living_facts
from conferences.permissions import ConferencePermission


@require_safe
@requires(ConferencePermission.SEE_LIVING)
def living_list(request: ActingRequest) -> HttpResponse:
    form = LivingFilter(request.GET)
    rows = form.filter(living_facts()).order_by("kind", "park__sort_key", "ward", "pk")
    pages = numbered_page(request, rows)
    today = timezone.localdate()
    own = set(kept_facts(request.actor).values_list("pk", flat=True))
    context = {
        "form": form,
        "lines": [
            (fact, LivingKind(fact.kind), fact_line(fact, today), is_stale(fact, today))
            for fact in pages["page"]
        ],
        "own": own,
        "may_keep": request.actor.may(ConferencePermission.KEEP_LIVING),
        **pages,
    }
    return render(request, "conferences/living/living_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_LIVING)
@makes_once
def living_enter(request: ActingRequest) -> HttpResponse:
    form = FactForm(request.POST or None, by=request.actor)
    if submit_form(form, lambda: living.enter_fact(by=request.actor, **form.cleaned_data)):
        messages.success(request, _("It is saved and stands on the pages of vacancies there."))
        return redirect("conferences:living-list")
    return render_form(request, "conferences/living/living_form.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_LIVING)
def living_change(request: ActingRequest, pk: int) -> HttpResponse:
    fact = _fact(request, pk)
    form = ChangeFactForm(request.POST or None, fact=fact, by=request.actor)
    if submit_form(
        form, lambda: living.change_fact(fact=fact, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("It is saved."))
        return redirect("conferences:living-list")
    return render_form(request, "conferences/living/living_form.html", form, {"fact": fact})


@require_POST
@requires(ConferencePermission.KEEP_LIVING)
def living_check(request: ActingRequest, pk: int) -> HttpResponse:
    fact = _fact(request, pk)
    if call_service(request, lambda: living.check_fact_again(fact=fact, by=request.actor)):
        messages.success(request, _("Checked today."))
    return redirect("conferences:living-list")


@require_POST
@requires(ConferencePermission.KEEP_LIVING)
def living_withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    fact = _fact(request, pk)
    if call_service(request, lambda: living.withdraw_fact(fact=fact, by=request.actor)):
        messages.success(request, _("It is shown nowhere any more."))
    return redirect("conferences:living-list")


def _fact(request: ActingRequest, pk: int) -> LivingFact:
    return get_object_or_404(kept_facts(request.actor), pk=pk)
