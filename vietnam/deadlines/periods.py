"""Deadlines that name a month, a quarter, a half-year or a year: trong tháng 4/2024, sau quý
I/2024.
"""

import re

from vietnam.deadlines import spans
from vietnam.deadlines.context import PhraseRule
from vietnam.deadlines.moments import DASH, FINISH, MONTH, YEAR, period_pattern

_TO = rf"(?: (?:đến|tới)(?: hết| cuối| đầu)? |{DASH})"
_LATEST = r"(?:chậm|muộn) nhất(?: là| trong| vào| đến| hết)*"
_FOLLOWING = (
    r"(?: và (?:các |những )?năm (?:tiếp theo|sau|kế tiếp|tiếp sau)| trở đi"
    r"|,? (?:và )?(?:thực hiện |duy trì )?thường xuyên (?:trong )?"
    r"(?:các|những) năm (?:tiếp theo|sau))"
)
_QUARTER_LIST = (
    rf"(?P<list>(?:iv|i{{1,3}}|[1-4])(?:(?:, ?| và (?:qu[ýí] )?|{DASH})(?:iv|i{{1,3}}"
    r"|[1-4])(?![a-zà-ỹ\d]))+)"
)
_TWO = rf"{period_pattern('a')}(?:, ?| và (?:trong )?){period_pattern('b', need_year=True)}"
_MONTH_LIST = rf"(?P<list>{MONTH}(?:(?:, ?| và (?:tháng )?|{DASH}){MONTH})+)"

RULES = (
    PhraseRule(
        "part_of_month",
        re.compile(
            rf"\b{FINISH}?(?:trong |vào )?(?:0?(?P<days>5|10|15) ngày đầu|nửa (?P<half>đầu|cuối))"
            rf" (?:của )?(?=tháng ){period_pattern('a')}"
        ),
        spans.part_of_month,
        0.8,
    ),
    PhraseRule(
        "year_and_following",
        re.compile(rf"\b{FINISH}?(?:trong |từ )?{period_pattern('a', need_year=True)}{_FOLLOWING}"),
        spans.from_year_onwards,
        0.95,
    ),
    PhraseRule(
        "years_and_following",
        re.compile(
            rf"\b(?:giai đoạn |từ )?(?:năm )?(?P<first>{YEAR})(?P<last>)(?:{DASH}| đến (?:năm )?)"
            rf"{YEAR}{_FOLLOWING}"
        ),
        spans.from_years_onwards,
        0.9,
    ),
    PhraseRule(
        "quarters",
        re.compile(rf"\b(?:trong |vào )?qu[ýí] {_QUARTER_LIST}(?: ?/ ?|,? năm )(?P<year>{YEAR})"),
        spans.several_periods("quarter"),
        0.8,
    ),
    PhraseRule(
        "months",
        re.compile(rf"\b(?:trong |vào )?tháng {_MONTH_LIST}(?: ?/ ?|,? năm )(?P<year>{YEAR})"),
        spans.several_periods("month"),
        0.8,
    ),
    PhraseRule(
        "two_periods",
        re.compile(rf"\b(?:{FINISH}?(?:trong|vào) |{FINISH}){_TWO}"),
        spans.two_periods,
        0.85,
    ),
    PhraseRule("two_periods_bare", re.compile(rf"\b{_TWO}"), spans.two_periods, 0.8, "field"),
    PhraseRule(
        "between_years",
        re.compile(
            rf"\b(?:trong |các )?(?:từ )?năm (?P<first>{YEAR})"
            rf"(?:{DASH}| đến (?:hết )?)(?:năm )?(?P<last>{YEAR})"
        ),
        spans.years_of_work,
        0.8,
    ),
    PhraseRule(
        "between_periods",
        re.compile(
            rf"\b(?:trong )?từ (?:đầu )?{period_pattern('a')}{_TO}"
            rf"{period_pattern('b', need_year=True)}"
        ),
        spans.between_periods,
        0.9,
    ),
    PhraseRule(
        "between_periods_bare",
        re.compile(rf"\b{period_pattern('a')}{_TO}{period_pattern('b', need_year=True)}"),
        spans.between_periods,
        0.8,
        "field",
    ),
    PhraseRule(
        "until_period",
        re.compile(
            rf"\b(?:từ nay )?(?:(?:đến|tới)(?: hết)?|hết|{_LATEST}) (?!năm){period_pattern('a')}"
        ),
        spans.until_period,
        0.9,
    ),
    PhraseRule(
        "until_year",
        re.compile(rf"\b(?:từ nay )?(?:(?:đến|tới) hết|hết|{_LATEST}) {period_pattern('a')}"),
        spans.until_period,
        0.9,
    ),
    PhraseRule(
        "until_year_field",
        re.compile(rf"\b(?:đến|tới) {period_pattern('a')}"),
        spans.until_period,
        0.6,
        "field",
    ),
    PhraseRule(
        "horizon",
        re.compile(rf"\b(?:đến|tới) {period_pattern('a')}"),
        lambda found, context: [],
        0,
        "prose",
    ),
    PhraseRule(
        "before_period",
        re.compile(rf"\b{FINISH}?trước {period_pattern('a')}"),
        spans.before_period,
        0.75,
    ),
    PhraseRule(
        "after_period",
        re.compile(rf"\bsau {period_pattern('a', need_year=True)}"),
        spans.after_period,
        0.9,
    ),
    PhraseRule(
        "from_period",
        re.compile(rf"\b(?:dự kiến )?(?:bắt đầu )?(?:kể )?từ (?:đầu )?{period_pattern('a')}"),
        spans.from_period,
        0.85,
    ),
    PhraseRule(
        "in_period",
        re.compile(rf"\b{FINISH}?(?:dự kiến )?(?:ngay )?trong {period_pattern('a')}"),
        spans.within_period,
        0.95,
    ),
    PhraseRule(
        "at_period",
        re.compile(
            rf"\b(?:(?:dự kiến )?(?:vào|khoảng)|dự kiến|{FINISH}) ?(?:dự kiến )?"
            rf"(?!năm){period_pattern('a')}"
        ),
        spans.within_period,
        0.8,
    ),
    PhraseRule(
        "expected_period",
        re.compile(rf"\bdự kiến (?:[^\W\d]+ ){{1,4}}?(?!năm){period_pattern('a', need_year=True)}"),
        spans.within_period,
        0.7,
    ),
    PhraseRule(
        "end_of_period",
        re.compile(rf"\b(?:dự kiến )?(?:vào )?(?=cuối ){period_pattern('a', need_year=True)}"),
        spans.at_end_of_period,
        0.7,
        "prose",
    ),
    PhraseRule(
        "at_year",
        re.compile(rf"\bvào {period_pattern('a', need_year=True)}"),
        spans.expected_period,
        0.7,
    ),
    PhraseRule(
        "finish_year",
        re.compile(rf"\b{FINISH}(?:dự kiến )?{period_pattern('a', need_year=True)}"),
        spans.within_period,
        0.8,
    ),
    PhraseRule(
        "opening_period",
        re.compile(rf"\b{period_pattern('a', need_year=True)}(?=\)?[:,]? )"),
        spans.opening_period,
        0.7,
        "prose",
    ),
)

# In a time field a period alone is when it is owed.
BARE = (
    PhraseRule(
        "field_period", re.compile(rf"\b{period_pattern('a')}"), spans.within_period, 0.85, "field"
    ),
    PhraseRule(
        "field_stage",
        re.compile(
            rf"\b(?:giai đoạn |các năm )?(?:từ )?(?:năm )?(?P<first>{YEAR})"
            rf"(?:{DASH}| đến (?:hết )?(?:năm )?)(?P<last>{YEAR})"
        ),
        spans.between_years,
        0.6,
        "field",
    ),
    PhraseRule(
        "field_month",
        re.compile(rf"(?<![\d/.-])(?P<month>{MONTH})/(?P<year>{YEAR})(?![\d/])"),
        spans.one_month,
        0.75,
        "field",
    ),
    PhraseRule(
        "field_from_year",
        re.compile(rf"\btừ (?P<first>{YEAR})(?P<last>)(?![\d/])"),
        spans.from_year,
        0.7,
        "field",
    ),
    PhraseRule(
        "field_year",
        re.compile(rf"(?<![\d/.-])(?:trong )?(?P<first>{YEAR})(?P<last>)(?![\d/.-])"),
        spans.between_years,
        0.7,
        "field",
    ),
)
