import datetime

from django.db.models import Case, IntegerField, Value, When

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency


def reporting_agency(on: datetime.date) -> Agency | None:
    """The body that reports on the host province on a day: its labour department, else a
    coordinator's.
    """
    is_department = Case(
        When(kind=AgencyKind.DEPARTMENT, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    coordinating = Agency.objects.valid(on).filter(seats__role=SeatRole.COORDINATOR)
    return (
        coordinating.select_related("parent", "province")
        .order_by(is_department, "sort_key", "pk")
        .first()
    )


def agency_place(agency: Agency) -> str:
    """The place named before a document's date (decree 30/2020): the province."""
    return agency.province.name if agency.province else ""
