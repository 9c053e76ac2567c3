"""Service firms under supervision: the register, one firm, its licences and contracts,
inspections.
"""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db.models import Model
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.files.responses import send_workbook
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service, form_status, render_form, submit_form
from agencies.members.services import may_open_members
from agencies.papers.queries import papers_about
from agencies.people.permissions import ActingRequest, requires
from recruitment.permissions import RecruitmentPermission
from recruitment.service_firms import services as firms
from recruitment.service_firms.exports import firms_sheet
from recruitment.service_firms.forms import (
    ContractForm,
    FindingFormSet,
    FirmFilter,
    FirmForm,
    InspectionForm,
    LicenceForm,
    RevokeForm,
    SuppliedForm,
    firm_form_values,
)
from recruitment.service_firms.inspections import add_inspection
from recruitment.service_firms.minutes import keep_minutes
from recruitment.service_firms.models import Finding, Licence, ServiceFirm, SupplyContract
from recruitment.service_firms.queries import (
    covers_service,
    findings_with_state,
    firm_lines,
    inspections_of,
    licence_state,
    open_findings,
    service_firms,
    visible_inspections,
)

MOST_INSPECTIONS = 50


# The register -------------------------------------------------------------------------------------
@require_safe
@requires(RecruitmentPermission.SEE_SERVICE_FIRMS)
def service_firm_list(request: ActingRequest) -> HttpResponse:
    form = FirmFilter(request.GET)
    context = {
        "form": form,
        "lines": form.filter(firm_lines(timezone.localdate())),
        "may_keep": request.actor.may(RecruitmentPermission.KEEP_SERVICE_FIRMS),
    }
    return render(request, "recruitment/service_firms/service_firm_list.html", context)


@require_safe
@requires(RecruitmentPermission.SEE_SERVICE_FIRMS)
def service_firm_export(request: ActingRequest) -> HttpResponse:
    day = timezone.localdate()
    lines = FirmFilter(request.GET).filter(firm_lines(day))
    return send_workbook(
        request, [firms_sheet(lines, issuer=request.actor.seat.agency, day=day)], name="dich-vu"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.KEEP_SERVICE_FIRMS)
@makes_once
def service_firm_enter(request: ActingRequest) -> HttpResponse:
    form = FirmForm(request.POST or None)
    made = submit_form(form, lambda: firms.add_service_firm(by=request.actor, **form.cleaned_data))
    if made is None:
        return render_form(request, "recruitment/service_firms/service_firm_form.html", form)
    messages.success(request, _("The firm has been entered."))
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.KEEP_SERVICE_FIRMS)
def service_firm_change(request: ActingRequest, pk: int) -> HttpResponse:
    firm = _firm(pk)
    form = FirmForm(request.POST or None, firm=firm, initial=firm_form_values(firm))
    if submit_form(
        form, lambda: firms.change_firm(firm=firm, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("The firm is saved."))
        return redirect(firm)
    return render_form(
        request, "recruitment/service_firms/service_firm_form.html", form, {"firm": firm}
    )


# One firm -----------------------------------------------------------------------------------------
@require_safe
@requires(RecruitmentPermission.SEE_SERVICE_FIRMS)
def service_firm_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _firm(pk))


def _adding_view(
    permission: RecruitmentPermission,
    service: Callable[..., Model],
    form_class: type[Form],
    prefix: str,
) -> Callable[..., HttpResponse]:
    @require_POST
    @requires(permission)
    @makes_once
    def add(request: ActingRequest, pk: int) -> HttpResponse:
        firm = _firm(pk)
        return _save(
            request, firm, form_class(request.POST, prefix=prefix), partial(service, firm=firm)
        )

    return add


licence_add = _adding_view(
    RecruitmentPermission.KEEP_SERVICE_FIRMS, firms.add_licence, LicenceForm, "licence"
)
contract_add = _adding_view(
    RecruitmentPermission.KEEP_SERVICE_FIRMS, firms.add_contract, ContractForm, "contract"
)


@require_POST
@requires(RecruitmentPermission.KEEP_SERVICE_FIRMS)
def licence_revoke(request: ActingRequest, pk: int) -> HttpResponse:
    licence = get_object_or_404(Licence.objects.select_related("firm"), pk=pk)
    form = RevokeForm(request.POST, prefix=f"revoke-{pk}")
    return _save(
        request, _firm(licence.firm_id), form, partial(firms.revoke_licence, licence=licence)
    )


@require_POST
@requires(RecruitmentPermission.KEEP_SERVICE_FIRMS)
def contract_count(request: ActingRequest, pk: int) -> HttpResponse:
    contract = get_object_or_404(SupplyContract, pk=pk)
    form = SuppliedForm(request.POST, prefix=f"supplied-{pk}")
    return _save(
        request, _firm(contract.firm_id), form, partial(firms.count_supplied, contract=contract)
    )


def _save(request: ActingRequest, firm: ServiceFirm, form: Form, act: Callable) -> HttpResponse:
    # Saved, or the page with what is wrong at its field.
    if submit_form(form, lambda: act(by=request.actor, **form.cleaned_data)):
        messages.success(request, _("It is saved."))
        return redirect(firm)
    return _page(request, firm, form)


def _firm(pk: int) -> ServiceFirm:
    return get_object_or_404(service_firms(), pk=pk)


def _page(request: ActingRequest, firm: ServiceFirm, sent: Form | None = None) -> HttpResponse:
    # `sent`: the form that has something wrong; the others are empty.
    today = timezone.localdate()
    licences = list(firm.licences.all())
    context = {
        "may_open_members": may_open_members(firm.agency, request.actor),
        "firm": firm,
        "licences": [
            (
                each,
                licence_state(each, today),
                _or_sent(sent, RevokeForm(prefix=f"revoke-{each.pk}")),
            )
            for each in licences
        ],
        "contracts": [
            (
                each,
                covers_service(licences, each.service, each.starts_on),
                _or_sent(sent, _supplied_form(each)),
            )
            for each in firm.contracts.select_related("employer__agency")
        ],
        "inspections": inspections_of(firm)[:MOST_INSPECTIONS],
        "open_findings": findings_with_state(
            open_findings(Finding.objects.filter(inspection__firm=firm))
        ),
        "licence_form": _or_sent(sent, LicenceForm(prefix="licence")),
        "contract_form": _or_sent(sent, ContractForm(prefix="contract")),
        "today": today,
        "may_keep": request.actor.may(RecruitmentPermission.KEEP_SERVICE_FIRMS),
    }
    status = form_status(sent) if sent else 200
    return render(
        request,
        "recruitment/service_firms/service_firm.html",
        context,
        status=status,
    )


def _or_sent(sent: Form | None, empty: Form) -> Form:
    return sent if sent is not None and sent.prefix == empty.prefix else empty


def _supplied_form(contract: SupplyContract) -> SuppliedForm:
    initial = {"supplied": contract.supplied, "version": contract.version}
    return SuppliedForm(prefix=f"supplied-{contract.pk}", initial=initial)


# Inspections --------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.KEEP_SERVICE_FIRMS)
@makes_once
def inspection_enter(request: ActingRequest, pk: int) -> HttpResponse:
    firm = _firm(pk)
    form = InspectionForm(request.POST or None)
    findings = FindingFormSet(request.POST or None, prefix="findings")
    findings.inspection = form
    enter = partial(add_inspection, firm=firm, by=request.actor)
    made = submit_form(form, lambda: enter(findings=findings.facts, **form.cleaned_data), findings)
    if made:
        messages.success(
            request,
            _("The inspection has been entered; findings with a date are tasks of the firm now."),
        )
        return redirect(made)
    return render(
        request,
        "recruitment/service_firms/inspection_form.html",
        {"firm": firm, "form": form, "findings": findings},
        status=form_status(form, findings),
    )


@require_safe
@requires(RecruitmentPermission.SEE_INSPECTIONS)
def inspection_detail(request: ActingRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_inspections(request.actor), pk=pk)
    context = {
        "inspection": found,
        "findings": findings_with_state(found.findings.all()),
        "sees_firm": request.actor.may(RecruitmentPermission.SEE_SERVICE_FIRMS),
        "papers": papers_about(found),
        "may_keep": request.actor.may(RecruitmentPermission.KEEP_SERVICE_FIRMS),
        "today": timezone.localdate(),
    }
    return render(request, "recruitment/service_firms/inspection.html", context)


@require_POST
@requires(RecruitmentPermission.KEEP_SERVICE_FIRMS)
@makes_once
def inspection_minutes(request: ActingRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_inspections(request.actor), pk=pk)
    if not call_service(request, lambda: keep_minutes(inspection=found, by=request.actor)):
        return mark_nothing_made(redirect(found))
    messages.success(request, _("The minutes have been made; print them and have them signed."))
    return redirect(found)
