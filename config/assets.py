"""Third-party and bundled static files, made from the installed packages: the repository contains
none of them.

`collectstatic` (and any lookup by name) finds here: Bootstrap's CSS, htmx, Be Vietnam Pro reduced
to Vietnamese WOFF2, a font of figures with equal widths, and our own CSS and JS joined into one
file each.
"""

import os
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from config.fonts import subset_figures, subset_text

OWN = settings.BASE_DIR / "static" / "portal"
MADE = settings.BASE_DIR / "var" / "assets"
BOOTSTRAP = ("js_lib_bootstrap5", "static/js-lib-bootstrap5/css/bootstrap.min.css")
HTMX = ("django_htmx", "static/django_htmx/htmx-2.min.js")
WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold"}


def package_file(package: str, path: str) -> Path:
    return Path(str(files(package))) / path


def without_source_map(source: Path) -> bytes:
    """The manifest step would ask for the map file, which is three times as large as the code."""
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
    """For the pages for workers, which load nothing else."""
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
