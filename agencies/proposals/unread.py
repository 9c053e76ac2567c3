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
    """`place` is the character of the text where it belongs, `number` counts the lines from 0."""

    number: int
    words: str
    place: int


def unread_lines(directive: Directive) -> list[UnreadLine]:
    found = sorted(_read_unread(directive), key=lambda one: (one.why not in _FIRST, one.start))
    return [
        UnreadLine(number, unread_message(one.why, _cut_text(one.text)), one.start)
        for number, one in enumerate(found)
    ]


def doubts_of_proposals(
    directive: Directive, proposals: Sequence[Proposal]
) -> dict[int, list[str]]:
    """For each proposal, by its key, what was left out or is unsure in it.

    `proposals` in the document's order.
    """
    spans = [(proposal.start, proposal.end) for proposal in proposals]
    doubts: dict[int, list[str]] = defaultdict(list)
    for one in _read_unread(directive):
        if one.why is Why.RECOGNISED:
            for proposal in proposals:
                if proposal.start < one.end and one.start < proposal.end:
                    doubts[proposal.pk].append(
                        _("Read by character recognition: compare it with the original")
                    )
        elif one.why in _DOUBTFUL and (at := holder_of(one, spans)) is not None:
            doubts[proposals[at].pk].append(unread_message(one.why, _cut_text(one.text)))
    return doubts


def _read_unread(directive: Directive) -> Iterator[Unread]:
    return (Unread(**{**entry, "why": Why(entry["why"])}) for entry in directive.unread)


def _cut_text(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
