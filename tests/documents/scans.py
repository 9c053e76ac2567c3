"""PDF files whose words are not there as letters: pages as pictures, fonts that do not say what
they draw.
"""

import io
import re

import pypdfium2
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject

WIDTH, HEIGHT = 595, 842


def changed(data: bytes, change) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def as_pictures(data: bytes, *numbers: int, strips: int = 1, stamp: bytes = b"") -> bytes:
    """The pages with these numbers (from 0) replaced by their pictures; `stamp` is drawn over
    each.
    """
    drawn = pypdfium2.PdfDocument(data)

    def replace(writer: PdfWriter) -> None:
        for number in numbers:
            bitmap = drawn[number].render(scale=200 / 72, grayscale=True)
            pixels = memoryview(bitmap.buffer).cast("B")
            rows = [
                bytes(pixels[y * bitmap.stride : y * bitmap.stride + bitmap.width])
                for y in range(bitmap.height)
            ]
            show_picture(writer, writer.pages[number], rows, strips, stamp)

    return changed(data, replace)


def show_picture(
    writer: PdfWriter, page, rows: list[bytes], strips: int, stamp: bytes = b""
) -> None:
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    step = -(-len(rows) // strips)
    pictures, drawing = DictionaryObject(), b""
    for at in range(strips):
        part = rows[at * step : (at + 1) * step]
        pictures[NameObject(f"/I{at}")] = writer._add_object(picture(part))
        high, top = height * len(part) / len(rows), height * (1 - at * step / len(rows))
        drawing += b"q %f 0 0 %f 0 %f cm /I%d Do Q\n" % (width, high, top - high, at)
    content = DecodedStreamObject()
    content.set_data(drawing + stamp)
    resources = DictionaryObject(
        {NameObject("/XObject"): pictures, NameObject("/Font"): helvetica()}
    )
    page[NameObject("/Resources")] = resources
    page[NameObject("/Contents")] = writer._add_object(content)


def picture(rows: list[bytes]):
    stream = DecodedStreamObject()
    stream.set_data(b"".join(rows))
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(len(rows[0])),
            NameObject("/Height"): NumberObject(len(rows)),
            NameObject("/ColorSpace"): NameObject("/DeviceGray"),
            NameObject("/BitsPerComponent"): NumberObject(8),
        }
    )
    return stream.flate_encode()


def helvetica(name: str = "Helvetica") -> DictionaryObject:
    font = {
        "/Type": "/Font",
        "/Subtype": "/Type1",
        "/BaseFont": f"/{name}",
        "/Encoding": "/WinAnsiEncoding",
    }
    return DictionaryObject(
        {
            NameObject("/F1"): DictionaryObject(
                {NameObject(key): NameObject(value) for key, value in font.items()}
            )
        }
    )


def without_unicode(data: bytes, *numbers: int) -> bytes:
    """The fonts of these pages lose the tables that say which letters they draw."""

    def drop(writer: PdfWriter) -> None:
        for number in numbers:
            for font in _own_fonts(writer, number):
                font.pop("/ToUnicode", None)

    return changed(data, drop)


def with_shifted_unicode(data: bytes, *numbers: int) -> bytes:
    """The tables name for each letter the one after it."""

    def shift(writer: PdfWriter) -> None:
        for number in numbers:
            for font in _own_fonts(writer, number):
                if "/ToUnicode" in font:
                    table = font["/ToUnicode"].get_object().get_data().decode("latin-1")
                    moved = re.sub(r"(<[0-9A-Fa-f]+>\s*)<([0-9A-Fa-f]{4})>", _next_letter, table)
                    stream = DecodedStreamObject()
                    stream.set_data(moved.encode("latin-1"))
                    font[NameObject("/ToUnicode")] = writer._add_object(stream)

    return changed(data, shift)


def _own_fonts(writer: PdfWriter, number: int) -> list[DictionaryObject]:
    """Copies of the page's fonts, so that other pages keep theirs."""
    page = writer.pages[number]
    resources = page["/Resources"].get_object()
    fonts = DictionaryObject(
        {
            name: DictionaryObject(font.get_object())
            for name, font in resources["/Font"].get_object().items()
        }
    )
    own = DictionaryObject(resources)
    own[NameObject("/Font")] = fonts
    page[NameObject("/Resources")] = own
    return list(fonts.values())


def _next_letter(found: re.Match[str]) -> str:
    return f"{found[1]}<{int(found[2], 16) + 1:04X}>"


def in_font(lines: list[bytes], font: str) -> bytes:
    """One page of lines in a font that is not in the file; the bytes are its codes."""
    writer = PdfWriter()
    page = writer.add_blank_page(WIDTH, HEIGHT)
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): helvetica(font)})
    content = DecodedStreamObject()
    written = (
        b"BT /F1 12 Tf 1 0 0 1 70 %d Tm (%s) Tj ET\n"
        % (780 - 20 * at, line.replace(b"(", b"\\(").replace(b")", b"\\)"))
        for at, line in enumerate(lines)
    )
    content.set_data(b"".join(written))
    page[NameObject("/Contents")] = writer._add_object(content)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
