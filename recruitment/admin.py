"""The register of industrial parks; employers have pages of their own."""

from django.contrib import admin

from agencies.admin.bases import AuditedAdmin
from recruitment.employers.models import IndustrialPark


@admin.register(IndustrialPark)
class IndustrialParkAdmin(AuditedAdmin):
    list_display = ("name", "kind", "province", "board")
    list_filter = ("kind", "province")
    list_select_related = ("province", "board")
    search_fields = ("name",)
    autocomplete_fields = ("province", "board")
