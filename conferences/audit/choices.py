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
    CONFERENCE_MADE = "conference-made", _("Conference prepared")
    CONFERENCE_CHANGED = "conference-changed", _("Conference changed")
    CONFERENCE_STATE = "conference-state", _("State of a conference changed")
    CONFERENCE_CANCELLED = "conference-cancelled", _("Conference cancelled")
    POINTS_ADDED = "points-added", _("Points added to a conference")
    POINT_CHANGED = "point-changed", _("Point of a conference changed")
    POINT_REMOVED = "point-removed", _("Point of a conference taken away")
    POINT_LINK_RENEWED = "point-link-renewed", _("Signed link of a point renewed")
    LINKS_SET = "links-set", _("Join links set")
    PRESENT_COUNTED = "present-counted", _("People at a point counted")
    BODIES_ADDED = "bodies-added", _("Bodies added to a point of a conference")
    BODY_REMOVED = "body-removed", _("Body taken out of a point of a conference")
    CONFERENCE_INVITED = "conference-invited", _("Invitations to a conference sent")
    CONFERENCE_ANSWERED = "conference-answered", _("Invitation to a conference answered")
    LINE_TRIED = "line-tried", _("Line test entered")
    INCIDENT_NOTED = "incident-noted", _("Incident on the line noted")
    ATTENDANCE_NOTED = "attendance-noted", _("Attendance noted")
