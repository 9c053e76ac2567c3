from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.files.responses import send_workbook
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.personal_register.exports import register_sheet
from agencies.personal_register.queries import personal_data_register
from agencies.registry import registry


@require_safe
@requires(Permission.SEE_PERSONAL_DATA)
def personal_register(request: ActingRequest) -> HttpResponse:
    # What is held of people, why and until when, and what the nightly job deletes.
    context = {"held": personal_data_register(), "rules": registry.retention_rules}
    return render(request, "agencies/personal_register/personal_register.html", context)


@require_safe
@requires(Permission.SEE_PERSONAL_DATA)
def personal_register_export(request: ActingRequest) -> HttpResponse:
    return send_workbook(
        request, [register_sheet(personal_data_register())], name="du-lieu-ca-nhan"
    )
