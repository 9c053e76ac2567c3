from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class DelegationState(TextChoices):
    """Where a delegation stands, from its plan to its report."""

    DRAFT = "draft", pgettext_lazy("delegation", "Being prepared")
    DECIDED = "decided", pgettext_lazy("delegation", "Decided")
    TRAVELLED = "travelled", pgettext_lazy("delegation", "Travelled, report owed")
    REPORTED = "reported", pgettext_lazy("delegation", "Reported")
    CANCELLED = "cancelled", pgettext_lazy("delegation", "Cancelled")

    @property
    def tone(self) -> str:
        """The look of its badge."""
        return _TONES[self]


_TONES = {
    DelegationState.DRAFT: "off",
    DelegationState.DECIDED: "open",
    DelegationState.TRAVELLED: "wait",
    DelegationState.REPORTED: "done",
    DelegationState.CANCELLED: "off",
}
# Before the journey: members answer, and what is planned can change.
AHEAD = frozenset({DelegationState.DRAFT, DelegationState.DECIDED})


class MemberAnswer(TextChoices):
    """What an invited member has said."""

    OPEN = "open", pgettext_lazy("invited member", "Not answered yet")
    COMING = "coming", pgettext_lazy("invited member", "Comes")
    DECLINED = "declined", pgettext_lazy("invited member", "Does not come")
    SUBSTITUTED = "substituted", pgettext_lazy("invited member", "Sends somebody else")

    @property
    def tone(self) -> str:
        """The look of its badge."""
        return _ANSWER_TONES[self]


_ANSWER_TONES = {
    MemberAnswer.OPEN: "wait",
    MemberAnswer.COMING: "done",
    MemberAnswer.DECLINED: "off",
    MemberAnswer.SUBSTITUTED: "done",
}


class TripPaper(TextChoices):
    """The official papers of a delegation."""

    LETTER = "letter", _("Letter to the partner province")
    INVITATION = "invitation", _("Invitation to the members")
    DECISION = "decision", _("Decision on the delegation")
    PROGRAMME = "programme", _("Programme of the visit")
