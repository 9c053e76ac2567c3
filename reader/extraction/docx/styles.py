"""How a run of a DOCX looks, as far as it matters for reading: hidden, struck, and the font's old
encoding.
"""

from dataclasses import dataclass

from reader.extraction.docx.package import Element, is_switched_on, qn, value_at
from vietnam.language.old_letters import OldEncoding, encoding_of_font

_DEEPEST = 20  # styles based on styles


@dataclass(frozen=True)
class RunFormat:
    """`capitals`: a font that draws small letters as capitals."""

    is_hidden: bool = False
    is_struck: bool = False
    encoding: OldEncoding | None = None
    capitals: bool = False


class DocumentStyles:
    """The styles of one document, each with those on which it is based."""

    def __init__(self, root: Element | None) -> None:
        styles = root.findall(qn("w:style")) if root is not None else []
        defaults = root.find(qn("w:docDefaults/w:rPrDefault/w:rPr")) if root is not None else None
        self.by_id = {style.get(qn("w:styleId"), ""): style for style in styles}
        self.defaults = [defaults] if defaults is not None else []
        self.default_paragraph: str | None = None
        for style in styles:
            is_default = style.get(qn("w:default")) in ("1", "true", "on")
            if is_default and style.get(qn("w:type")) == "paragraph":
                self.default_paragraph = style.get(qn("w:styleId"), "")

    def chain(self, key: str | None) -> list[Element]:
        """The style and those below it, the nearest first."""
        found: list[Element] = []
        while key in self.by_id and len(found) < _DEEPEST:
            found.append(self.by_id[key])
            key = value_at(found[-1], "w:basedOn")
        return found

    def run_format(self, run: Element | None, paragraph_style: str | None) -> RunFormat:
        """Of a run with the properties `run` (w:rPr), in a paragraph of that style."""
        direct = [run] if run is not None else []
        of_run = self._properties(value_at(run, "w:rStyle"))
        of_paragraph = self._properties(paragraph_style or self.default_paragraph)
        levels = (direct, of_run, of_paragraph)
        everywhere = [*direct, *of_run, *of_paragraph, *self.defaults]
        is_struck = self._toggle("w:strike", *levels)
        return RunFormat(
            self._toggle("w:vanish", *levels),
            is_struck or is_switched_on(_nearest_property(everywhere, "w:dstrike")),
            *_font(everywhere),
        )

    def _properties(self, key: str | None) -> list[Element]:
        found = (style.find(qn("w:rPr")) for style in self.chain(key))
        return [properties for properties in found if properties is not None]

    def _toggle(
        self, tag: str, direct: list[Element], run: list[Element], paragraph: list[Element]
    ) -> bool:
        # ISO 29500-1, 17.7.3: the run's own property decides; else a style of the run reverses the
        # paragraph's.
        own = _nearest_property(direct, tag)
        if own is not None:
            return is_switched_on(own)
        if is_switched_on(_nearest_property(self.defaults, tag)):
            return True
        return is_switched_on(_nearest_property(run, tag)) != is_switched_on(
            _nearest_property(paragraph, tag)
        )


def _nearest_property(levels: list[Element], tag: str) -> Element | None:
    return next((found for level in levels if (found := level.find(qn(tag))) is not None), None)


def _font(levels: list[Element]) -> tuple[OldEncoding | None, bool]:
    # Letters above the plain alphabet are drawn in the font "hAnsi"; a font of the theme goes
    # before a named one.
    for level in levels:
        fonts = level.find(qn("w:rFonts"))
        if fonts is None:
            continue
        if fonts.get(qn("w:hAnsiTheme")) or fonts.get(qn("w:asciiTheme")):
            break
        font = fonts.get(qn("w:hAnsi")) or fonts.get(qn("w:ascii"))
        if font:
            return encoding_of_font(font)
    return None, False
