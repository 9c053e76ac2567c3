"""The deadlines of a passage, looked for only where a word of time occurs and once for each text;
and those that it announces without a day that can be read: "trước ngày", "chậm nhất ngày …/…/2026".
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from reader.text import compile_phrases
from vietnam.deadlines import StatedDeadline, find_deadlines

_TIMELY = compile_phrases(
    r"""
    \d|thường xuyên|định kỳ|liên tục|h[àằ]ng\s|mỗi\s|sau khi|ngay khi|tuần|tháng|quý|quí
    |\bnăm\b|\bngày\b|duy trì
    """,
    re.IGNORECASE,
)
_TIME_LABEL = compile_phrases(
    r"""
    (?:(?:trong|cuối|đầu|giữa|đến|hết|từ|trước)\s+)?
    (?:ngày|tháng|quý|quí|năm|giai đoạn|\d{1,2}/\d)
    [^:;]{0,60}:(?=\s)
    """,
    re.IGNORECASE,
)
_UNDATED = re.compile(
    r"""
    (?<!\w)(?:
      (?P<lunar>  # days of the lunar calendar, by which the portal does not count
        (?:(?:hoàn\s+thành|xong|kết\s+thúc)\s+)?trước\s+(?:dịp\s+|kỳ\s+nghỉ\s+)?(?:ngày\s+)?
        (?:rằm(?:\s+tháng\s+\w{1,9}(?:\s+năm\s+\d{4})?)?|tết)
      )
    | (?P<week>(?:trong|vào)\s+tuần\s+(?:đầu|cuối|giữa|thứ)[^;:.,\n]{0,20})
    | (?:chậm|muộn)\s+nhất (?:\s+(?:là|vào|trong|đến|trước|hết))* (?P<by_day>\s+ngày)?
    | (?P<day>
        (?:
          (?:trước|đến\s+hết|hết|(?<!tính\s)đến)
          (?:  # an hour before the day
            \s+(?:lúc\s+)?[\d….]{1,9}\s?(?:giờ|h|g|:)\s?[\d….]{0,9}(?:\s?phút)?,?(?:\s+của)?
          )?
        | không\s+(?:quá|(?:muộn|chậm|trễ)(?:\s+(?:hơn|quá))?)
        ) \s+ ngày
      )
    | (?P<pen>(?:vào|đúng|trong|trước|đến|hết)\s+(?:ngày|tháng|quý|năm|tuần))
    | (?:hoàn\s+thành|xong|kết\s+thúc) (?:\s+xong)? \s+
      (?:trước|trong|vào) (?P<done_day>\s+ngày)?
    | (?P<term>
        (?:thời\s+)?hạn\s+
        (?:chót|cuối\s+cùng|cuối|nộp|gửi|trả\s+lời|báo\s+cáo|hoàn\s+thành)\b
        [^:;.,\n]{0,30}?(?::|\s(?:là|vào)\b)
      | (?:thời\s+)?hạn\s*:(?=[ \t]*\S)
      )
    | (?P<count>trong\s+(?:thời\s+hạn|vòng))
    )(?!\w)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What is left for a pen: "…/…/2026", "/2027", "15/…/2026", "…", "___"; after "ngày" also "    tháng
# năm 2026". A `pen` head alone announces nothing: "trong tháng", "vào ngày khai mạc". Every run has
# a limit, so that no text takes longer than its length.
_PEN = r"[….·_\s]{0,60}"
_BLANK = compile_phrases(
    rf"""
    [\s:]{{0,20}}
    (?:
    {_PEN}/{_PEN}[\d/….·_]{{0,30}}
    |\d{{1,2}}\s?/\s?[….·_]{{1,20}}[\s/]{{0,5}}\d{{0,4}}
    |…|\.{{2,20}}|_{{2,60}}
    )
    """
)
_BLANK_DAY = compile_phrases(
    rf"""
    {_PEN}tháng\s
    |\s{{0,9}}\d{{1,2}}\s{{1,9}}tháng\s{{0,9}}(?:[….·_]{{1,20}}|\s{{0,9}}năm)
    """,
    re.IGNORECASE,
)
_NO_PERIOD = compile_phrases(
    r"""
    (?<=tháng)\s{1,9}(?:00?|1[3-9]|[2-9]\d)(?!\d)
    |(?<=quý)\s{1,9}(?:0?[05-9]|VI{0,3}|IX|X)(?!\w)
    """,
    re.IGNORECASE,
)
_LINE_END = re.compile(r"[ \t]{0,9}\n\s{0,9}(?=\d)|(?<!\n)\n(?!\n)")  # within a sentence
_REACH = 60  # characters after the head within which its day stands
_BEFORE = 40
_ENDS = re.compile(r"[;\n]|[.](?=\s|$)")
_BY_RULE = compile_phrases(
    r"""
    \s*(?:do |theo |đã |được )*(?:pháp luật |luật )?(?:quy định|luật định|cho phép|nêu trên)\b
    """,
    re.IGNORECASE,
)


def deadlines_in(text: str, issued_on: date | None = None) -> tuple[StatedDeadline, ...]:
    """The deadlines in prose; a time before a colon at the start ("Tháng 7 năm 2024: sơ kết …")
    counts as a field.
    """
    if not _TIMELY.search(text):
        return ()
    label = _TIME_LABEL.match(text)
    opening = _deadlines(label[0], issued_on, True) if label else ()
    if label is None or not opening:
        return _deadlines(text, issued_on, False)
    at = label.end()
    rest = _deadlines(text[at:], issued_on, False)
    return (*opening, *(replace(d, start=d.start + at, end=d.end + at) for d in rest))


def deadlines_in_field(text: str, issued_on: date | None = None) -> tuple[StatedDeadline, ...]:
    """The deadlines in the value of a "Thời gian …:" line or in a cell."""
    return _deadlines(text, issued_on, True) if text else ()


@lru_cache(maxsize=512)
def _deadlines(text: str, issued_on: date | None, field: bool) -> tuple[StatedDeadline, ...]:
    return tuple(find_deadlines(text, issued_on=issued_on, field=field))


def find_undated_phrases(text: str, issued_on: date | None) -> Iterator[tuple[int, int]]:
    """The places of deadlines without a day, in order."""
    text = _LINE_END.sub(lambda found: " " * len(found[0]), text)
    for head in _UNDATED.finditer(text):
        at = head.end()
        names_day = any(head[name] for name in ("day", "by_day", "done_day", "lunar", "week"))
        if not names_day and _BY_RULE.match(text, at):
            continue
        blank = _BLANK.match(text, at) or (head["pen"] and _NO_PERIOD.match(text, at))
        if not blank and (names_day or head["pen"]):
            blank = _BLANK_DAY.match(text, at)
        is_announced = head["count"] or head["pen"]
        if blank or not (is_announced or _is_dated(text, head, issued_on, names_day=names_day)):
            end = blank.end() if blank else at
            yield head.start(), head.start() + len(text[head.start() : end].rstrip(" .,:"))


def _is_dated(text: str, head: re.Match[str], issued_on: date | None, *, names_day: bool) -> bool:
    # A deadline is read there, in prose or as the value of a field. Where the phrase names a day
    # ("trước ngày"), a value must begin with it: of "15 tháng Chạp năm 2026" only the year is read.
    stop = _ENDS.search(text, head.end(), head.end() + _REACH)
    reach = stop.start() if stop else min(head.end() + _REACH, len(text))
    first = max(head.start() - _BEFORE, 0)
    window = text[first : min(reach + _BEFORE, len(text))]
    for found in deadlines_in(window, issued_on):
        if found.start < reach - first and found.end > head.start() - first:
            return True
    values = (text[start:reach].strip(" :.;") for start in (head.start(), head.end()))
    return any(
        found.start == 0 or not names_day
        for value in values
        for found in deadlines_in_field(value, issued_on)
    )
