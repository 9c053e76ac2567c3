"""The log: who did what, from which seat, from where, before and after."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from agencies.audit.exports import audit_sheet
from agencies.audit.forms import AuditFilter
from agencies.audit.queries import audit_rows, entries_for_list
from agencies.files.responses import send_workbook
from agencies.forms.query_strings import build_query
from agencies.lists.views import keyed_page, wants_rows
from agencies.members.links import openable
from agencies.people.permissions import Permission, requires
from agencies.tasks.paging import COUNTED


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.SEE_AUDIT)
def audit_log(request: HttpRequest) -> HttpResponse:
    sees_personal = request.actor.may(Permission.SEE_PERSONAL_DATA)
    form = AuditFilter(request.GET, finds_personal=sees_personal)
    page = keyed_page(request, form.filter(entries_for_list()))
    rows = list(audit_rows(page["rows"], shows_personal=sees_personal))
    # pages that this person cannot open are named without a link
    opened = openable([row.url for row in rows], request.actor)
    query = build_query(request.GET, before=None, after=None)
    return render(
        request,
        "agencies/audit/audit.html",
        {
            "base": "base_fragment.html" if wants_rows(request) else "base.html",
            "form": form,
            "lines": [row if row.url in opened else replace(row, url="") for row in rows],
            "previous": page["previous"],
            "next": page["next"],
            "export_url": f"{reverse('agencies:audit-export')}?{query}",
            "sees_personal": sees_personal,
        },
    )


@require_safe
@requires(Permission.SEE_AUDIT)
def audit_export(request: HttpRequest) -> HttpResponse:
    # a seat searches only what it may see
    sees_personal = request.actor.may(Permission.SEE_PERSONAL_DATA)
    found = AuditFilter(request.GET, finds_personal=sees_personal).filter(entries_for_list())
    if found.order_by().values("pk")[: COUNTED + 1].count() > COUNTED:
        messages.error(request, _("More than 10.000 rows: narrow the filter, then export again."))
        return redirect(f"{request.path.removesuffix('xuat/')}?{build_query(request.GET)}")
    rows = audit_rows(found.iterator(chunk_size=2000), shows_personal=sees_personal)
    return send_workbook(request, [audit_sheet(rows)], name="nhat-ky")
