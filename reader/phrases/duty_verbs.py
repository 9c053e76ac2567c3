"""Where the duty begins after the names of bodies: the first verb that is not part of a name."""

import re

from reader.phrases.vocabulary import SHORT_VERB, VERB, WEAK_VERBS
from reader.text import compile_phrases

_DUTY_BOUND = re.compile(r"(?<!\w)(?:có|chịu) trách nhiệm(?!\w)|(?<!\w)có nhiệm vụ(?!\w)")
_GIVEN = re.compile(r"(?<!\w)được (?:giao|phân công)(?!\w)")
_BEFORE_NOUN_USE = compile_phrases(
    r"""
    (?:^|\s)
    (
    buổi|cuộc|(?<!tuyên )truyền|được|do|để|đang|từng|bị|nhu cầu|việc|sự|(?<!tổ )(?<!đoàn )công tác
    |trách nhiệm
    |có nhu cầu|chủ
    |(?<!vật )nuôi  # "vật nuôi" is cattle
    |người|hội đồng|phương tiện|vật liệu|cây|cổng|trang|hệ thống
    )$
    """,
    re.IGNORECASE,
)
_GENERIC = compile_phrases(
    r"""
    (?:
    doanh nghiệp|đơn vị|cơ quan|công tác|cơ sở|tổ chức|lao động|dịch vụ|dự án|lực lượng|nguồn|quỹ
    |hợp tác xã|hộ|khu|ban|tổ|đơn vị, tổ chức|người
    )$
    """,
    re.IGNORECASE,
)
_QUALIFIED = re.compile(r"(?i)(?:cơ quan|đơn vị)$")  # "cơ quan chủ trì", "đơn vị phối hợp"
_QUALIFIES = re.compile(
    r"\s*(?:$|[,;.)]|(?:có|chịu|thực hiện|và|trong|để|căn cứ|theo|phải|nhiệm vụ)(?!\w))"
)
_NOUN_USE = re.compile(
    r"(?i)(?:^|[,;]|\bvà|\bcác|\bnhững|\bmột số|\bhoặc|\bcơ quan,|\bđơn vị,)\s*$"
)
_MANAGES = compile_phrases(
    r"""
    quản lý[ ]
    (?:nhà nước|Nhà nước|chuyên ngành|ngành|lĩnh vực|dự án|thị trường|rừng|đường bộ)(?!\w)
    """
)
_MANAGER = re.compile(r"(?i)(?:cục|vụ|sở|bộ|ban|phòng|cơ quan|đơn vị|tổ chức|lực lượng|chi cục)$")
# "Hội đồng bồi thường, hỗ trợ, tái định cư huyện"
_COUNCIL_TASKS = re.compile(r"Hội đồng [^;.:]*$")
# "Viện Nghiên cứu phát triển", "Quỹ Đầu tư phát triển": two verbs make the name.
_COMPOUND = compile_phrases(
    r"""
    \b(?:
    Nghiên cứu|Xúc tiến|Hỗ trợ|Đầu tư|Tư vấn|Dịch vụ|Phát triển|Quản lý|Ứng dụng|Đào tạo
    |Khuyến khích
    )(?:,|\s+và)?$
    """
)
_COMPOUNDED = frozenset({"phát triển", "đầu tư", "ứng dụng", "chuyển giao", "bồi dưỡng"})
# "các đơn vị được giao tổ chức phiên giao dịch": which of them are meant.
_CHARGED = compile_phrases(
    r"""
    (?:đơn vị|cơ quan|địa phương|ngành|tổ chức|xã|phường|doanh nghiệp)\s
    được (?:giao|phân công)(?: nhiệm vụ)?(?: (?:chủ trì|tổ chức|thực hiện|triển khai|quản lý))*$
    """
)
_CHARGES = frozenset({"chủ trì", "tổ chức", "thực hiện", "triển khai", "quản lý"})
_TIMES = frozenset(
    {"trước ngày", "chậm nhất", "sau khi", "hằng năm", "hàng năm", "hằng tháng", "hàng tháng"}
    | {"hằng quý", "hàng quý", "sớm", "nhanh chóng", "định kỳ", "kịp thời"}
)
_AND_TASK = re.compile(r"^[,\s]*(?:và\s)?\s*$")
_WHICH_HAS = re.compile(
    r"(?i)(?:doanh nghiệp|đơn vị|cơ quan|tổ chức|cơ sở|hộ|địa phương|cá nhân|trường) có$"
)
# What bodies are told apart by: "doanh nghiệp có sử dụng lao động".
_DISTINGUISHING = re.compile(
    "sử dụng|tham gia|đăng ký|tuyển dụng|hoạt động|quản lý|tổ chức|khai thác|đầu tư"
)


def first_verb(window: str, *, opening: bool = False) -> int | None:
    """Where the duty begins. `opening`: the names open their paragraph, so that "và" before a verb
    joins parts of a name.
    """
    bound = _DUTY_BOUND.search(window)
    charged = _GIVEN.search(window, 0, bound.start()) if bound else None
    verb = _first_certain_verb(window, opening=opening)
    # "Các cơ quan được phân công … có trách nhiệm": what they were charged with names them.
    if bound and charged and (verb is None or charged.start() < verb):
        return bound.start()
    return verb


def _first_certain_verb(window: str, *, opening: bool) -> int | None:
    fallback: int | None = None
    named = 0
    for match in VERB.finditer(window):
        before = window[: match.start()].rstrip()
        if _names_council_task(window, match, before, named):
            named = match.end()
        elif _is_in_name(window, match, before):
            continue
        elif not _is_doubtful(window, match, before, opening=opening):
            return _before_time(window, match, fallback)
        elif fallback is None:
            fallback = match.start()
    return fallback


def _before_time(window: str, match: re.Match[str], fallback: int | None) -> int:
    # A time opens the duty only where no verb stands before it: "Sở A đưa tin trước ngày …".
    if match[0] not in _TIMES:
        return match.start()
    earlier = first_short_verb(window[: match.start()]) if fallback is None else fallback
    return match.start() if earlier is None else earlier


def first_short_verb(window: str) -> int | None:
    """Where a verb of one syllable opens the duty, for want of a better one: "Sở A đưa …"."""
    for match in SHORT_VERB.finditer(window):
        before = window[: match.start()].rstrip()
        if before and not before.endswith((",", "-")) and not _BEFORE_NOUN_USE.search(before):
            return match.start()
    return None


def _is_doubtful(window: str, match: re.Match[str], before: str, *, opening: bool) -> bool:
    # Such a verb opens the duty only when no better one follows.
    if opening and before.endswith(" và"):
        return True
    is_weak = match[0] in WEAK_VERBS and bool(_GENERIC.search(before))
    return is_weak and not VERB.match(window, match.end() + 1)


def _is_in_name(window: str, match: re.Match[str], before: str) -> bool:
    is_in_brackets = before.rfind("(") > before.rfind(")")
    if not before or _BEFORE_NOUN_USE.search(before) or is_in_brackets:
        return True
    if window[match.start() - 1] in "-/(":
        return True
    if match[0] in _COMPOUNDED and _COMPOUND.search(before):
        return True
    if match[0] in ("tổng hợp", "cung ứng") and before.endswith(("Dịch vụ", "Phòng", "Khối")):
        return True
    if match[0] in _CHARGES and _CHARGED.search(before):
        return True
    if match[0] in ("chủ trì", "phối hợp"):
        return bool(_QUALIFIED.search(before) and _QUALIFIES.match(window, match.end()))
    if match[0] == "tổ chức":
        return bool(_NOUN_USE.search(before))
    return bool(_MANAGES.match(window, match.start()) and _MANAGER.search(before))


def _names_council_task(window: str, match: re.Match[str], before: str, named: int) -> bool:
    # The verb says what kind of body it is: "Hội đồng bồi thường, hỗ trợ, …".
    if before.endswith("Hội đồng") or (named and _COUNCIL_TASKS.search(before)):
        return not named or bool(_AND_TASK.match(window[named : match.start()]))
    return bool(_DISTINGUISHING.fullmatch(match[0]) and _WHICH_HAS.search(before))
