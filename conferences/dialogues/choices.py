from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class DialogueKind(TextChoices):
    """Where petitions come from: one meeting, or the union's intake all year round."""

    MEETING = "meeting", pgettext_lazy("dialogue", "Dialogue conference")
    INTAKE = "intake", _("Continuing intake through the union")
