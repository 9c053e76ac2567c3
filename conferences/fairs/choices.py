from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class FairKind(TextChoices):
    REGULAR = "regular", pgettext_lazy("fair", "Regular")
    THEMATIC = "thematic", pgettext_lazy("fair", "Thematic")
    MOBILE = "mobile", pgettext_lazy("fair", "Mobile")
    ONLINE = "online", pgettext_lazy("fair", "Online")
    LINKED = "linked", _("Linked between provinces")


class FairState(TextChoices):
    """Draft: only the centre sees it. Open: employers and people register. Running: its day."""

    DRAFT = "draft", pgettext_lazy("fair", "Draft")
    OPEN = "open", pgettext_lazy("fair", "Open for registration")
    RUNNING = "running", pgettext_lazy("fair", "Running")
    CLOSED = "closed", pgettext_lazy("fair", "Closed")
    CANCELLED = "cancelled", pgettext_lazy("fair", "Cancelled")

    @property
    def tone(self) -> str:
        return _TONES[self]


_TONES = {
    FairState.DRAFT: "off",
    FairState.OPEN: "open",
    FairState.RUNNING: "risk",
    FairState.CLOSED: "done",
    FairState.CANCELLED: "off",
}
LIVE = frozenset({FairState.OPEN, FairState.RUNNING})
"""In which employers and people register and interviews are booked."""
CHANGEABLE = frozenset({FairState.DRAFT, *LIVE})
RESULTS = frozenset({FairState.RUNNING, FairState.CLOSED})
"""In which there is something to count."""
