"""Kinds of contents, and their steps from the draft to the release."""

from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class ContentKind(TextChoices):
    ARTICLE = "article", _("Article")
    CLIP = "clip", _("Video clip")
    PHOTOS = "photos", _("Photos")
    POST = "post", _("Post for a social network")
    SCRIPT = "script", _("Loudspeaker script")
    POSTER = "poster", _("Poster, leaflet")


class ContentStatus(TextChoices):
    DRAFT = "draft", pgettext_lazy("content", "Being written")
    CLEARING = "clearing", _("Waiting for clearance")
    RETURNED = "returned", pgettext_lazy("content", "To be changed")
    CLEARED = "cleared", _("Cleared, not released")
    RELEASED = "released", pgettext_lazy("content", "Released")
    CANCELLED = "cancelled", pgettext_lazy("content", "Cancelled")

    WRITABLE: ClassVar[frozenset["ContentStatus"]]
    OPEN: ClassVar[frozenset["ContentStatus"]]


ContentStatus.WRITABLE = frozenset({ContentStatus.DRAFT, ContentStatus.RETURNED})
ContentStatus.OPEN = ContentStatus.WRITABLE | {ContentStatus.CLEARING, ContentStatus.CLEARED}


class StepKind(TextChoices):
    """An entry in the history of a content."""

    WRITTEN = "written", pgettext_lazy("step", "Written")
    ASSIGNED = "assigned", pgettext_lazy("step", "Given to")
    SUBMITTED = "submitted", _("Handed in to be cleared")
    CLEARED = "cleared", pgettext_lazy("step", "Cleared")
    REFUSED = "refused", _("Sent back")
    RELEASED = "released", pgettext_lazy("step", "Released")
    CANCELLED = "cancelled", pgettext_lazy("step", "Cancelled")
