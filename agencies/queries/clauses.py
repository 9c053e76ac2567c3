"""A task's clause in its place: the document's text around it, laid out for the eye."""

from agencies.models import Task
from agencies.queries.document_text import Block, Mark, lay_out

AROUND = 350
"""Characters shown before and after the clause, cut at a line's edge."""


def clause_in_place(task: Task) -> list[Block]:
    """The paragraphs around the clause that made the task, its own words marked; empty without a document or place."""
    place = task.proposal or task.clause
    if not (task.directive and place):
        return []
    text = task.directive.text
    first = text.rfind("\n", 0, max(0, place.start - AROUND)) + 1
    last = text.find("\n", place.end + AROUND)
    piece = text[first : last if last > 0 else len(text)]
    return lay_out(piece, [Mark(place.start - first, min(place.end - first, len(piece)), task.pk)])
