"""The speech register and the questions of a conference."""

from collections.abc import Sequence
from dataclasses import dataclass

from conferences.meetings.models import Conference, Point
from conferences.speeches.choices import IN_LINE, QuestionState, SpeechState
from conferences.speeches.models import Question, SpeechRequest


@dataclass(frozen=True)
class SpeechRegister:
    """`waiting` in the order in which they are called; `over`: the others, as they ended."""

    speaking: SpeechRequest | None
    waiting: Sequence[SpeechRequest]
    over: Sequence[SpeechRequest]

    @property
    def minutes_used(self) -> int:
        return sum(speech.real_minutes for speech in self.over)


def speech_register(conference: Conference) -> SpeechRegister:
    rows = list(SpeechRequest.objects.filter(conference=conference).select_related("point"))
    over = [row for row in rows if row.state not in (*IN_LINE, SpeechState.SPEAKING)]
    return SpeechRegister(
        speaking=next((row for row in rows if row.state == SpeechState.SPEAKING), None),
        waiting=[row for row in rows if row.state in IN_LINE],
        over=sorted(over, key=lambda row: (row.started_at or row.asked_at, row.pk)),
    )


def questions_of(conference: Conference) -> list[Question]:
    """Those without an answer first, then in the order in which they were asked."""
    rows = Question.objects.filter(conference=conference)
    found = rows.select_related("point", "owner", "task", "conference__partnership")
    return sorted(found, key=lambda row: (row.state != QuestionState.OPEN, row.asked_at, row.pk))


def speeches_of_point(point: Point) -> list[SpeechRequest]:
    return list(point.speeches.all())


def questions_of_point(point: Point) -> list[Question]:
    return list(point.questions.select_related("owner"))
