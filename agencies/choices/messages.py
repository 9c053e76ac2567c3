"""States and ways of messages, jobs and calendar feeds."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class MessageStatus(TextChoices):
    QUEUED = "queued", _("Queued")
    SENT = "sent", _("Sent")
    PARKED = "parked", _("Refused by the mail server")
    CANCELLED = "cancelled", _("No longer needed")


class MailHealth(TextChoices):
    """How the outbox as a whole gets on."""

    FLOWS = "mail_flows", _("Goes out in time")
    STUMBLES = "mail_stumbles", _("Many messages need several attempts")
    STUCK = "mail_stuck", _("Does not go out in time")


class JobHealth(TextChoices):
    """How a periodic job gets on, judged by its last run and its last success."""

    ON_SCHEDULE = "on_schedule", _("Runs on schedule")
    STUMBLED = "stumbled", _("The last run failed")
    FAILING = "failing", _("Fails again and again")
    SILENT = "silent", _("Has stopped")
    NEVER = "never_ran", _("Has never run")
    NOT_DUE = "job_not_due", _("Not yet time for its first run")
    NOT_SET_UP = "job_not_set_up", _("Not set up")


JobHealth.BAD = frozenset({JobHealth.FAILING, JobHealth.SILENT, JobHealth.NEVER})


class Channel(TextChoices):
    MAIL = "mail", _("E-mail")
    PORTAL = "portal", _("Notice in the portal")


class Event(TextChoices):
    """What a seat is told as it happens, apart from reminders."""

    EXTENSION_ASKED = "extension_asked", _("An extension is asked for")
    EXTENSION_ANSWERED = "extension_answered", _("The request for an extension is answered")
    EXPLANATION_ASKED = "explanation_asked", _("An explanation is asked for")
    EXPLANATION_ANSWERED = "explanation_answered", _("The explanation is given")
    MENTIONED = "mentioned", _("You are mentioned in a comment")
    RETURNED = "returned", _("The result is returned")
    CLEARANCE_ASKED = "clearance_asked", _("A result waits to be cleared")
    CLEARANCE_REFUSED = "clearance_refused", _("The content is not cleared")
    HANDED_OVER = "handed_over", _("A task is handed over to your agency")
    HANDED_TO_SEAT = "handed_to_seat", _("A task is given to your seat")
    DATED = "dated", _("The deadline is counted: the day of its event is entered")


Event.URGENT = frozenset({Event.EXPLANATION_ASKED, Event.RETURNED, Event.CLEARANCE_ASKED, Event.CLEARANCE_REFUSED})
"""Mailed at once also to those who read one mail each morning."""


class MailMode(TextChoices):
    """How a person wants to be written to."""

    SINGLE = "single", _("A mail for each reminder")
    DIGEST = "digest", _("One mail each morning with everything")


class DaysUnit(IntegerChoices):
    """How a reminder policy counts its lead days."""

    WORKING = 1, _("working days")
    CALENDAR = 2, _("calendar days")


class FeedScope(TextChoices):
    """Which deadlines a calendar feed carries."""

    SEAT = "seat", _("What my seat must do")
    AGENCY = "agency", _("All that my agency leads or helps with")
