"""Sentences that describe the situation or what ought to be, without anybody to do it."""

import re

from reader.phrases.vocabulary import OPENS_WITH_VERB
from reader.tasks.duties import Duty

_TOPIC = re.compile(r"[^:.;]{3,160}:\s+(?=[^\W\d_])")
_OPINES = re.compile(
    r"(?:Thực tế|Có thể nói|Rõ ràng|Đây )|.{0,160}?\b(?:phải|cần)(?: phải)? (?:được|coi|xác định"
    r"|có sự|có chọn|lấy|gắn|đi trước|bảo đảm|đảm bảo)\b"
    r"|.{0,160}?\b(?:phải|cần)(?: phải)? là\b|.{0,120}?\blà (?:nhiệm vụ|yếu tố|một trong|vấn đề"
    r"|khâu|động lực|giải pháp|cơ sở|nền tảng|việc làm)\b"
    r"|.{0,120}?\b(?:còn|chưa|vẫn) (?:nhiều|chậm|cao|đạt|đều|được|thấp|hạn chế|bảo đảm|đáp ứng"
    r"|chặt chẽ)\b|.{0,80}?\b(?:diễn biến|có xu hướng|nguy cơ)\b"
)
_TELLS = re.compile(
    r"(?:(?:Trong\s+)?(?:[Tt]hời gian|những năm|các năm|năm|\d+ tháng)\b.{0,12}\b(?:qua|đầu)"
    r"|Năm (?:học )?\d|Tình hình|Kết quả|Công tác|Việc |Hiện nay|Nhìn chung|Đây là|Tuy nhiên"
    r"|Mặc dù|Do |Theo báo cáo|Qua |Cùng với|Bên cạnh|Với )|.{0,160}?\bđã\b|.{0,60}?\bsẽ\b"
)


_OUGHT = re.compile(
    r"[^,;.:]{3,80}?\bphải (?:được|có|là|coi|lấy|gắn)\b"
)  # "Thu hút vốn phải có chọn lọc"


def orders_nothing(duty: Duty) -> bool:
    """An item that orders nothing: it reports, or gives an opinion and no date."""
    text = duty.passage.text
    if OPENS_WITH_VERB.match(text):
        return not duty.deadlines and bool(_OUGHT.match(text))
    return bool(_TELLS.match(text)) or (not duty.deadlines and bool(_OPINES.match(text)))


def explains_situation(duty: Duty) -> bool:
    """A sentence about the situation, before the one that says who does what."""
    text = duty.passage.text
    at = _topic_end(text)
    if duty.addressee or duty.deadlines or (not at and OPENS_WITH_VERB.match(text)):
        return False
    return bool(_OPINES.match(text, at)) or not OPENS_WITH_VERB.match(text, at)


def _topic_end(text: str) -> int:
    """Where the text begins after its topic ("Phòng, chống dịch: Dịch bệnh …")."""
    topic = _TOPIC.match(text)
    return topic.end() if topic else 0
