"""Headings that are nothing but a list of bodies."""

import re

from reader.phrases.bodies import ASIDE, EXPLAINED, are_bodies, body_names_in, names_end
from reader.phrases.vocabulary import BODY, LEAD_IN, PREFACE
from reader.text import compile_phrases

_DUTY = re.compile(
    r"(?<!\w)(?:chủ trì|phối hợp|tham mưu|trách nhiệm|thực hiện|triển khai|ban hành|báo cáo)(?!\w)"
)
_PLAIN_BODY = compile_phrases(
    r"""
    # bodies that BODY knows only by a capital letter after the first word
    (?:
    Phòng(?! (?:chống|ngừa|cháy|bệnh|trừ|thủ))|Đài|Trạm|Đội|Phường|Xã(?! hội)
    |Hội(?! (?:nghị|thảo|chợ|nhập|họp|thi|diễn|đàm))
    |Vụ(?! (?:việc|đông|mùa|hè|án|xuân))
    |Báo(?! cáo)|Thanh tra|Tổ(?! chức)
    ) \w
    """
)


def heading_bodies(text: str) -> tuple[str, ...]:
    """The names when a heading is nothing but a list of bodies ("6. Đề nghị Liên đoàn Lao động
    tỉnh"), else ().
    """
    text = text.rstrip(" :.;")
    if text.isupper():
        return _capital_bodies(text.capitalize())
    explained = EXPLAINED.search(text)
    text = text[: explained.start()] if explained and explained.end() == len(text) else text
    lead = LEAD_IN.match(text) or PREFACE.match(text)
    at = lead.end() if lead and BODY.match(text, lead.end()) else 0
    if len(text) - at > 500 or not BODY.match(text, at):
        return ()
    end, stop = names_end(text, at, heading=True)
    if end is None or (stop < len(text) and not ASIDE.match(text, end)):
        return ()
    return body_names_in(text[at:end]) if are_bodies(text[at:end]) else ()


def _capital_bodies(text: str) -> tuple[str, ...]:
    # Capitals hide what BODY looks at, and a heading that contains a duty's verb names no bodies.
    lead = LEAD_IN.match(text) or PREFACE.match(text)
    names = text[lead.end() :] if lead else text
    names = names[:1].upper() + names[1:]
    is_body = BODY.match(names) or _PLAIN_BODY.match(names)
    if len(names) > 300 or _DUTY.search(names) or not is_body or not are_bodies(names):
        return ()
    return body_names_in(names)
