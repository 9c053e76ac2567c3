"""The desk for personal data: requests, breaches, and member reviews."""

from django.db.models import F, QuerySet

from agencies.privacy.models import Breach, DataRequest


def requests_for_list() -> QuerySet[DataRequest]:
    # Open ones first, by the day of the next step; then the others, newest first.
    rows = DataRequest.objects.select_related("entered_by__agency")
    return rows.order_by(F("settled_at").desc(nulls_first=True), "settle_by", "pk")


def breaches_for_list() -> QuerySet[Breach]:
    return Breach.objects.order_by(F("reported_at").desc(nulls_first=True), "report_by", "pk")
