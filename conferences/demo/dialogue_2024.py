"""What was asked at the dialogue of 25/5/2024 (S4): 24 speakers, 25 petitions and opinions. The
words, employers and letters are invented; the day, the numbers and the deadline are those of its
conclusion.
"""

from dataclasses import dataclass
from typing import Any

from conferences.petitions.choices import AnswerClass, PetitionKind, Theme

PETITION = PetitionKind.PETITION
INFORMATION = PetitionKind.INFORMATION
OPINION = PetitionKind.OPINION
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


def _one(speaker: str, employer: str, park: str, *said: Any) -> Spoken:
    return Spoken(speaker, employer, park, (Said(*said),))


QUANG_CHAU, DINH_TRAM, VAN_TRUNG = "KCN Quang Châu", "KCN Đình Trám", "KCN Vân Trung"
SPOKEN = (
    Spoken(
        "Nữ công nhân lắp ráp, có hai con nhỏ",
        TAN_MY,
        QUANG_CHAU,
        (
            Said(
                PETITION,
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
                PETITION,
                Theme.HOURS,
                "Đề nghị kiểm tra việc bố trí tăng ca vào ngày Chủ nhật khi công nhân không tự "
                "nguyện.",
                ("bg-ldtbxh",),
                AnswerClass.INSPECTED,
                "Đã kiểm tra ngày 18/6/2024; doanh nghiệp đã chấm dứt việc bố trí làm thêm khi "
                "chưa có sự đồng ý của người lao động.",
            ),
        ),
    ),
    _one(
        "Nam công nhân ở trọ",
        TAN_MY,
        QUANG_CHAU,
        PETITION,
        Theme.HOUSING,
        "Đề nghị đẩy nhanh tiến độ nhà ở xã hội cho công nhân thuê, mua với giá phù hợp.",
        ("bg-xaydung",),
        AnswerClass.PROMISED,
        "Hai dự án nhà ở xã hội tại Việt Yên bàn giao đợt đầu 1.200 căn trong năm 2024.",
    ),
    _one(
        "Nữ công nhân may",
        MAY,
        "",
        PETITION,
        Theme.WAGES,
        "Đề nghị điều chỉnh đơn giá sản phẩm khi đổi mã hàng để bảo đảm thu nhập.",
        ("bg-ldtbxh",),
        AnswerClass.EXPLAINED,
        "Đơn giá do doanh nghiệp và công đoàn cơ sở thương lượng; tiền lương thực trả không được "
        "thấp hơn lương tối thiểu vùng. Liên đoàn hướng dẫn công đoàn cơ sở thương lượng lại.",
    ),
    _one(
        "Công nhân kho",
        BAO_BI,
        DINH_TRAM,
        PETITION,
        Theme.TRANSPORT,
        "Đề nghị lắp đèn chiếu sáng đoạn đường từ cổng khu công nghiệp ra khu nhà trọ.",
        ("bg-kcn",),
        AnswerClass.CARRIED_OUT,
        "Đã lắp 24 cột đèn, hoàn thành ngày 15/7/2024.",
    ),
    _one(
        "Nữ công nhân mang thai",
        LINH_KIEN,
        QUANG_CHAU,
        INFORMATION,
        Theme.INSURANCE,
        "Đề nghị cho biết mức hưởng và thời hạn giải quyết chế độ thai sản khi đổi nơi làm.",
        ("bg-bhxh",),
        AnswerClass.EXPLAINED,
        "Mức hưởng bằng 100 % bình quân tiền lương đóng bảo hiểm của 6 tháng trước khi nghỉ; cơ "
        "quan bảo hiểm giải quyết trong 6 ngày làm việc từ khi nhận đủ hồ sơ.",
    ),
    _one(
        "Tổ trưởng sản xuất",
        NANG_LUONG,
        VAN_TRUNG,
        PETITION,
        Theme.SAFETY,
        "Đề nghị kiểm tra nồng độ hóa chất tại khu vực hàn và cấp khẩu trang đúng loại.",
        ("bg-ldtbxh", "bg-kcn"),
        AnswerClass.INSPECTED,
        "Đã quan trắc môi trường lao động ngày 02/7/2024; doanh nghiệp đã lắp thêm hút khí và cấp "
        "khẩu trang than hoạt tính.",
    ),
    _one(
        "Công nhân ca đêm",
        TAN_MY,
        QUANG_CHAU,
        PETITION,
        Theme.SECURITY,
        "Đề nghị tăng cường tuần tra ban đêm quanh khu nhà trọ vì hay mất xe máy.",
        ("bg-congan",),
        AnswerClass.CARRIED_OUT,
        "Công an thị xã đã lập hai tổ tuần tra từ 22 giờ đến 4 giờ và lắp 16 camera.",
    ),
    _one(
        "Nữ công nhân",
        MAY,
        "",
        PETITION,
        Theme.MEALS,
        "Đề nghị nâng giá trị bữa ăn ca, hiện 18.000 đồng là thấp.",
        ("bg-ldld",),
        AnswerClass.CARRIED_OUT,
        "Sau thương lượng, doanh nghiệp nâng bữa ăn ca lên 23.000 đồng từ ngày 01/7/2024.",
    ),
    _one(
        "Công nhân kỹ thuật",
        LINH_KIEN,
        QUANG_CHAU,
        PETITION,
        Theme.TRAINING,
        "Đề nghị mở lớp nâng cao tay nghề buổi tối, có hỗ trợ học phí.",
        ("bg-ldtbxh",),
        AnswerClass.CARRIED_OUT,
        "Đã mở ba lớp tại trường cao đẳng nghề, hỗ trợ 70 % học phí, khai giảng 01/8/2024.",
    ),
    _one(
        "Nam công nhân người Tày",
        NANG_LUONG,
        VAN_TRUNG,
        OPINION,
        Theme.CULTURE,
        "Công nhân cảm ơn tỉnh đã tổ chức ngày hội văn hóa, mong được duy trì hằng năm.",
    ),
    _one(
        "Công nhân thuê trọ",
        BAO_BI,
        DINH_TRAM,
        PETITION,
        Theme.ENVIRONMENT,
        "Đề nghị chủ trọ thu tiền điện theo giá nhà nước quy định.",
        ("bg-h-vietyen",),
        AnswerClass.INSPECTED,
        "Đã kiểm tra 212 nhà trọ, 38 chủ trọ ký cam kết thu đúng giá.",
    ),
    _one(
        "Nữ công nhân",
        NONG_SAN,
        "",
        PETITION,
        Theme.INSURANCE,
        "Doanh nghiệp chậm đóng bảo hiểm xã hội ba tháng, đề nghị xử lý.",
        ("bg-bhxh",),
        AnswerClass.INSPECTED,
        "Đã đôn đốc, doanh nghiệp đóng đủ đến hết tháng 6/2024.",
    ),
    _one(
        "Công nhân cơ điện",
        NANG_LUONG,
        VAN_TRUNG,
        PETITION,
        Theme.TRANSPORT,
        "Đề nghị mở tuyến xe buýt từ thành phố Bắc Giang đến khu công nghiệp Vân Trung.",
        ("bg-gtvt",),
        AnswerClass.PROMISED,
        "Tuyến mới được đưa vào quy hoạch, khai trương trước ngày 31/12/2024.",
    ),
    _one(
        "Nữ công nhân",
        TAN_MY,
        QUANG_CHAU,
        PETITION,
        Theme.HEALTH,
        "Đề nghị có điểm khám bệnh bảo hiểm y tế ngoài giờ hành chính trong khu công nghiệp.",
        ("bg-bhxh",),
        AnswerClass.SENT_UP,
        "Đã trình phương án mở phòng khám đa khoa khu công nghiệp.",
        "Đã trình Bộ Y tế xem xét danh mục kỹ thuật",
    ),
    _one(
        "Công nhân nhập cư",
        LINH_KIEN,
        QUANG_CHAU,
        INFORMATION,
        Theme.PROCEDURES,
        "Đề nghị hướng dẫn thủ tục đăng ký tạm trú trực tuyến và thời hạn trả kết quả.",
        ("bg-congan",),
        AnswerClass.EXPLAINED,
        "Đăng ký trên Cổng dịch vụ công, trả kết quả trong 3 ngày làm việc, không thu lệ phí.",
    ),
    _one(
        "Cán bộ công đoàn cơ sở",
        MAY,
        "",
        PETITION,
        Theme.UNION,
        "Đề nghị hỗ trợ kinh phí tổ chức giải thể thao giữa các khu công nghiệp.",
        ("bg-ldld",),
        AnswerClass.CARRIED_OUT,
        "Giải bóng chuyền công nhân được tổ chức ngày 27/7/2024.",
    ),
    _one(
        "Nữ công nhân",
        BAO_BI,
        DINH_TRAM,
        PETITION,
        Theme.SCHOOLS,
        "Đề nghị cho con công nhân tạm trú được học trường công lập như người địa phương.",
        ("bg-gddt",),
        AnswerClass.EXPLAINED,
        "Trẻ có nơi ở hiện tại trên địa bàn được tuyển sinh đúng tuyến, không phân biệt tạm trú.",
    ),
    _one(
        "Nam công nhân",
        NANG_LUONG,
        VAN_TRUNG,
        PETITION,
        Theme.WAGES,
        "Đề nghị nâng lương tối thiểu vùng.",
        ("bg-ldtbxh",),
        AnswerClass.HIGHER_RULES,
        "Lương tối thiểu vùng do Chính phủ quy định; mức mới áp dụng từ ngày 01/7/2024.",
        "Thuộc thẩm quyền của Chính phủ theo Bộ luật Lao động",
    ),
    _one(
        "Nữ công nhân",
        TAN_MY,
        QUANG_CHAU,
        PETITION,
        Theme.ENVIRONMENT,
        "Đề nghị kiểm tra mùi khét từ trạm xử lý nước thải.",
        ("bg-kcn",),
        AnswerClass.INSPECTED,
        "Đã kiểm tra, yêu cầu chủ đầu tư hạ tầng phủ kín bể thu gom, hoàn thành 30/6/2024.",
    ),
    _one(
        "Công nhân lái xe nâng",
        LINH_KIEN,
        QUANG_CHAU,
        PETITION,
        Theme.SAFETY,
        "Đề nghị phân làn xe nâng và người đi bộ trong kho.",
        ("bg-kcn",),
        AnswerClass.CARRIED_OUT,
        "Doanh nghiệp đã kẻ vạch và lắp rào phân làn, có biên bản kiểm tra.",
    ),
    _one(
        "Nữ công nhân ở Lục Nam",
        NONG_SAN,
        "",
        PETITION,
        Theme.TRANSPORT,
        "Đề nghị sửa đoạn đường tỉnh 293 qua nhà máy bị hư hỏng.",
        ("bg-gtvt",),
        AnswerClass.CARRIED_OUT,
        "Đã sửa chữa 2,4 km mặt đường, hoàn thành ngày 05/8/2024.",
    ),
    _one(
        "Công nhân trẻ",
        TAN_MY,
        QUANG_CHAU,
        OPINION,
        Theme.CULTURE,
        "Mong khu nhà trọ có thêm sân chơi và mạng không dây miễn phí.",
    ),
    _one(
        "Nữ công nhân sắp nghỉ hưu",
        MAY,
        "",
        PETITION,
        Theme.INSURANCE,
        "Đề nghị không giảm tỷ lệ hưởng lương hưu của lao động nữ nặng nhọc.",
        ("bg-bhxh",),
        AnswerClass.NOT_COMPETENT,
        "Nội dung thuộc Luật Bảo hiểm xã hội, đã tổng hợp gửi Đoàn đại biểu Quốc hội tỉnh.",
        "Quốc hội, qua Đoàn đại biểu Quốc hội tỉnh",
    ),
    _one(
        "Công nhân kiểm hàng",
        LINH_KIEN,
        QUANG_CHAU,
        OPINION,
        Theme.OTHER,
        "Công nhân mong doanh nghiệp và chính quyền tiếp tục gặp gỡ, lắng nghe mỗi quý một lần.",
    ),
)
