import datetime

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency, AgencyAlias
from vietnam.folding import fold, search_words


def reporting_agency(on: datetime.date) -> Agency | None:
    """The body that reports on the host province on a day: its labour department, else a
    coordinator's.
    """
    is_department = Case(
        When(kind=AgencyKind.DEPARTMENT, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return (
        Agency.objects.valid(on)
        .filter(seats__role=SeatRole.COORDINATOR)
        .select_related("parent", "province")
        .order_by(is_department, "sort_key", "pk")
        .first()
    )


def agency_place(agency: Agency) -> str:
    """The place named before a document's date (decree 30/2020): the province."""
    return agency.province.name if agency.province else ""


# Finding agencies by what people type -------------------------------------------------------------
SUGGESTIONS = 10


def agencies_like(text: str) -> QuerySet[Agency]:
    """Agencies whose name, short name or alias contains every word of the text, in any order."""
    words = search_words(text)
    if not words:
        return Agency.objects.none()
    in_alias = AgencyAlias.objects.filter(has_words("key", words), agency=OuterRef("pk"))
    return Agency.objects.filter(has_words("search_fold", words) | Exists(in_alias))


def suggest_agencies(text: str, *, on: datetime.date) -> QuerySet[Agency]:
    """The ten to offer while somebody types: existing ones first, then by how the name begins.

    Employers, which are many and private, are not offered.
    """
    ended = Case(
        When(valid_to__lt=on, then=Value(1)), default=Value(0), output_field=IntegerField()
    )
    elsewhere = Case(
        When(search_fold__startswith=fold(text), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return (
        agencies_like(text)
        .exclude(kind__in=(AgencyKind.FIRM, AgencyKind.SERVICE_FIRM))
        .order_by(ended, elsewhere, "sort_key", "pk")[:SUGGESTIONS]
    )


def has_words(field: str, words: list[str]) -> Q:
    return Q(*((f"{field}__contains", word) for word in words))
