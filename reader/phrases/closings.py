"""Sentences that open or close a document and give nobody a task."""

import re

_CLOSING = re.compile(
    r"""(?ix)^(?:
      trên\s+đây\s+là
    | nhận\s+được\s+(?:công\s+văn|công\s+điện|văn\s+bản|thông\s+báo|chỉ\s+thị)\s+này
    | trong\s+quá\s+trình\s+(?:triển\s+khai|thực\s+hiện|tổ\s+chức|thi\s+hành)
    | quá\s+trình\s+(?:triển\s+khai|thực\s+hiện|tổ\s+chức)
    | (?:nếu\s+có|nếu\s+phát\s+sinh|khi\s+có|trường\s+hợp\s+(?:có|phát\s+sinh))\s+(?:khó\s+khăn|vướng\s+mắc|vấn\s+đề)
    | căn\s+cứ\s+(?:kế\s+hoạch|nội\s+dung)[^.]{0,80}(?:nghiêm\s+túc|khẩn\s+trương)\s+(?:tổ\s+chức\s+)?(?:triển\s+khai|thực\s+hiện)[^.]{0,60}\./\.$
    | (?:(?:ubnd|ủy\s+ban|uỷ\s+ban|chủ\s+tịch|thủ\s+tướng|văn\s+phòng|thừa\s+lệnh)[^.;:]{0,120}?\s(?:thông\s+báo|truyền\s+đạt)|trân\s+trọng\s+thông\s+báo|thông\s+báo\s+(?=để|cho|đến|tới))\b[^.]{0,260}(?:biết|để\s+(?:các|thực\s+hiện|triển\s+khai|[^.]{0,100}thực\s+hiện))
    | (?:(?:ubnd|ủy\s+ban|uỷ\s+ban|chủ\s+tịch|thủ\s+tướng|ban\s+chỉ\s+đạo)[^.;:]{0,60}?\s)?(?:yêu\s+cầu|đề\s+nghị)\s[^:;\n]{0,200}(?:nghiêm\s+túc|khẩn\s+trương|tích\s+cực|chủ\s+động)\s+(?:phối\s+hợp\s+)?(?:tổ\s+chức\s+|chỉ\s+đạo,?\s+)?(?:triển\s+khai(?:,)?|thực\s+hiện)[^;\n]{0,160}\.?(?:/\.)?$
    | căn\s+cứ\s+(?:các\s+)?(?:kế\s+hoạch|nội\s+dung|ý\s+kiến|văn\s+bản|thông\s+báo|chỉ\s+đạo|chỉ\s+thị)[^.]{0,240}(?:triển\s+khai|thực\s+hiện|thi\s+hành)[^.]{0,60}\./\.$
    | (?:(?:ubnd|ủy\s+ban|uỷ\s+ban|chủ\s+tịch|thủ\s+tướng|ban\s+chỉ\s+đạo|bộ\s+trưởng)[^.;:]{0,60}?\s)?yêu\s+cầu\s[^:\n]{0,420}(?:thực\s+hiện|thi\s+hành)(?:\s+(?:nghiêm|nghiêm\s+túc|tốt))?(?:\s+các)?(?:\s+nội\s+dung)?(?:\s+của)?\s+(?:kế\s+hoạch|quyết\s+định|chỉ\s+thị|công\s+điện|thông\s+báo|văn\s+bản|chương\s+trình)\s+này\s*(?:[.;/]|$)
    | yêu\s+cầu\s[^:;.\n]{0,200}(?:thực\s+hiện|chấp\s+hành|triển\s+khai)\s+nghiêm(?:\s+túc)?(?:,[^:;.\n]{0,80})?\s*(?:\./\.|[./])*$
    | (?:kế\s+hoạch|quyết\s+định|chỉ\s+thị|công\s+điện|thông\s+báo|chương\s+trình)\s+này\s+(?:có\s+hiệu\s+lực|thay\s+thế)
    )"""
)
_DECISION = re.compile(
    r"(?is)^(?:quyết định này có hiệu lực|.{10,700}(?:chịu trách nhiệm"
    r"|có trách nhiệm)\s+(?:thi hành|thực hiện)\s+(?:quyết định|chỉ thị)\s+này)"
)


def is_closing(text: str) -> bool:
    return bool(_CLOSING.match(text))


def is_execution_clause(text: str) -> bool:
    """ "Chánh Văn phòng, Giám đốc các sở … chịu trách nhiệm thi hành Quyết định này"."""
    return bool(_DECISION.match(text[:900]))
