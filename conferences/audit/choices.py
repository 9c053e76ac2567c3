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
    DELEGATION_PLANNED = "delegation-planned", _("Delegation planned")
    DELEGATION_CHANGED = "delegation-changed", _("Delegation changed")
    DELEGATION_DECIDED = "delegation-decided", _("Delegation decided")
    DELEGATION_CANCELLED = "delegation-cancelled", _("Delegation cancelled")
    DELEGATION_TRAVELLED = "delegation-travelled", _("Delegation has travelled")
    DELEGATION_REPORTED = "delegation-reported", _("Report of a delegation written")
    ITINERARY_CHANGED = "itinerary-changed", _("Itinerary of a delegation changed")
    TALKING_POINTS_CHANGED = "talking-points-changed", _("Talking points changed")
    MEMBER_ADDED = "delegation-member-added", _("Member added to a delegation")
    MEMBER_REMOVED = "delegation-member-removed", _("Member removed from a delegation")
    MEMBERS_INVITED = "delegation-members-invited", _("Members of a delegation invited")
    MEMBER_ANSWERED = "delegation-member-answered", _("Member of a delegation answered")
    COLLEGE_ENTERED = "college-entered", _("College entered")
    COLLEGE_CHANGED = "college-changed", _("College changed")
    COLLEGE_VISIT_PLANNED = "college-visit-planned", _("Visit to a college planned")
    COLLEGE_VISIT_CHANGED = "college-visit-changed", _("Visit to a college changed")
    COLLEGE_VISIT_HELD = "college-visit-held", _("Result of a visit to a college entered")
    COLLEGE_VISIT_CANCELLED = "college-visit-cancelled", _("Visit to a college cancelled")
    FOLLOW_UP_ASSIGNED = "follow-up-assigned", _("Follow-up of a visit assigned")
    GRADUATE_ENTERED = "graduate-entered", _("Graduate entered with consent")
    GRADUATE_REMOVED = "graduate-removed", _("Graduate removed")
    LIVING_FACT_ENTERED = "living-fact-entered", _("Fact about living there entered")
    LIVING_FACT_CHANGED = "living-fact-changed", _("Fact about living there changed")
    LIVING_FACT_CHECKED = "living-fact-checked", _("Fact about living there checked again")
    LIVING_FACT_WITHDRAWN = "living-fact-withdrawn", _("Fact about living there withdrawn")
