"""Names of bodies in running text: where a list of them ends and the duty begins, and how it splits
into names.
"""

import re
from dataclasses import dataclass, replace

from reader.phrases.duty_verbs import first_short_verb, first_verb
from reader.phrases.vocabulary import BODY, LEAD_IN, LIST_PART, PREFACE, VERB
from reader.text import compile_phrases
from vietnam.names import split_agencies

LONGEST_PART = 7  # words of a name after a comma inside it
REACH = 900  # characters within which the verb must follow the names

_NAME_END = re.compile(r"[:]|[.?!](?=\s|$|/)|\((?=[A-ZĐ]?[^)]{25,})")
# "(Cơ quan thường trực Ban Chỉ đạo về …)" explains the name before it, and the sentence goes on.
_EXPLANATION = re.compile(r"\([^()]{25,240}\)(?!\s*[.?!]|\s+[A-ZĐÀ-Ỹ])")
EXPLAINED = re.compile(r"\s*\([^()]{25,240}\)")
ASIDE = compile_phrases(
    r"""
    ,?\s*
    (?:
    # among them, except, including
    trong đó|nhất là|đặc biệt là|đặc biệt|trước hết là|trừ|ngoại trừ|bao gồm
    # by what right
    |theo (?:chức năng|thẩm quyền|nhiệm vụ|phạm vi|lĩnh vực|địa bàn)|trong phạm vi|căn cứ|trên cơ sở
    |tùy theo|với vai trò|có tên|là cơ quan
    |(?:trong|trước|từ|đến|vào|cuối|đầu|chậm nhất(?: trong| vào)?) (?:ngày|tháng|quý|năm|\d)\b
    |theo (?:Quyết định|Kế hoạch|Nghị quyết|Công văn|Thông báo|Chương trình) số
    )(?!\w)
    """
)
_TAIL = compile_phrases(
    r"""
    (?:
    [\s,;:(]+
    |(?<!\w)
    (?:
    và|cần|phải|đã|sẽ|để|cùng|cũng|cùng với|chủ động|đồng thời|tiếp tục|thì|như sau|khẩn trương
    |trực tiếp|nghiêm chỉnh|nghiêm túc|sớm|tích cực|nhanh chóng|kịp thời|có|luôn
    )
    )$
    """
)
# "Sở Nội vụ (cơ quan thường trực)"
_STANDING = re.compile(
    r"\s*\((?:(?:là )?(?:cơ quan|đơn vị|bộ phận) )?(?:thường trực|chủ trì|đầu mối)[^()]*\)$"
)
# A deputy who only sees to it that a body does it: "Thứ trưởng A chỉ đạo Vụ B chủ trì …".
_DEPUTY = re.compile(r"(?:Thứ trưởng|Phó Tổng cục trưởng)(?!\w)")
_DIRECTS = re.compile(r"(?:trực tiếp )?chỉ đạo\s+")
_CONTACT = re.compile(r"(?i)điện thoại|số máy|email|e-mail|đ/c |đt:|hotline")
_LIST_STOP = compile_phrases(
    r"""
    (?<!\w)
    (?:
    để|về|nhằm|trong (?:việc|công tác|quá trình)|khi|theo|thông qua|tại|trước|gắn với|đối với|giữa
    )(?!\w)
    """
)
_SEMICOLON = compile_phrases(
    r"""
    ;(?!\s*(?:[A-ZĐÀ-Ỹ]|các\s))  # after which no further body stands
    |;\s+(?=(?:Đồng|Trong|Ngoài|Báo cáo|Tổ chức|Tham|Rà|Xây)\b)
    """
)
# Grounds, purposes and times that may stand before the name.
_OPENING = compile_phrases(
    r"""
    (?:
    Căn cứ|Trên cơ sở|Tiếp thu |Quán triệt |Để |Nhằm|Theo |Định kỳ|Hằng |Hàng[ ]
    |Trước (?:ngày|tháng|quý|mắt|tình hình|diễn biến|thực trạng|\d)
    |Chậm nhất|Muộn nhất|Sau khi(?! nghe)|Khi[ ]
    |Ngay sau khi|Đối với
    |Trong (?:quý|tháng|năm|thời gian(?! (?:vừa )?qua| gần đây)|trường hợp)
    |Thực hiện[ ]
    (?:Quyết định|Công văn|Kế hoạch|Nghị quyết|Chương trình|Chỉ thị|Văn bản|ý kiến|chỉ đạo)
    |(?:Từ|Kể từ|Đến|Bắt đầu từ)[ ]
    (?:nay|ngày|tháng|quý|năm|đầu|hết|giữa|cuối|thời điểm|\d)
    |(?:Xong|Hoàn thành|Kết thúc|Vào|Cuối|Đầu|Giữa)[ ]
    (?:trước|trong|ngày|tháng|quý|năm|tuần|giai đoạn|\d)
    |Riêng|(?:Năm|Ngày|Tháng|Giai đoạn) \d|Quý (?:[IV]+|\d)\b|Định kỳ|Mỗi (?:tháng|quý|năm)
    )[^.;:]{3,700}
    """
)
# A heading and the duty below it on one line: "Sở Tài chính Bố trí kinh phí …".
_JOINED_DUTY = compile_phrases(
    r"""
    (?<=[^\W\d_])(?<!Ban)(?<!Tổ)(?<!Phòng)(?<!Cục)(?<!Vụ)[ ](?=
    (?:
    Chủ trì|Phối hợp|Căn cứ|Theo (?:chức năng|nhiệm vụ|dõi)|Trên cơ sở|Tham mưu|Bố trí|Cân đối
    |Rà soát|Hướng dẫn|Tăng cường|Đẩy mạnh|Thực hiện|Triển khai|Đề xuất|Thẩm định|Chuẩn bị
    |Có trách nhiệm|Chịu trách nhiệm|Tiếp tục|Khẩn trương|Chủ động|Kịp thời|Định kỳ|Đôn đốc
    |Là (?:cơ quan|đơn vị|đầu mối)|Xây dựng (?:kế hoạch|và|phương án)|Cung cấp|Phân công
    |Chỉ đạo (?:các|việc|Phòng|UBND|Công an)|Tổ chức (?:tuyên truyền|thực hiện|triển khai|các)
    |Lập (?:danh sách|kế hoạch|dự toán)|Báo cáo (?:kết quả|tình hình)|Phát thanh nội dung
    )(?!\w)
    )
    """
)
_UNIONS = re.compile(r"(?i)(?:các hội|tổ chức hội|đoàn thể|tổ chức chính trị - xã hội)$")
_PLACES = re.compile(r":\s+(?:[A-ZĐÀ-Ỹ][^\s,;:.]*\s?){1,8}(?:\([^)]*\)\s*)?[,;]")
_PLACES_FOLLOW = re.compile(r"(?i)(?:tỉnh|thành phố|huyện|xã|phường|cơ quan|đơn vị|gồm)$")
_SECTORS_FOLLOW = re.compile(r"(?i)(?:các sở|bộ|ngành|cơ quan|đơn vị|gồm)$")
# Departments named by their field alone: "Giám đốc các Sở: Tài chính, Nội vụ".
_SECTORS = compile_phrases(
    r"""
    :\s+
    (?:
    Lao động|Tài chính|Kế hoạch|Xây dựng(?=[,;]| và)|Giao thông|Nội vụ|Tư pháp|Công [Tt]hương|Y tế
    |Giáo dục|Văn h[óo][áa]?|Thông tin|Khoa học|Tài nguyên|Nông nghiệp|Ngoại vụ|Quốc phòng|Công an
    |Ngoại giao|Dân tộc|Du lịch|Thủy sản|Công nghiệp|Năng lượng|Pháp chế
    )[^:;.]{0,50}(?:[,;]| và )
    """
)
_BY_WHOM = compile_phrases(
    r"""
    (?<!\w)
    (?:
    (?:được|bởi|do|của|cùng|giữa)\s+(?:các|toàn|những|mọi)\s[^,]{1,40}
    |(?:được|dưới|với) sự\s.*
    )$
    """
)
# "Ban Chỉ huy Phòng, chống thiên tai" is one name.
_NEW_NAME = re.compile(r"(?<!Phòng)(?<!Phổ biến)[;,]\s+")
# What was done or will be done is no order.
_FORETOLD = re.compile(r"(?<!\w)(?:(?:đã|vừa|đang|chưa)\s*$|đã (?!được)|sẽ )")
_QUANTITIES = ("các", "những", "một số", "mọi")


@dataclass(frozen=True)
class DutyAddressee:
    """Who is addressed at the start of a paragraph: `names` as written, `duty_at` where the duty
    begins.
    """

    names: tuple[str, ...]
    start: int
    end: int
    duty_at: int
    order: str  # "giao", "đề nghị", "yêu cầu" … or "" when the name stands alone
    colon: bool

    @property
    def is_asked(self) -> bool:
        """The order is a request."""
        return self.order.endswith("đề nghị")


def read_addressee(text: str) -> DutyAddressee | None:
    """The addressee of a paragraph such as "Giao Sở Tài chính chủ trì …" or "Báo Bắc Giang: Chủ
    động …"; None without a duty.
    """
    at = _after_opening(text)
    lead = LEAD_IN.match(text, at)
    if lead and not BODY.match(text, lead.end()):
        lead = None
    opening = lead or PREFACE.match(text, at)
    if opening and BODY.match(text, opening.end()):
        at = opening.end()
    order = lead["word"].lower() if lead else ""
    end, stop = names_end(text, at)
    if end is None or end <= at or (not order and _FORETOLD.search(text[at:stop])):
        return None
    colon = text[end : stop + 1].endswith(":")
    duty = text[stop + colon :]
    if not duty.strip(" .;:/") or _CONTACT.search(duty[:120]) or not are_bodies(text[at:end]):
        return None
    duty_at = len(text) - len(duty.lstrip(" ,:;-–"))
    charged = None if colon else _charged_through_deputy(text, at, duty_at)
    return charged or DutyAddressee(body_names_in(text[at:end]), at, end, duty_at, order, colon)


def _charged_through_deputy(text: str, at: int, duty_at: int) -> DutyAddressee | None:
    directs = _DIRECTS.match(text, duty_at) if _DEPUTY.match(text, at) else None
    found = read_addressee(text[directs.end() :]) if directs else None
    if directs is None or found is None:
        return None
    shift = directs.end()
    return replace(found, start=at, end=found.end + shift, duty_at=found.duty_at + shift)


def _after_opening(text: str) -> int:
    # Where the name begins after "Căn cứ Kế hoạch này, …", "Để …, …"; 0 without such an opening.
    match = _OPENING.match(text)
    if not match:
        return 0
    for comma in re.finditer(r",\s+", text[: match.end()]):
        at = comma.end()
        if _BY_WHOM.search(text[: comma.start()]):
            continue
        lead = LEAD_IN.match(text, at)
        if lead and BODY.match(text, lead.end()):
            return at
        if BODY.match(text, at) and first_verb(text[at : min(match.end(), at + REACH)]) is not None:
            return at
    return 0


def list_end(text: str, at: int) -> int:
    """Where a list of bodies in the middle of a sentence ends; `at` is its first character."""
    window = text[at : at + REACH]
    stop = _sentence_stop(window)
    for pattern in (_LIST_STOP, _SEMICOLON):
        match = pattern.search(window, 0, stop)
        stop = match.start() if match else stop
    verb = first_verb(window[:stop])
    verb = first_short_verb(window[:stop]) if verb is None else verb
    return at + len(_trim_names(window[: stop if verb is None else verb]))


def body_names_in(text: str) -> tuple[str, ...]:
    """The names in a list as written, without asides and trailing words."""
    text = _STANDING.sub("", _trim_names(EXPLAINED.sub("", text)))
    names = (part.strip(" ,;.") for part in split_agencies(text))
    return tuple(name for name in names if name and name.lower() not in _QUANTITIES)


def _trim_names(text: str) -> str:
    aside = ASIDE.search(text)
    text = text[: aside.start()] if aside else text
    while (shorter := _TAIL.sub("", text)) != text:
        text = shorter
    return text.strip()


def names_end(text: str, at: int, *, heading: bool = False) -> tuple[int | None, int]:
    # (end of the names, start of what follows); (None, 0) when `at` starts no list of bodies with a
    # duty.
    if not BODY.match(text, at):
        return None, 0
    window = text[at : at + REACH]
    stop = _sentence_stop(window)
    verb = first_verb(window[:stop], opening=True)
    if verb is None and (joined := _JOINED_DUTY.search(window, 0, stop)):
        verb = joined.start()
    if verb is None and not heading and window[stop : stop + 1] != ":":
        verb = first_short_verb(window[:stop])
        if verb is None:
            return None, 0
    verb = stop if verb is None else verb
    if joined := _JOINED_DUTY.search(window, 0, verb):
        verb = joined.start()
    # "Sở A soạn tài liệu; các xã rà soát": the first name ends before the semicolon.
    semicolon = window.find(";", 0, verb)
    short = first_short_verb(window[:semicolon]) if semicolon > 0 and not heading else None
    verb = verb if short is None else short
    aside = ASIDE.search(window[:verb])
    end = aside.start() if aside else verb
    # ", trong đó …" before the colon is passed over; "theo chức năng …" already begins the duty.
    duty = verb if window[verb : verb + 1] == ":" else end
    return at + len(_trim_names(window[:end])), at + duty


def _sentence_stop(window: str) -> int:
    match = _NAME_END.search(window)
    while match:
        explanation = _EXPLANATION.match(window, match.start())
        if not explanation and not (match[0] == ":" and _is_in_list(window, match.start())):
            return match.start()
        match = _NAME_END.search(window, explanation.end() if explanation else match.end())
    return len(window)


def _is_in_list(window: str, colon: int) -> bool:
    # "các tỉnh: Lạng Sơn, …", "Giám đốc các Sở: Tài chính, …", "các hội: Hội A, …"
    before = window[:colon]
    if BODY.match(window, colon + 2):
        return bool(_UNIONS.search(before))
    names_places = _PLACES_FOLLOW.search(before) and _PLACES.match(window, colon)
    names_sectors = _SECTORS_FOLLOW.search(before) and _SECTORS.match(window, colon)
    return bool(names_places or names_sectors) and not VERB.match(window, colon + 2)


def are_bodies(names: str) -> bool:
    # Damaged or unusual lists are accepted while three quarters of their parts look right.
    names = _trim_names(names)
    parts = [part for part in _NEW_NAME.split(names) if part]
    if not parts or len(names) > REACH:
        return False
    good = sum(
        bool(BODY.match(part) or LIST_PART.match(part) or part[0].isupper() or part[0] in '(“"')
        for part in parts
    )
    good += sum(_continues_name(part) for part in parts[1:]) if BODY.match(parts[0]) else 0
    return good >= len(parts) * 0.75


def _continues_name(part: str) -> bool:
    # "Vụ Khoa học, môi trường và vật liệu xây dựng"
    return part[0].islower() and not LIST_PART.match(part) and len(part.split()) <= LONGEST_PART
