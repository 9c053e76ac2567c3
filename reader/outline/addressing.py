"""Whom a letter or dispatch is sent to, and whom a conclusion addresses, when its items do not
say.
"""

import re

from reader.outline.header import DocumentHeader
from reader.outline.paragraphs import Paragraph
from reader.phrases.bodies import body_names_in
from reader.phrases.vocabulary import BODY
from reader.text.markers import MarkerLevel
from reader.text.source import squeeze_spaces

_SENT_TO = re.compile(r"(?i)^(?:kính gửi\s*:?|.{0,80}\bđiện\s*:)\s*")
_MEETING = re.compile(
    r"(?i:buổi làm việc|cuộc họp|cuộc làm việc|làm việc|buổi kiểm tra|kiểm tra"
    r"|hội nghị)\s+(?:[^.;,]{0,40}?\s)?(?:với|tại)\s+(?:(?:tập thể|các đồng chí|lãnh đạo chủ chốt"
    r"|lãnh đạo|đại diện|Ban Thường vụ|Ban Chấp hành|Thường trực|Thường vụ)\s+)*"
    r"(?P<name>(?i:tỉnh ủy|thành ủy|huyện ủy|đảng ủy|tỉnh|thành phố|huyện|thị xã|quận|xã|phường"
    r"|UBND tỉnh|UBND thành phố|UBND huyện|Sở|Bộ|Ban Quản lý)\s+(?:[A-ZĐÀ-Ỹ][\w-]*|và"
    r"|các)(?:\s(?:-\s)?(?:[A-ZĐÀ-Ỹ][\w-]*|và(?=\s[A-ZĐÀ-Ỹ])))*)"
)


def drop_addressees(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[str]]:
    """Remove the "Kính gửi: …" block; returns the rest and the names in the block."""
    for at, paragraph in enumerate(paragraphs[:8]):
        match = _SENT_TO.match(paragraph.text)
        if not match or len(paragraph.text) > 600:
            continue
        entries = [paragraph.text[match.end() :]]
        end = at + 1
        while end < len(paragraphs) and _is_entry(paragraphs[end]):
            entries.append(paragraphs[end].text)
            end += 1
        return paragraphs[:at] + paragraphs[end:], [
            squeeze_spaces(e).rstrip(" ;.,") for e in entries if e.strip(" ;.,")
        ]
    return paragraphs, []


def _is_entry(paragraph: Paragraph) -> bool:
    if paragraph.marker and paragraph.marker.level is MarkerLevel.DASH:
        return True
    return (
        paragraph.marker is None
        and len(paragraph.text) < 160
        and bool(BODY.match(paragraph.text))
        and paragraph.text.endswith((";", "."))
    )


def context_bodies(
    header: DocumentHeader, paragraphs: list[Paragraph], addressed: list[str]
) -> tuple[str, ...]:
    """The body a conclusion was given to ("buổi làm việc với lãnh đạo tỉnh Phú Thọ"), else those
    the letter is sent to.
    """
    if header.kind in ("TB", "KL"):
        title = header.title.title() if header.title.isupper() else header.title
        opening = " ".join(p.text for p in paragraphs[:2])[:1500]
        for text in (opening, title):
            match = _MEETING.search(text)
            if match:
                name = squeeze_spaces(match["name"])
                return (
                    name[0].lower() + name[1:]
                    if name.lower().startswith(("tỉnh ", "thành phố ", "huyện "))
                    else name,
                )
    return tuple(name for entry in addressed for name in body_names_in(entry))
