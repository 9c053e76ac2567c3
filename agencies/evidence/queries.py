"""Files that prove what was done: who may see them, and a preview that a page can show."""

import base64
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db.models import QuerySet

from agencies.people.models import Seat
from agencies.tasks.occurrence_models import EvidenceFile
from agencies.tasks.queries import visible_occurrences
from reader.previews import BOUNDS, PAGES, SHEET, TEXT
from reader.sandbox.processes import run_in_sandbox
from reader.sandbox.slots import take_slot

IMAGES = ("jpg", "png", "webp")
MOST_PAGES = 3
MOST_PARAGRAPHS = 60
LONGEST_PARAGRAPH = 2_000
MOST_ROWS = 30
MOST_COLUMNS = 12
LONGEST_CELL = 200
SLOT = Path(settings.CACHES["previews"]["LOCATION"]) / "evidence.lock"
PATIENCE = 2.0  # seconds for which a single picture waits for its turn, where it has not been kept
_RETRY = 600  # seconds for which a PDF that could not be drawn is not tried again


@dataclass(frozen=True)
class DrawnPages:
    """The first pages of a PDF as PNG pictures with width and height, of `pages` in all; none with
    `error`.
    """

    pages: int = 0
    pictures: list[bytes] = field(default_factory=list)
    sizes: list[tuple[int, int]] = field(default_factory=list)
    error: str = ""


@dataclass(frozen=True)
class Preview:
    """What a page shows of a file; empty when it cannot, and `is_locked` tells whether a password
    is the reason.
    """

    is_image: bool = False
    is_locked: bool = False
    pages: int = 0
    sizes: list[tuple[int, int]] = field(default_factory=list)
    blocks: list[dict[str, Any]] = field(default_factory=list)
    sheet: dict[str, Any] = field(default_factory=dict)
    is_all: bool = True


def visible_evidence(seat: Seat, *, all_agencies: bool) -> QuerySet[EvidenceFile]:
    """The files of the tasks that a seat may see, with what their page says about them."""
    return EvidenceFile.objects.filter(
        progress__occurrence__in=visible_occurrences(seat, all_agencies=all_agencies),
        removed_at=None,
    ).select_related("progress__occurrence__task", "progress__person", "progress__seat__agency")


def build_preview(evidence: EvidenceFile) -> Preview:
    """The beginning of the file. Whatever is damaged, locked, too large or gone has no preview.

    Raises SlotTaken while another file is being opened: the page then says so and asks again.
    """
    if evidence.type in IMAGES:
        name = evidence.file.name
        return Preview(is_image=bool(name) and evidence.file.storage.exists(name))
    look = {"pdf": _pages, "docx": _text, "xlsx": _sheet}.get(evidence.type)
    try:
        return look(evidence) if look else Preview()
    except OSError:
        return Preview()


def draw_pages(evidence: EvidenceFile, *, patience: float = 0) -> DrawnPages:
    """Drawn once for everybody who hands in or looks at the same content that day.

    Raises OSError for a file that is gone, and SlotTaken after `patience` seconds, as
    `build_preview` does.
    """
    cache = caches["previews"]
    drawn = cache.get(evidence.sha256)
    if drawn is None:
        with take_slot(SLOT, patience=patience):
            drawn = cache.get(evidence.sha256) or _draw(_content(evidence))
        with suppress(OSError):  # a full disk costs time, never the picture
            cache.set(evidence.sha256, drawn, **({} if drawn.pictures else {"timeout": _RETRY}))
    return drawn


def _draw(data: bytes) -> DrawnPages:
    # What was drawn before a page took too long is kept.
    head, *pages = run_in_sandbox(PAGES, MOST_PAGES, data=data, limits=BOUNDS[PAGES]).records or [
        {}
    ]
    pictures = [base64.b64decode(page["png"]) for page in pages]
    return DrawnPages(
        head.get("pages", 0),
        pictures,
        [tuple(page["size"]) for page in pages],
        head.get("error", ""),
    )


def _pages(evidence: EvidenceFile) -> Preview:
    drawn = draw_pages(evidence)
    return Preview(
        pages=drawn.pages,
        sizes=drawn.sizes,
        is_all=len(drawn.pictures) == drawn.pages,
        is_locked=drawn.error == "encrypted",
    )


def _text(evidence: EvidenceFile) -> Preview:
    said = _first_record(evidence, TEXT, MOST_PARAGRAPHS, LONGEST_PARAGRAPH)
    return Preview(blocks=said["blocks"], is_all=said["is_all"]) if "blocks" in said else Preview()


def _sheet(evidence: EvidenceFile) -> Preview:
    said = _first_record(evidence, SHEET, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL)
    if not said.get("rows"):
        return Preview()
    columns = "ABCDEFGHIJKL"[: said["wide"]]
    return Preview(sheet=said | {"columns": columns}, is_all=said["is_all"])


def _first_record(evidence: EvidenceFile, program: Path, *limits: int) -> dict[str, Any]:
    with take_slot(SLOT):
        data = _content(evidence)
        records = run_in_sandbox(program, *limits, data=data, limits=BOUNDS[program]).records
    return records[0] if records else {}


def _content(evidence: EvidenceFile) -> bytes:
    with evidence.file.open("rb") as file:
        return file.read()
