"""Programs that show the beginning of a stranger's file without opening it here: each runs in a
separate process (reader/apart.py).
"""

from pathlib import Path

from reader.sandbox.processes import SandboxLimits

PAGES, TEXT, SHEET = (Path(__file__).with_name(f"{name}.py") for name in ("pages", "text", "sheet"))
# Somebody waits for the page, so less than for reading a directive; 256 MB hold any sheet whose
# beginning can be shown.
BOUNDS = {
    PAGES: SandboxLimits(memory=1024**3, processor=5, clock=12),
    TEXT: SandboxLimits(memory=512 * 1024**2, processor=5, clock=12),
    SHEET: SandboxLimits(memory=256 * 1024**2, processor=5, clock=12),
}
