"""What waits of conferences: invitations and opinion slips without an answer, and line tests
that are not done."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from agencies.bodies.choices import SeatRole
from agencies.lists.counts import first_rows_and_count
from agencies.people.permissions import Actor
from agencies.registry import MustDoEntries, MustDoItem, MustDoProvider, MustDoSection
from conferences.invitations.models import ConferenceInvitation
from conferences.invitations.queries import unanswered_invitations
from conferences.invitations.sending import READERS
from conferences.line_tests.queries import untried_points
from conferences.meetings.models import Conference, Point
from conferences.opinion_slips.models import OpinionSlip
from conferences.opinion_slips.queries import open_slips, slips_owed_by

MOST = 10
PLACE = "conferences:conference-list"
RUNNERS = frozenset({SeatRole.COORDINATOR})
INVITED = frozenset(READERS) - RUNNERS


def _to_be_asked(today: datetime.date) -> QuerySet[Conference]:
    waiting = unanswered_invitations(today).order_by().values("point__conference")
    return Conference.objects.filter(pk__in=waiting)


def _to_be_tried(today: datetime.date) -> QuerySet[Conference]:
    return Conference.objects.filter(pk__in=untried_points(today).order_by().values("conference"))


def _answer(invitation: ConferenceInvitation) -> MustDoItem:
    conference = invitation.point.conference
    return _item(conference, invitation.get_absolute_url(), _("Answer"))


def _chase(conference: Conference) -> MustDoItem:
    return _item(conference, conference.get_absolute_url(), _("See who has not answered"))


def _try_line(point: Point) -> MustDoItem:
    url = reverse("conferences:point-line-test", args=[point.pk])
    return _item(point.conference, url, _("Enter the line test"))


def _try_lines(conference: Conference) -> MustDoItem:
    url = reverse("conferences:line-test", args=[conference.pk])
    return _item(conference, url, _("See the line test"))


def _owed_slips(
    rows: QuerySet[OpinionSlip], role: str, agency: Any, person: int | None, today: datetime.date
) -> QuerySet[OpinionSlip]:
    return slips_owed_by(rows, agency)


def _answer_slip(slip: OpinionSlip) -> MustDoItem:
    return MustDoItem(
        title=slip.question,
        url=reverse("conferences:slip", args=[slip.pk]),
        verb=_("Answer"),
        label=slip.conference.title,
        due=timezone.localdate(slip.ends_at),
    )


def _item(conference: Conference, url: str, verb: str) -> MustDoItem:
    day = timezone.localdate(conference.starts_at)
    return MustDoItem(title=conference.title, url=url, verb=verb, due=day)


@dataclass(frozen=True)
class _Kind:
    """One section of the must-do page. `path`: from a row to its conference; `first`: what is
    listed first, the nearest conference where nothing is said.
    """

    entries: MustDoEntries
    key: str
    title: Promise
    describe: Callable[[Any], MustDoItem]
    path: str
    first: str = ""


_ANSWERS = gettext_lazy("Invitations to be answered")
_SLIPS = gettext_lazy("Opinion slips to be answered")
_LINES = gettext_lazy("Line tests to be done")
OWN_ANSWERS = MustDoEntries(PLACE, unanswered_invitations, agency="agency", roles=INVITED)
OWN_LINES = MustDoEntries(PLACE, untried_points, agency="agency", roles=INVITED)
ALL_ANSWERS = MustDoEntries(PLACE, _to_be_asked, roles_of_all=RUNNERS)
ALL_LINES = MustDoEntries(PLACE, _to_be_tried, roles_of_all=RUNNERS)
OWN_SLIPS = MustDoEntries(
    PLACE, lambda _today: open_slips(), roles_of_all=frozenset(READERS), narrowed=_owed_slips
)
CONFERENCE_ENTRIES = (OWN_ANSWERS, OWN_LINES, OWN_SLIPS, ALL_ANSWERS, ALL_LINES)
_KINDS = (
    _Kind(OWN_ANSWERS, "conference-answers", _ANSWERS, _answer, "point__conference"),
    _Kind(ALL_ANSWERS, "conference-answers", _ANSWERS, _chase, ""),
    _Kind(OWN_SLIPS, "opinion-slips", _SLIPS, _answer_slip, "conference", "ends_at"),
    _Kind(OWN_LINES, "line-tests", _LINES, _try_line, "conference"),
    _Kind(ALL_LINES, "line-tests", _LINES, _try_lines, ""),
)


def _sections(kind: _Kind, by: Actor, today: datetime.date) -> list[MustDoSection]:
    # The nearest conference first; for those who run them one entry for each conference.
    rows = kind.entries.rows_for(by, today)
    if kind.path:
        rows = rows.select_related(kind.path)
    begins = f"{kind.path}__starts_at" if kind.path else "starts_at"
    first, count = first_rows_and_count(rows.order_by(kind.first or begins, "pk"), MOST)
    items = [kind.describe(row) for row in first]
    return [MustDoSection(kind.key, kind.title, items, count, reverse(PLACE), _("Conferences"))]


CONFERENCE_PROVIDERS = tuple(
    MustDoProvider(partial(_sections, kind), (kind.entries,)) for kind in _KINDS
)
