from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class ReportReason(TextChoices):
    FEE = "fee", _("Somebody asks for a fee")
    DEPOSIT = "deposit", _("Somebody asks for a deposit")
    PAPERS = "papers", _("Somebody keeps original papers")
    FALSE = "false", _("What is written is not true")
    OTHER = "other", pgettext_lazy("reported", "Something else")
