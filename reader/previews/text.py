"""A program of its own: a DOCX on standard input, the beginning of its text on standard output.

Arguments: most paragraphs and rows of tables together, most characters of one.
One line {"blocks": [{"text": …} or {"rows": [[…]]}, …], "is_all": …} or {"error": code}.
"""

import json
import sys
from collections.abc import Iterator
from itertools import groupby, islice

from reader.errors import ReadError
from reader.extracted import ExtractedText
from reader.extraction.docx import read_docx

Piece = str | tuple[int, list[str]]


def main() -> None:
    most, longest = int(sys.argv[1]), int(sys.argv[2])
    try:
        extract = read_docx(sys.stdin.buffer.read())
    except ReadError as error:
        print(json.dumps({"error": error.code}))
        return
    pieces = list(islice(pieces_of(extract), most + 1))  # one more, to know whether there is more
    print(json.dumps({"blocks": blocks_of(pieces[:most], longest), "is_all": len(pieces) <= most}))


def blocks_of(pieces: list[Piece], longest: int) -> list[dict[str, object]]:
    """Paragraphs, and the rows of one table together."""
    blocks: list[dict[str, object]] = []
    for table, group in groupby(
        pieces, key=lambda piece: None if isinstance(piece, str) else piece[0]
    ):
        if table is None:
            blocks += [{"text": cut(text, longest)} for text in group]
        else:
            blocks.append({"rows": [[cut(cell, longest) for cell in cells] for _, cells in group]})
    return blocks


def pieces_of(extract: ExtractedText) -> Iterator[Piece]:
    """Paragraphs, and rows of tables with the number of their table, in order; none that is
    empty.
    """
    end = 0
    for number, table in enumerate(extract.tables):
        spans = [span for row in table for span in row]
        yield from paragraphs(extract.text[end : min((start for start, _ in spans), default=end)])
        for row in table:
            cells = [extract.text[start:stop].strip() for start, stop in row]
            if any(cells):
                yield number, cells
        end = max((stop for _, stop in spans), default=end)
    yield from paragraphs(extract.text[end:])


def paragraphs(text: str) -> Iterator[str]:
    return (found.strip() for found in text.split("\n\n") if found.strip())


def cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


if __name__ == "__main__":
    main()
