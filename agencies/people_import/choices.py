"""What becomes of a row of an uploaded workbook of agencies and people."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class RowState(TextChoices):
    """What a row means, or what it became."""

    NEW = "new", pgettext_lazy("row", "New")
    CHANGED = "changed", pgettext_lazy("row", "Changed")
    KNOWN = "known", pgettext_lazy("row", "There already")
    QUESTION = "question", pgettext_lazy("row", "A question")
    REFUSED = "refused", pgettext_lazy("row", "To mend")
    HIDDEN = "hidden", pgettext_lazy("row", "Hidden in the file, left out")
    TITLE = "title", pgettext_lazy("row", "A heading or a total")


MADE_STATES = frozenset({RowState.NEW, RowState.CHANGED})
