"""The parks, and what workers read about each."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms.submit import render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from recruitment.desks.queries import department_to_ask
from recruitment.employers.queries import all_parks
from recruitment.parks import services as parks
from recruitment.parks.forms import ParkForm
from recruitment.permissions import RecruitmentPermission
from recruitment.service_firms.queries import contracts_at_desk


@require_safe
@requires(RecruitmentPermission.SEE_EMPLOYERS)
def park_list(request: ActingRequest) -> HttpResponse:
    today = timezone.localdate()
    to_ask = department_to_ask(request.actor, today)
    context = {
        "rows": [(park, parks.may_describe_park(park, request.actor)) for park in all_parks()],
        "to_ask": to_ask,
        "contracts": contracts_at_desk(request.actor, today) if to_ask else [],
    }
    return render(request, "recruitment/parks/park_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.VERIFY_EMPLOYERS)
def park_change(request: ActingRequest, pk: int) -> HttpResponse:
    park = get_object_or_404(all_parks(), pk=pk)
    if not parks.may_describe_park(park, request.actor):
        raise Http404
    form = ParkForm(
        request.POST or None,
        initial={"living": park.living, "routes": park.routes, "version": park.version},
    )
    if submit_form(
        form, lambda: parks.describe_park(park=park, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("Saved; it is shown on the pages of the jobs there."))
        return redirect("recruitment:park-list")
    return render_form(request, "recruitment/parks/park_form.html", form, {"park": park})
