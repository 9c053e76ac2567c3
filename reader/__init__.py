"""Reads a directive: bytes or text in, its facts and proposed tasks out. Rules over the document's
structure; no model, no network.
"""

from reader.errors import ReadError
from reader.reading import read_bytes, read_text
from reader.result import DocumentReading, OutlineClause, ProposedTask

__all__ = [
    "DocumentReading",
    "OutlineClause",
    "ProposedTask",
    "ReadError",
    "read_bytes",
    "read_text",
]
