"""Opinion slips with who is asked and who has answered."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from agencies.bodies.models import Agency
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference
from conferences.opinion_slips.models import OpinionSlip, SlipAnswer, SlipChoice


def asked_agencies(conference: Conference) -> QuerySet[Agency]:
    """Each once, wherever it sits: those whose invitation was sent."""
    sent = ConferenceInvitation.objects.filter(point__conference=conference, sent_at__isnull=False)
    return Agency.objects.filter(pk__in=sent.values("agency"))


def slips_of(conference: Conference) -> QuerySet[OpinionSlip]:
    choices = Prefetch(
        "choices", SlipChoice.objects.annotate(given=Count("answers")).order_by("position", "pk")
    )
    counts: dict[str, Any] = {"given": Count("answers")}
    return (
        OpinionSlip.objects.filter(conference=conference)
        .prefetch_related(choices)
        .annotate(**counts)
        .order_by("pk")
    )


@dataclass(frozen=True)
class SlipLine:
    """A slip as a reader sees it. `own`: what the reader's agency has answered.

    The numbers are shown to those who run the conference, and to all once they are counted, so
    that nobody follows the others.
    """

    slip: OpinionSlip
    choices: list[SlipChoice]
    own: SlipAnswer | None
    is_open: bool
    asked: int
    answered: int

    @property
    def is_counted(self) -> bool:
        return self.slip.counted_at is not None

    @property
    def silent(self) -> int:
        return max(0, self.asked - self.answered)

    @property
    def comments(self) -> list[SlipAnswer]:
        """What was written beside the answers, one query."""
        answers = self.slip.answers.exclude(comment="").select_related("agency", "choice")
        return list(answers.order_by("agency__sort_key", "pk"))


def slip_line(slip: OpinionSlip, agency: Agency | None) -> SlipLine:
    return next(line for line in slip_lines(slip.conference, agency) if line.slip == slip)


def slip_lines(conference: Conference, agency: Agency | None) -> list[SlipLine]:
    slips = list(slips_of(conference))
    own = {
        answer.slip_id: answer
        for answer in SlipAnswer.objects.filter(slip__in=slips, agency=agency).select_related(
            "choice"
        )
    }
    asked = asked_agencies(conference).count()
    return [_line(slip, own.get(slip.pk), asked) for slip in slips]


def _line(slip: OpinionSlip, own: SlipAnswer | None, asked: int) -> SlipLine:
    is_counted = slip.counted_at is not None
    return SlipLine(
        slip=slip,
        choices=list(slip.choices.all()),
        own=own,
        is_open=is_open(slip),
        asked=(slip.asked or 0) if is_counted else asked,
        answered=(slip.answered or 0) if is_counted else slip.given,
    )


def open_slips() -> QuerySet[OpinionSlip]:
    """Those that take answers now."""
    return OpinionSlip.objects.filter(
        counted_at__isnull=True,
        ends_at__gt=timezone.now(),
        conference__state__in=(ConferenceState.INVITED, ConferenceState.RUNNING),
    )


def slips_owed_by(rows: QuerySet[OpinionSlip], agency: Any) -> QuerySet[OpinionSlip]:
    """Of `rows` those that an agency, or a reference to one, is asked and has not answered."""
    asked = Q(
        conference__points__invitations__agency=agency,
        conference__points__invitations__sent_at__isnull=False,
    )
    return rows.filter(asked).exclude(answers__agency=agency).distinct()


def is_open(slip: OpinionSlip) -> bool:
    return slip.counted_at is None and timezone.now() < slip.ends_at


def agencies_without_answer(slip: OpinionSlip) -> QuerySet[Agency]:
    answered = slip.answers.values("agency")
    return asked_agencies(slip.conference).exclude(pk__in=answered).order_by("sort_key", "pk")


def is_asked(conference: Conference, agency: Agency | None) -> bool:
    return agency is not None and asked_agencies(conference).filter(pk=agency.pk).exists()
