"""Third-party and bundled static files, made from the installed packages: the repository contains
none of them.

`collectstatic` (and any lookup by name) finds here: Bootstrap's CSS, htmx, Be Vietnam Pro reduced
to Vietnamese WOFF2, a font of figures with equal widths, and our own CSS and JS joined into one
file each. Cut fonts are the same bytes on every machine.
"""

import logging
import os
from collections.abc import Callable, Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

OWN = settings.BASE_DIR / "static" / "portal"
MADE = settings.BASE_DIR / "var" / "assets"
BOOTSTRAP = ("js_lib_bootstrap5", "static/js-lib-bootstrap5/css/bootstrap.min.css")
HTMX = ("django_htmx", "static/django_htmx/htmx-2.min.js")
WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold"}


def package_file(package: str, path: str) -> Path:
    return Path(str(files(package))) / path


def without_source_map(source: Path) -> bytes:
    # The manifest step would ask for the map file, which is three times as large as the code.
    return b"\n".join(
        line for line in source.read_bytes().splitlines() if b"sourceMappingURL=" not in line
    )


def joined_styles() -> bytes:
    """Tokens first, print last, the others in the order of their names."""
    rank = {"tokens.css": 0, "base.css": 1, "print.css": 3}
    sheets = sorted(
        (OWN / "css").glob("*.css"), key=lambda sheet: (rank.get(sheet.name, 2), sheet.name)
    )
    return b"\n".join(sheet.read_bytes() for sheet in sheets)


def public_styles() -> bytes:
    # For the pages for workers, which load nothing else.
    sheets = ("tokens.css", "base.css", "public/public.css")
    return b"\n".join((OWN / "css" / name).read_bytes() for name in sheets)


def joined_scripts() -> bytes:
    """One module; a block around each file keeps its names private, so a file has neither imports
    nor exports.
    """
    return b"\n".join(
        b"{\n" + script.read_bytes() + b"}" for script in sorted((OWN / "js").glob("*.js"))
    )


def font_file(weight: int) -> Path:
    return package_file("fontpkg_be_vietnam_pro", f"files/BeVietnamPro-{WEIGHTS[weight]}.ttf")


# Fonts -------------------------------------------------------------------------------------------
logging.getLogger("fontTools").setLevel(
    logging.WARNING
)  # at INFO it names every glyph, 400 lines for a font

# Latin with Western European letters, Vietnamese with its combining marks, punctuation, the đồng
# sign.
TEXT = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    0x1A0,
    0x1A1,
    0x1AF,
    0x1B0,
    *range(0x300, 0x324),
    *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2030),
    0x2030,
    0x2039,
    0x203A,
    0x20AB,
    0x2212,
]
FIGURES = range(0x30, 0x3A)
FIGURE_WIDTH = 660  # of 1000; the font's own figures are 385 to 716 wide and it has no `tnum`


def subset_text(source: Path) -> bytes:
    return _woff2(_subset(source, TEXT, features=["ccmp", "locl", "mark", "mkmk", "kern", "liga"]))


def subset_figures(source: Path) -> bytes:
    """The ten figures, all of the same width, so that numbers in a column are aligned."""
    font = _subset(source, FIGURES, features=[])
    for name in font.getGlyphOrder()[1:]:
        glyph = font["glyf"][name]
        width, _left = font["hmtx"][name]
        glyph.coordinates.translate(((FIGURE_WIDTH - width) // 2, 0))
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (FIGURE_WIDTH, glyph.xMin)
    return _woff2(font)


def _subset(source: Path, letters: "list[int] | range", *, features: list[str]) -> "TTFont":
    from fontTools import subset  # slow import
    from fontTools.ttLib import TTFont  # slow import

    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(
        layout_features=features, hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 13, 14]
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def _woff2(font: "TTFont") -> bytes:
    target = BytesIO()
    font.flavor = "woff2"
    font.save(target)
    return target.getvalue()


# Finding -----------------------------------------------------------------------------------------
ASSETS: dict[str, Callable[[], bytes]] = {
    "vendor/bootstrap.css": lambda: without_source_map(package_file(*BOOTSTRAP)),
    "vendor/htmx.js": lambda: package_file(*HTMX).read_bytes(),
    "portal/css/portal.css": joined_styles,
    "portal/css/public.css": public_styles,
    "portal/js/portal.js": joined_scripts,
} | {
    f"portal/fonts/{name}-{weight}.woff2": lambda cut=cut, weight=weight: cut(font_file(weight))
    for weight in WEIGHTS
    for name, cut in (("be-vietnam-pro", subset_text), ("be-vietnam-figures", subset_figures))
}
KEPT = frozenset(path for path in ASSETS if path.startswith(("portal/fonts/", "vendor/")))


class PackageFinder(BaseFinder):
    """Serves ASSETS from `var/assets`, where each is made on first use; `collectstatic` makes all
    of them again.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.storage = FileSystemStorage(location=MADE)

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:
        if path not in ASSETS:
            return []
        target = Path(self.storage.path(path))
        if path not in KEPT or not target.exists():
            _write(target, ASSETS[path]())
        return [str(target)] if find_all else str(target)

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        for path, make in ASSETS.items():
            _write(Path(self.storage.path(path)), make())
            yield path, self.storage


def _write(target: Path, content: bytes) -> None:
    if target.exists() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    partial.write_bytes(content)
    partial.replace(target)
