"""Deadlines that a text announces without a day that can be read: "trước ngày", "chậm nhất ngày
…/…/2026".
"""

import re
from collections.abc import Iterator
from datetime import date

from reader.phrases.times import deadlines_in, deadlines_in_field

_HEAD = re.compile(
    r"""(?ix)(?<!\w)(?:
      (?:chậm|muộn)\s+nhất (?:\s+(?:là|vào|trong|đến|trước|hết))* (?P<by_day>\s+ngày)?
    | (?P<day>(?:(?:trước|đến\s+hết|hết|(?<!tính\s)đến)(?:\s+(?:lúc\s+)?[\d….]{1,9}\s?(?:giờ|h|g|:)\s?[\d….]{0,9}(?:\s?phút)?,?(?:\s+của)?)?
             |không\s+(?:quá|(?:muộn|chậm|trễ)(?:\s+(?:hơn|quá))?)) \s+ ngày)
    | (?P<pen>(?:vào|đúng|trong|trước|đến|hết)\s+(?:ngày|tháng|quý|năm|tuần))
    | (?:hoàn\s+thành|xong|kết\s+thúc) (?:\s+xong)? \s+ (?:trước|trong|vào) (?P<done_day>\s+ngày)?
    | (?P<term>(?:thời\s+)?hạn\s+(?:chót|cuối\s+cùng|cuối|nộp|gửi|trả\s+lời|báo\s+cáo|hoàn\s+thành)\b[^:;.,\n]{0,30}?(?::|\s(?:là|vào)\b)
             | (?:thời\s+)?hạn\s*:(?=[ \t]*\S))
    | (?P<count>trong\s+(?:thời\s+hạn|vòng))
    )(?!\w)"""
)
# What is left for a pen: "…/…/2026", "/2027", "15/…/2026", "…", "___"; after "ngày" also "    tháng
# năm 2026". A `pen` head alone announces nothing: "trong tháng", "vào ngày khai mạc". Every run has
# a limit, so that no text takes longer than its length.
_PEN = r"[….·_\s]{0,60}"
_BLANK = re.compile(
    rf"[\s:]{{0,20}}(?:{_PEN}/{_PEN}[\d/….·_]{{0,30}}"
    rf"|\d{{1,2}}\s?/\s?[….·_]{{1,20}}[\s/]{{0,5}}\d{{0,4}}|…|\.{{2,20}}|_{{2,60}})"
)
_BLANK_DAY = re.compile(
    rf"(?i){_PEN}tháng\s|\s{{0,9}}\d{{1,2}}\s{{1,9}}tháng\s{{0,9}}(?:[….·_]{{1,20}}|\s{{0,9}}năm)"
)
_NO_PERIOD = re.compile(
    r"(?i)(?<=tháng)\s{1,9}(?:00?|1[3-9]|[2-9]\d)(?!\d)|(?<=quý)\s{1,9}(?:0?[05-9]|VI{0,3}|IX"
    r"|X)(?!\w)"
)
_LINE_END = re.compile(r"[ \t]{0,9}\n\s{0,9}(?=\d)|(?<!\n)\n(?!\n)")  # within a sentence
_REACH = 60  # characters after the head within which its day stands
_BEFORE = 40
_ENDS = re.compile(r"[;\n]|[.](?=\s|$)")
_BY_RULE = re.compile(
    r"(?i)\s*(?:do |theo |đã |được )*(?:pháp luật |luật )?(?:quy định|luật định|cho phép"
    r"|nêu trên)\b"
)


def find_undated_phrases(text: str, issued_on: date | None) -> Iterator[tuple[int, int]]:
    """The places of such phrases, in order."""
    text = _LINE_END.sub(lambda found: " " * len(found[0]), text)
    for head in _HEAD.finditer(text):
        if not _day_of(head) and _BY_RULE.match(text, head.end()):
            continue
        stop = _ENDS.search(text, head.end(), head.end() + _REACH)
        reach = stop.start() if stop else min(head.end() + _REACH, len(text))
        blank = _BLANK.match(text, head.end()) or (
            head["pen"] and _NO_PERIOD.match(text, head.end())
        )
        if not blank and (_day_of(head) or head["pen"]):
            blank = _BLANK_DAY.match(text, head.end())
        if blank or not (head["count"] or head["pen"] or _is_dated(text, head, reach, issued_on)):
            end = max(blank.end() if blank else 0, head.end())
            yield head.start(), head.start() + len(text[head.start() : end].rstrip(" .,:"))


def _is_dated(text: str, head: re.Match[str], reach: int, issued_on: date | None) -> bool:
    """Whether a deadline is read there, in prose or as the value of a field.

    Where the phrase names a day ("trước ngày"), a value must begin with it: of "15 tháng Chạp năm
    2026" only the year is read.
    """
    first = max(head.start() - _BEFORE, 0)
    window = text[first : min(reach + _BEFORE, len(text))]
    low, high = head.start() - first, reach - first
    if any(found.start < high and found.end > low for found in deadlines_in(window, issued_on)):
        return True
    values = (text[start:reach].strip(" :.;") for start in (head.start(), head.end()))
    return any(
        found.start == 0 or not _day_of(head)
        for value in values
        for found in deadlines_in_field(value, issued_on)
    )


def _day_of(head: re.Match[str]) -> str | None:
    return head["day"] or head["by_day"] or head["done_day"]
