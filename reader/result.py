"""What the reader returns (docs/reader.md)."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from reader.extracted import Unread, Why
from reader.outline.header import DocumentHeader
from reader.text import Passage
from vietnam.deadlines import StatedDeadline


@dataclass
class ProposedTask:
    """One proposed task. `start`, `end`: characters in the extracted text. `scope`: assigned,
    dated, request or programme.
    """

    section: str
    text: str
    start: int
    end: int
    scope: str
    agencies: list[str] = field(default_factory=list)
    coordinating: list[str] = field(default_factory=list)
    cleared_by: list[str] = field(default_factory=list)
    deadlines: list[StatedDeadline] = field(default_factory=list)
    inherits_from: str | None = None
    confidence: float = 1.0

    def as_dict(self) -> dict[str, Any]:
        return {
            "section": self.section,
            "agencies": self.agencies,
            "coordinating": self.coordinating,
            "cleared_by": self.cleared_by,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "scope": self.scope,
            "deadlines": [deadline.as_dict() for deadline in self.deadlines],
            "inherits_from": self.inherits_from,
            "confidence": round(self.confidence, 2),
        }


@dataclass(frozen=True)
class OutlineClause:
    """One item of the outline; `parent` is the index of its parent among the reading's clauses,
    None at the top.
    """

    section: str
    start: int
    end: int
    parent: int | None


class Structure(StrEnum):
    """Why a sentence is part of the document's structure, and nobody's duty."""

    HEADING = "heading"
    INTRODUCTION = "introduction"  # announces what stands below it
    FIELD = "field"  # "Thời gian thực hiện: …" of a proposal
    PREAMBLE = "preamble"  # grounds and occasion, before the first item
    ASSESSMENT = "assessment"  # under a heading of results, or situation
    STATEMENT = "statement"  # thanks, praise, agreement, attendance
    CLOSING = "closing"
    CONTACT = "contact"
    MONEY = "money"  # where it comes from, with nobody to do anything
    SIGNATURE = "signature"  # and recipients, and notes below them


@dataclass(frozen=True)
class CoveredSentence:
    """A sentence of the body: in a proposal, in the structure, or (`why`) not read. `passage` is
    its place in the cleaned text, `paragraph` where its paragraph begins.
    """

    passage: Passage
    paragraph: int
    structure: Structure | None = None
    why: Why | None = None
    agency: str | None = None

    @property
    def is_proposed(self) -> bool:
        return self.structure is None and self.why is None


@dataclass
class DocumentReading:
    """`text` is the extracted text to which all offsets refer. `unread`, by place: what is missing
    or unsure. `coverage`: where each sentence of the body ended.
    """

    text: str
    header: DocumentHeader
    tasks: list[ProposedTask]
    clauses: list[OutlineClause]
    unread: list[Unread] = field(default_factory=list)
    coverage: list[CoveredSentence] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        header = self.header
        return {
            "document": {
                "kind": header.kind,
                "number": header.number,
                "issued_on": header.issued_on.isoformat() if header.issued_on else None,
                "issuer": header.issuer,
                "title": header.title,
                "signer": header.signer,
                "recipients": header.recipients,
                "refers_to": header.refers_to,
            },
            "tasks": [task.as_dict() for task in self.tasks],
            "unread": [one.as_dict() for one in self.unread],
        }
