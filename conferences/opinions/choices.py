from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Judgement(TextChoices):
    """The worker's own opinion of an answer."""

    HELPED = "helped", _("It helped")
    NOT_YET = "not_yet", _("Not yet")
