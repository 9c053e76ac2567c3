"""Kinds of things that a seat must do."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MustDoKind(TextChoices):
    OWED = "owed", _("Task owed")
    RESULT = "result", _("Result to decide on")
    EXTENSION = "extension", _("Request for a later date to answer")
    EXPLANATION = "explanation", _("Explanation to give")
    CLEARANCE = "clearance", _("Content to clear")
