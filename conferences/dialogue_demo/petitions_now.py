"""What else was asked at the dialogue of these weeks, with the answers: together with the single
stories of dialogue_now.py it has 25 petitions and opinions. All words are invented.
"""

from dataclasses import dataclass

from conferences.petitions.choices import AnswerClass, PetitionKind, Theme


@dataclass(frozen=True)
class Asked:
    """`agency`: a key of the register, empty for an opinion. `more`: why it is not resolved yet."""

    theme: Theme
    text: str
    agency: str = ""
    outcome: str = ""
    answer: str = ""
    more: str = ""
    kind: PetitionKind = PetitionKind.PETITION


ALSO_ASKED = (
    Asked(
        Theme.SECURITY,
        "Đề nghị tăng tuần tra ban đêm quanh khu nhà trọ Quang Châu.",
        "bn-congan",
        AnswerClass.CARRIED_OUT,
        "Từ đầu tháng đã lập hai tổ tuần tra liên xã, trực từ 22 giờ đến 5 giờ.",
    ),
    Asked(
        Theme.INSURANCE,
        "Đề nghị hướng dẫn thủ tục hưởng trợ cấp thai sản qua ứng dụng.",
        "bn-bhxh",
        AnswerClass.EXPLAINED,
        "Hồ sơ nộp qua ứng dụng VssID; tài liệu hướng dẫn đã gửi các công đoàn cơ sở.",
    ),
    Asked(
        Theme.WAGES,
        "Đề nghị kiểm tra việc trả tiền làm thêm giờ ở doanh nghiệp may.",
        "bn-noivu",
        AnswerClass.INSPECTED,
        "Đã thanh tra hai doanh nghiệp, truy trả tiền làm thêm giờ cho công nhân.",
    ),
    Asked(
        Theme.SCHOOLS,
        "Đề nghị cho con công nhân tạm trú được học trường công lập.",
        "bn-gddt",
        AnswerClass.RULES,
        "Kế hoạch tuyển sinh năm nay bỏ điều kiện hộ khẩu thường trú.",
    ),
    Asked(
        Theme.HOUSING,
        "Đề nghị công khai giá thuê nhà ở xã hội.",
        "bn-xaydung",
        AnswerClass.CARRIED_OUT,
        "Giá thuê từng dự án đã đăng trên trang của Sở.",
    ),
    Asked(
        Theme.CULTURE,
        "Đề nghị có sân bóng và nhà văn hóa cho công nhân khu công nghiệp Vân Trung.",
        "bn-kcn",
        AnswerClass.NO_FUNDS,
        "Đã có quỹ đất trong quy hoạch khu.",
        "Chưa bố trí được vốn năm nay",
    ),
    Asked(
        Theme.ENVIRONMENT,
        "Mùi từ trạm xử lý nước thải vẫn nặng, đề nghị kiểm tra.",
        "bn-kcn",
        AnswerClass.CARRIED_OUT,
        "Trạm đã lắp thêm hệ thống khử mùi, kết quả đo tháng này đạt quy chuẩn.",
    ),
    Asked(
        Theme.TRAINING,
        "Đề nghị hỗ trợ học phí học nghề buổi tối.",
        "bn-noivu",
        AnswerClass.SENT_UP,
        "Sở đã trình UBND chính sách hỗ trợ học nghề.",
        "Chờ cấp có thẩm quyền ban hành",
    ),
    Asked(
        Theme.SAFETY,
        "Đề nghị huấn luyện an toàn bằng tình huống thật, không chỉ phát tài liệu.",
        "bn-noivu",
        AnswerClass.CARRIED_OUT,
        "Đã tổ chức ba lớp huấn luyện tại xưởng cho 210 công nhân.",
    ),
    Asked(
        Theme.PROCEDURES,
        "Đề nghị làm thủ tục tạm trú ngoài giờ hành chính.",
        "bn-x-nenh",
        AnswerClass.CARRIED_OUT,
        "Bộ phận một cửa của phường làm việc thêm tối thứ Ba và sáng thứ Bảy.",
    ),
    Asked(
        Theme.UNION,
        "Đề nghị công đoàn tặng vé xe Tết cho công nhân ở xa.",
        "bn-ldld",
        AnswerClass.CARRIED_OUT,
        "Chương trình vé xe Tết năm nay có 2.400 vé, đăng ký qua công đoàn cơ sở.",
    ),
    Asked(
        Theme.HEALTH,
        "Đề nghị khám sức khỏe định kỳ có khám phụ khoa cho lao động nữ.",
        "bn-noivu",
        AnswerClass.INSPECTED,
        "Đã kiểm tra 12 doanh nghiệp, yêu cầu khám đủ nội dung cho lao động nữ.",
    ),
    Asked(
        Theme.INSURANCE,
        "Mức đóng bảo hiểm xã hội tự nguyện cao, đề nghị giảm.",
        "bn-bhxh",
        AnswerClass.HIGHER_RULES,
        "Mức đóng do luật quy định; cơ quan đã tổng hợp gửi cấp trên.",
        "Thuộc thẩm quyền của Quốc hội, Chính phủ",
    ),
    Asked(
        Theme.TRANSPORT,
        "Đề nghị có vạch sang đường và đèn tín hiệu trước cổng khu công nghiệp Đình Trám.",
        "bn-xaydung",
        AnswerClass.CARRIED_OUT,
        "Đã kẻ vạch, lắp đèn tín hiệu và hoạt động từ tháng trước.",
    ),
    Asked(
        Theme.MEALS,
        "Suất ăn ca đêm đã tốt hơn, mong doanh nghiệp giữ mức này.",
        kind=PetitionKind.OPINION,
    ),
    Asked(
        Theme.HOURS,
        "Công nhân mong được báo lịch làm thêm trước ít nhất ba ngày.",
        kind=PetitionKind.OPINION,
    ),
    Asked(
        Theme.CULTURE,
        "Hội diễn văn nghệ công nhân rất vui, mong tổ chức hằng năm.",
        kind=PetitionKind.OPINION,
    ),
)
