"""What the reader did not read of a directive, or is unsure of, as the review shows it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.directives.models import Directive, Proposal
from reader.extracted import Unread, Why, holder_of
from reader.messages import unread_message

_FIRST = (
    Why.PAGES,
    Why.PAGE_LETTERS,
    Why.RECOGNISED,
    Why.PICTURE,
)  # whole pages stand before single words
_LONGEST = 200  # characters of what was left out
# What a proposal is looked at for. Of tracked changes the result holds, as in Word.
_DOUBTFUL = (Why.HIDDEN, Why.STRUCK, Why.LETTERS, Why.UNDATED)


@dataclass(frozen=True)
class UnreadLine:
    """`place` is the character of the text where it belongs, `number` its place among all that was
    not read. `is_text`: its words are in the text, so that they can become a task.
    """

    number: int
    words: str
    place: int
    is_text: bool


def unread_lines(directive: Directive) -> list[UnreadLine]:
    """Those with which nobody has dealt yet."""
    found = sorted(
        _open_places(directive), key=lambda place: (place[1].why not in _FIRST, place[1].start)
    )
    return [
        UnreadLine(
            number,
            unread_message(one.why, _cut_text(one.text)),
            one.start,
            is_text=one.why not in _FIRST and bool(directive.text[one.start : one.end].strip()),
        )
        for number, one in found
    ]


def doubts_of_proposals(
    directive: Directive, proposals: Sequence[Proposal]
) -> dict[int, list[str]]:
    """For each proposal, by its key, what was left out or is unsure in it.

    `proposals` in the document's order.
    """
    spans = [(proposal.start, proposal.end) for proposal in proposals]
    doubts: dict[int, list[str]] = defaultdict(list)
    for _number, one in _open_places(directive):
        if one.why is Why.RECOGNISED:
            for proposal in proposals:
                if proposal.start < one.end and one.start < proposal.end:
                    doubts[proposal.pk].append(
                        _("Read by character recognition: compare it with the original")
                    )
        elif one.why in _DOUBTFUL and (at := holder_of(one, spans)) is not None:
            doubts[proposals[at].pk].append(unread_message(one.why, _cut_text(one.text)))
    return doubts


def _open_places(directive: Directive) -> Iterator[tuple[int, Unread]]:
    # Those made tasks or waved away (services/unread.py) are dealt with.
    for number, entry in enumerate(directive.unread):
        if not entry.get("settled"):
            yield number, Unread(**{**entry, "why": Why(entry["why"])})


def _cut_text(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
