"""Optical recognition of pages that are pictures, by tesseract with its Vietnamese data where
Debian's packages are installed.
"""

import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

from reader.extraction.pdf.pages import PdfPage, PdfWord
from reader.sandbox.processes import SandboxLimits, run_in_sandbox

_PROGRAM = Path(__file__).with_name("ocr.py")
SECONDS = 40  # for all pages of a file, two to four a page: somebody waits for the answer
MOST_PAGES = 20
# The processor time counts for each program alone: the one that draws, and tesseract anew for each
# page.
_BOUNDS = SandboxLimits(memory=2 * 1024**3, processor=SECONDS, clock=SECONDS + 10)


def recognise_pages(data: bytes, numbers: list[int]) -> dict[int, PdfPage]:
    """Those of the pages (from 0) on which words were recognised in time; none where tesseract or
    its Vietnamese is missing.
    """
    tesseract = find_tesseract()
    if tesseract is None or not numbers:
        return {}
    wanted = ",".join(map(str, numbers[:MOST_PAGES]))
    answer = run_in_sandbox(_PROGRAM, tesseract, SECONDS, wanted, data=data, bounds=_BOUNDS)
    pages = {}
    for record in answer.records:
        words = [PdfWord(*word, order=order) for order, word in enumerate(record["words"])]
        if words:
            pages[record["page"]] = PdfPage(*record["size"], words, [], is_recognised=True)
    return pages


def find_tesseract() -> str | None:
    """The path of a tesseract that reads Vietnamese."""
    path = shutil.which("tesseract")
    return path if path and _reads_vietnamese(path) else None


@lru_cache(maxsize=4)
def _reads_vietnamese(path: str) -> bool:
    try:
        ended = subprocess.run([path, "--list-langs"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"vie" in ended.stdout.split()
