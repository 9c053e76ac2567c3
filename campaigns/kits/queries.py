"""What a media kit holds, and with whom it is shared."""

from django.db.models import Prefetch, QuerySet

from campaigns.contents.choices import ContentKind, ContentStatus
from campaigns.contents.models import Content
from campaigns.kits.models import KitLink
from campaigns.waves.models import Wave, WaveFile


def kit_contents(wave: Wave) -> list[Content]:
    """What a media kit holds: released contents with their files."""
    files = Prefetch("files", WaveFile.objects.order_by("pk"))
    rows = Content.objects.filter(wave=wave, status=ContentStatus.RELEASED)
    kinds = ContentKind.values
    found = rows.prefetch_related(files).order_by("pk")
    return sorted(found, key=lambda content: kinds.index(content.kind))


def kit_links(wave: Wave) -> QuerySet[KitLink]:
    return wave.kit_links.select_related("outlet__province").order_by(
        "withdrawn_at", "outlet__sort_key", "pk"
    )
