from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.files.responses import send_workbook
from agencies.people.permissions import Permission, requires
from agencies.personal_register.exports import register_sheet
from agencies.personal_register.queries import register
from agencies.registry import registry


@require_safe
@requires(Permission.SEE_PERSONAL_DATA)
def personal_register(request: HttpRequest) -> HttpResponse:
    """What is held of people, why and until when, and what the nightly job deletes."""
    return render(
        request,
        "agencies/personal_register/personal_register.html",
        {"held": register(), "rules": registry.retention_rules},
    )


@require_safe
@requires(Permission.SEE_PERSONAL_DATA)
def personal_register_export(request: HttpRequest) -> HttpResponse:
    return send_workbook(request, [register_sheet(register())], name="du-lieu-ca-nhan")
