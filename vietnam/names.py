"""Names of agencies: a list of them taken apart, abbreviations written out, and a key that all
spellings share.
"""

import re
from collections.abc import Iterator

from vietnam.folding import clean_text, fold

# Whatever may open the name of a body, an office-holder standing for one, or a group of them.
_PROPER = (
    "sở|bộ|ban|ubnd|ủy ban|uỷ ban|hđnd|hội đồng|văn phòng|vp|báo|đài|hội|hiệp hội|liên đoàn"
    "|liên minh|"
    "liên hiệp|lđlđ|tỉnh đoàn|thành đoàn|"
    "huyện đoàn|thị đoàn|đoàn|trung tâm|ttdvvl|bhxh|bảo hiểm xã hội|chi nhánh|ngân hàng|nhcsxh|cục"
    "|chi "
    "cục|tổng cục|vụ|thanh tra|viện|"
    "trường|đại học|học viện|kho bạc|mặt trận|mttq|ubmttq|thủ tướng|phó thủ tướng|bộ trưởng"
    "|thủ trưởng|"
    "chủ tịch|phó chủ tịch|bí thư|"
    "giám đốc|tổng giám đốc|trưởng ban|chánh văn phòng|chánh thanh tra|phòng|tòa án|toà án|thuế"
    "|hải quan|"
    "quỹ|thường trực|công an|công đoàn|"
    "tổng công ty|công ty|tập đoàn|bql|bch|tổ công tác|tổ|quân khu|tỉnh ủy|tỉnh uỷ|thành ủy"
    "|huyện ủy|"
    "đảng ủy|thông tấn xã|cổng thông tin|"
    "chính phủ|quốc hội|điện lực|bưu điện|bệnh viện|câu lạc bộ|đồng chí"
)
_GENERIC = (
    "cơ quan|đơn vị|tổ chức|doanh nghiệp|địa phương|cá nhân|hợp tác xã|đoàn thể|ngành|nhà trường"
    "|cơ sở|"
    "chủ đầu tư|chủ sử dụng"
)
_PLURAL = r"(?:các|một số|những|mọi|toàn thể|tất cả các|02)"
_OF_GROUP = r"(?:đại diện )?(?:thủ trưởng|lãnh đạo|người đứng đầu|chủ tịch|giám đốc)"

_OPENS_PROPER = re.compile(rf"(?:{_PLURAL} )?(?:{_PROPER})(?!\w)", re.IGNORECASE)
_OPENS_GENERIC = re.compile(rf"(?P<plural>{_PLURAL} )?(?:{_GENERIC})(?!\w)", re.IGNORECASE)

_BARE = rf"(?:sở|ban|bộ|hội|đoàn|phòng|vụ|cục|ủy ban|chủ tịch|bí thư|bộ trưởng|trưởng|{_GENERIC})"
_BARE_WORD = re.compile(rf"{_BARE}", re.IGNORECASE)
_OPEN_GROUP = re.compile(rf"(?:{_OF_GROUP} )?(?:{_PLURAL} )?{_BARE}(?:, {_BARE})*", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*;\s*|\s*,\s*(?:và\s+)?|\s+và\s+|\s+cùng(?: với)?\s+", re.IGNORECASE)
_EDGE = " \t\n-–—•*+.:;,"


def split_agencies(text: str) -> list[str]:
    """The agencies of a list, in order.

    A comma or "và" inside a name ("UBND các huyện, thị xã, thành phố") does not split it.
    """
    text = " ".join(clean_text(text).split()).strip(_EDGE)
    agencies: list[str] = []
    for separator, part in _parts(text):
        if agencies and not _starts_another(agencies[-1], separator, part):
            agencies[-1] += separator + part
        else:
            agencies.append(part)
    return [name for name in (agency.strip(_EDGE) for agency in agencies) if name]


def _parts(text: str) -> Iterator[tuple[str, str]]:
    # The pieces between separators outside of parentheses, each with the separator before it.
    start = 0
    before = ""
    for found in _SEPARATOR.finditer(text):
        if text.count("(", 0, found.start()) > text.count(")", 0, found.start()):
            continue
        yield before, text[start : found.start()]
        start = found.end()
        before = found.group()
    yield before, text[start:]


def _starts_another(current: str, separator: str, part: str) -> bool:
    if ";" in separator:
        return True
    open_group = _OPEN_GROUP.fullmatch(current) is not None
    if _BARE_WORD.fullmatch(part) or (open_group and "," in separator and _is_member(part)):
        return not open_group and len(current.split()) > 1 and not _lists_kinds(current)
    if generic := _OPENS_GENERIC.match(part):
        return bool(generic["plural"]) or not _lists_kinds(current)
    return _OPENS_PROPER.match(part) is not None


def _is_member(part: str) -> bool:
    # In "các bộ, cơ quan liên quan" the second word belongs to the plural before it.
    found = _OPENS_GENERIC.match(part)
    return found is not None and not found["plural"]


_KINDS = re.compile(rf"(?:{_OF_GROUP} )?(?:{_PLURAL} )?{_BARE}(?:,| và |$)", re.IGNORECASE)


def _lists_kinds(current: str) -> bool:
    # As in "các sở, ban, ngành": kinds of bodies rather than one named body.
    return _KINDS.match(current) is not None


# Longer forms first; the letters as officials write them, case matters.
_LABOUR = "Lao động - Thương binh và Xã hội"
_ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    (r"(?:LĐ|Lao động) ?[-–,]? ?TB ?(?:&|và|-|,)? ?XH", _LABOUR),
    (r"Lao động ?[-–,]? ?Thương binh ?(?:&|,|-|–|và) ?Xã hội", _LABOUR),
    (r"NN ?(?:&|và) ?PTNT|NNPTNT", "Nông nghiệp và Phát triển nông thôn"),
    (r"NN ?(?:&|và) ?MT|(?<=Sở )NNMT|(?<=Bộ )NNMT", "Nông nghiệp và Môi trường"),
    (r"TN ?(?:&|và) ?MT|TNMT", "Tài nguyên và Môi trường"),
    (r"KH ?(?:&|và) ?CN|KHCN", "Khoa học và Công nghệ"),
    (r"KH ?(?:&|và) ?ĐT|KHĐT", "Kế hoạch và Đầu tư"),
    (r"GD ?(?:&|và) ?ĐT|GDĐT", "Giáo dục và Đào tạo"),
    (r"VH ?,? ?-?TT ?(?:&|và)? ?DL", "Văn hóa, Thể thao và Du lịch"),
    (r"TT ?(?:&|và) ?TT|(?<=Sở )TTTT|(?<=Bộ )TTTT", "Thông tin và Truyền thông"),
    (r"PT ?(?:&|và|-|,)? ?TH", "Phát thanh và Truyền hình"),
    (r"Phát thanh ?[-–,&] ?Truyền hình", "Phát thanh và Truyền hình"),
    (r"GTVT", "Giao thông vận tải"),
    (r"GDNN", "Giáo dục nghề nghiệp"),
    (r"(?<=Sở )TC|(?<=Bộ )TC", "Tài chính"),
    (r"(?<=Sở )NV|(?<=Bộ )NV", "Nội vụ"),
    (r"(?<=Sở )XD|(?<=Bộ )XD", "Xây dựng"),
    (r"(?<=Sở )CT|(?<=Bộ )CT", "Công Thương"),
    (r"TT ?DVVL", "Trung tâm Dịch vụ việc làm"),
    (r"DVVL", "Dịch vụ việc làm"),
    (r"UBMTTQ(?: ?VN)?", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    (r"MTTQ ?VN|MTTQ Việt Nam|MTTQ", "Mặt trận Tổ quốc Việt Nam"),
    (r"Mặt trận Tổ quốc(?! Việt Nam)", "Mặt trận Tổ quốc Việt Nam"),
    (r"UBND|Uỷ ban nhân dân|UB nhân dân", "Ủy ban nhân dân"),
    (r"HĐND", "Hội đồng nhân dân"),
    (r"BQL", "Ban Quản lý"),
    (r"KCX", "khu chế xuất"),
    (r"KCN", "khu công nghiệp"),
    (r"CCN", "cụm công nghiệp"),
    (r"KKT", "khu kinh tế"),
    (r"BHXH", "Bảo hiểm xã hội"),
    (r"LĐLĐ", "Liên đoàn Lao động"),
    (r"CHQS", "Chỉ huy Quân sự"),
    (r"BĐBP", "Bộ đội Biên phòng"),
    (r"LHPN|Liên hiệp PN", "Liên hiệp Phụ nữ"),
    (r"NHCSXH|Ngân hàng CSXH", "Ngân hàng Chính sách xã hội"),
    (r"TNCS(?: HCM| Hồ Chí Minh)?", "Thanh niên Cộng sản Hồ Chí Minh"),
    (r"VPCP", "Văn phòng Chính phủ"),
    (r"VPUB(?:ND)?", "Văn phòng Ủy ban nhân dân"),
    (r"VP(?= )", "Văn phòng"),
    (r"BCĐ", "Ban Chỉ đạo"),
    (r"BCH(?= )", "Ban Chỉ huy"),
    (r"HTX", "hợp tác xã"),
    (r"DN(?!\w)", "doanh nghiệp"),
    (r"TW|T\.Ư|TƯ", "Trung ương"),
    (r"TP\.? ?(?:HCM|Hồ Chí Minh)", "Thành phố Hồ Chí Minh"),
    (r"TP\.(?= )|TP(?!\w)", "thành phố"),
    (r"HCM(?!\w)", "Hồ Chí Minh"),
)
_EXPANSIONS = tuple(
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), full) for pattern, full in _ABBREVIATIONS
)


def expand_abbreviations(name: str) -> str:
    """The name written out: "Sở LĐ-TB&XH" and "Sở Lao động - TB&XH" are "Sở Lao động - Thương binh
    và Xã hội".
    """
    name = " ".join(clean_text(name).split())
    for pattern, full in _EXPANSIONS:
        name = pattern.sub(full, name)
    return " ".join(name.split())


_LITTLE_WORDS = {"va"}


def agency_key(name: str) -> str:
    """What all spellings of one name share: written out, folded, without "và". Compare keys, show
    names.
    """
    return " ".join(
        word for word in fold(expand_abbreviations(name)).split() if word not in _LITTLE_WORDS
    )
