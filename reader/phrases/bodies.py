"""Names of bodies in running text: where a list of them ends and the duty begins, and how it splits
into names.
"""

import re
from dataclasses import dataclass, replace

from reader.phrases.duty_verbs import first_verb
from reader.phrases.vocabulary import BODY, LEAD_IN, LIST_PART, PREFACE, VERB
from vietnam.names import split_agencies

GOES_ON = 7  # words of a name after a comma inside it
REACH = 900  # characters within which the verb must follow the names

_NAME_END = re.compile(r"[:]|[.?!](?=\s|$|/)|\((?=[A-ZĐ]?[^)]{25,})")
_ASIDE = re.compile(
    r",?\s*(?:trong đó|nhất là|đặc biệt là|đặc biệt|trước hết là|trừ|ngoại trừ|bao gồm"
    r"|theo (?:chức năng|thẩm quyền|nhiệm vụ|phạm vi|lĩnh vực)|trong phạm vi|căn cứ|trên cơ sở"
    r"|tùy theo|với vai trò|có tên|là cơ quan|theo (?:Quyết định|Kế hoạch|Nghị quyết|Công văn"
    r"|Thông báo|Chương trình) số)(?!\w)"
)
_TAIL = re.compile(
    r"(?:[\s,;:]+|(?<!\w)(?:và|cần|phải|đã|sẽ|để|cùng|cũng|cùng với|chủ động|đồng thời|tiếp tục"
    r"|thì|như sau|khẩn trương|trực tiếp|nghiêm chỉnh|nghiêm túc|sớm|tích cực|nhanh chóng|kịp thời"
    r"|có))$"
)
_STANDING = re.compile(
    r"\s*\((?:(?:là )?(?:cơ quan|đơn vị|bộ phận) )?(?:thường trực|chủ trì|đầu mối)[^()]*\)$"
)
_THROUGH = re.compile(
    r"(?:Thứ trưởng|Phó Tổng cục trưởng)(?!\w)"
)  # a deputy who only sees to it that a body does it
_SEES_TO_IT = re.compile(r"(?:trực tiếp )?chỉ đạo\s+")
_CONTACT = re.compile(r"(?i)điện thoại|số máy|email|e-mail|đ/c |đt:|hotline")
_LIST_STOP = re.compile(
    r"(?<!\w)(?:để|về|nhằm|trong (?:việc|công tác|quá trình)|khi|theo|thông qua|tại|trước|gắn với"
    r"|đối với|giữa)(?!\w)"
)
_SEMICOLON = re.compile(
    r";(?!\s*(?:[A-ZĐÀ-Ỹ]|các\s))|;\s+(?=(?:Đồng|Trong|Ngoài|Báo cáo|Tổ chức|Tham|Rà|Xây)\b)"
)
_OPENING = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Tiếp thu |Quán triệt |Để |Nhằm|Theo |Định kỳ|Hằng |Hàng |Trước (?:ngày"
    r"|mắt|tình hình|diễn biến|thực trạng)|Chậm nhất|Sau khi(?! nghe)|Khi |Ngay sau khi|Đối với"
    r"|Trong (?:quý|tháng|năm|thời gian(?! (?:vừa )?qua| gần đây)|trường hợp)"
    r"|Thực hiện (?:Quyết định|Công văn|Kế hoạch|Nghị quyết|Chương trình|Chỉ thị|Văn bản|ý kiến"
    r"|chỉ đạo)|Riêng|Năm \d)[^.;:]{3,700}"
)
_UNIONS = re.compile(r"(?i)(?:các hội|tổ chức hội|đoàn thể|tổ chức chính trị - xã hội)$")
_PLACES = re.compile(r":\s+(?:[A-ZĐÀ-Ỹ][^\s,;:.]*\s?){1,8}(?:\([^)]*\)\s*)?[,;]")
_PLACES_FOLLOW = re.compile(r"(?i)(?:tỉnh|thành phố|huyện|xã|phường|cơ quan|đơn vị|gồm)$")
_SECTORS_FOLLOW = re.compile(r"(?i)(?:các sở|bộ|ngành|cơ quan|đơn vị|gồm)$")
_SECTORS = re.compile(
    r":\s+(?:Lao động|Tài chính|Kế hoạch|Xây dựng(?=[,;]| và)|Giao thông|Nội vụ|Tư pháp"
    r"|Công [Tt]hương|Y tế|Giáo dục|Văn h[óo][áa]?|Thông tin|Khoa học|Tài nguyên|Nông nghiệp"
    r"|Ngoại vụ|Quốc phòng|Công an|Ngoại giao|Dân tộc|Du lịch|Thủy sản|Công nghiệp|Năng lượng"
    r"|Pháp chế)[^:;.]{0,50}(?:[,;]| và )"
)
_DUTY = re.compile(
    r"(?<!\w)(?:chủ trì|phối hợp|tham mưu|trách nhiệm|thực hiện|triển khai|ban hành|báo cáo)(?!\w)"
)
_PLAIN_BODY = re.compile(  # bodies that BODY knows only by a capital letter after the first word
    r"(?:Phòng(?! (?:chống|ngừa|cháy|bệnh|trừ|thủ))|Đài|Trạm|Đội|Phường|Xã(?! hội)|Hội(?! (?:nghị"
    r"|thảo|chợ|nhập|họp|thi|diễn|đàm))|Vụ(?! (?:việc|đông|mùa|hè|án|xuân))|Báo(?! cáo)|Thanh tra"
    r"|Tổ(?! chức)) \w"
)
_BY_WHOM = re.compile(
    r"(?<!\w)(?:(?:được|bởi|do|của|cùng|giữa)\s+(?:các|toàn|những|mọi)\s[^,]{1,40}|(?:được|dưới"
    r"|với) sự\s.*)$"
)  # "được các cấp, các ngành …"
_NEW_NAME = re.compile(
    r"(?<!Phòng)(?<!Phổ biến)[;,]\s+"
)  # "Ban Chỉ huy Phòng, chống thiên tai" is one name
_FORETOLD = re.compile(r"(?<!\w)(?:(?:đã|vừa|đang)\s*$|đã (?!được)|sẽ )")


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


def read_addressee(text: str) -> DutyAddressee | None:
    """The addressee of a paragraph such as "Giao Sở Tài chính chủ trì …" or "Báo Bắc Giang: Chủ
    động …"; None without a duty.
    """
    order, at = "", _after_opening(text)
    lead = LEAD_IN.match(text, at)
    if lead and BODY.match(text, lead.end()):
        order, at = lead["word"].lower(), lead.end()
    else:
        preface = PREFACE.match(text, at)
        at = preface.end() if preface and BODY.match(text, preface.end()) else at
    end, stop = _names_end(text, at)
    if end is None or end <= at:
        return None
    if not order and _FORETOLD.search(text[at:stop]):
        return None
    colon = text[end : stop + 1].endswith(":")
    duty = text[stop + 1 :] if colon else text[stop:]
    if not duty.strip(" .;:/") or _CONTACT.search(duty[:120]) or not _plausible(text[at:end]):
        return None
    duty_at = stop + 1 if colon else stop
    duty_at += _leading(text[duty_at:])
    charged = _charged_through(text, at, duty_at) if not colon else None
    return charged or DutyAddressee(body_names_in(text[at:end]), at, end, duty_at, order, colon)


def _charged_through(text: str, at: int, duty_at: int) -> DutyAddressee | None:
    """The body that acts in "Thứ trưởng A chỉ đạo Vụ B chủ trì …"."""
    sees = _SEES_TO_IT.match(text, duty_at) if _THROUGH.match(text, at) else None
    found = read_addressee(text[sees.end() :]) if sees else None
    if sees is None or found is None:
        return None
    return replace(found, start=at, end=found.end + sees.end(), duty_at=found.duty_at + sees.end())


def _after_opening(text: str) -> int:
    """Where the name begins after "Căn cứ Kế hoạch này, …", "Để …, …"; 0 without such an
    opening.
    """
    match = _OPENING.match(text)
    if not match:
        return 0
    for comma in re.finditer(r",\s+", text[: match.end()]):
        at = comma.end()
        if _BY_WHOM.search(text[: comma.start()]):
            continue
        lead = LEAD_IN.match(text, at)
        if (lead and BODY.match(text, lead.end())) or (
            BODY.match(text, at) and first_verb(text[at : min(match.end(), at + REACH)]) is not None
        ):
            return at
    return 0


def heading_bodies(text: str) -> tuple[str, ...]:
    """The names when a heading is nothing but a list of bodies ("6. Đề nghị Liên đoàn Lao động
    tỉnh"), else ().
    """
    text = text.rstrip(" :.;")
    if text.isupper():
        return _capital_bodies(text.capitalize())
    lead = LEAD_IN.match(text) or PREFACE.match(text)
    at = lead.end() if lead and BODY.match(text, lead.end()) else 0
    if len(text) - at > 500 or not BODY.match(text, at):
        return ()
    end, stop = _names_end(text, at, heading=True)
    if end is None or (stop < len(text) and not _ASIDE.match(text, end)):
        return ()
    return body_names_in(text[at:end]) if _plausible(text[at:end]) else ()


def _capital_bodies(text: str) -> tuple[str, ...]:
    """The names of a heading printed in capitals; a heading that contains a duty's verb names no
    bodies.
    """
    lead = LEAD_IN.match(text) or PREFACE.match(text)
    names = text[lead.end() :] if lead else text
    names = names[:1].upper() + names[1:]
    if (
        len(names) > 300
        or _DUTY.search(names)
        or not (BODY.match(names) or _PLAIN_BODY.match(names))
    ):
        return ()
    return body_names_in(names) if _plausible(names) else ()


def list_end(text: str, at: int) -> int:
    """Where a list of bodies in the middle of a sentence ends; `at` is its first character."""
    window = text[at : at + REACH]
    stop = _sentence_stop(window)
    for pattern in (_LIST_STOP, _SEMICOLON):
        match = pattern.search(window, 0, stop)
        stop = match.start() if match else stop
    verb = first_verb(window[:stop])
    return at + len(trim_names(window[: stop if verb is None else verb]))


def body_names_in(text: str) -> tuple[str, ...]:
    """The names in a list as written, without asides and trailing words."""
    text = _STANDING.sub("", trim_names(text))
    names = (part.strip(" ,;.") for part in split_agencies(text))
    return tuple(
        name for name in names if name and name.lower() not in ("các", "những", "một số", "mọi")
    )


def trim_names(text: str) -> str:
    aside = _ASIDE.search(text)
    if aside:
        text = text[: aside.start()]
    while True:
        shorter = _TAIL.sub("", text)
        if shorter == text:
            return text.strip()
        text = shorter


def _names_end(text: str, at: int, *, heading: bool = False) -> tuple[int | None, int]:
    """(end of the names, start of what follows); (None, 0) when `at` starts no list of bodies with
    a duty.
    """
    if not BODY.match(text, at):
        return None, 0
    window = text[at : at + REACH]
    stop = _sentence_stop(window)
    verb = first_verb(window[:stop], opening=True)
    if verb is None:
        if (stop < len(window) and window[stop] == ":") or heading:
            verb = stop
        else:
            return None, 0
    aside = _ASIDE.search(window[:verb])
    end = aside.start() if aside else verb
    start_of_duty = _aside_duty(window, aside.start(), verb) if aside else verb
    return at + len(trim_names(window[:end])), at + start_of_duty


def _aside_duty(window: str, aside: int, verb: int) -> int:
    """An aside such as ", trong đó …" before the colon is skipped; "theo chức năng …" already
    begins the duty.
    """
    return verb if window[verb : verb + 1] == ":" else aside


def _sentence_stop(window: str) -> int:
    match = _NAME_END.search(window)
    while match and match[0] == ":" and _lists_provinces(window, match.start()):
        match = _NAME_END.search(window, match.end())
    return match.start() if match else len(window)


def _lists_provinces(window: str, colon: int) -> bool:
    """The colon of "các tỉnh: Lạng Sơn, …", "Giám đốc các Sở: Tài chính, …" or "các hội: Hội A, …"
    belongs to the name.
    """
    if _UNIONS.search(window[:colon]) and BODY.match(window, colon + 2):
        return True
    before = window[:colon]
    return (
        bool(
            (_PLACES_FOLLOW.search(before) and _PLACES.match(window, colon))
            or (_SECTORS_FOLLOW.search(before) and _SECTORS.match(window, colon))
        )
        and not VERB.match(window, colon + 2)
        and not BODY.match(window, colon + 2)
    )


def _plausible(names: str) -> bool:
    """Whether each element of the list looks like part of a list of bodies."""
    names = trim_names(names)
    if not names or len(names) > REACH:
        return False
    parts = [part for part in _NEW_NAME.split(names) if part]
    good = sum(
        bool(BODY.match(part) or LIST_PART.match(part) or part[0].isupper() or part[0] in '(“"')
        for part in parts
    )
    good += sum(_goes_on(part) for part in parts[1:]) if BODY.match(parts[0]) else 0
    return good >= len(parts) * 0.75


def _goes_on(part: str) -> bool:
    """A part of a name after a comma: "Vụ Khoa học, môi trường và vật liệu xây dựng"."""
    return part[0].islower() and not LIST_PART.match(part) and len(part.split()) <= GOES_ON


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip(" ,:;-–"))
