"""Job fairs as the public page shows them."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from conferences.booths.models import Booth
from conferences.booths.queries import accepted_booths
from conferences.fair_figures.report_figures import DEFINITIONS, fair_sums
from conferences.fairs.models import Fair, FairPoint
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.public_versions import public_version


@dataclass(frozen=True)
class PublicBooth:
    """`vacancies`: those still offered, in the words that were checked."""

    booth: Booth
    vacancies: list[Vacancy]


def public_booths(fair: Fair) -> list[PublicBooth]:
    booths = list(accepted_booths(fair).prefetch_related("offers"))
    keys = [offer.vacancy_id for booth in booths for offer in booth.offers.all()]
    rows = Vacancy.objects.shown().open(timezone.localdate()).filter(pk__in=keys)
    related = ("employer__agency", "park", "province")
    offered: dict[int, Any] = {row.pk: public_version(row) for row in rows.select_related(*related)}
    return [
        PublicBooth(
            booth,
            [
                offered[offer.vacancy_id]
                for offer in booth.offers.all()
                if offer.vacancy_id in offered
            ],
        )
        for booth in booths
    ]


def points_with_old_names(fair: Fair) -> list[tuple[FairPoint, str]]:
    """Each point with the names that its province had before: people look for these."""
    points = list(
        fair.points.select_related("agency__province").prefetch_related(
            "agency__province__predecessors"
        )
    )
    return [(point, _old_names(point)) for point in points]


def _old_names(point: FairPoint) -> str:
    province = point.agency.province
    if province is None:
        return ""
    names = [each.name for each in province.predecessors.all() if each.name != province.name]
    return ", ".join(sorted(names))


def published_numbers(fair: Fair) -> list[tuple[str, int]]:
    """Of a fair that is over, with their names; the same as in the month's report."""
    names = [str(definition.label) for definition in DEFINITIONS[1:]]
    return list(zip(names, fair_sums([fair])[fair.pk], strict=True))
