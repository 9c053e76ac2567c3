"""DOCX files from raw XML, for what Word writes and python-docx has no words for."""

import io
import zipfile
from xml.sax.saxutils import escape

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/></Types>'
)
_PARTS = {
    "styles": "w:styles",
    "numbering": "w:numbering",
    "footnotes": "w:footnotes",
    "header": "w:hdr",
}


def raw_docx(body: str, **parts: str) -> bytes:
    """`body` and the parts (styles, numbering, footnotes, header) are what stands inside their root
    elements.
    """
    relations = "".join(
        f'<Relationship Id="r_{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name in parts
    )
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relationships(
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _relationships(relations),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, inside in parts.items():
        files[f"word/{name}.xml"] = f"<{_PARTS[name]} {NAMESPACES}>{inside}</{_PARTS[name]}>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def _relationships(inside: str) -> str:
    return (
        "<Relationships "
        f'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def r(text: str, properties: str = "", tag: str = "w:t") -> str:
    """A run."""
    return (
        f'<w:r><w:rPr>{properties}</w:rPr><{tag} xml:space="preserve">{escape(text)}</{tag}></w:r>'
    )


def p(*inside: str, properties: str = "") -> str:
    """A paragraph; what is no XML becomes a run."""
    runs = "".join(part if part.startswith("<") else r(part) for part in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def table(*rows: list[str]) -> str:
    """A table of cells of one paragraph; a cell that is XML stands as it is."""
    cells = ("".join(_cell(cell) for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def _cell(inside: str) -> str:
    return inside if inside.startswith("<w:tc>") else f"<w:tc>{p(inside)}</w:tc>"


def text_box(*paragraphs: str, fallback: bool = True) -> str:
    """A run with a text box as Word 2010 and later write it: once for itself, once for older
    programs.
    """
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    new = (
        "<w:drawing><wp:anchor><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    shape = f"<v:shape><v:textbox>{content}</v:textbox></v:shape>"
    old = f"<mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback>"
    choice = f'<mc:Choice Requires="wps">{new}</mc:Choice>'
    return (
        f"<w:r><mc:AlternateContent>{choice}{old if fallback else ''}</mc:AlternateContent></w:r>"
    )
