"""How a version of a month's report stands."""

from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class VersionStatus(TextChoices):
    """A version is built, and then goes the way of a paper. Locked is not published: figures that
    are not published leave the portal for nobody without the right.
    """

    WAITING = "waiting", pgettext_lazy("report", "Waiting to be built")
    BUILDING = "building", _("Being built")
    FAILED = "failed", _("Not built")
    DRAFT = "draft", pgettext_lazy("report", "Draft")
    LOCKED = "locked", pgettext_lazy("report", "Locked")
    SIGNED = "signed", pgettext_lazy("report", "Signed")
    SENT = "sent", pgettext_lazy("report", "Sent")
    PUBLISHED = "published", pgettext_lazy("report", "Published")

    AT_WORK: ClassVar[frozenset["VersionStatus"]]
    FROZEN: ClassVar[frozenset["VersionStatus"]]
    SETTLED: ClassVar[frozenset["VersionStatus"]]


VersionStatus.AT_WORK = frozenset({VersionStatus.WAITING, VersionStatus.BUILDING})
# What the next month is compared with.
VersionStatus.SETTLED = frozenset(
    {
        VersionStatus.LOCKED,
        VersionStatus.SIGNED,
        VersionStatus.SENT,
        VersionStatus.PUBLISHED,
    }
)
VersionStatus.FROZEN = VersionStatus.SETTLED | {VersionStatus.DRAFT}
