"""How often something is owed, without a day: định kỳ hằng tháng, ít nhất 01 đợt/tháng.

A pattern stands one part to a line, each with its comment; re.VERBOSE would drop the spaces, which
mean something between words.
"""

import re

from vietnam.deadlines.context import DOING, PhraseContext, PhraseRule
from vietnam.deadlines.model import Bound, DeadlineKind, Frequency, Recurrence, StatedDeadline
from vietnam.deadlines.moments import EACH, YEAR

_FREQUENCIES: dict[str, Frequency] = {
    "tuần": "weekly",
    "tháng": "monthly",
    "1 tháng": "monthly",
    "quý": "quarterly",
    "quí": "quarterly",
    "3 tháng": "quarterly",
    "6 tháng": "half_yearly",
    "sáu tháng": "half_yearly",
    "nửa năm": "half_yearly",
    "năm": "yearly",
    "1 năm": "yearly",
    "12 tháng": "yearly",
}
UNIT = (
    r"(?:tuần|0?1 tháng|0?3 tháng|0?6 tháng|sáu tháng|12 tháng|tháng|qu[ýí]|0?1 năm|nửa năm|năm)"
    r"(?!\w)"
)
_ONCE = r"(?: ?/ ?(?:1|01|một)? ?lần| (?:một|1|01) lần)?"
_NOUN = (
    r"(?:lần|đợt|phiên|kỳ|cuộc|buổi|tin|bài|số|chuyên mục|chuyên đề|báo cáo|hội nghị|lớp|ngày"
    r"|chương trình|hoạt động|sản phẩm|clip|video|chuyến|đoàn|lượt|sàn|hội chợ|tin bài|phóng sự"
    r"|văn bản)"
)
_FEW = r"(?P<count>\d{1,2}) (?P<unit>tháng|tuần)"
_LEAST = r"(?:ít nhất|tối thiểu|không ít hơn|không dưới|từ)"


def frequency_named(written: str) -> Frequency:
    """Of the words that UNIT finds: "tháng", "06 tháng"."""
    return _FREQUENCIES[re.sub(r"^0", "", written)]


def recurring_deadline(recurrence: Recurrence, bound: Bound | None = None) -> StatedDeadline:
    return StatedDeadline(DeadlineKind.RECURRING, bound, recurrence=recurrence)


def _named_frequencies(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return [
        recurring_deadline(Recurrence(frequency_named(unit)))
        for unit in re.findall(UNIT, found["units"])
    ]


# After these a "hằng năm" only says of what year the money, the plan, the benefit is.
_NOUNS = (
    "ngân sách|nhà nước|dự toán|kinh phí|kế hoạch|chương trình|trợ cấp|lương|tiền lương|thu nhập"
    "|phí|bình quân|mức|quỹ|chỉ tiêu|tỷ lệ|phụ cấp|học phí|sinh hoạt phí|nhiệm vụ|số liệu"
    "|tăng trưởng|chi|định mức|mục tiêu"
)
_OF_NOUN = re.compile(
    rf"\b(?:{_NOUNS})$|\b(?:kế hoạch|chương trình) (?:công tác|hoạt động|làm việc)$"
)
_REPORTED = re.compile(
    r"\b(?:báo cáo|giao ban)$"
    r"|\bbáo cáo(?: \S+){0,12} kết quả(?: (?:thực hiện|triển khai|công tác))*$"
    r"|\bbáo cáo kết quả(?: \S+){0,4}$"
)
_DOES = re.compile(
    rf"^,? ?(?:và )?(?:phải |có trách nhiệm |chủ động |tiến hành |đều |định kỳ )?(?:{DOING})\b"
)


def _clause_frequencies(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # A "hằng năm" by itself is owed work at the start of a clause, before its verb or at the end
    # of the clause.
    at, end = found.span()
    if not context.field:
        before = context.segment_before(at)
        if _REPORTED.search(before):
            return _named_frequencies(found, context)
        if _OF_NOUN.search(before):
            return []
        ends_clause = not context.segment_after(end) and context.is_task(at)
        if not (
            context.opens_clause(at) or ends_clause or _DOES.match(context.text[end : end + 60])
        ):
            return []
    return _named_frequencies(found, context)


def _least_count(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    count = int(found["count"])
    return (
        [recurring_deadline(Recurrence(frequency_named(found["unit"]), min_count=count))]
        if count
        else []
    )


def _least_count_in_task(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    is_demanded = context.is_task(found.start()) or re.search(_LEAST, found.group())
    return _least_count(found, context) if is_demanded else []


def _unnamed_frequency(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # Every so many months or weeks ("02 tháng/lần"): a rhythm for which there is no name, unless
    # it is one.
    return [
        recurring_deadline(
            Recurrence(frequency_named(found["unit"]) if int(found["count"]) == 1 else None)
        )
    ]


def _unsaid_frequency(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # A bare "định kỳ": something recurs, but the document does not say how often.
    end = found.end()
    if (
        context.field
        or context.opens_clause(found.start())
        or _DOES.match(context.text[end : end + 60])
    ):
        return [recurring_deadline(Recurrence(None))]
    return []


def _each_day(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # A rhythm for which there is no name; "hằng ngày" alone only says that work goes on.
    is_reported = _REPORTED.search(context.segment_before(found.start()))
    if found["hour"] or (is_reported and not context.field):
        return [recurring_deadline(Recurrence(None))]
    return []


RULES = (
    PhraseRule(
        "at_least",
        re.compile(
            rf"\b(?:{EACH} (?P<lead>tuần|tháng|quý|năm) )?"  # hằng năm
            rf"{_LEAST} (?P<count>\d{{1,3}})(?![\d.,/%]) "  # tối thiểu 02
            r"(?!đồng|triệu|tỷ|nghìn|phần trăm|người)"  # no sum and no share
            r"(?:[^\W\d]+,? ){0,9}?[^\W\d]+ ?"  # what: tin, bài tuyên truyền
            rf"(?:/ ?|(?:trong )?{EACH} |trong |một |1 |01 )(?:0?1 |một )?"  # /, trong mỗi
            rf"(?P<unit>{UNIT})"
        ),
        _least_count,
        0.93,
    ),
    PhraseRule(
        "each_at_least",
        re.compile(
            rf"\b(?:{_LEAST} )?(?:{EACH}|mỗi|một|1) (?P<unit>tuần|tháng|quý|năm)(?!\w),? "
            r"(?:(?:tổ chức|đăng|phát|có|thực hiện|xây dựng|báo cáo) )?"  # the verb
            rf"(?:{_LEAST} )?(?P<count>\d{{1,3}})(?![\d.,/%]) {_NOUN}(?!\w)"  # 01 phiên
        ),
        _least_count_in_task,
        0.88,
    ),
    PhraseRule(
        "count_per_period",
        re.compile(
            rf"(?<![\d.,/])(?P<count>\d{{1,3}}) {_NOUN}"  # 02 phiên
            r"(?:,? [^\W\d]+){0,9}? ?/ ?"  # giao dịch việc làm/
            rf"(?:0?1 |một )?(?P<unit>{UNIT})"
        ),
        _least_count,
        0.85,
    ),
    PhraseRule(
        "once_per_period",
        re.compile(
            rf"(?<!\d )(?<!\d)\b(?:định kỳ )?(?P<units>{UNIT}) ?"  # no number before: every_few
            r"(?:/ ?(?:0?1|một)? ?lần|(?:một|0?1) lần)(?!\w)"  # /lần, một lần
        ),
        _named_frequencies,
        0.9,
    ),
    PhraseRule(
        "every_few",
        re.compile(rf"(?<![\d./])\b{_FEW} ?/ ?(?:(?:0?1|một) )?lần(?!\w)"),
        _unnamed_frequency,
        0.6,
    ),
    PhraseRule(
        "periodically_each",
        re.compile(
            r"\bđịnh kỳ,? (?:(?:báo cáo|theo|vào|tổ chức) )?"
            rf"(?P<units>(?:(?:{EACH} )?{UNIT})"  # hằng tháng
            rf"(?:(?:, ?| và | hoặc |; ?)(?:{EACH} )?{UNIT})*)"  # , quý và năm
            rf"(?! {YEAR}){_ONCE}"  # "năm 2024" is no rhythm
        ),
        _named_frequencies,
        0.97,
    ),
    PhraseRule(
        "each_period",
        re.compile(
            rf"\b{EACH} (?P<units>(?:tuần|tháng|qu[ýí]|năm|0?6 tháng)(?!\w)"  # hằng quý
            rf"(?:(?:, ?| và | hoặc )(?:{EACH} )?(?:0?6 tháng|qu[ýí]|năm)(?!\w))*)"  # , 6 tháng
            rf"(?! {YEAR})(?:,? định kỳ)?"
        ),
        _clause_frequencies,
        0.85,
    ),
    PhraseRule(
        "each_day",
        re.compile(
            rf"\b(?:định kỳ )?{EACH} ngày(?!\w)"
            r"(?P<hour>,? \(?(?:trước|vào|lúc)(?: lúc)? \d{1,2} ?(?:giờ|h|g)\b)?"
        ),
        _each_day,
        0.6,
    ),
    PhraseRule(
        "periodically",
        re.compile(r"\bđịnh kỳ(?:,? (?:và |hoặc )?đột xuất)?"),
        _unsaid_frequency,
        0.6,
    ),
)
