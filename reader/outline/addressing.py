"""Whom a letter or dispatch is sent to, and whom a conclusion addresses, when its items do not
say.
"""

import re
from itertools import takewhile

from reader.outline.header import DocumentHeader
from reader.outline.paragraphs import Paragraph
from reader.phrases import BODY, body_names_in
from reader.text import MarkerLevel, compile_phrases, squeeze_spaces

# Letters begin with "Kính gửi", dispatches with "… điện:".
_SENT_TO = re.compile(r"(?i)^(?:kính gửi\s*:?|.{0,80}\bđiện\s*:)\s*")
# "… tại buổi làm việc với lãnh đạo tỉnh Phú Thọ": whose meeting it was.
_MEETING = compile_phrases(
    r"""
    (?i:buổi làm việc|cuộc họp|cuộc làm việc|làm việc|buổi kiểm tra|kiểm tra|hội nghị)\s+
    (?:[^.;,]{0,40}?\s)?(?:với|tại)\s+
    (?:  # those who received it
    (?:
    tập thể|các đồng chí|lãnh đạo chủ chốt|lãnh đạo|đại diện|Ban Thường vụ|Ban Chấp hành
    |Thường trực|Thường vụ
    )\s+
    )*
    (?P<name>
    Ban Quản lý (?:các )?(?i:khu (?:công nghiệp|kinh tế|công nghệ cao))(?: tỉnh| thành phố)?
    (?:\s[A-ZĐ][\w-]*)*
    |(?i:
    tỉnh ủy|thành ủy|huyện ủy|đảng ủy|tỉnh|thành phố|huyện|thị xã|quận|xã|phường
    |UBND tỉnh|UBND thành phố|UBND huyện|Sở|Bộ|Ban Quản lý
    )\s+
    (?:[A-ZĐÀ-Ỹ][\w-]*|và|các)
    (?:\s(?:-\s)?(?:[A-ZĐÀ-Ỹ][\w-]*|và(?=\s[A-ZĐÀ-Ỹ])))*
    )
    """
)
_PLACES = ("tỉnh ", "thành phố ", "huyện ")
_PARAGRAPHS_BEFORE = 8
_LONGEST_BLOCK = 600  # characters
_LONGEST_ENTRY = 160


def drop_addressees(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[str]]:
    """Remove the "Kính gửi: …" block; returns the rest and the names in the block."""
    for at, paragraph in enumerate(paragraphs[:_PARAGRAPHS_BEFORE]):
        match = _SENT_TO.match(paragraph.text)
        if match and len(paragraph.text) <= _LONGEST_BLOCK:
            entries = list(takewhile(_is_entry, paragraphs[at + 1 :]))
            rest = paragraphs[:at] + paragraphs[at + 1 + len(entries) :]
            texts = [paragraph.text[match.end() :], *(entry.text for entry in entries)]
            return rest, [squeeze_spaces(t).rstrip(" ;.,") for t in texts if t.strip(" ;.,")]
    return paragraphs, []


def _is_entry(paragraph: Paragraph) -> bool:
    if paragraph.marker:
        return paragraph.marker.level is MarkerLevel.DASH
    is_short = len(paragraph.text) < _LONGEST_ENTRY and paragraph.text.endswith((";", "."))
    return is_short and bool(BODY.match(paragraph.text))


def context_bodies(
    header: DocumentHeader, paragraphs: list[Paragraph], addressed: list[str]
) -> tuple[str, ...]:
    """The body a conclusion was given to ("buổi làm việc với lãnh đạo tỉnh Phú Thọ"), else those
    the letter is sent to.
    """
    if header.kind in ("TB", "KL"):
        title = header.title.title() if header.title.isupper() else header.title
        opening = " ".join(p.text for p in paragraphs[:2])[:1500]
        match = _MEETING.search(opening) or _MEETING.search(title)
        if match:
            name = squeeze_spaces(match["name"])
            is_place = name.lower().startswith(_PLACES)
            return (name[0].lower() + name[1:] if is_place else name,)
    return tuple(name for entry in addressed for name in body_names_in(entry))
