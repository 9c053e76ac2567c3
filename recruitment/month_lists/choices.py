"""What a line of a list is, beside what its employer has open."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class LineMatch(TextChoices):
    """`ASKED`: perhaps one that is open; `TWICE`: perhaps the same as another line; `REPEATED`: a
    person has said so.
    """

    NEW = "new", pgettext_lazy("line", "New")
    SAME = "same", pgettext_lazy("line", "Unchanged")
    CHANGED = "changed", pgettext_lazy("line", "Changed")
    ASKED = "asked", _("Perhaps one that is open")
    TWICE = "twice", _("Perhaps twice in the list")
    REPEATED = "repeated", _("Twice in the list")


QUESTIONS = (LineMatch.ASKED, LineMatch.TWICE)
# Answers of a person, beside the key of an open vacancy.
IS_NEW = "new"
IS_REPEATED = "repeated"
