"""Programs that show the beginning of a stranger's file without opening it here: each runs in a
sandbox (reader/sandbox/).
"""

from pathlib import Path
from typing import IO

from reader.sandbox.processes import SandboxLimits, run_in_sandbox

PAGES = Path(__file__).with_name("pages.py")
TEXT = Path(__file__).with_name("text.py")
SHEET = Path(__file__).with_name("sheet.py")
# Somebody waits for the page, so less than for reading a directive; 256 MB hold any sheet whose
# beginning can be shown.
BOUNDS = {
    PAGES: SandboxLimits(memory=1024**3, processor=5, clock=12),
    TEXT: SandboxLimits(memory=512 * 1024**2, processor=5, clock=12),
    SHEET: SandboxLimits(memory=256 * 1024**2, processor=5, clock=12),
}


def is_locked_pdf(file: IO[bytes]) -> bool:
    """Whether it opens with a password only; one that only forbids printing or copying opens for
    everybody.
    """
    file.seek(0)
    data = file.read()
    file.seek(0)
    if b"/Encrypt" not in data:  # the one place that names it is never compressed
        return False
    printed = run_in_sandbox(PAGES, 0, data=data, limits=BOUNDS[PAGES]).records
    return printed[:1] == [{"error": "encrypted"}]
