"""The parts of a message that letters of some kinds cannot do without; a message of another kind
need not have them.
"""

from typing import TypeVar

from agencies.mail.models import OutboxMessage
from agencies.people.models import Person, Seat
from agencies.reminders.models import Reminder
from agencies.tasks.occurrence_models import Occurrence

Part = TypeVar("Part")


class IncompleteMessageError(Exception):
    """The message lacks what its letter tells of, so it cannot be written."""


def seat_of(message: OutboxMessage) -> Seat:
    return _require_part(message, message.seat, "seat")


def person_of(message: OutboxMessage) -> Person:
    return _require_part(message, message.person, "person")


def reminder_of(message: OutboxMessage) -> Reminder:
    return _require_part(message, message.reminder, "reminder")


def occurrence_of(message: OutboxMessage) -> Occurrence:
    """What a notice is about; a reminder has its own (`reminder_of`)."""
    return _require_part(message, message.occurrence, "occurrence")


def _require_part(message: OutboxMessage, part: Part | None, name: str) -> Part:
    if part is None:
        raise IncompleteMessageError(
            f"message {message.message_id} ({message.template}) has no {name}"
        )
    return part
