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
    DIALOGUE_ENTERED = "dialogue-entered", _("Dialogue entered")
    DIALOGUE_CHANGED = "dialogue-changed", _("Dialogue changed")
    PARTICIPANTS_ENTERED = "participants-entered", _("Participants of a dialogue entered")
    SPEECH_ENTERED = "speech-entered", _("Speech at a dialogue entered")
    SPEECH_SPLIT = "speech-split", _("Speech split into petitions")
    PETITION_ENTERED = "petition-entered", _("Petition entered")
    PETITION_CHANGED = "petition-changed", _("Petition changed")
    PETITION_ROUTED = "petition-routed", _("Petition routed to an agency")
    PETITION_REDIRECTED = "petition-redirected", _("Petition redirected to another agency")
    PETITIONS_MERGED = "petitions-merged", _("Petition merged into another")
    PETITION_SEPARATED = "petition-separated", _("Merged petition separated again")
    PETITION_PUBLISHED = "petition-published", _("Petition published")
    PETITION_UNPUBLISHED = "petition-unpublished", _("Petition no longer published")
    PETITION_REOPENED = "petition-reopened", _("Petition reopened")
    PETITION_ANSWERED = "petition-answered", _("Petition answered")
    ANSWER_ACCEPTED = "answer-accepted", _("Answer to a petition checked")
    ANSWER_RETURNED = "answer-returned", _("Answer to a petition sent back")
    OPINION_LINK_MADE = "opinion-link-made", _("Link for a worker's opinion made")
    OPINION_GIVEN = "opinion-given", _("Worker's opinion of an answer")
    OPINION_SETTLED = "opinion-settled", _("Worker's opinion seen to")
    PETITIONS_UPLOADED = "petitions-uploaded", _("List of petitions uploaded")
    PETITIONS_IMPORTED = "petitions-imported", _("List of petitions taken in")
