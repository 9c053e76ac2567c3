"""What the month's report says of job fairs: sessions, firms, places, and the ladder of people,
turns and people apart.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy

from agencies.lists.links import page_link
from agencies.registry import (
    FigureDefinition,
    FigureSource,
    FigureUnit,
    ReportSection,
    RowsBehind,
    Values,
)
from conferences.booths.choices import BoothState
from conferences.booths.models import Booth, BoothVacancy
from conferences.fair_booking.models import Seeker
from conferences.fairs.choices import RESULTS
from conferences.fairs.models import Fair
from conferences.outcomes.choices import Rung
from conferences.outcomes.models import Outcome
from conferences.outcomes.queries import came_keys
from conferences.permissions import ConferencePermission
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Sheet, Value

# Positions of columns in the list of fairs, which add up to a figure.
COUNTED = (Rung.INTERVIEWED, Rung.PASSED, Rung.OFFERED, Rung.STARTED)
FIRMS, PLACES, REGISTERED, CAME, TURNS, PEOPLE, PASSED, OFFERED, STARTED = range(4, 13)


def _figure(
    name: str, label: str | Promise, unit: FigureUnit, words: Promise, adds: int | None
) -> FigureDefinition:
    return FigureDefinition(
        f"fairs.{name}", ReportSection.FAIRS, label, unit, words, rows=RowsBehind(adds=adds)
    )


_BEST = gettext_lazy(
    "People of fairs of the period who reached this step or went further, each once at one fair."
)
DEFINITIONS = (
    _figure(
        "sessions",
        pgettext_lazy("report", "Job fairs held"),
        FigureUnit.SESSIONS,
        gettext_lazy("Fairs that have begun and whose day lies in the period."),
        None,
    ),
    _figure(
        "employers",
        pgettext_lazy("report", "Enterprises with a booth"),
        FigureUnit.EMPLOYERS,
        gettext_lazy("Accepted booths of these fairs; who comes twice is counted twice."),
        FIRMS,
    ),
    _figure(
        "places",
        pgettext_lazy("report", "Places offered at fairs"),
        FigureUnit.POSITIONS,
        gettext_lazy("People needed in the vacancies that the accepted booths brought."),
        PLACES,
    ),
    _figure(
        "registered",
        pgettext_lazy("report", "People registered for fairs"),
        FigureUnit.PEOPLE,
        gettext_lazy("People registered for one fair, each once; withdrawn ones are not counted."),
        REGISTERED,
    ),
    _figure(
        "came",
        pgettext_lazy("report", "People who came to fairs"),
        FigureUnit.PEOPLE,
        gettext_lazy("People who arrived at a point or were interviewed from afar, each once."),
        CAME,
    ),
    _figure(
        "interviews",
        pgettext_lazy("report", "Interviews held at fairs"),
        FigureUnit.TURNS,
        gettext_lazy("One for each person and enterprise."),
        TURNS,
    ),
    _figure("interviewed", Rung.INTERVIEWED.label, FigureUnit.PEOPLE, _BEST, PEOPLE),
    _figure("passed", Rung.PASSED.label, FigureUnit.PEOPLE, _BEST, PASSED),
    _figure("offered", Rung.OFFERED.label, FigureUnit.PEOPLE, _BEST, OFFERED),
    _figure("started", Rung.STARTED.label, FigureUnit.PEOPLE, _BEST, STARTED),
)


def fairs_held(period: Period) -> QuerySet[Fair]:
    rows = Fair.objects.filter(
        state__in=RESULTS, starts_at__date__range=(period.first, period.last)
    )
    return rows.select_related("host").order_by("starts_at", "pk")


def fair_sums(fairs: Sequence[Fair]) -> dict[int, list[int]]:
    """By fair, in the order of the columns from FIRMS on: six queries for any number of fairs."""
    booths = Booth.objects.filter(fair__in=fairs, state=BoothState.ACCEPTED).order_by()
    offers = BoothVacancy.objects.filter(booth__in=booths.values("pk")).order_by()
    seekers = Seeker.objects.filter(fair__in=fairs).order_by()
    registered = seekers.filter(withdrawn_at=None)
    firms_of = dict(booths.values_list("fair").annotate(n=Count("pk")))
    places_of = dict(offers.values_list("booth__fair").annotate(n=Sum("places")))
    registered_of = dict(registered.values_list("fair").annotate(n=Count("pk")))
    came_of = _came_of(seekers)
    best_of: dict[int, dict[int, int]] = defaultdict(dict)
    turns_of: dict[int, int] = defaultdict(int)
    outcomes = Outcome.objects.filter(booth__fair__in=fairs)
    for fair, seeker, rung in outcomes.values_list("booth__fair", "seeker", "rung"):
        turns_of[fair] += 1
        best_of[fair][seeker] = max(best_of[fair].get(seeker, 0), rung)
    return {
        fair.pk: [
            firms_of.get(fair.pk, 0),
            places_of.get(fair.pk, 0),
            registered_of.get(fair.pk, 0),
            came_of[fair.pk],
            turns_of[fair.pk],
            *(sum(best >= rung for best in best_of[fair.pk].values()) for rung in COUNTED),
        ]
        for fair in fairs
    }


def _came_of(seekers: QuerySet[Seeker]) -> dict[int, int]:
    # Each person once, who arrived at a point or was interviewed from afar.
    came = came_keys(seekers)
    found: dict[int, int] = defaultdict(int)
    for key, fair in seekers.values_list("pk", "fair"):
        found[fair] += key in came
    return found


def fair_values(period: Period, _on: datetime.date) -> Values:
    fairs = list(fairs_held(period))
    sums = [sum(each) for each in zip(*fair_sums(fairs).values(), strict=True)]
    keys = [definition.key for definition in DEFINITIONS[1:]]
    return {"fairs.sessions": len(fairs), **dict(zip(keys, sums or [0] * len(keys), strict=True))}


def fair_columns() -> list[Column]:
    counted = [
        _("Booths"),
        _("Places"),
        _("People registered"),
        pgettext("fair", "Came"),
        pgettext("report", "Interviews held at fairs"),
        *(str(rung.label) for rung in COUNTED),
    ]
    return [
        Column(_("No."), ColumnKind.SERIAL, 6),
        Column(_("Fair"), width=44),
        Column(_("Day"), ColumnKind.DATE, 13),
        Column(pgettext("fair", "Kind"), width=18),
        *(Column(label, ColumnKind.NUMBER, 12, total=True) for label in counted),
    ]


def fair_rows(period: Period) -> Iterator[list[Value]]:
    fairs = list(fairs_held(period))
    sums = fair_sums(fairs)
    for number, fair in enumerate(fairs, 1):
        yield [
            number,
            fair.title,
            timezone.localdate(fair.starts_at),
            fair.get_kind_display(),
            *sums[fair.pk],
        ]


def fair_rows_sheet(period: Period, _on: datetime.date, _key: str) -> Sheet:
    """The fairs of a period; every figure is a sum of one of their columns."""
    columns = [*fair_columns(), Column(_("Page in the portal"), width=12)]
    links = [page_link(fair.get_absolute_url()) for fair in fairs_held(period)]
    rows = ([*row, link] for row, link in zip(fair_rows(period), links, strict=True))
    return Sheet(name=_("List of job fairs"), columns=columns, rows=rows)


FAIR_FIGURES = FigureSource(
    name="fairs",
    definitions=DEFINITIONS,
    values=fair_values,
    rows=fair_rows_sheet,
    permission=ConferencePermission.SEE_FAIRS,
)
