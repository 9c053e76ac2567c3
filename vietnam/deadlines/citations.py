"""Dates and years that name something else: a cited document, a stage, a term of office, a school
year, a budget.
"""

import re

from vietnam.deadlines.context import PhraseContext, PhraseRule
from vietnam.deadlines.model import StatedDeadline
from vietnam.deadlines.moments import DASH, DAY, MONTH, YEAR, full_day_pattern

_PAPERS = (
    "quyết định|nghị quyết|kế hoạch|công văn|thông báo|nghị định|thông tư|chỉ thị|công điện"
    "|kết luận|văn bản|tờ trình|"
    "biên bản|hợp đồng|chương trình|luật|báo cáo|quy định|hướng dẫn|đề án"
)

_A_DAY = rf"(?:ngày )?{DAY} ?/ ?{MONTH}(?: ?/ ?{YEAR})?"
_TO_A_DAY = rf"(?: (?:của )?năm [^\W\d]+(?: [^\W\d]+)?)? đến (?:hết )?{_A_DAY}"


def _claim_without_deadline(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return []


RULES = (
    PhraseRule(
        "cited_number",
        re.compile(rf"\bsố:? ?[\w/.-]*[/-][\w/.-]+,? (?:ký )?{full_day_pattern('a')}"),
        _claim_without_deadline,
        0,
    ),
    PhraseRule(
        "cited_paper",
        re.compile(rf"\b(?:{_PAPERS}) (?:số )?\d[\w/.-]* {full_day_pattern('a')}"),
        _claim_without_deadline,
        0,
    ),
    PhraseRule(
        "counted_span",
        re.compile(
            rf"\b(?:(?:số liệu|chốt|kỳ báo cáo)(?: [^\W\d]+){{0,4}} |tính )từ {_A_DAY}{_TO_A_DAY}"
            rf"|\btừ {_A_DAY} năm (?:trước|liền trước|liền kề trước)(?: đó)?{_TO_A_DAY}"
        ),
        _claim_without_deadline,
        0,
    ),
    PhraseRule(
        "works_of_year",
        re.compile(
            r"\b(?:các|những|toàn bộ) (?:nhiệm vụ|dự án|công trình|hoạt động|nội dung)"
            r"(?: [^\W\d]+){0,3}? (?:được giao|triển khai|thực hiện|phát sinh|hoàn thành)"
            rf" (?:trong )?năm {YEAR}(?=,| và |\)|;)"
        ),
        _claim_without_deadline,
        0,
        "prose",
    ),
    PhraseRule(
        "stage",
        re.compile(
            r"\b(?:giai đoạn|nhiệm kỳ|thời kỳ|niên khóa|niên độ|năm học) "
            rf"(?:từ )?(?:năm )?{YEAR}"
            rf"(?:(?:{DASH}| đến )(?:hết )?(?:năm )?{YEAR})?"  # its last year
        ),
        _claim_without_deadline,
        0,
        "prose",
    ),
    PhraseRule(
        "school_year",
        re.compile(rf"\b(?:nhiệm kỳ|niên khóa|năm học) {YEAR}(?:{DASH}{YEAR})?"),
        _claim_without_deadline,
        0,
    ),
    PhraseRule(
        "budget_year",
        re.compile(
            r"\b(?:ngân sách|vốn|dự toán|kinh phí|chỉ tiêu|mục tiêu|tăng trưởng|kế hoạch|nhiệm vụ"
            r"|kết quả|chương trình|báo cáo)"
            # up to five words, none that begins a deadline
            r"(?: (?!(?:trong|trước|từ|đến|sau|vào|hết|hoàn|xong|dự)\b)[^\W\d]+){0,5}"
            rf" năm {YEAR}(?! và (?:các|những) năm)"
        ),
        _claim_without_deadline,
        0,
    ),
)
