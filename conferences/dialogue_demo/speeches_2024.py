"""Who took part and spoke at the dialogue of 25/5/2024, and what a speech of it is made of."""

from dataclasses import dataclass
from typing import Any

from conferences.petitions.choices import AnswerClass, PetitionKind, Theme

PARTICIPANTS = (
    ("Công ty TNHH Điện tử Tân Mỹ", 78),
    ("Công ty TNHH May Sông Thương", 66),
    ("Công ty TNHH Linh kiện Quang Minh", 54),
    ("Công ty CP Bao bì Đình Trám", 37),
    ("Công ty TNHH Năng lượng Vân Trung", 45),
    ("Công ty CP Chế biến nông sản Lục Nam", 20),
)
TAN_MY, MAY, LINH_KIEN, BAO_BI, NANG_LUONG, NONG_SAN = (name for name, _people in PARTICIPANTS)


@dataclass(frozen=True)
class Said:
    """One thing that was said, and what was answered; `agencies`: keys of the register."""

    kind: PetitionKind
    theme: Theme
    text: str
    agencies: tuple[str, ...] = ()
    outcome: str = ""
    answer: str = ""
    more: str = ""  # the reason, or who has to answer instead


@dataclass(frozen=True)
class Spoken:
    """One speaker, without a name."""

    speaker: str
    employer: str
    park: str
    said: tuple[Said, ...]


def one_thing(speaker: str, employer: str, park: str, *said: Any) -> Spoken:
    return Spoken(speaker, employer, park, (Said(*said),))


QUANG_CHAU, DINH_TRAM, VAN_TRUNG = "KCN Quang Châu", "KCN Đình Trám", "KCN Vân Trung"

# One speech, of which two petitions were made.
TWO_IN_ONE = Spoken(
    "Nữ công nhân lắp ráp, có hai con nhỏ",
    TAN_MY,
    QUANG_CHAU,
    (
        Said(
            PetitionKind.PETITION,
            Theme.SCHOOLS,
            "Đề nghị mở thêm trường mầm non gần khu công nghiệp, nhận trẻ từ 6 tháng tuổi và "
            "trông ngoài giờ cho công nhân làm ca.",
            ("bg-gddt", "bg-h-vietyen"),
            AnswerClass.NO_FUNDS,
            "Đã rà soát quỹ đất và mạng lưới trường; địa bàn Việt Yên cần thêm hai trường mầm "
            "non. Việc xây dựng được đưa vào danh mục đầu tư công trung hạn.",
            "Chưa bố trí được vốn đầu tư công năm 2024",
        ),
        Said(
            PetitionKind.PETITION,
            Theme.HOURS,
            "Đề nghị kiểm tra việc bố trí tăng ca vào ngày Chủ nhật khi công nhân không tự nguyện.",
            ("bg-ldtbxh",),
            AnswerClass.INSPECTED,
            "Đã kiểm tra ngày 18/6/2024; doanh nghiệp đã chấm dứt việc bố trí làm thêm khi "
            "chưa có sự đồng ý của người lao động.",
        ),
    ),
)
