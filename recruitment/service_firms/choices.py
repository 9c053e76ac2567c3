"""Firms that introduce or supply workers: their services, licences, and what inspections find."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class LabourService(TextChoices):
    """Each has a licence of its own (decree 23/2021/NĐ-CP; decree 145/2020/NĐ-CP, chapter IV)."""

    INTRODUCTION = "introduction", _("Employment service")
    LEASING = "leasing", _("Labour leasing")


class LicenceState(TextChoices):
    """The state of a licence on a day."""

    VALID = "valid", _("Valid")
    ENDS_SOON = "ends_soon", _("Ends soon")
    ENDED = "ended", pgettext_lazy("licence", "Ended")
    REVOKED = "revoked", pgettext_lazy("licence", "Revoked")
    NONE = "none", _("No licence")


class FindingKind(TextChoices):
    VIOLATION = "violation", _("Violation")
    SHORTCOMING = "shortcoming", _("Shortcoming")
    ADVICE = "advice", _("Recommendation")
