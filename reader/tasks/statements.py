"""Sentences that describe the situation, thank, announce, or say what ought to be, without anybody
to do it.
"""

import re

from reader.phrases import OPENS_WITH_VERB, DutyAddressee
from reader.text import compile_phrases
from vietnam.deadlines import StatedDeadline

# How conclusions of meetings agree, note and praise.
_NO_DUTY = compile_phrases(
    r"""
    (?:cơ bản\s+)?
    (?:
    thống nhất|đồng ý|nhất trí|ghi nhận|biểu dương|đánh giá cao|hoan nghênh|chúc mừng|cảm ơn
    |tán thành|chấp thuận|trân trọng cảm ơn
    )\b
    """,
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:Về|Đối với|Liên quan)\s[^:.;]{3,200}:\s+")
# Conclusions of meetings begin with who was there.
_ATTENDANCE = compile_phrases(
    r"""
    ^(?:cùng\s+|tham\s+)?dự\s+(?:họp|hội nghị|cuộc họp|buổi|cuộc|và|có|phiên)
    |^tham gia (?:cuộc họp|hội nghị|buổi làm việc|đoàn) có
    |^thành phần(?: tham dự| dự họp| gồm| tham gia)
    """,
    re.IGNORECASE,
)
# "Bà A, Giám đốc Sở B - Tổ phó": who belongs to a group that is set up.
_MEMBER = compile_phrases(
    r"""
    (?:Ông|Bà|Đồng chí)[ ][^;:]{3,200}?\s?[-–,:]\s?
    (?:
    Tổ (?:trưởng|phó|viên)|(?:Phó )?Trưởng [Bb]an|Phó [Bb]an|Thành viên|[ỦU][ỷy] viên|Thư ký
    )(?: thường trực)?\s*[.;]?$
    """
)
_STATEMENT = compile_phrases(
    r"""
    ^\s*(?:
    # reports and thanks
    đã|(?:cần|phải) được|cơ bản|rất|luôn|trân trọng cảm ơn|trân trọng ghi nhận|đánh giá cao
    |ghi nhận|biểu dương|chúc mừng|cảm ơn|hoan nghênh|thống nhất với|thống nhất chủ trương|đồng ý
    |nhất trí
    # announces what follows
    |(?:xây dựng|lập|tổ chức|triển khai)\b.{0,400}(?:như sau|sau đây|nội dung sau)\s*:?\s*$
    |nhận được|yêu cầu\s*:|có ý kiến
    # praises
    |là (?:đơn vị (?:đi đầu|đầu tiên)|cơ quan đầu tiên|một|01 trong|tỉnh|địa phương)
    )(?!\w)
    """
)
# What the issuer does by this document; of another body it is a duty.
_OWN_ACT = compile_phrases(
    r"""
    \s*(?:
    ban hành (?i:Kế hoạch|Chương trình|Chỉ thị|Công điện|Quyết định)
    |thông báo|kết luận|chỉ thị
    )(?!\w)
    """
)
_ISSUER = compile_phrases(
    r"""
    (?:
    UBND|Ủy ban|Uỷ ban|Văn phòng|Thủ tướng|Chính phủ|Chủ tịch|Phó|Bộ|Ban|Tỉnh ủy|Thành ủy
    |Thường trực|Đồng chí|Tổng
    )(?!\w)
    """
)
_ANNOUNCES = re.compile(r"như sau|sau đây|ý kiến|kết luận (?:của|tại)|chỉ đạo của")
_OWED = re.compile(r"(?i)(?:trước|chậm nhất|xong|hoàn thành|trong (?:tháng|quý|năm)|định kỳ)\s")
_TOPIC = re.compile(r"[^:.;]{3,160}:\s+(?=[^\W\d_])")
# What ought to be, what is important, what is still too little.
_OPINES = compile_phrases(
    r"""
    (?:Thực tế|Có thể nói|Rõ ràng|Đây )
    |.{0,160}?\b(?:phải|cần)(?: phải)?[ ]
    (?:được|coi|xác định|có sự|có chọn|lấy|gắn|đi trước|bảo đảm|đảm bảo)\b
    |.{0,160}?\b(?:phải|cần)(?: phải)? là\b
    |.{0,120}?\blà[ ]
    (?:
    nhiệm vụ|yếu tố|một trong|vấn đề|khâu|động lực|giải pháp|cơ sở|nền tảng|việc làm
    )\b
    |.{0,120}?\b(?:còn|chưa|vẫn)[ ]
    (?:
    nhiều|chậm|cao|đạt|đều|được|thấp|hạn chế|bảo đảm|đáp ứng|chặt chẽ
    )\b
    |.{0,80}?\b(?:diễn biến|có xu hướng|nguy cơ)\b
    """
)
# What was done or will happen.
_REPORTS = compile_phrases(
    r"""
    (?:
    (?:Trong\s+)?(?:[Tt]hời gian|những năm|các năm|năm|\d+ tháng)\b.{0,12}\b(?:qua|đầu)
    |Năm (?:học )?\d|Tình hình|Kết quả|Công tác|Việc |Hiện nay|Nhìn chung|Đây là|Tuy nhiên|Mặc dù
    |Do |Theo báo cáo|Qua |Cùng với|Bên cạnh|Với[ ]
    )
    |.{0,160}?\bđã\b
    |.{0,60}?\bsẽ\b
    """
)
# "Thu hút vốn phải có chọn lọc"
_OUGHT = re.compile(r"[^,;.:]{3,80}?\bphải (?:được|có|là|coi|lấy|gắn)\b")


def is_statement(text: str, addressee: DutyAddressee | None) -> bool:
    """Thanks, approvals and announcements, which are no duty."""
    if _ATTENDANCE.match(text) or _MEMBER.match(text):
        return True
    if addressee is None:
        return bool(_NO_DUTY.match(text, topic_end(text)))
    if addressee.order:
        return False
    act = text[addressee.end :].lstrip(" ,")
    return bool(_STATEMENT.match(act)) or _announces_own_act(text, act, addressee)


def _announces_own_act(text: str, act: str, addressee: DutyAddressee) -> bool:
    if not _OWN_ACT.match(act) or _OWED.search(act):
        return False
    names = text[addressee.start : addressee.end]
    is_issuer = bool(_ISSUER.match(names)) and "các " not in names.lower()
    return is_issuer or bool(_ANNOUNCES.search(act))


def topic_end(text: str) -> int:
    """Where the statement begins after "Về dự án …: "."""
    topic = _SUBJECT.match(text)
    return topic.end() if topic else 0


def orders_nothing(text: str, deadlines: tuple[StatedDeadline, ...]) -> bool:
    """An item that reports, or gives an opinion and no date."""
    if OPENS_WITH_VERB.match(text):
        return not deadlines and bool(_OUGHT.match(text))
    return bool(_REPORTS.match(text)) or (not deadlines and bool(_OPINES.match(text)))


def explains_situation(text: str) -> bool:
    """A sentence about the situation, before the one that says who does what."""
    # Its topic may come first: "Phòng, chống dịch: Dịch bệnh …".
    topic = _TOPIC.match(text)
    at = topic.end() if topic else 0
    if not at and OPENS_WITH_VERB.match(text):
        return False
    return bool(_OPINES.match(text, at)) or not OPENS_WITH_VERB.match(text, at)
