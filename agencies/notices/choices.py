"""Events that seats are told about when they happen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoticeEvent(TextChoices):
    EXTENSION_ASKED = "extension_asked", _("An extension is asked for")
    EXTENSION_ANSWERED = "extension_answered", _("The request for an extension is answered")
    EXPLANATION_ASKED = "explanation_asked", _("An explanation is asked for")
    EXPLANATION_ANSWERED = "explanation_answered", _("The explanation is given")
    MENTIONED = "mentioned", _("You are mentioned in a comment")
    RETURNED = "returned", _("The result is returned")
    CLEARANCE_ASKED = "clearance_asked", _("A result waits to be cleared")
    CLEARANCE_REFUSED = "clearance_refused", _("The content is not cleared")
    WITHDRAWN = "withdrawn", _("The task is withdrawn")
    HANDED_OVER = "handed_over", _("A task is handed over to your agency")
    HANDED_TO_SEAT = "handed_to_seat", _("A task is given to your seat")
    DATED = "dated", _("The deadline is counted: the day of its event is entered")


# Also mailed at once to those who otherwise get one mail each morning.
URGENT_EVENTS = frozenset(
    {
        NoticeEvent.EXPLANATION_ASKED,
        NoticeEvent.RETURNED,
        NoticeEvent.WITHDRAWN,
        NoticeEvent.CLEARANCE_ASKED,
        NoticeEvent.CLEARANCE_REFUSED,
    }
)
