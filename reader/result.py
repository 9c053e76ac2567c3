"""What the reader returns (docs/reader.md)."""

from dataclasses import dataclass, field
from typing import Any

from reader.extracted import Unread
from reader.outline.header import DocumentHeader
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
    """One item of the outline; `parent` is the index of its parent in `DocumentReading.clauses`, None at
    the top.
    """

    section: str
    start: int
    end: int
    parent: int | None


@dataclass
class DocumentReading:
    """`text` is the extracted text to which all offsets refer. `unread`, by place: what is missing
    or unsure.
    """

    text: str
    header: DocumentHeader
    tasks: list[ProposedTask]
    clauses: list[OutlineClause]
    unread: list[Unread] = field(default_factory=list)

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
