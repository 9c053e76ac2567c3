"""The parts of a DOCX that hold text: the main one, and those related to it."""

import io
import posixpath
import zipfile
from functools import cached_property

from lxml import etree

from reader.errors import ReadError
from reader.extraction.archive import check_archive

Element = etree._Element

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
# A document saved as "Strict Open XML" differs in these names only.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _SPACES["w"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _SPACES["r"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": _SPACES["a"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": _SPACES["m"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": _SPACES["wp"].encode(),
}
_MAIN = "word/document.xml"


def qn(short: str) -> str:
    """The full name of "w:p"."""
    space, _, local = short.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


def is_switched_on(flag: Element | None) -> bool:
    """A property such as <w:vanish/> that is not switched off."""
    return flag is not None and flag.get(qn("w:val"), "1") not in ("0", "false", "off", "none")


class DocxPackage:
    """Raises ReadError: `bomb`, `damaged`, `encrypted`; nothing is unpacked before the whole was
    measured.
    """

    def __init__(self, data: bytes) -> None:
        check_archive(data)
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        roots = self._relations("")
        self.main_path = next(
            (path for kind, path in roots.values() if kind == "officeDocument"), _MAIN
        )
        self.relations = self._relations(self.main_path)

    @cached_property
    def body(self) -> Element:
        root = self.part(self.main_path)
        body = root.find(qn("w:body")) if root is not None else None
        if body is None:
            raise ReadError("damaged")
        return body

    def related(self, kind: str) -> Element | None:
        """The part of a kind of which there is one: styles, numbering, footnotes, endnotes."""
        return next(
            (self.part(path) for found, path in self.relations.values() if found == kind), None
        )

    def by_key(self, key: str | None) -> Element | None:
        """The part to which an r:id of the main part leads."""
        return self.part(self.relations[key][1]) if key in self.relations else None

    def part(self, path: str) -> Element | None:
        try:
            data = self.archive.read(path)
        except KeyError:
            return None
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(data, parser)

    def _relations(self, path: str) -> dict[str, tuple[str, str]]:
        """For each relation its kind and the path to which it leads, without external ones."""
        folder, file = posixpath.split(path)
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for relation in root if root is not None else ():
            target = relation.get("Target", "")
            if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                path = (
                    target[1:]
                    if target.startswith("/")
                    else posixpath.normpath(posixpath.join(folder, target))
                )
                found[relation.get("Id", "")] = (kind, path)
        return found
