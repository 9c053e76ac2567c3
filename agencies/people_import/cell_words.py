"""What officials write in the cells of the sheet of agencies and people, as values of the lists.

Words are folded (`vietnam.folding.fold`): accents, capitals and punctuation do not count.
"""

from django.db.models import TextChoices

from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.lists.labels import vietnamese_label
from vietnam.folding import fold

WORDS: dict[type[TextChoices], dict[str, tuple[str, ...]]] = {
    AgencyKind: {
        AgencyKind.COMMITTEE: ("ubnd", "uy ban", "uy ban nhan dan tinh", "uy ban nhan dan xa"),
        AgencyKind.OFFICE: ("van phong", "vp ubnd", "vpub", "van phong uy ban nhan dan"),
        AgencyKind.DEPARTMENT: (
            "so",
            "so nganh",
            "so ban nganh",
            "co quan chuyen mon",
            "ban nganh",
        ),
        AgencyKind.ZONES_BOARD: (
            "ban quan ly",
            "bql",
            "bql kcn",
            "ban quan ly kcn",
            "ban quan ly cac kcn",
        ),
        AgencyKind.NEWSPAPER: ("toa soan", "toa soan bao"),
        AgencyKind.BROADCASTER: ("dai", "dai ptth", "dai pt th", "dai truyen hinh", "bao va dai"),
        AgencyKind.JOB_CENTRE: ("trung tam", "ttdvvl", "trung tam dvvl"),
        AgencyKind.UNION: ("ldld", "cong doan"),
        AgencyKind.YOUTH_UNION: ("tinh doan", "thanh doan", "doan tncs", "doan"),
        AgencyKind.MASS_ORGANISATION: (
            "hoi",
            "mat tran",
            "to chuc chinh tri xa hoi",
            "hoi doan the",
        ),
        AgencyKind.INSURANCE: ("bhxh",),
        AgencyKind.MINISTRY: ("bo", "bo nganh"),
        AgencyKind.FIRM: ("cong ty",),
        AgencyKind.OTHER: ("khac", "don vi khac"),
    },
    AgencyLevel: {
        AgencyLevel.CENTRAL: ("tw", "cap trung uong"),
        AgencyLevel.PROVINCE: ("tinh", "thanh pho", "cap thanh pho"),
        AgencyLevel.DISTRICT: ("huyen",),
        AgencyLevel.COMMUNE: ("xa", "phuong", "xa phuong", "cap phuong"),
        AgencyLevel.NONE: ("ngoai he thong", "khong"),
    },
    SeatRole: {
        SeatRole.COORDINATOR: ("can bo dieu phoi",),
        SeatRole.OFFICER: ("can bo", "cong chuc"),
        SeatRole.VERIFIER: ("tham dinh", "can bo tham dinh"),
        SeatRole.NEWSROOM: ("phong vien", "bien tap vien", "toa soan bao"),
        SeatRole.JOB_CENTRE: (
            "can bo trung tam",
            "trung tam dich vu viec lam",
            "can bo ttdvvl",
            "can bo dvvl",
        ),
        SeatRole.PARTNER_OFFICER: ("tinh ban",),
        SeatRole.FEDERATION_COLLECTOR: ("cong doan", "can bo cong doan"),
        SeatRole.EMPLOYER: ("doanh nghiep",),
    },
}
YES, NO = "yes", "no"
ANSWERS = {
    YES: ("co", "x", "yes", "y", "1", "true", "dung"),
    NO: ("khong", "ko", "k", "no", "n", "0", "false"),
}


def value_of(kind: type[TextChoices], text: str) -> str:
    """The list's value for a cell's words, or the words themselves, which the form refuses."""
    wanted = fold(text)
    for choice in kind:
        if text.strip() == choice.value or wanted in (
            fold(vietnamese_label(choice)),
            *WORDS[kind].get(choice.value, ()),
        ):
            return choice.value
    return text


def answer_of(text: str) -> str:
    return next((answer for answer, words in ANSWERS.items() if fold(text) in words), text)
