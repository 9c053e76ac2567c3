"""The parts of a DOCX that hold text: the main one, and those related to it."""

import io
import posixpath
import zipfile
from functools import cached_property
from typing import TypeAlias

from lxml import etree

from reader.content.packages import check_archive
from reader.errors import ReadError

Element: TypeAlias = etree._Element

_NAMESPACES = {
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
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _NAMESPACES["w"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _NAMESPACES["r"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": _NAMESPACES["a"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": _NAMESPACES["m"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": _NAMESPACES["wp"].encode(),
}
_MAIN = "word/document.xml"


def qn(short: str) -> str:
    """The qualified name of "w:p"; of a path such as "w:pPr/w:rPr", that of each step."""
    return "/".join(
        f"{{{_NAMESPACES[prefix]}}}{local}"
        for prefix, _, local in (step.partition(":") for step in short.split("/"))
    )


def is_switched_on(flag: Element | None) -> bool:
    """A property such as <w:vanish/> that is not switched off."""
    return flag is not None and flag.get(qn("w:val"), "1") not in ("0", "false", "off", "none")


def value_at(node: Element | None, path: str) -> str | None:
    """The `w:val` of the element at a path below the node; None where one of the two is not."""
    found = node.find(qn(path)) if node is not None else None
    return found.get(qn("w:val")) if found is not None else None


class DocxPackage:
    """Raises ReadError: `bomb`, `damaged`, `encrypted`; nothing is unpacked before the whole was
    measured.
    """

    def __init__(self, data: bytes) -> None:
        check_archive(data)
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        roots = self._relations("").values()
        main_paths = (path for kind, path in roots if kind == "officeDocument")
        self.main_path = next(main_paths, _MAIN)
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
        paths = (path for found, path in self.relations.values() if found == kind)
        return self.part(next(paths, ""))

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
            if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                target = posixpath.join("/", folder, relation.get("Target", ""))
                found[relation.get("Id", "")] = (kind, posixpath.normpath(target).lstrip("/"))
        return found
