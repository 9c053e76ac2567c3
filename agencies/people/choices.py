"""How people are written to."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    MAIL = "mail", _("E-mail")
    PORTAL = "portal", _("Notice in the portal")


class MailMode(TextChoices):
    """How a person wants to be written to."""

    SINGLE = "single", _("A mail for each reminder")
    DIGEST = "digest", _("One mail each morning with everything")
