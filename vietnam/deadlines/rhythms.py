"""Recurring deadlines that tell a rhythm alone: định kỳ hằng tháng, ít nhất 01 đợt/tháng."""

import re

from vietnam.deadlines.context import DOING, PhraseContext, PhraseRule
from vietnam.deadlines.model import Recurrence, StatedDeadline
from vietnam.deadlines.moments import EACH, YEAR
from vietnam.deadlines.recurring import UNIT, frequency, recurring

_ONCE = r"(?: ?/ ?(?:1|01|một)? ?lần| (?:một|1|01) lần)?"


def _frequencies(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return [recurring(Recurrence(frequency(unit))) for unit in re.findall(UNIT, found["units"])]


# After these a "hằng năm" only says of what year the money, the plan, the benefit is.
_NOUNS = (
    "ngân sách|nhà nước|dự toán|kinh phí|kế hoạch|chương trình|trợ cấp|lương|tiền lương|thu nhập"
    "|phí|bình quân|"
    "mức|quỹ|chỉ tiêu|tỷ lệ|phụ cấp|học phí|sinh hoạt phí|nhiệm vụ|số liệu|tăng trưởng|chi"
    "|định mức|mục tiêu"
)
_OF_NOUN = re.compile(rf"\b(?:{_NOUNS})$")
_REPORTED = re.compile(
    r"\b(?:báo cáo|giao ban)$"
    r"|\bbáo cáo(?: \S+){0,12} kết quả(?: (?:thực hiện|triển khai|công tác))*$"
    r"|\bbáo cáo kết quả(?: \S+){0,4}$"
)
_DOES = re.compile(
    rf"^,? ?(?:và )?(?:phải |có trách nhiệm |chủ động |tiến hành |đều |định kỳ )?(?:{DOING})\b"
)


def _each(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # A "hằng năm" by itself is owed work at the start of a clause, before its verb or at the end
    # of the clause.
    at, end = found.span()
    if not context.field:
        before = context.segment_before(at)
        if _REPORTED.search(before):
            return _frequencies(found, context)
        if _OF_NOUN.search(before):
            return []
        ends_clause = not context.segment_after(end) and context.is_task(at)
        if not (
            context.opens_clause(at) or ends_clause or _DOES.match(context.text[end : end + 60])
        ):
            return []
    return _frequencies(found, context)


def _counted(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    count = int(found["count"])
    return [recurring(Recurrence(frequency(found["unit"]), min_count=count))] if count else []


def _counted_plainly(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return _counted(found, context) if context.is_task(found.start()) else []


def _rhythm(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # Every so many months or weeks ("02 tháng/lần"): a rhythm for which there is no name, unless
    # it is one.
    return [recurring(Recurrence(frequency(found["unit"]) if int(found["count"]) == 1 else None))]


def _periodic(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # A bare "định kỳ": something recurs, but the document does not say how often.
    end = found.end()
    if (
        context.field
        or context.opens_clause(found.start())
        or _DOES.match(context.text[end : end + 60])
    ):
        return [recurring(Recurrence(None))]
    return []


_NOUN = (
    r"(?:lần|đợt|phiên|kỳ|cuộc|buổi|tin|bài|số|chuyên mục|chuyên đề|báo cáo|hội nghị|lớp|ngày"
    r"|chương trình|hoạt"
    r" động|sản phẩm|clip|video|chuyến|đoàn|lượt|sàn|hội chợ|tin bài|phóng sự|văn bản)"
)
_FEW = r"(?P<count>\d{1,2}) (?P<unit>tháng|tuần)"
_LEAST = r"(?:ít nhất|tối thiểu|không ít hơn|không dưới|từ)"

RULES = (
    PhraseRule(
        "at_least",
        re.compile(
            rf"\b(?:{EACH} (?P<lead>tuần|tháng|quý"
            rf"|năm) )?{_LEAST} (?P<count>\d{{1,3}})(?![\d.,/%]) "
            rf"(?!đồng|triệu|tỷ|nghìn|phần trăm|người)"
            rf"(?:[^\W\d]+,? ){{0,9}}?[^\W\d]+ ?(?:/ ?|(?:trong )?{EACH} |trong |một |1 |01 )"
            rf"(?:0?1 |một )?(?P<unit>{UNIT})"
        ),
        _counted,
        0.93,
    ),
    PhraseRule(
        "each_at_least",
        re.compile(
            rf"\b(?:{_LEAST} )?(?:{EACH}|mỗi|một|1) (?P<unit>tuần|tháng|quý"
            r"|năm)(?!\w),? (?:(?:tổ chức|"
            rf"đăng|phát|có|thực hiện|xây dựng|báo cáo) )?"
            rf"(?:{_LEAST} )?(?P<count>\d{{1,3}})(?![\d.,/%]) {_NOUN}(?!\w)"
        ),
        _counted_plainly,
        0.88,
    ),
    PhraseRule(
        "count_per_period",
        re.compile(
            rf"(?<![\d.,/])(?P<count>\d{{1,3}}) {_NOUN}(?:,? [^\W\d]+){{0,9}}? ?/ ?(?:0?1 |một "
            rf")?(?P<unit>{UNIT})"
        ),
        _counted,
        0.85,
    ),
    PhraseRule(
        "once_per_period",
        re.compile(
            rf"(?<!\d )(?<!\d)\b(?:định kỳ )?(?P<units>{UNIT}) ?(?:/ ?(?:0?1|một)? ?lần|(?:một"
            r"|0?1) lần)(?!\w)"
        ),
        _frequencies,
        0.9,
    ),
    PhraseRule(
        "every_few",
        re.compile(rf"(?<![\d./])\b{_FEW} ?/ ?(?:(?:0?1|một) )?lần(?!\w)"),
        _rhythm,
        0.6,
    ),
    PhraseRule(
        "periodically_each",
        re.compile(
            r"\bđịnh kỳ,? (?:(?:báo cáo|theo|vào"
            rf"|tổ chức) )?(?P<units>(?:(?:{EACH} )?{UNIT})(?:(?:, ?| "
            rf"và | hoặc |; ?)(?:{EACH} )?{UNIT})*)(?! {YEAR}){_ONCE}"
        ),
        _frequencies,
        0.97,
    ),
    PhraseRule(
        "each_period",
        re.compile(
            rf"\b{EACH} (?P<units>(?:tuần|tháng|qu[ýí]|năm|0?6 tháng)(?!\w)(?:(?:, ?| và "
            rf"| hoặc )(?:{EACH} "
            rf")?(?:0?6 tháng|qu[ýí]|năm)(?!\w))*)(?! {YEAR})"
            r"(?:,? định kỳ)?"
        ),
        _each,
        0.85,
    ),
    PhraseRule(
        "periodically", re.compile(r"\bđịnh kỳ(?:,? (?:và |hoặc )?đột xuất)?"), _periodic, 0.6
    ),
)
