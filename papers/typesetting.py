"""Draws a typst template in a program of its own, so that no process of the portal keeps what
typst has laid out.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.sandbox.processes import SandboxLimits, run_in_sandbox

PROGRAM = Path(__file__).with_name("drawing.py")
BOUNDS = SandboxLimits(memory=1024**3, processor=5, clock=12)
# PDF/UA-1 (ISO 14289-1): typst refuses to write what violates it, such as a picture without a
# description.
ACCESSIBLE = ("ua-1",)


class DrawingError(Exception):
    """A sheet could not be drawn: a mistake in its template, or a machine without memory."""


def draw_template(
    template: Path,
    said: Mapping[str, str],
    *,
    kind: str,
    fonts: Path,
    ppi: int = 72,
    standards: Sequence[str] = (),
    limits: SandboxLimits = BOUNDS,
) -> bytes:
    """`said`: texts, which become the template's `sys.inputs`: data, never markup. `kind`: "pdf" or
    "png", of which the first page comes.

    Raises DrawingError with typst's message about the template.
    """
    options = (template, kind, fonts, ppi, *standards)
    answer = run_in_sandbox(PROGRAM, *options, data=json.dumps(said).encode(), limits=limits)
    result = (
        answer.records[0]
        if answer.records
        else {"error": "The drawing took too much time or memory."}
    )
    if "error" in result:
        raise DrawingError(result["error"])
    return base64.b64decode(result["drawn"])
