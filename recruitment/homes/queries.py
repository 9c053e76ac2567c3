"""Home provinces as figures distinguish them: today's, and those before the mergers."""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _, pgettext

from agencies.bodies.models import Province
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyHome
from vietnam.places.homes import format_homes, name_before

# Provinces from which a vacancy wants people, and how many from each; each province once.
Homes = tuple[tuple[Province, int], ...]


def home_provinces(today: datetime.date) -> QuerySet[Province]:
    # Each of today's, and each that was merged: people are asked about the old ones too.
    merged = Q(successor__isnull=False, valid_to__lt=today)
    return in_home_order(Province.objects.filter(merged | Q(pk__in=Province.objects.valid(today))))


def wanted_homes(own: Province | None = None) -> QuerySet[Province]:
    # Those from which some open vacancy wants people, and the reader's own.
    wanted = VacancyHome.objects.filter(
        province=OuterRef("pk"), vacancy__in=Vacancy.objects.open(timezone.localdate())
    )
    is_own = Q(pk=own.pk if own else None)
    return in_home_order(Province.objects.filter(Exists(wanted) | is_own))


def own_predecessors(province: int | None) -> list[int]:
    """The provinces that were merged into this one: their people are its own."""
    if province is None:
        return []
    return list(Province.objects.filter(successor=province).values_list("pk", flat=True))


def today_with_predecessors(
    provinces: Iterable[Province],
) -> Iterator[tuple[Province, list[Province]]]:
    """Each of today's with those that were merged into it, in the given order; an ended one without
    its successor stands for itself.
    """
    rows = list(provinces)
    merged: dict[int, list[Province]] = {}
    for row in rows:
        if row.successor_id is not None:
            merged.setdefault(row.successor_id, []).append(row)
    here = {row.pk for row in rows}
    for row in rows:
        if row.successor_id not in here:
            yield row, merged.get(row.pk, [])


def in_home_order(provinces: QuerySet[Province]) -> QuerySet[Province]:
    """As `home_label` names them, in Vietnamese order: of one name today's province first, then the
    one before the merger.
    """
    return provinces.select_related("successor").order_by(
        "sort_key", F("successor").asc(nulls_first=True), "pk"
    )


def home_label(province: Province) -> str:
    """“Bắc Giang (nay thuộc Bắc Ninh)”, “Bắc Ninh (trước sáp nhập)”, plain for those of today."""
    if province.successor is None:
        return province.name
    if province.successor.name == province.name:
        return _("%(name)s (before the merger)") % {"name": province.name}
    return _("%(old)s (now part of %(new)s)") % {
        "old": province.name,
        "new": province.successor.name,
    }


def line_home_label(province: Province | None) -> str:
    """Of a line in a report, where nobody may know the home."""
    return home_label(province) if province else pgettext("home", "Not told")


def vacancy_homes(vacancy: Vacancy) -> Homes:
    return tuple(
        (row.province, row.people) for row in vacancy.homes.select_related("province__successor")
    )


def homes_text(homes: Homes) -> str:
    """“Lạng Sơn 50; Bắc Ninh cũ 30”, as it is typed."""
    return format_homes((_typed_name(province), people) for province, people in homes)


def _typed_name(province: Province) -> str:
    is_same = province.successor is not None and province.successor.name == province.name
    return name_before(province.name) if is_same else province.name
