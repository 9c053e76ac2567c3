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


def required_seat(message: OutboxMessage) -> Seat:
    return _require_part(message, message.seat, "seat")


def required_person(message: OutboxMessage) -> Person:
    return _require_part(message, message.person, "person")


def required_reminder(message: OutboxMessage) -> Reminder:
    return _require_part(message, message.reminder, "reminder")


def required_occurrence(message: OutboxMessage) -> Occurrence:
    """What a notice is about; a reminder has its own (`required_reminder`)."""
    return _require_part(message, message.occurrence, "occurrence")


def _require_part(message: OutboxMessage, part: Part | None, name: str) -> Part:
    if part is None:
        raise IncompleteMessageError(
            f"message {message.message_id} ({message.template}) has no {name}"
        )
    return part
