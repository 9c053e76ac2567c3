"""What a seat must do: what its agency owes, late first, and what waits for the seat's decision or
answer.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agencies.lists.counts import first_rows_and_count
from agencies.must_do.choices import MustDoKind
from agencies.people.models import Seat
from agencies.requests.choices import ClearanceStatus, ExtensionStatus
from agencies.requests.models import Clearance, Explanation, Extension
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.figures import StatusConditions
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet
from agencies.tasks.queries import SOON, UNSHOWN, in_list_order, task_row
from vietnam.dates import format_date

LIST_LENGTH = 50
VERBS: dict[str, str | Promise] = {
    MustDoKind.OWED: pgettext_lazy("verb", "Report"),
    MustDoKind.RESULT: pgettext_lazy("verb", "Decide"),
    MustDoKind.EXTENSION: pgettext_lazy("verb", "Answer"),
    MustDoKind.EXPLANATION: pgettext_lazy("verb", "Explain"),
    MustDoKind.CLEARANCE: pgettext_lazy("verb", "Clear"),
}
SINCE: dict[str, str | Promise] = {
    MustDoKind.RESULT: gettext_lazy("submitted"),
    MustDoKind.EXTENSION: gettext_lazy("sent"),
}


@dataclass(frozen=True)
class MustDoRights:
    """What the acting seat may do, as far as it affects what waits for it."""

    decides: bool
    reports: bool


@dataclass(frozen=True)
class MustDoRow:
    """One thing to do. `label` adds to the task's title, `verb` names the action.

    `due` is the day by which it is to be done, `since` the day since which it has waited: the page
    shows the first that exists. `wanted_on` is the later date that was requested and is not
    answered yet; `may_extend`: one can be requested here.
    """

    kind: MustDoKind
    occurrence: Occurrence
    label: str
    tone: str
    verb: str | Promise
    due: datetime.date | None = None
    since: datetime.datetime | None = None
    wanted_on: datetime.date | None = None
    may_extend: bool = False

    @property
    def url(self) -> str:
        return f"{self.occurrence.get_absolute_url()}#act"

    @property
    def extended_to(self) -> datetime.date | None:
        # Only beside the deadline itself: the other kinds have a day of their own.
        return self.occurrence.extended_to if self.kind == MustDoKind.OWED else None

    @property
    def since_word(self) -> str | Promise:
        return SINCE.get(self.kind, "")


@dataclass(frozen=True)
class ShortList:
    rows: list[MustDoRow]
    count: int

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.rows)


@dataclass(frozen=True)
class MustDo:
    """What a seat's agency owes today, late first; `later` and `undated` only count what is not
    listed.
    """

    late: ShortList
    soon: ShortList
    waiting: ShortList
    later: int
    undated: int


def must_do_for_seat(
    seat: Seat,
    rights: MustDoRights,
    *,
    judgement: StatusConditions,
    put_off: QuerySet | None = None,
) -> MustDo:
    """As many queries whatever the numbers: three about what is owed, one for each kind that can
    wait.

    `put_off`: keys of occurrences that are left out of what is owed, in its rows and its counts.
    """
    on = judgement.on
    until = on + SOON
    owed = Occurrence.objects.owed_by(seat.agency)
    if put_off is not None:
        owed = owed.exclude(pk__in=put_off)
    late = Q(due_on__lt=on)
    soon = Q(due_on__range=(on, until))
    counts = owed.aggregate(
        late=Count("pk", filter=late),
        soon=Count("pk", filter=soon),
        later=Count("pk", filter=Q(due_on__gt=until)),
        undated=Count("pk", filter=Q(due_on__isnull=True)),
    )
    return MustDo(
        late=ShortList(_owed(owed.filter(late), rights, judgement), counts["late"]),
        soon=ShortList(_owed(owed.filter(soon), rights, judgement), counts["soon"]),
        waiting=_waiting(seat, rights, judgement),
        later=counts["later"],
        undated=counts["undated"],
    )


# What is owed -----------------------------------------------------------------------------------
def _owed(
    occurrences: OccurrenceQuerySet, rights: MustDoRights, judgement: StatusConditions
) -> list[MustDoRow]:
    asked = Extension.objects.filter(occurrence=OuterRef("pk"), status=ExtensionStatus.ASKED)
    rows = in_list_order(occurrences).annotate(wanted_on=Subquery(asked.values("wanted_on")[:1]))
    return [_owed_row(occurrence, rights, judgement) for occurrence in rows[:LIST_LENGTH]]


def _owed_row(
    occurrence: Occurrence, rights: MustDoRights, judgement: StatusConditions
) -> MustDoRow:
    row = task_row(occurrence, judgement)
    is_returned = occurrence.status == OccurrenceStatus.RETURNED
    returned = occurrence.get_status_display() if is_returned else ""
    return MustDoRow(
        kind=MustDoKind.OWED,
        occurrence=occurrence,
        label=_joined(returned, row.source, row.details),
        tone=row.tone,
        verb=VERBS[MustDoKind.OWED] if rights.reports else pgettext_lazy("verb", "View"),
        due=occurrence.due_on,
        wanted_on=occurrence.wanted_on,
        may_extend=rights.reports
        and occurrence.wanted_on is None
        and occurrence.due_on < judgement.on,
    )


# What waits -------------------------------------------------------------------------------------
def _waiting(seat: Seat, rights: MustDoRights, judgement: StatusConditions) -> ShortList:
    # All kinds in one order: by the day by which to answer, without one by the day on which it was
    # sent.
    rows: list[MustDoRow] = []
    count = 0
    if rights.reports:
        explanations, asked = first_rows_and_count(_shown(explanations_owed(seat)), LIST_LENGTH)
        clearances, to_clear = first_rows_and_count(_shown(clearances_to_answer(seat)), LIST_LENGTH)
        count += asked + to_clear
        rows += [_explanation_row(explanation, judgement) for explanation in explanations]
        rows += [_clearance_row(clearance, judgement) for clearance in clearances]
    if rights.decides:
        oldest = in_list_order(results_to_decide()).order_by("submitted_at", "pk")
        results, submitted = first_rows_and_count(oldest, LIST_LENGTH)
        extensions, wanted = first_rows_and_count(_shown(extensions_to_answer()), LIST_LENGTH)
        count += submitted + wanted
        rows += [_result_row(occurrence) for occurrence in results]
        rows += [_extension_row(extension) for extension in extensions]
    rows.sort(key=lambda row: (row.due or timezone.localdate(row.since), row.occurrence.pk))
    return ShortList(rows[:LIST_LENGTH], count)


_ALIVE = Q(occurrence__status__in=OccurrenceStatus.OPEN | {OccurrenceStatus.DONE})


def results_to_decide() -> OccurrenceQuerySet:
    """Submitted results; those that an agency still has to clear wait for that agency first."""
    to_clear = Clearance.objects.filter(occurrence=OuterRef("pk"), status=ClearanceStatus.ASKED)
    return Occurrence.objects.filter(~Exists(to_clear), status=OccurrenceStatus.SUBMITTED)


def extensions_to_answer() -> QuerySet[Extension]:
    return Extension.objects.filter(status=ExtensionStatus.ASKED).order_by("asked_at", "pk")


def explanations_owed(seat: Seat) -> QuerySet[Explanation]:
    """What the agency was asked and has not answered, without tasks withdrawn since."""
    owed = Explanation.objects.filter(
        _ALIVE, answered_at__isnull=True, occurrence__task__lead=seat.agency_id
    )
    return owed.order_by("answer_by", "pk")


def clearances_to_answer(seat: Seat) -> QuerySet[Clearance]:
    return Clearance.objects.filter(status=ClearanceStatus.ASKED, agency=seat.agency_id).order_by(
        "due_on", "pk"
    )


def _shown(requests: QuerySet) -> QuerySet:
    # With what a row shows.
    shown = requests.select_related(
        "occurrence__task__lead", "occurrence__task__directive", "occurrence__deadline"
    )
    return shown.defer(*(f"occurrence__{name}" for name in UNSHOWN))


def _result_row(occurrence: Occurrence) -> MustDoRow:
    label = _joined(_("Result of %(agency)s") % _lead(occurrence), _due(occurrence))
    return _row(MustDoKind.RESULT, occurrence, label, since=occurrence.submitted_at)


def _extension_row(extension: Extension) -> MustDoRow:
    occurrence = extension.occurrence
    asked = _("%(agency)s asks for %(day)s") % {
        **_lead(occurrence),
        "day": format_date(extension.wanted_on),
    }
    label = _joined(asked, _due(occurrence))
    return _row(MustDoKind.EXTENSION, occurrence, label, since=extension.asked_at)


def _explanation_row(explanation: Explanation, judgement: StatusConditions) -> MustDoRow:
    day = {"day": format_date(timezone.localdate(explanation.asked_at))}
    label = _joined(_("Explanation asked for on %(day)s") % day, _due(explanation.occurrence))
    late = explanation.answer_by < judgement.on
    return _row(
        MustDoKind.EXPLANATION, explanation.occurrence, label, due=explanation.answer_by, late=late
    )


def _clearance_row(clearance: Clearance, judgement: StatusConditions) -> MustDoRow:
    label = _("Content by %(agency)s to be cleared") % _lead(clearance.occurrence)
    late = clearance.due_on < judgement.on
    return _row(MustDoKind.CLEARANCE, clearance.occurrence, label, due=clearance.due_on, late=late)


def _row(
    kind: MustDoKind, occurrence: Occurrence, label: str, *, late: bool = False, **fields
) -> MustDoRow:
    return MustDoRow(kind, occurrence, label, "late" if late else "wait", VERBS[kind], **fields)


def _lead(occurrence: Occurrence) -> dict[str, str]:
    return {"agency": occurrence.task.lead.display_name}


def _due(occurrence: Occurrence) -> str:
    return _("due %(day)s") % {"day": format_date(occurrence.due_on)} if occurrence.due_on else ""


def _joined(*parts: str) -> str:
    return " · ".join(str(part) for part in parts if part)
