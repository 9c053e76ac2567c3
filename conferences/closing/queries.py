"""What became of a conclusion, and what everybody reads of a conference."""

from dataclasses import dataclass

from agencies.directives.models import Directive
from agencies.tasks.models import Task
from conferences.closing.models import Closing
from conferences.meetings.choices import ConferenceState
from conferences.programmes.models import ProgrammeVersion, PublishedItem


@dataclass(frozen=True)
class ConclusionProgress:
    """`proposals`: what the reader has found in the document; `tasks`: what became of it."""

    directive: Directive
    proposals: int
    tasks: int


def conclusion_progress(closing: Closing) -> ConclusionProgress | None:
    directive = closing.conclusion
    if directive is None:
        return None
    return ConclusionProgress(
        directive,
        directive.proposals.count(),
        Task.objects.filter(directive=directive).count(),
    )


def published_closing(pk: int) -> Closing | None:
    """What everybody may read: published, and not of a cancelled conference."""
    rows = Closing.objects.filter(published_at__isnull=False)
    rows = rows.exclude(conference__state=ConferenceState.CANCELLED)
    return rows.select_related("conference__host").filter(conference=pk).first()


def published_lines(closing: Closing) -> list[PublishedItem]:
    """The items of the newest version; who presents them is left out by the page."""
    version = ProgrammeVersion.objects.filter(programme__conference=closing.conference_id).first()
    return list(version.lines.all()) if version else []
