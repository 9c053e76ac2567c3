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
    FAIR_MADE = "fair-made", _("Job fair entered")
    FAIR_CHANGED = "fair-changed", _("Job fair changed")
    FAIR_STATE = "fair-state", _("State of a job fair changed")
    FAIR_REPEATED = "fair-repeated", _("Job fairs of the next months entered")
    FAIR_POINT_ADDED = "fair-point-added", _("Point added to a job fair")
    FAIR_POINT_CHANGED = "fair-point-changed", _("Point of a job fair changed")
    BOOTH_ASKED = "booth-asked", _("Booth asked for")
    BOOTH_CHANGED = "booth-changed", _("Booth changed")
    BOOTH_DECIDED = "booth-decided", _("Booth accepted or declined")
    BOOTH_WITHDRAWN = "booth-withdrawn", _("Booth cancelled")
    BOOTH_LINK_RENEWED = "booth-link-renewed", _("Recruiters' link renewed")
    INTERVIEWS_ADDED = "interviews-added", _("Times of interviews added")
    INTERVIEWS_REDUCED = "interviews-reduced", _("Interview places reduced")
    SEEKER_REGISTERED = "seeker-registered", _("Person registered for a job fair by an officer")
    SEEKER_WITHDRAWN = "seeker-withdrawn", _("Registration for a job fair withdrawn")
    INTERVIEW_CANCELLED = "interview-cancelled", _("Interview cancelled")
    OUTCOMES_SAVED = "outcomes-saved", _("Results of interviews written down")
    CALL_MADE = "call-made", _("Person called about a change")
