"""A program of its own: a PDF on standard input, the words that tesseract sees on some of its pages
on standard output.

It runs in a process apart (reader/apart.py), as glyphs.py does, and imports nothing of the project.
Arguments: the path of tesseract, seconds for all pages together, the numbers of the pages from 0,
with commas. A JSON line for each page: {"page": number, "size": [width, height], "words": [text,
x0, top, x1, bottom]} in points from the upper left. When the seconds are over, no more pages
follow.
"""

import csv
import io
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from statistics import median

import pypdfium2 as pdfium

DPI = 300
LARGEST = 4200  # pixels: A3 at 300 dpi


def main() -> None:
    tesseract, seconds, numbers = (
        sys.argv[1],
        float(sys.argv[2]),
        [int(n) for n in sys.argv[3].split(",")],
    )
    end = time.monotonic() + seconds
    document = pdfium.PdfDocument(sys.stdin.buffer.read())
    for number in numbers:
        left = end - time.monotonic()
        if left < 1:
            return
        page = document[number]
        picture, scale = render_page(page)
        try:
            rows = run_tesseract(tesseract, picture, left)
        except subprocess.TimeoutExpired:
            return
        record = {
            "page": number,
            "size": list(page.get_size()),
            "words": recognised_words(rows, scale),
        }
        print(json.dumps(record, separators=(",", ":")), flush=True)


def render_page(page: pdfium.PdfPage) -> tuple[bytes, float]:
    """The page in shades of grey as a PGM file, and how many points a pixel has."""
    scale = min(DPI / 72, LARGEST / max(*page.get_size(), 1))
    bitmap = page.render(scale=scale, grayscale=True)
    pixels, wide = memoryview(bitmap.buffer).cast("B"), bitmap.width
    rows = b"".join(
        bytes(pixels[at : at + wide])
        for at in range(0, bitmap.height * bitmap.stride, bitmap.stride)
    )
    return b"P5 %d %d 255\n" % (wide, bitmap.height) + rows, 1 / scale


def run_tesseract(tesseract: str, picture: bytes, seconds: float) -> list[dict[str, str]]:
    command = [tesseract, "stdin", "stdout", "-l", "vie", "--dpi", str(DPI), "--psm", "3", "tsv"]
    environment = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8", "PATH": os.defpath}
    ended = subprocess.run(
        command, input=picture, capture_output=True, timeout=seconds, check=True, env=environment
    )
    return list(
        csv.DictReader(io.StringIO(ended.stdout.decode()), delimiter="\t", quoting=csv.QUOTE_NONE)
    )


def recognised_words(rows: list[dict[str, str]], scale: float) -> list[list[object]]:
    """Boxes as high as a usual line of the page: those of tesseract fit each word tightly, with or
    without accents.
    """
    lines: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        # The lines of a table are often taken for bars.
        if row["level"] == "5" and row["text"].strip(" |¦_") and float(row["conf"]) >= 0:
            lines[row["block_num"], row["par_num"], row["line_num"]].append(row)
    heights = {key: median(int(word["height"]) for word in line) for key, line in lines.items()}
    usual = median(heights.values()) if heights else 0
    found: list[list[object]] = []
    for key, line in lines.items():
        height = usual if 0.6 * usual < heights[key] < 1.6 * usual else heights[key]
        bottom = median(int(word["top"]) + int(word["height"]) for word in line)
        for word in line:
            left, right = int(word["left"]), int(word["left"]) + int(word["width"])
            box = (left * scale, (bottom - height) * scale, right * scale, bottom * scale)
            found.append([word["text"].strip(), *(round(value, 2) for value in box)])
    return found


if __name__ == "__main__":
    main()
