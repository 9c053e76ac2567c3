"""Duties without an end: thường xuyên, where it says how the duty is done, not what kind of
spending it is.
"""

import re

from vietnam.deadlines.context import DOING, PhraseContext, PhraseRule
from vietnam.deadlines.model import DeadlineKind, StatedDeadline

_MORE_VERBS = (
    "cập nhập|theo dõi|đôn đốc|trao đổi|nắm|quan tâm|duy trì|liên hệ|thông tin|chủ động|tăng cường"
    "|gặp gỡ|tiếp xúc|kết nối|giữ|phát|mở|tham gia|diễn tập|luyện tập|trực|tuần tra|thăm|động viên"
    "|nhắc nhở|quán triệt|khuyến khích|vận động|đổi mới|nâng cao|phân tích|lắng nghe|học tập"
    "|rèn luyện|vệ sinh|chăm lo|quản lý|bám sát|phản ánh|đăng|viết|truyền thông|tư vấn|giới thiệu"
)
_VERB_NEXT = re.compile(
    r"^,? ?(?:(?:và|,) )?"
    r"(?:(?:liên tục|kịp thời|chủ động|tích cực|định kỳ|đột xuất),? (?:và )?)*"  # more adverbs
    rf"(?:{DOING}|{_MORE_VERBS})\b"
)
_VERB_BEFORE = re.compile(
    r"\b(?:tổ chức|thực hiện|triển khai|duy trì|cập nhật|kiểm tra|báo cáo|tuyên truyền|tiến hành"
    r"|theo dõi|rà soát|phải|cần|được)$"
)
_OR_NOT = re.compile(r",? ?(?:và |hoặc )?đột xuất")
# ", nhiệm vụ thường xuyên." after a duty says when it is owed.
_REGULAR_DUTY = re.compile(r"(?:(?:đây )?là )?nhiệm vụ")
_OTHER_SENSE = re.compile(
    r"\b(?:chi|đầu tư|kinh phí|sự nghiệp|mua sắm|quỹ|dự toán|kinh phí chi|nguồn"  # regular money
    r"|không|công tác|hoạt động|cơ quan|nhiệm vụ|chặt chẽ|sự)$"  # not often; standing bodies, work
)


def _continuing(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return (
        [StatedDeadline(DeadlineKind.CONTINUING)]
        if context.field or _says_how(found, context)
        else []
    )


def _says_how(found: re.Match[str], context: PhraseContext) -> bool:
    at, end = found.span()
    if context.opens_clause(at):
        return True
    before = context.segment_before(at)
    if _REGULAR_DUTY.fullmatch(before) and not context.segment_after(end):
        return True
    if _OTHER_SENSE.search(before) or _is_one_adverb_of_several(context.text, at, end):
        return False
    after = context.text[end : end + 60]
    return bool(
        _VERB_NEXT.match(after) or (_VERB_BEFORE.search(before) and not _OR_NOT.match(after))
    )


def _is_one_adverb_of_several(text: str, at: int, end: int) -> bool:
    # As in "phối hợp chặt chẽ, thường xuyên, hiệu quả", which praises the manner and sets no
    # duty.
    return text[:at].rstrip().endswith(",") and text[end : end + 1] == ","


RULES = (
    PhraseRule(
        "continuing",
        re.compile(r"\bthường xuyên(?:,? liên tục)?(?:,? (?:hàng|hằng) năm)?"),
        _continuing,
        0.9,
    ),
    PhraseRule(
        "continuing_field",
        re.compile(r"\b(?:liên tục|(?:hàng|hằng) ngày)(?!\w)"),
        _continuing,
        0.6,
        "field",
    ),
)
