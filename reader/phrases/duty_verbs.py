"""Where the duty begins after the names of bodies: the first verb that is not part of a name."""

import re

from reader.phrases.vocabulary import VERB, WEAK_VERBS

_DUTY_BOUND = re.compile(r"(?<!\w)(?:có|chịu) trách nhiệm(?!\w)|(?<!\w)có nhiệm vụ(?!\w)")
_PRECEDED = re.compile(
    r"(?i)(?:^|\s)(buổi|cuộc|truyền|được|do|để|đang|từng|bị|nhu cầu|việc|sự|công tác|trách nhiệm"
    r"|có nhu cầu|chủ|(?<!vật )nuôi|người|hội đồng|phương tiện|vật liệu|cây|cổng|trang|hệ thống)$"
)
_GENERIC = re.compile(
    r"(?i)(?:doanh nghiệp|đơn vị|cơ quan|công tác|cơ sở|tổ chức|lao động|dịch vụ|dự án|lực lượng"
    r"|nguồn|quỹ|ban|tổ|đơn vị, tổ chức|người)$"
)
_QUALIFIED = re.compile(r"(?i)(?:cơ quan|đơn vị)$")  # "cơ quan chủ trì", "đơn vị phối hợp"
_QUALIFIES = re.compile(
    r"\s*(?:$|[,;.)]|(?:có|chịu|thực hiện|và|trong|để|căn cứ|theo|phải|nhiệm vụ)(?!\w))"
)
_NOUN_USE = re.compile(
    r"(?i)(?:^|[,;]|\bvà|\bcác|\bnhững|\bmột số|\bhoặc|\bcơ quan,|\bđơn vị,)\s*$"
)
_MANAGES = re.compile(
    r"quản lý (?:nhà nước|Nhà nước|chuyên ngành|ngành|lĩnh vực|dự án|thị trường|rừng"
    r"|đường bộ)(?!\w)"
)
_MANAGER = re.compile(r"(?i)(?:cục|vụ|sở|bộ|ban|phòng|cơ quan|đơn vị|tổ chức|lực lượng|chi cục)$")
_COUNCIL_TASKS = re.compile(
    r"Hội đồng [^;.:]*$"
)  # "Hội đồng bồi thường, hỗ trợ, tái định cư huyện"
_AND_TASK = re.compile(r"^[,\s]*(?:và\s)?\s*$")
_WHICH_HAS = re.compile(
    r"(?i)(?:doanh nghiệp|đơn vị|cơ quan|tổ chức|cơ sở|hộ|địa phương|cá nhân|trường) có$"
)
_HAD = frozenset(
    [
        "sử dụng",
        "tham gia",
        "đăng ký",
        "tuyển dụng",
        "hoạt động",
        "quản lý",
        "tổ chức",
        "khai thác",
        "đầu tư",
    ]
)


def first_verb(window: str, *, opening: bool = False) -> int | None:
    """Where the duty begins. `opening`: the names open their paragraph, so that "và" before a verb
    joins parts of a name.
    """
    bound = _DUTY_BOUND.search(window)
    relative = bool(
        bound and re.search(r"(?<!\w)được (?:giao|phân công)(?!\w)", window[: bound.start()])
    )
    if bound and relative:
        return bound.start()
    fallback, named = None, 0
    for match in VERB.finditer(window):
        before = window[: match.start()].rstrip()
        if _names_task(window, match, before, named):
            named = match.end()
        elif _is_doubtful(window, match, before, opening=opening):
            fallback = match.start() if fallback is None else fallback
        elif not _is_in_name(window, match, before):
            return match.start()
    return fallback


def _is_doubtful(window: str, match: re.Match[str], before: str, *, opening: bool) -> bool:
    """The verb opens the duty only when no better one follows."""
    if _is_in_name(window, match, before):
        return False
    if opening and before.endswith(" và"):
        return True
    return (
        match[0] in WEAK_VERBS
        and bool(_GENERIC.search(before))
        and not VERB.match(window, match.end() + 1)
    )


def _is_in_name(window: str, match: re.Match[str], before: str) -> bool:
    if (
        not before
        or _PRECEDED.search(before)
        or window[match.start() - 1] in "-/("
        or _open_bracket(before)
    ):
        return True
    if match[0] in ("chủ trì", "phối hợp"):
        return bool(_QUALIFIED.search(before) and _QUALIFIES.match(window, match.end()))
    if match[0] == "tổ chức":
        return bool(_NOUN_USE.search(before))
    return bool(_MANAGES.match(window, match.start()) and _MANAGER.search(before))


def _names_task(window: str, match: re.Match[str], before: str, named: int) -> bool:
    """The verb orders_nothing what kind of body it is: "Hội đồng bồi thường, hỗ trợ, …", "doanh nghiệp có sử
    dụng lao động".
    """
    if before.endswith("Hội đồng") or (named and _COUNCIL_TASKS.search(before)):
        return not named or bool(_AND_TASK.match(window[named : match.start()]))
    return match[0] in _HAD and bool(_WHICH_HAS.search(before))


def _open_bracket(before: str) -> bool:
    return before.rfind("(") > before.rfind(")")
