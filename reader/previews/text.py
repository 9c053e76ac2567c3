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

PreviewPart = str | tuple[int, list[str]]


def main() -> None:
    most, longest = map(int, sys.argv[1:])
    try:
        extracted = read_docx(sys.stdin.buffer.read())
    except ReadError as error:
        print(json.dumps({"error": error.code}))
        return
    parts = list(islice(preview_parts(extracted), most + 1))  # one more, to know whether there is
    blocks = preview_blocks(parts[:most], longest)
    print(json.dumps({"blocks": blocks, "is_all": len(parts) <= most}))


def preview_blocks(parts: list[PreviewPart], longest: int) -> list[dict[str, object]]:
    # Paragraphs, and the rows of one table together.
    blocks: list[dict[str, object]] = []
    for table, group in groupby(parts, key=lambda part: None if isinstance(part, str) else part[0]):
        if table is None:
            blocks += [{"text": shortened(text, longest)} for text in group]
        else:
            rows = [[shortened(cell, longest) for cell in cells] for _, cells in group]
            blocks.append({"rows": rows})
    return blocks


def preview_parts(extracted: ExtractedText) -> Iterator[PreviewPart]:
    """Paragraphs, and rows of tables with the number of their table, in order; none that is
    empty.
    """
    end = 0
    for number, table in enumerate(extracted.tables):
        spans = [span for row in table for span in row]
        start = min((start for start, _ in spans), default=end)
        yield from filled_paragraphs(extracted.text[end:start])
        for row in table:
            cells = [extracted.text[start:stop].strip() for start, stop in row]
            if any(cells):
                yield number, cells
        end = max((stop for _, stop in spans), default=end)
    yield from filled_paragraphs(extracted.text[end:])


def filled_paragraphs(text: str) -> Iterator[str]:
    return (found.strip() for found in text.split("\n\n") if found.strip())


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


if __name__ == "__main__":
    main()
