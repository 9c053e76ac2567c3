from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class AnswerState(TextChoices):
    """What the federation has made of an answer."""

    HANDED_IN = "handed_in", pgettext_lazy("answer", "To be checked")
    RETURNED = "returned", pgettext_lazy("answer", "Sent back")
    ACCEPTED = "accepted", pgettext_lazy("answer", "Checked")


class Channel(TextChoices):
    """How it was given."""

    LETTER = "letter", _("By letter")
    MEETING = "meeting", _("Directly at the dialogue")
