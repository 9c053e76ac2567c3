"""Sentences that open or close a document and give nobody a task."""

import re

from reader.text import compile_phrases

_ISSUER = r"ubnd|ủy\s+ban|uỷ\s+ban|chủ\s+tịch|thủ\s+tướng"
_DOCUMENT = r"kế\s+hoạch|quyết\s+định|chỉ\s+thị|công\s+điện|thông\s+báo"
_CLOSING = re.compile(
    rf"""
    ^(?:
      trên\s+đây\s+là
    | nhận\s+được\s+(?:công\s+văn|công\s+điện|văn\s+bản|thông\s+báo|chỉ\s+thị)\s+này
    | trong\s+quá\s+trình\s+(?:triển\s+khai|thực\s+hiện|tổ\s+chức|thi\s+hành)
    | quá\s+trình\s+(?:triển\s+khai|thực\s+hiện|tổ\s+chức)
      # whom to tell of difficulties
    | (?:nếu\s+có|nếu\s+phát\s+sinh|khi\s+có|trường\s+hợp\s+(?:có|phát\s+sinh))\s+
      (?:khó\s+khăn|vướng\s+mắc|vấn\s+đề)
      # "on the ground of this plan …, carry it out seriously./."
    | căn\s+cứ\s+(?:kế\s+hoạch|nội\s+dung)[^.]{{0,80}}
      (?:nghiêm\s+túc|khẩn\s+trương)\s+(?:tổ\s+chức\s+)?(?:triển\s+khai|thực\s+hiện)
      [^.]{{0,60}}\./\.$
      # "the office announces this, that the bodies know and carry it out"
    | (?:
        (?:{_ISSUER}|văn\s+phòng|thừa\s+lệnh)[^.;:]{{0,120}}?\s(?:thông\s+báo|truyền\s+đạt)
      | trân\s+trọng\s+thông\s+báo
      | thông\s+báo\s+(?=để|cho|đến|tới)
      )\b
      [^.]{{0,260}}(?:biết|để\s+(?:các|thực\s+hiện|triển\s+khai|[^.]{{0,100}}thực\s+hiện))
      # "requires … to carry it out seriously"
    | (?:(?:{_ISSUER}|ban\s+chỉ\s+đạo)[^.;:]{{0,60}}?\s)?
      (?:yêu\s+cầu|đề\s+nghị)\s[^:;\n]{{0,200}}
      (?:nghiêm\s+túc|khẩn\s+trương|tích\s+cực|chủ\s+động)\s+(?:phối\s+hợp\s+)?
      (?:tổ\s+chức\s+|chỉ\s+đạo,?\s+)?(?:triển\s+khai(?:,)?|thực\s+hiện)
      [^;\n]{{0,160}}\.?(?:/\.)?$
      # the same on the ground of any paper
    | căn\s+cứ\s+(?:các\s+)?
      (?:kế\s+hoạch|nội\s+dung|ý\s+kiến|văn\s+bản|thông\s+báo|chỉ\s+đạo|chỉ\s+thị)
      [^.]{{0,240}}(?:triển\s+khai|thực\s+hiện|thi\s+hành)[^.]{{0,60}}\./\.$
      # "requires … to carry out this plan"
    | (?:(?:{_ISSUER}|ban\s+chỉ\s+đạo|bộ\s+trưởng)[^.;:]{{0,60}}?\s)?
      yêu\s+cầu\s[^:\n]{{0,420}}(?:thực\s+hiện|thi\s+hành)
      (?:\s+(?:nghiêm|nghiêm\s+túc|tốt))?(?:\s+các)?(?:\s+nội\s+dung)?(?:\s+của)?\s+
      (?:{_DOCUMENT}|văn\s+bản|chương\s+trình)\s+này\s*(?:[.;/]|$)
      # "requires … to obey strictly"
    | yêu\s+cầu\s[^:;.\n]{{0,200}}(?:thực\s+hiện|chấp\s+hành|triển\s+khai)\s+nghiêm(?:\s+túc)?
      (?:,[^:;.\n]{{0,80}})?\s*(?:\./\.|[./])*$
      # "asks … to carry it out; difficulties on the way …"
    | (?:yêu\s+cầu|đề\s+nghị)\s[^:;\n]{{0,200}}thực\s+hiện[^:;\n]{{0,40}}[;.]\s+
      (?:trong\s+)?quá\s+trình
      # when it takes effect, what it replaces, who shall hear of it
    | (?:{_DOCUMENT}|chương\s+trình|nghị\s+quyết|kết\s+luận)\s+này\s+
      (?:có\s+hiệu\s+lực|thay\s+thế|(?:được\s+)?phổ\s+biến)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EXECUTION = compile_phrases(
    r"""
    ^(?:
    quyết định này có hiệu lực
    |.{10,700}căn cứ (?:quyết định|chỉ thị)(?: này)?,? (?:thi hành|thực hiện)
    |.{10,700}(?:chịu trách nhiệm|có trách nhiệm)\s+(?:thi hành|thực hiện)\s+
    (?:quyết định|chỉ thị)\s+này
    )
    """,
    re.IGNORECASE | re.DOTALL,
)


def is_closing(text: str) -> bool:
    return bool(_CLOSING.match(text))


def is_execution_clause(text: str) -> bool:
    """ "Chánh Văn phòng, Giám đốc các sở … chịu trách nhiệm thi hành Quyết định này"."""
    return bool(_EXECUTION.match(text[:900]))
