"""Recurring deadlines: định kỳ hằng tháng, trước ngày 15/11 hằng năm, ít nhất 01 đợt/tháng."""

import re

from vietnam.deadlines.context import DOING, PhraseContext, PhraseRule
from vietnam.deadlines.model import Bound, DeadlineKind, Frequency, Recurrence, StatedDeadline
from vietnam.deadlines.moments import DAY, EACH, MONTH, QUARTERS, YEAR

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
_WEEKDAYS = {
    "hai": 1,
    "ba": 2,
    "tư": 3,
    "năm": 4,
    "sáu": 5,
    "bảy": 6,
    "2": 1,
    "3": 2,
    "4": 3,
    "5": 4,
    "6": 5,
    "7": 6,
}
_MONTHS_OF_QUARTER = {"đầu": 1, "thứ nhất": 1, "giữa": 2, "thứ hai": 2, "cuối": 3, "thứ ba": 3}

_PREPOSITION = r"(?:(?:(?:chậm|muộn) nhất(?: là)?|trước|vào|đến|hết|trong) )"
_PERIODICALLY = r"\b(?:định kỳ,? )?"
_CLOCK = r"(?:\d{1,2} ?(?:giờ|h)(?: ?\d{2})?(?: phút)?,? ?)?"
_UNIT = (
    r"(?:tuần|0?1 tháng|0?3 tháng|0?6 tháng|sáu tháng|12 tháng|tháng|qu[ýí]|0?1 năm|nửa năm"
    r"|năm)(?!\w)"
)
_ONCE = r"(?: ?/ ?(?:1|01|một)? ?lần| (?:một|1|01) lần)?"
_NOT_A_DATE = rf"(?! ?/ ?\d)(?! (?:tháng )?{MONTH}/)(?! năm {YEAR})"


def _frequency(written: str) -> Frequency:
    return _FREQUENCIES[re.sub(r"^0", "", written)]


def _bound(found: re.Match[str]) -> Bound | None:
    words = found["prep"] or ""
    if "nhất" in words or "đến" in words or "hết" in words:
        return Bound.BY
    return Bound.BEFORE if "trước" in words else Bound.AT if "vào" in words else None


def _recurring(recurrence: Recurrence, bound: Bound | None = None) -> StatedDeadline:
    return StatedDeadline(DeadlineKind.RECURRING, bound, recurrence=recurrence)


def _yearly_days(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    days = re.findall(rf"({DAY})(?: ?/ ?| tháng )({MONTH})", found["list"])
    return [
        _recurring(Recurrence("yearly", int(day), int(month)), _bound(found)) for day, month in days
    ]


def _monthly_days(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return [
        _recurring(Recurrence("monthly", int(day)), _bound(found))
        for day in re.findall(r"\d+", found["list"])
    ]


def _monthly_day(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return [
        _recurring(
            Recurrence("monthly", int(found["day"]), 2 if found["next"] else None), _bound(found)
        )
    ]


def _quarterly_day(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    month = _MONTHS_OF_QUARTER[found["place"]] + (3 if found["next"] else 0)
    return [_recurring(Recurrence("quarterly", int(found["day"]), month), _bound(found))]


def _of_frequency_day(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # In "hằng quý, trước ngày 20" the day falls in the last month of the period.
    return [_recurring(Recurrence(_frequency(found["unit"]), int(found["day"])), _bound(found))]


def _weekly_day(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    day = 7 if found["weekday"] == "chủ nhật" else _WEEKDAYS[found["weekday"].removeprefix("thứ ")]
    return [_recurring(Recurrence("weekly", day), _bound(found))]


def _yearly_span(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # "từ tháng 3 đến tháng 11 hằng năm" is owed by its end.
    day = int(found["day"]) if found["day"] else None
    return [_recurring(Recurrence("yearly", day, int(found["month"])))]


def _following_year(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # "trước ngày 30/01 của năm tiếp theo" comes back each year.
    return [_recurring(Recurrence("yearly", int(found["day"]), int(found["month"])), _bound(found))]


def _yearly_period(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    months = [int(m) for m in re.findall(r"\d+", found["months"] or "")]
    months += [3 * QUARTERS[q] for q in re.findall(r"iv|i+|[1-4]", found["quarters"] or "")]
    return [_recurring(Recurrence("yearly", month=month)) for month in months]


def _frequencies(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return [_recurring(Recurrence(_frequency(unit))) for unit in re.findall(_UNIT, found["units"])]


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
    return [_recurring(Recurrence(_frequency(found["unit"]), min_count=count))] if count else []


def _counted_plainly(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return _counted(found, context) if context.is_task(found.start()) else []


def _rhythm(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # Every so many months or weeks ("02 tháng/lần"): a rhythm for which there is no name, unless
    # it is one.
    return [_recurring(Recurrence(_frequency(found["unit"]) if int(found["count"]) == 1 else None))]


def _periodic(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # A bare "định kỳ": something recurs, but the document does not say how often.
    end = found.end()
    if (
        context.field
        or context.opens_clause(found.start())
        or _DOES.match(context.text[end : end + 60])
    ):
        return [_recurring(Recurrence(None))]
    return []


_DAY_OF_YEAR = rf"(?:ngày )?{DAY}(?: ?/ ?| tháng ){MONTH}(?! ?/ ?\d)(?! năm \d)"
_DAYS_OF_YEAR = (
    rf"(?P<list>{_DAY_OF_YEAR}(?:(?: và |, ?|; ?| hoặc ){_PREPOSITION}?{_DAY_OF_YEAR})*)"
)
_PERIODIC_REPORT = rf"(?:(?:định kỳ,? (?:{EACH} )?|{EACH} )(?:{_UNIT}(?:, | và |; )?)+)"
_NOUN = (
    r"(?:lần|đợt|phiên|kỳ|cuộc|buổi|tin|bài|số|chuyên mục|chuyên đề|báo cáo|hội nghị|lớp|ngày"
    r"|chương trình|hoạt"
    r" động|sản phẩm|clip|video|chuyến|đoàn|lượt|sàn|hội chợ|tin bài|phóng sự|văn bản)"
)
_FEW = r"(?P<count>\d{1,2}) (?P<unit>tháng|tuần)"
_LEAST = r"(?:ít nhất|tối thiểu|không ít hơn|không dưới|từ)"

WITH_DAY = (
    PhraseRule(
        "monthly_days",
        re.compile(
            rf"{_PERIODICALLY}(?P<prep>{_PREPOSITION})?(?:các )?ngày "
            rf"(?P<list>{DAY}(?:(?:, ?| và |; ?)(?:ngày )?{DAY})+) (?:của )?{EACH} tháng"
        ),
        _monthly_days,
        0.95,
    ),
    PhraseRule(
        "yearly_day",
        re.compile(rf"{_PERIODICALLY}(?P<prep>{_PREPOSITION})?{_DAYS_OF_YEAR} (?:của )?{EACH} năm"),
        _yearly_days,
        0.97,
    ),
    PhraseRule(
        "following_year",
        re.compile(
            rf"{_PERIODICALLY}(?P<prep>{_PREPOSITION})?(?:ngày )?(?P<day>{DAY})(?: ?/ ?| tháng )"
            rf"(?P<month>{MONTH}) (?:của )?năm (?:tiếp theo|sau|kế tiếp|liền kề)"
            r"(?: (?:liền kề|đó|tiếp theo))?"
        ),
        _following_year,
        0.9,
    ),
    PhraseRule(
        "yearly_span",
        re.compile(
            rf"\btừ (?:(?:đầu )?tháng {MONTH}|(?:ngày )?{DAY} ?/ ?{MONTH}) (?:đến|tới) "
            rf"(?:hết |cuối )?(?:(?:ngày )?(?P<day>{DAY})(?: ?/ ?| tháng )|tháng )"
            rf"(?P<month>{MONTH}) (?:của )?{EACH} năm"
        ),
        _yearly_span,
        0.9,
    ),
    PhraseRule(
        "periodic_days",
        re.compile(
            rf"\b{_PERIODIC_REPORT},? ?\(?(?P<prep>{_PREPOSITION})(?:các )?{_DAYS_OF_YEAR}\)?"
        ),
        _yearly_days,
        0.85,
    ),
    PhraseRule(
        "quarterly_day",
        re.compile(
            rf"\b(?:(?:định kỳ )?{EACH} quý,? ?\(?)?(?P<prep>{_PREPOSITION})?ngày (?P<day>{DAY}) "
            r"(?:của "
            rf")?tháng (?P<place>đầu|cuối|giữa|thứ nhất|thứ hai|thứ ba)"
            rf"(?: tiên| cùng)? (?:của )?(?:{EACH} |mỗi )?quý(?P<next> (?:sau|tiếp theo|kế tiếp"
            r"|liền "
            rf"kề))?(?: {EACH} quý)?"
        ),
        _quarterly_day,
        0.95,
    ),
    PhraseRule(
        "monthly_day",
        re.compile(
            rf"{_PERIODICALLY}(?P<prep>{_PREPOSITION})?{_CLOCK}(?:ngày )(?P<day>{DAY}) (?:của )?"
            rf"(?:{EACH} tháng|tháng (?P<next>sau|tiếp theo|kế tiếp|liền kề)(?: {EACH} tháng)?"
            r"|của tháng)"
        ),
        _monthly_day,
        0.97,
    ),
    PhraseRule(
        "monthly_then_day",
        re.compile(
            rf"\b(?:định kỳ )?{EACH} tháng,? ?\(?(?P<prep>{_PREPOSITION}){_CLOCK}(?:ngày "
            rf")?(?P<day>{DAY}){_NOT_A_DATE}"
            rf"(?! (?:giờ|h\b|tháng))(?: (?:của )?tháng (?P<next>sau|tiếp theo|kế tiếp|liền kề))?"
        ),
        _monthly_day,
        0.95,
    ),
    PhraseRule(
        "period_then_day",
        re.compile(
            rf"\b(?:định kỳ )?{EACH} (?P<unit>quý),? ?\(?(?P<prep>{_PREPOSITION})ngày "
            rf"(?P<day>{DAY}){_NOT_A_DATE}(?! tháng)"
        ),
        _of_frequency_day,
        0.85,
    ),
    PhraseRule(
        "weekly_day",
        re.compile(
            rf"\b(?P<prep>{_PREPOSITION})?{_CLOCK}(?:ngày )?(?P<weekday>thứ (?:hai|ba|tư|năm|sáu"
            r"|bảy|"
            rf"[2-7])|chủ nhật) (?:của )?{EACH} tuần"
        ),
        _weekly_day,
        0.95,
    ),
    PhraseRule(
        "week_then_day",
        re.compile(
            rf"\b(?:định kỳ )?{EACH} tuần,? ?\(?(?P<prep>{_PREPOSITION})?{_CLOCK}(?:ngày "
            r")?(?P<weekday>thứ "
            rf"(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)"
        ),
        _weekly_day,
        0.95,
    ),
)

WITH_MONTH = (
    PhraseRule(
        "yearly_period",
        re.compile(
            rf"\b(?:(?:trong|vào|đến|hết|cuối|trước) )*(?:tháng (?P<months>{MONTH}(?:(?:, ?"
            rf"| và )(?:tháng )?{MONTH})*)"
            rf"|qu[ýí] (?P<quarters>(?:iv|i{{1,3}}|[1-4])(?:(?:, ?| và (?:qu[ýí] )?)(?:iv|i{{1,3}}|"
            rf"[1-4]))*))(?!\w),? (?:của )?{EACH} năm"
        ),
        _yearly_period,
        0.9,
    ),
)

PLAIN = (
    PhraseRule(
        "at_least",
        re.compile(
            rf"\b(?:{EACH} (?P<lead>tuần|tháng|quý"
            rf"|năm) )?{_LEAST} (?P<count>\d{{1,3}})(?![\d.,/%]) "
            rf"(?!đồng|triệu|tỷ|nghìn|phần trăm|người)"
            rf"(?:[^\W\d]+,? ){{0,9}}?[^\W\d]+ ?(?:/ ?|(?:trong )?{EACH} |trong |một |1 |01 )"
            rf"(?:0?1 |một )?(?P<unit>{_UNIT})"
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
            rf")?(?P<unit>{_UNIT})"
        ),
        _counted,
        0.85,
    ),
    PhraseRule(
        "once_per_period",
        re.compile(
            rf"(?<!\d )(?<!\d)\b(?:định kỳ )?(?P<units>{_UNIT}) ?(?:/ ?(?:0?1|một)? ?lần|(?:một"
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
            rf"|tổ chức) )?(?P<units>(?:(?:{EACH} )?{_UNIT})(?:(?:, ?| "
            rf"và | hoặc |; ?)(?:{EACH} )?{_UNIT})*)(?! {YEAR}){_ONCE}"
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
