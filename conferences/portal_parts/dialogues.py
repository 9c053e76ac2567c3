"""What waits for the federation: speeches to split, petitions to route, answers to check, and
workers whom an answer has not helped. What an agency owes stands among its tasks.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.choices import SeatRole
from agencies.lists.counts import first_rows_and_count
from agencies.people.permissions import Actor
from agencies.registry import MustDoEntries, MustDoItem, MustDoProvider, MustDoSection
from conferences.answers.models import Answer
from conferences.answers.queries import (
    answers_to_check,
    petitions_to_route,
    speeches_to_split,
)
from conferences.dialogues.models import Speech
from conferences.opinions.models import Opinion
from conferences.opinions.queries import opinions_to_settle
from conferences.petitions.models import Petition

MOST = 10
PLACE = "conferences:dialogue-list"
ROLES = frozenset({SeatRole.FEDERATION_COLLECTOR})


@dataclass(frozen=True)
class Waiting:
    """One kind of things that wait, with the section that lists them."""

    key: str
    title: Promise
    entries: MustDoEntries
    describe: Callable[[Any], MustDoItem]


def _entries(rows: Callable[[], QuerySet[Any]], agency: str) -> MustDoEntries:
    return MustDoEntries(PLACE, lambda _today: rows(), agency=agency, roles=ROLES)


def _speech(row: Speech) -> MustDoItem:
    return MustDoItem(
        title=row.text,
        url=row.get_absolute_url(),
        verb=pgettext_lazy("verb", "Split"),
        label=row.dialogue.title,
        since=timezone.localdate(row.entered_at),
        since_word=_("taken down"),
    )


def _petition(row: Petition) -> MustDoItem:
    return MustDoItem(
        title=row.text,
        url=row.get_absolute_url(),
        verb=pgettext_lazy("verb", "Route"),
        label=row.dialogue.title,
        since=timezone.localdate(row.entered_at),
        since_word=_("written down"),
    )


def _answer(row: Answer) -> MustDoItem:
    return MustDoItem(
        title=row.part.petition.text,
        url=row.get_absolute_url(),
        verb=pgettext_lazy("verb", "Check"),
        label=row.part.agency.display_name,
        since=timezone.localdate(row.entered_at),
        since_word=_("handed in"),
    )


def _opinion(row: Opinion) -> MustDoItem:
    return MustDoItem(
        title=row.why or row.petition.text,
        url=f"{row.petition.get_absolute_url()}#opinions",
        verb=pgettext_lazy("verb", "Look at it"),
        label=row.petition.dialogue.title,
        tone="risk",
        since=timezone.localdate(row.given_at),
        since_word=_("said"),
    )


WAITING = (
    Waiting(
        "opinions",
        _("Workers whom an answer has not helped"),
        _entries(opinions_to_settle, "petition__dialogue__held_by"),
        _opinion,
    ),
    Waiting(
        "petition-answers",
        _("Answers to be checked"),
        _entries(answers_to_check, "part__petition__dialogue__held_by"),
        _answer,
    ),
    Waiting(
        "petitions",
        _("Petitions to be routed"),
        _entries(petitions_to_route, "dialogue__held_by"),
        _petition,
    ),
    Waiting(
        "speeches",
        _("Speeches to be split"),
        _entries(speeches_to_split, "dialogue__held_by"),
        _speech,
    ),
)
DIALOGUE_ENTRIES = tuple(each.entries for each in WAITING)


def _sections(waiting: Waiting, by: Actor, today: datetime.date) -> list[MustDoSection]:
    # The longest waiting first.
    rows = waiting.entries.rows_for(by, today).order_by("pk")
    first, count = first_rows_and_count(rows, MOST)
    return [
        MustDoSection(
            waiting.key,
            waiting.title,
            [waiting.describe(row) for row in first],
            count,
            reverse(PLACE),
            str(_("Dialogues")),
        )
    ]


DIALOGUE_PROVIDERS = tuple(
    MustDoProvider(partial(_sections, each), (each.entries,)) for each in WAITING
)
