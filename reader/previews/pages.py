"""A program of its own: a PDF on standard input, its first pages as PNG pictures on standard
output.

Argument: most pages. The first line is {"pages": n} or {"error": code}; then a line {"png": in
base64, "size": [width, height]} for each page. A page of any size, be it a kilometre wide, becomes
a picture of bounded size.
"""

import base64
import json
import struct
import sys
import zlib

import pypdfium2 as pdfium
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

WIDEST = 1200  # pixels: an upright A4 page at 145 dpi
HIGHEST = 1700
LARGEST_SCALE = 2.1  # pixels for a point: a small page is not blown up


def main() -> None:
    most = int(sys.argv[1])
    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as error:
        is_locked = error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY)
        print(json.dumps({"error": "encrypted" if is_locked else "damaged"}))
        return
    document.init_forms()  # else what was typed into a form would be missing
    print(json.dumps({"pages": len(document)}), flush=True)
    for number in range(min(most, len(document))):
        print(json.dumps(page_picture(document[number])), flush=True)


def page_picture(page: pdfium.PdfPage) -> dict[str, object]:
    width, height = page.get_size()
    scale = min(WIDEST / max(width, 1), HIGHEST / max(height, 1), LARGEST_SCALE)
    drawn = page.render(scale=scale, rev_byteorder=True)
    png = png_file(drawn.width, drawn.height, drawn.stride, memoryview(drawn.buffer).cast("B"))
    return {"png": base64.b64encode(png).decode(), "size": [drawn.width, drawn.height]}


def png_file(width: int, height: int, stride: int, pixels: memoryview) -> bytes:
    # `pixels`: rows of red, green and blue, `stride` bytes apart.
    rows = b"".join(b"\0" + pixels[at : at + 3 * width] for at in range(0, height * stride, stride))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(kind, data) for kind, data in parts)


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    main()
