"""DOCX to text: the body in order as Word shows it in the end, list numbers written out, tables
cell by cell, text boxes at their anchors.
"""

import zipfile
import zlib

from lxml import etree

from reader.errors import ReadError
from reader.extracted import ExtractedText
from reader.extraction.docx.package import DocxPackage
from reader.extraction.docx.stories import StoryWriter

__all__ = ["read_docx"]


def read_docx(data: bytes) -> ExtractedText:
    """Raises ReadError: `bomb` for an archive that unpacks out of all proportion, `damaged`,
    `encrypted` or `too_long`.
    """
    package = DocxPackage(data)
    try:
        writer = StoryWriter(package, None)
        writer.document()
        if writer.found_encodings:  # once more, now that the usual encoding of its letters is known
            writer = StoryWriter(package, writer.found_encodings.most_common(1)[0][0])
            writer.document()
    except (
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        RecursionError,
        EOFError,
    ) as error:
        raise ReadError("damaged") from error
    return ExtractedText("".join(writer.pieces), writer.tables, writer.unread)
