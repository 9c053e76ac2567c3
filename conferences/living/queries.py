"""Facts about living there: those of a place, of a home province, and who keeps which."""

import datetime
from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.models import Province
from agencies.people.permissions import Actor, Permission
from agencies.registry import Place, PlaceLine, PlaceSection
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence
from conferences.living.choices import FRESH_FOR, LivingKind
from conferences.living.models import LivingFact
from conferences.partnerships.queries import province_line
from conferences.permissions import ConferencePermission
from recruitment.employers.models import IndustrialPark
from vietnam.dates import format_date

# Offered in one list of a form.
MOST_TASKS = 300


def living_facts() -> QuerySet[LivingFact]:
    """Those that stand, each with `is_task_open` and `is_task_done`."""
    own = Occurrence.objects.filter(task=OuterRef("task"))
    states = {
        "is_task_open": Exists(own.filter(status__in=OccurrenceStatus.OPEN)),
        "is_task_done": Exists(own.filter(status=OccurrenceStatus.DONE)),
    }
    rows = LivingFact.objects.filter(withdrawn_at=None)
    return rows.select_related("province", "park", "home__successor", "task").annotate(**states)


def kept_facts(by: Actor) -> QuerySet[LivingFact]:
    """Those that somebody may change: a zones' board what is said of its own parks."""
    rows = LivingFact.objects.filter(withdrawn_at=None)
    if by.may(ConferencePermission.KEEP_PARTNERSHIPS):
        return rows
    if by.may(ConferencePermission.KEEP_LIVING):
        return rows.filter(park__board=by.seat.agency_id)
    return rows.none()


def kept_parks(by: Actor) -> QuerySet[IndustrialPark]:
    """Those about which somebody may write."""
    rows = IndustrialPark.objects.filter(province__slug=settings.HOST_PROVINCE)
    if by.may(ConferencePermission.KEEP_PARTNERSHIPS):
        return rows
    return rows.filter(board=by.seat.agency_id)


def coach_tasks(by: Actor) -> QuerySet[Task]:
    """Tasks to which a coach route may point: the newest that somebody may see."""
    rows = Task.objects.order_by("-pk").select_related("lead")
    if not by.may(Permission.SEE_ALL_TASKS):
        rows = rows.filter(lead=by.seat.agency_id)
    keys = list(rows.values_list("pk", flat=True)[:MOST_TASKS])
    return Task.objects.filter(pk__in=keys).select_related("lead").order_by("-pk")


def for_home(rows: QuerySet[LivingFact], home: Province) -> QuerySet[LivingFact]:
    """What matters to people of a home province: what is said for it, under its old names and its
    new one, and what is said for all.
    """
    return rows.filter(Q(home=None) | Q(home__in=province_line(home.pk)))


# As pages show them -------------------------------------------------------------------------------
def place_sections(place: Place) -> list[PlaceSection]:
    """What is said of a place, its ward and its province: one query; that of the park first."""
    at_park = Q(park=place.park) if place.park else Q(pk=None)
    at_ward = Q(park=None, ward=place.ward) if place.ward else Q(pk=None)
    of_all = Q(park=None, ward="")
    rows = living_facts().filter(at_park | at_ward | of_all, province=place.province)
    return fact_sections(rows.order_by("park", "-ward", "home__sort_key", "pk"))


def fact_sections(facts: Iterable[LivingFact]) -> list[PlaceSection]:
    """By kind, in the order of kinds."""
    kinds = list(LivingKind.values)
    ordered = sorted(facts, key=lambda fact: kinds.index(fact.kind))
    today = timezone.localdate()
    return [
        PlaceSection(LivingKind(kind).label, tuple(fact_line(fact, today) for fact in found))
        for kind, found in groupby(ordered, key=lambda fact: fact.kind)
    ]


def fact_line(fact: LivingFact, today: datetime.date) -> PlaceLine:
    return PlaceLine(
        fact.title,
        details=tuple(filter(None, (task_words(fact), fact.price, fact.text))),
        note=checked_words(fact, today),
    )


def checked_words(fact: LivingFact, today: datetime.date) -> str:
    """From where it is known, and since when nobody has looked at it."""
    names = {"source": fact.source, "day": format_date(fact.checked_on)}
    if is_stale(fact, today):
        return _("%(source)s; not checked again since %(day)s") % names
    return _("%(source)s; checked on %(day)s") % names


def is_stale(fact: LivingFact, today: datetime.date) -> bool:
    return bool(fact.checked_on + FRESH_FOR < today)


def task_words(fact: LivingFact) -> str:
    """How far a route is that is still being opened."""
    if fact.task_id is None:
        return ""
    if fact.is_task_open:
        return _("Being prepared: not running yet")
    if fact.is_task_done:
        return _("The agencies have finished their work on this route")
    return _("The work on this route was stopped")
