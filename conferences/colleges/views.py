"""Colleges: the list, and one with its majors beside what is open for them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, render_form, submit_form
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest, requires
from conferences.colleges import services as colleges
from conferences.colleges.choices import VisitState
from conferences.colleges.forms import CollegeForm, MajorForm
from conferences.colleges.models import College, Major
from conferences.colleges.queries import colleges_for_list, demand_for_majors, visible_colleges
from conferences.permissions import ConferencePermission


@require_safe
@requires(ConferencePermission.SEE_COLLEGES)
def college_list(request: ActingRequest) -> HttpResponse:
    pages = numbered_page(request, colleges_for_list(request.actor))
    context = {"may_keep": request.actor.may(ConferencePermission.KEEP_PARTNERSHIPS), **pages}
    return render(request, "conferences/colleges/college_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def college_enter(request: ActingRequest) -> HttpResponse:
    form = CollegeForm(request.POST or None)
    made = submit_form(form, lambda: colleges.enter_college(by=request.actor, **form.cleaned_data))
    if made is None:
        return render_form(request, "conferences/colleges/college_form.html", form)
    messages.success(request, _("The college is entered. Add what it trains for."))
    return redirect(made)


@require_safe
@requires(ConferencePermission.SEE_COLLEGES)
def college_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _college(request, pk))


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def major_add(request: ActingRequest, pk: int) -> HttpResponse:
    college = _college(request, pk)
    form = MajorForm(request.POST, prefix="major")
    if submit_form(
        form,
        lambda: colleges.add_major(college=college, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The major is saved."))
        return redirect(college)
    return _page(request, college, form)


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def major_remove(request: ActingRequest, pk: int) -> HttpResponse:
    rows = Major.objects.filter(college__in=visible_colleges(request.actor))
    major = get_object_or_404(rows.select_related("college"), pk=pk)
    if call_service(request, lambda: colleges.remove_major(major=major, by=request.actor)):
        messages.success(request, _("The major is removed."))
    return redirect(major.college)


def _college(request: ActingRequest, pk: int) -> College:
    return get_object_or_404(visible_colleges(request.actor), pk=pk)


def _page(request: ActingRequest, college: College, sent: MajorForm | None = None) -> HttpResponse:
    visits = college.visits.select_related("agency", "delegation")
    context = {
        "college": college,
        "majors": demand_for_majors(college.majors.all()),
        "visits": [(visit, VisitState(visit.state)) for visit in visits],
        "form": sent or MajorForm(prefix="major"),
        "may_keep": request.actor.may(ConferencePermission.KEEP_PARTNERSHIPS),
    }
    status = form_status(sent) if sent else 200
    return render(request, "conferences/colleges/college.html", context, status=status)
