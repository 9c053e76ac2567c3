"""Workbooks of agencies and people, as a coordinator looks at them."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone

from agencies.bodies.choices import AgencyKind
from agencies.bodies.models import Agency
from agencies.bodies.names import AgencyNames
from agencies.invitations.queries import count_by_state, with_state
from agencies.members.models import Invitation
from agencies.people_import.choices import RowState
from agencies.people_import.models import PeopleImport

SHOWN = 20


def earlier_imports() -> QuerySet[PeopleImport]:
    """The last ones, each with `row_count` and `open_count`, the number of unprocessed rows."""
    return PeopleImport.objects.select_related("person").annotate(row_count=Count("rows"))[:SHOWN]


def same_file(source: PeopleImport) -> PeopleImport | None:
    """The last earlier one with exactly the same bytes."""
    return (
        PeopleImport.objects.filter(digest=source.digest, pk__lt=source.pk).order_by("-pk").first()
    )


@dataclass(frozen=True)
class Summary:
    """Every row of the sheet, once, by state; processed ones under what they became.

    `invited`: what became of the invitations of its rows, by state and `all`.
    """

    rows: int
    open: Counter[str]
    settled: Counter[str]
    empty: int
    invited: dict[str, int]

    @property
    def known(self) -> int:
        return self.open[RowState.KNOWN] + self.settled[RowState.KNOWN]

    @property
    def wrong(self) -> int:
        return self.open[RowState.REFUSED] + self.open[RowState.QUESTION]


def summary_of(source: PeopleImport, counts: Counter[str]) -> Summary:
    settled = source.rows.exclude(outcome="").order_by().values("outcome").annotate(n=Count("pk"))
    invited = with_state(Invitation.objects.filter(rows__source=source), timezone.now())
    outcomes = Counter(dict(settled.values_list("outcome", "n")))
    rows = counts.total() + outcomes.total()
    return Summary(rows, counts, outcomes, source.notes.get("empty", 0), count_by_state(invited))


def bodies_of_host(on: datetime.date) -> list[Agency]:
    """Those of the host province that exist, without employers."""
    host = AgencyNames(on).host
    rows = Agency.objects.valid(on).filter(province=host) if host else Agency.objects.none()
    rows = rows.exclude(kind__in=(AgencyKind.FIRM, AgencyKind.SERVICE_FIRM))
    return list(rows.select_related("province", "parent"))
