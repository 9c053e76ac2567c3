"""What the log of acts knows of this app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CampaignAction(TextChoices):
    """An act that the log keeps, by the name in its row."""

    OUTLET_ENTERED = "outlet-entered", _("Outlet entered")
    OUTLET_CHANGED = "outlet-changed", _("Outlet changed")
    WAVE_PLANNED = "wave-planned", _("Wave planned")
    WAVE_CHANGED = "wave-changed", _("Wave changed")
    WAVE_CANCELLED = "wave-cancelled", _("Wave cancelled")
    WAVE_FILES_ADDED = "wave-files-added", _("Files added to a wave")
    WAVE_FILE_REMOVED = "wave-file-removed", _("File of a wave removed")
    CONTENT_BEGUN = "content-begun", _("Content begun")
    CONTENT_WRITTEN = "content-written", _("Content written")
    CONTENT_ASSIGNED = "content-assigned", _("Content given to a desk or person")
    CONTENT_SUBMITTED = "content-submitted", _("Content handed in to be cleared")
    CONTENT_CLEARED = "content-cleared", _("Content cleared by an agency")
    CONTENT_REFUSED = "content-refused", _("Content sent back")
    CONTENT_RELEASED = "content-released", _("Content released")
    CONTENT_CANCELLED = "content-cancelled", _("Content cancelled")
    KIT_SHARED = "kit-shared", _("Media kit shared")
    KIT_WITHDRAWN = "kit-withdrawn", _("Link of a media kit withdrawn")
    PUBLICATION_ENTERED = "publication-entered", _("Publication entered")
    PUBLICATION_WITHDRAWN = "publication-withdrawn", _("Publication struck out")
    BUDGET_BEGUN = "budget-begun", _("Budget begun")
    BUDGET_LINE_ADDED = "budget-line-added", _("Budget line added")
    BUDGET_LINE_CHANGED = "budget-line-changed", _("Budget line changed")
    BUDGET_DATE_GIVEN = "budget-date-given", _("Date of a budget given as a task")
