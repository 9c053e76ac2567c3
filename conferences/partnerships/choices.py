from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class AskSide(TextChoices):
    """Who asks the other for something."""

    HOST = "host", _("Our asks")
    PARTNER = "partner", _("The partner's asks")

    def raised_words(self, *, for_partner: bool) -> Promise:
        """As the reader calls the side that asked."""
        if for_partner == (self == AskSide.PARTNER):
            return _("We asked")
        return _("The host province asked") if for_partner else _("The partner asked")

    def owner_words(self, *, for_partner: bool) -> Promise:
        """Whose document it is, as the reader calls the side."""
        if for_partner == (self == AskSide.PARTNER):
            return _("Ours")
        return _("The host province's") if for_partner else _("The partner's")


class AskState(TextChoices):
    """Where an ask stands; one with a task stands where its task does."""

    OPEN = "open", pgettext_lazy("ask", "Not answered yet")
    AGREED = "agreed", pgettext_lazy("ask", "Agreed")
    UNDER_WAY = "under_way", pgettext_lazy("ask", "Under way")
    DONE = "done", pgettext_lazy("ask", "Done")
    DECLINED = "declined", pgettext_lazy("ask", "Cannot be done")

    @property
    def tone(self) -> str:
        """The look of its badge."""
        return _TONES[self]


_TONES = {
    AskState.OPEN: "wait",
    AskState.AGREED: "open",
    AskState.UNDER_WAY: "open",
    AskState.DONE: "done",
    AskState.DECLINED: "off",
}
