"""Be Vietnam Pro (SIL Open Font License) cut to what Vietnamese pages use, the same bytes on every
machine.

fontTools is loaded where a font is cut, when static files are collected; the image has it no more.
"""

import logging
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

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
        glyph, (width, _) = font["glyf"][name], font["hmtx"][name]
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
