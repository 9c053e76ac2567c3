"""Parts of a package (XLSX, ODS) as a stream of elements: by their local names, so that any prefix
and the Strict namespaces are read alike; nothing that a part declares is followed.
"""

import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from tables.cells import TableError


def read_elements(
    archive: zipfile.ZipFile, name: str, *wanted: str, at_start: tuple[str, ...] = ()
) -> Iterator[tuple[str, Any]]:
    """(local name, element) of the wanted elements at their end, of those `at_start` when they
    begin; each is emptied after it was given.

    Raises TableError for what is no XML or declares a document type, as bombs do.
    """
    tags = [f"{{*}}{tag}" for tag in (*wanted, *at_start)]
    try:
        with archive.open(name) as stream:
            events = etree.iterparse(
                stream,
                events=("start", "end"),
                tag=tags,
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
            )
            for number, (event, element) in enumerate(events):
                if number == 0 and element.getroottree().docinfo.doctype:
                    raise TableError("damaged")
                local = etree.QName(element).localname
                if event == "start" and local in at_start:
                    yield local, element
                elif event == "end" and local in wanted:
                    yield local, element
                    _drop_element(element)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, EOFError, OSError) as error:
        raise TableError("damaged") from error


def _drop_element(element: Any) -> None:
    # What was seen is dropped, else the whole part would grow in memory.
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            return
        del parent[0]


def local_name(element: Any) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def attribute(element: Any, name: str, default: str = "") -> str:
    """By its local name: `r:id` of any relationship namespace."""
    found = element.get(name)
    if found is not None:
        return str(found)
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return default


def is_true(text: str) -> bool:
    return text in ("1", "true", "on")
