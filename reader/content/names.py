"""The name under which people see and download a file: its ending comes from the content, never
from the given name.
"""

import re

from vietnam.text import clean_line

LONGEST = 200
"""Characters of a whole name."""
NAMELESS = "tep"
_FORBIDDEN = re.compile(r'[<>:"|?*]')
"""What Windows allows in no name."""
_ENDING = re.compile(r"\s*\.\s*([a-z][a-z0-9]{0,10}|7z)\s*$", re.IGNORECASE)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)", re.IGNORECASE)
_KNOWN = frozenset(
    [
        "pdf",
        "doc",
        "docx",
        "docm",
        "dot",
        "dotx",
        "dotm",
        "rtf",
        "odt",
        "ods",
        "odp",
        "xls",
        "xlsx",
        "xlsm",
        "xlsb",
        "xlt",
        "xltx",
        "xltm",
        "csv",
        "tsv",
        "txt",
        "text",
        "ppt",
        "pptx",
        "pptm",
        "pps",
        "jpg",
        "jpeg",
        "jpe",
        "png",
        "webp",
        "gif",
        "bmp",
        "tif",
        "tiff",
        "heic",
        "heif",
        "svg",
        "zip",
        "rar",
        "7z",
        "gz",
        "tgz",
        "tar",
        "htm",
        "html",
        "xhtml",
        "mht",
        "mhtml",
        "xml",
        "json",
        "eml",
        "msg",
        "exe",
        "bat",
        "cmd",
        "com",
        "scr",
        "pif",
        "msi",
        "msp",
        "jar",
        "js",
        "jse",
        "vbs",
        "vbe",
        "ps1",
        "psm1",
        "sh",
        "wsf",
        "wsh",
        "wsc",
        "hta",
        "cpl",
        "dll",
        "lnk",
        "url",
        "reg",
        "iso",
        "img",
        "apk",
        "app",
        "dmg",
        "pkg",
        "deb",
        "rpm",
        "py",
        "php",
        "asp",
        "aspx",
        "jsp",
        "chm",
        "hlp",
        "inf",
        "scf",
        "gadget",
        "application",
        "appref",
        "xll",
        "iqy",
        "slk",
    ]
)
"""Endings that really are endings; "Bao cao ngay 12.11" and "QD 45.UBND" have none."""


def safe_name(name: str, ending: str) -> str:
    """As people read it, with one ending, at most 200 characters.

    `ending` without its dot, as the content proved it; "" leaves the name without any.
    """
    stem = _bare_stem(_visible_name(name))
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    after = f".{ending}" if ending else ""
    return (stem[: LONGEST - len(after)].rstrip(" .") or NAMELESS) + after


def shown_name(name: str) -> str:
    """The name as given, made fit for a sentence: for refused files, which have no proven
    ending.
    """
    return _visible_name(name).strip()[:LONGEST] or NAMELESS


def _visible_name(name: str) -> str:
    # Cleaned as every stored line, without folders and without what Windows allows in no name.
    last = clean_line(name).replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return _FORBIDDEN.sub("_", last)


def _bare_stem(shown: str) -> str:
    # Without all its endings, known ones one after the other: "Bao_cao.pdf.bat" is "Bao_cao".
    stem = shown.strip(" .")
    while (found := _ENDING.search(stem)) and found[1].lower() in _KNOWN and found.start() > 0:
        stem = stem[: found.start()].rstrip(" .")
    return stem
