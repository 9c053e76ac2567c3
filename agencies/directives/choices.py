"""Kinds and states of documents and of what is proposed from them."""

from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class DirectiveKind(TextChoices):
    """Kinds of documents that give tasks, by the abbreviations of decree 30/2020, annex III."""

    PLAN = "KH", _("Plan")
    CONCLUSION = "TB", _("Conclusion notice")
    DECISION = "QĐ", _("Decision")
    DISPATCH = "CV", _("Dispatch")
    URGENT_DISPATCH = "CĐ", _("Urgent dispatch")
    DIRECTIVE = "CT", _("Directive")
    PROGRAMME = "CTr", _("Programme")
    RESOLUTION = "NQ", _("Resolution")
    REPORT = "BC", _("Report")
    OTHER = "VB", _("Other document")


class DirectiveStatus(TextChoices):
    IN_REVIEW = "in_review", _("Being reviewed")
    ASSIGNED = "assigned", _("Assigned")
    WITHDRAWN = "withdrawn", pgettext_lazy("directive", "Withdrawn")


class ProposalStatus(TextChoices):
    PROPOSED = "proposed", _("To be checked")
    CONFIRMED = "confirmed", _("Confirmed")
    DROPPED = "dropped", _("Dropped")
    ASSIGNED = "assigned", _("Assigned")

    OPEN: ClassVar[frozenset["ProposalStatus"]]


ProposalStatus.OPEN = frozenset({ProposalStatus.PROPOSED, ProposalStatus.CONFIRMED})


class ReviewVerdict(TextChoices):
    """How a proposal stands in the review: what the reader is sure of, what a person must look at,
    what was decided.
    """

    CERTAIN = "certain", _("Certain")
    LOOK = "look", _("Needs a look")
    CONFIRMED = "confirmed", pgettext_lazy("proposal", "Confirmed")
    ASSIGNED = "assigned", pgettext_lazy("proposal", "Assigned")
    MILESTONE = "milestone", _("Milestone")
    ASIDE = "aside", _("Not a task")
    DROPPED = "dropped", pgettext_lazy("proposal", "Dropped")

    GOES_OUT: ClassVar[frozenset["ReviewVerdict"]]


ReviewVerdict.GOES_OUT = frozenset({ReviewVerdict.CERTAIN, ReviewVerdict.CONFIRMED})


class Scope(TextChoices):
    """How a proposed item binds: the reader's scopes (docs/reader.md)."""

    ASSIGNED = "assigned", _("Assigned to an agency")
    DATED = "dated", _("Milestone with a date")
    REQUEST = "request", _("Request to another body")
    PROGRAMME = "programme", _("Content of the programme")

    BINDING: ClassVar[frozenset["Scope"]]


Scope.BINDING = frozenset({Scope.ASSIGNED, Scope.DATED})


class AgencyRole(TextChoices):
    """What an agency does in a task (đơn vị chủ trì, phối hợp, duyệt)."""

    LEAD = "lead", _("Lead")
    COORDINATING = "coordinating", _("Co-ordinating")
    CLEARING = "clearing", _("Clearing")
