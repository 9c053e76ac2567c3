"""Whether a PDF only opens with a password: asked of PDFium, in a separate process."""

from typing import IO

from reader.previews import BOUNDS, PAGES
from reader.sandbox.processes import run_in_sandbox


def is_locked_pdf(file: IO[bytes]) -> bool:
    """A PDF that only forbids printing or copying opens for everybody, and is not locked."""
    file.seek(0)
    data = file.read()
    file.seek(0)
    if b"/Encrypt" not in data:  # the one place that names it is never compressed
        return False
    said = run_in_sandbox(PAGES, 0, data=data, bounds=BOUNDS[PAGES]).records
    return bool(said) and said[0].get("error") == "encrypted"
