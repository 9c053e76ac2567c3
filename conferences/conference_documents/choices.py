from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """For whom a document of a conference is."""

    ALL = "all", _("All points")
    CENTRAL = "central", _("Central point only")
    CHAIR = "chair", _("Those who chair only")
