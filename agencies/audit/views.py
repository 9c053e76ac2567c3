"""The log: who did what, from which seat, from where, before and after."""

from collections.abc import Iterator
from dataclasses import replace

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from agencies.audit.exports import audit_sheet
from agencies.audit.forms import AuditFilter
from agencies.audit.models import AuditEntry
from agencies.audit.queries import Line, entries_for_list, lines_of
from agencies.files.responses import send_workbook
from agencies.forms.fields import whole_number
from agencies.forms.query_strings import build_query
from agencies.lists.paging import page_by_key
from agencies.lists.views import place_query, wants_rows
from agencies.members.links import openable
from agencies.people.permissions import Permission, requires
from agencies.task_pages.paging import COUNTED


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.SEE_AUDIT)
def audit(request: HttpRequest) -> HttpResponse:
    form = _filter(request)
    before, after = (whole_number(request.GET.get(name, "")) for name in ("before", "after"))
    page = page_by_key(form.filter(entries_for_list()), before=before, after=after)
    kept = build_query(request.GET, before=None, after=None)
    context = {
        "base": "base_fragment.html" if wants_rows(request) else "base.html",
        "form": form,
        "lines": _linked(
            lines_of(page.rows, shows_personal=request.actor.may(Permission.SEE_PERSONAL_DATA)),
            request,
        ),
        "previous": place_query(request, after=page.newer),
        "next": place_query(request, before=page.older),
        "export_url": f"{reverse('agencies:audit-export')}?{kept}",
        "sees_personal": request.actor.may(Permission.SEE_PERSONAL_DATA),
    }
    return render(request, "agencies/audit/audit.html", context)


def _linked(lines: Iterator[Line], request: HttpRequest) -> list[Line]:
    """Without links to pages that this person cannot open."""
    shown = list(lines)
    opened = openable([line.url for line in shown], request.actor)
    return [line if line.url in opened else replace(line, url="") for line in shown]


@require_safe
@requires(Permission.SEE_AUDIT)
def audit_export(request: HttpRequest) -> HttpResponse:
    found = _filter(request).filter(entries_for_list())
    if found.order_by().values("pk")[: COUNTED + 1].count() > COUNTED:
        messages.error(request, _("More than 10.000 rows: narrow the filter, then export again."))
        return redirect(f"{request.path.removesuffix('xuat/')}?{build_query(request.GET)}")
    return send_workbook(request, [_sheet(request, found)], name="nhat-ky")


def _filter(request: HttpRequest) -> AuditFilter:
    """A seat searches only what it may see."""
    return AuditFilter(request.GET, finds_personal=request.actor.may(Permission.SEE_PERSONAL_DATA))


def _sheet(request: HttpRequest, found: QuerySet[AuditEntry]):
    shows_personal = request.actor.may(Permission.SEE_PERSONAL_DATA)
    return audit_sheet(lines_of(found.iterator(chunk_size=2000), shows_personal=shows_personal))
