"""PDF by pypdf: the text layer, page by page."""

import io
import logging

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from agencies.reader.errors import ReadError
from agencies.reader.extraction.extract import Extract
from agencies.reader.limits import MAX_CHARACTERS, MAX_PAGES

_LEAST_LETTERS = 40  # on a page on average; below it the pages are pictures


def read_pdf(data: bytes) -> Extract:
    """Raises ReadError: `encrypted`, `too_many_pages`, `scanned` for pages without text, `damaged`."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("encrypted")
        pages = len(reader.pages)
        if pages > MAX_PAGES:
            raise ReadError("too_many_pages", pages=pages, limit=MAX_PAGES)
        texts = _page_texts(reader)
    except ReadError:
        raise
    except FileNotDecryptedError as error:
        raise ReadError("encrypted") from error
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        NotImplementedError,
    ) as error:
        raise ReadError("damaged") from error
    text = "\n".join(texts)
    if sum(c.isalpha() for c in text) < _LEAST_LETTERS * max(pages, 1):
        raise ReadError("scanned", pages=pages)
    return Extract(text)


def _page_texts(reader: PdfReader) -> list[str]:
    texts: list[str] = []
    length = 0
    for page in reader.pages:
        texts.append(page.extract_text())
        length += len(texts[-1])
        if length > MAX_CHARACTERS:
            raise ReadError("too_long", characters=length, limit=MAX_CHARACTERS)
    return texts
