from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class ConferenceState(TextChoices):
    """Where a conference stands. A draft is known only to those who prepare it."""

    CHANGEABLE: ClassVar[frozenset["ConferenceState"]]
    ANNOUNCED: ClassVar[frozenset["ConferenceState"]]

    DRAFT = "draft", pgettext_lazy("conference", "Draft")
    INVITED = "invited", pgettext_lazy("conference", "Invited")
    RUNNING = "running", pgettext_lazy("conference", "Running")
    CLOSED = "closed", pgettext_lazy("conference", "Closed")
    CANCELLED = "cancelled", pgettext_lazy("conference", "Cancelled")

    @property
    def tone(self) -> str:
        """The look of its badge."""
        return _TONES[self]


# Those in which points, people and times may still change.
ConferenceState.CHANGEABLE = frozenset(
    {ConferenceState.DRAFT, ConferenceState.INVITED, ConferenceState.RUNNING}
)
# Those in which the invited know of it and it takes place, or took place.
ConferenceState.ANNOUNCED = frozenset(
    {ConferenceState.INVITED, ConferenceState.RUNNING, ConferenceState.CLOSED}
)
_TONES = {
    ConferenceState.DRAFT: "wait",
    ConferenceState.INVITED: "open",
    ConferenceState.RUNNING: "risk",
    ConferenceState.CLOSED: "done",
    ConferenceState.CANCELLED: "off",
}


class PointLevel(TextChoices):
    """At which level of the administration a point stands, in the order of lists."""

    CENTRAL = "central", _("Central point")
    DISTRICT = "district", _("Point of a district")
    COMMUNE = "commune", _("Point of a commune")


class LinkKind(TextChoices):
    MAIN = "main", pgettext_lazy("join link", "Main link")
    RESERVE = "reserve", pgettext_lazy("join link", "Reserve link")
