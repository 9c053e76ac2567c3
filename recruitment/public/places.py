"""The parks and wards in which something is offered, for the public filter, read again every few
minutes; and what is said of the place of a vacancy.
"""

from django.core.cache import caches
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.registry import Place, PlaceSection, registry
from recruitment.employers.models import IndustrialPark
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_saving.search_terms import park_mark, ward_mark
from vietnam.folding import fold
from vietnam.language.collation import sort_key

KEY = "public-places"
SECONDS = 300
MOST_WARDS = 200
PARK = "kcn-"
WARD = "xa-"


def workplace_choices(chosen: str = "") -> list[tuple[str, str]]:
    """Parks by name, wards by how much they offer, and what is chosen; values as addresses carry
    them.
    """
    key = f"{KEY}-{timezone.localdate()}"
    read = caches["local"].get_or_set(key, lambda: _parks() + _wards(), SECONDS)
    known: list[tuple[str, str]] = read or []
    if not is_workplace(chosen) or chosen in dict(known):
        return known
    name = (
        chosen.removeprefix(WARD) if chosen.startswith(WARD) else _("Not in the register any more")
    )
    return [*known, (chosen, name)]


def _parks() -> list[tuple[str, str]]:
    return [
        (f"{PARK}{park.pk}", park.name)
        for park in IndustrialPark.objects.order_by("sort_key", "pk")
    ]


def _wards() -> list[tuple[str, str]]:
    # From the newest vacancies, so that the cost does not grow with what is published.
    newest = (
        Vacancy.objects.open(timezone.localdate())
        .order_by("-published_at", "-pk")
        .values("pk")[:5000]
    )
    rows = (
        Vacancy.objects.filter(pk__in=newest).values_list("ward").annotate(n=Count("pk")).order_by()
    )
    wards = sorted(rows, key=lambda row: (-row[1], sort_key(row[0])))
    return [(f"{WARD}{ward}", ward) for ward, _n in wards[:MOST_WARDS]]


def is_workplace(value: str) -> bool:
    if value.startswith(PARK):
        number = value.removeprefix(PARK)
        return number.isascii() and number.isdigit() and len(number) < 19
    return value.startswith(WARD) and len(value) <= 100 and bool(fold(value.removeprefix(WARD)))


def workplace_mark(value: str) -> str:
    return (
        park_mark(int(value.removeprefix(PARK)))
        if value.startswith(PARK)
        else ward_mark(value.removeprefix(WARD))
    )


def place_sections(vacancy: Vacancy) -> list[PlaceSection]:
    """What all apps know of living there."""
    place = Place(vacancy.province_id, vacancy.park_id, vacancy.ward)
    return [section for provide in registry.place_providers for section in provide(place)]
