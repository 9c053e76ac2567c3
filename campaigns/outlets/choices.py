"""Kinds of outlets, and the channels through which something reaches people."""

from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class OutletKind(TextChoices):
    NEWSPAPER = "newspaper", pgettext_lazy("outlet", "Newspaper")
    BROADCASTER = "broadcaster", _("Radio and television")
    WEBSITE = "website", _("Website of an agency")
    SOCIAL = "social", _("Page in a social network")
    LOUDSPEAKER = "loudspeaker", _("Commune loudspeakers")
    OTHER = "other", pgettext_lazy("outlet", "Other outlet")


class Channel(TextChoices):
    PAPER = "paper", _("Printed newspaper")
    ONLINE = "online", _("Online newspaper, website")
    BROADCAST = "broadcast", _("Radio, television")
    SOCIAL = "social", _("Social network")
    LOUDSPEAKER = "loudspeaker", _("Loudspeakers")
    LEAFLET = "leaflet", _("Leaflets, posters")

    NEEDS_LINK: ClassVar[frozenset["Channel"]]
    NEEDS_PROOF: ClassVar[frozenset["Channel"]]


# What stands online is proven by its address; a page of paper by its picture or its address.
# What was read aloud or handed out is proven by its day.
Channel.NEEDS_LINK = frozenset({Channel.ONLINE, Channel.SOCIAL})
Channel.NEEDS_PROOF = Channel.NEEDS_LINK | {Channel.PAPER}

USUAL_CHANNEL: dict[str, Channel] = {
    OutletKind.NEWSPAPER: Channel.PAPER,
    OutletKind.BROADCASTER: Channel.BROADCAST,
    OutletKind.WEBSITE: Channel.ONLINE,
    OutletKind.SOCIAL: Channel.SOCIAL,
    OutletKind.LOUDSPEAKER: Channel.LOUDSPEAKER,
    OutletKind.OTHER: Channel.LEAFLET,
}


class AgreementState(TextChoices):
    """How an outlet's agreement to publish free of charge stands on a day."""

    FREE = "free", _("Free of charge")
    ENDED = "ended", _("Agreement ended")
    NONE = "none", _("No agreement")
