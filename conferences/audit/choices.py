"""What the log of acts knows of this app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConferenceAction(TextChoices):
    """An act that the log keeps, by the name in its row."""

    PARTNERSHIP_OPENED = "partnership-opened", _("File of a partner province opened")
    PARTNERSHIP_CHANGED = "partnership-changed", _("File of a partner province changed")
    PARTNER_CONTACT_ADDED = "partner-contact-added", _("Contact of a partner province added")
    PARTNER_CONTACT_REMOVED = "partner-contact-removed", _("Contact of a partner province removed")
    ASK_RAISED = "ask-raised", _("Ask raised with a partner province")
    ASK_CHANGED = "ask-changed", _("Ask changed")
    ASK_ANSWERED = "ask-answered", _("Ask answered")
    ASK_ASSIGNED = "ask-assigned", _("Ask assigned as a task")
    PARTNER_DOCUMENT_ADDED = "partner-document-added", _("Document added to a partner's file")
    PARTNER_ITEM_SHARED = "partner-item-shared", _("Shared with the partner province")
    PARTNER_ITEM_UNSHARED = "partner-item-unshared", _("Sharing with the partner taken back")
