from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class InvitationAnswer(TextChoices):
    """What an invited body has answered."""

    NONE = "none", pgettext_lazy("invitation", "Not answered yet")
    COMES = "comes", pgettext_lazy("invitation", "Comes")
    SUBSTITUTE = "substitute", pgettext_lazy("invitation", "Sends a substitute")
    DECLINES = "declines", pgettext_lazy("invitation", "Does not come")

    @property
    def tone(self) -> str:
        return _TONES[self]


class PartInConference(TextChoices):
    """As what a body takes part (thành phần)."""

    CHAIR = "chair", pgettext_lazy("part", "Chairs")
    SECRETARY = "secretary", pgettext_lazy("part", "Secretary")
    MEMBER = "member", pgettext_lazy("part", "Delegate")
    SPEAKER = "speaker", pgettext_lazy("part", "Presents")
    PRESS = "press", _("Press and broadcasting")


_TONES = {
    InvitationAnswer.NONE: "wait",
    InvitationAnswer.COMES: "done",
    InvitationAnswer.SUBSTITUTE: "open",
    InvitationAnswer.DECLINES: "off",
}


class InvitationLetter(TextChoices):
    """The letters to an invited body, by their names in the outbox."""

    INVITED = "conference_invited", _("Invitation to a conference")
    REMINDED = "conference_reminded", _("Reminder of an invitation to a conference")
    MOVED = "conference_moved", _("Change of a conference")
    CANCELLED = "conference_cancelled", _("Cancellation of a conference")

    @property
    def for_guests(self) -> str:
        """The same to the address of a body none of whose people has an account."""
        return f"{self.value}_guest"
