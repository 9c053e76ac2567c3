"""Documents of the pack, and the conclusion of the conference of 2024."""

import datetime

from django.utils import timezone

from agencies.demo.papers import DemoPaper, write_paper
from conferences.conference_documents.choices import Audience
from conferences.meetings.models import Conference
from papers import PaperKind

PACK = """Tài liệu phục vụ hội nghị, gửi các điểm cầu.
1. Nhu cầu tuyển dụng
Các khu công nghiệp cần tuyển lao động phổ thông và lao động có tay nghề trong quý tới.
2. Chế độ phúc lợi
Doanh nghiệp hỗ trợ chỗ ở, xe đưa đón cuối tuần và tiền chuyên cần.
3. Hồ sơ dự tuyển
Người lao động mang căn cước, đơn dự tuyển và giấy khám sức khỏe.
"""
SECOND = """4. Bổ sung
Danh sách tuyến xe đưa đón và số điện thoại của Trung tâm Dịch vụ việc làm.
"""
GUIDE = """Gợi ý điều hành.
1. Mời các điểm cầu cấp xã phát biểu trước, mỗi lượt không quá 05 phút.
2. Nội dung cần trả lời bằng văn bản thì giao ngay cơ quan trả lời và thời hạn.
3. Kết luận bốn nội dung đề nghị với tỉnh bạn.
"""
CONCLUSION = """Ngày {meeting}, lãnh đạo UBND tỉnh chủ trì hội nghị trực tiếp kết hợp trực tuyến \
về kết nối cung – cầu lao động. Sau khi nghe ý kiến của các điểm cầu, lãnh đạo UBND tỉnh kết luận \
và giao nhiệm vụ như sau:
1. Giao Sở Lao động - Thương binh và Xã hội tổng hợp kiến nghị của các điểm cầu, báo cáo UBND tỉnh \
trước ngày {first}.
2. Giao Ban Quản lý các khu công nghiệp cung cấp danh sách doanh nghiệp có nhà ở cho người lao \
động, hoàn thành trước ngày {second}.
3. Giao Trung tâm Dịch vụ việc làm thống nhất lịch phiên giao dịch việc làm trực tuyến với các \
trung tâm của tỉnh bạn, hoàn thành trước ngày {third}.
"""
NAME = "thong-bao-ket-luan-hoi-nghi.docx"


def document_for_all(
    conference: Conference, *, is_second: bool = False
) -> tuple[str, Audience, bytes]:
    title = "Tài liệu giới thiệu nhu cầu tuyển dụng"
    body = PACK + SECOND if is_second else PACK
    return title, Audience.ALL, _written(conference, title, body)


def document_for_chair(conference: Conference) -> tuple[str, Audience, bytes]:
    title = "Gợi ý điều hành hội nghị"
    return title, Audience.CHAIR, _written(conference, title, GUIDE)


def _written(conference: Conference, title: str, body: str) -> bytes:
    return write_paper(
        DemoPaper(
            issuer=conference.host.name,
            number="……",
            place="Bắc Ninh",
            issued_on=timezone.localdate(conference.starts_at),
            kind=PaperKind.REPORT,
            title=title,
            body=body,
            recipients=("Các điểm cầu", "Lưu: VT"),
            authority=("GIÁM ĐỐC",),
            signer="Khổng Thị Vân Hạ",
        )
    )


def conclusion_of(day: datetime.date, days: tuple[str, str, str], meeting: str) -> bytes:
    """`days`: by when the three tasks are due, as they are written."""
    first, second, third = days
    return write_paper(
        DemoPaper(
            issuer="UBND tỉnh Bắc Giang",
            number="97/TB-UBND",
            place="Bắc Giang",
            issued_on=day,
            kind=PaperKind.NOTICE,
            title="Kết luận của lãnh đạo UBND tỉnh tại hội nghị kết nối cung – cầu lao động",
            body=CONCLUSION.format(meeting=meeting, first=first, second=second, third=third),
            recipients=("Các điểm cầu", "Các cơ quan dự hội nghị", "Lưu: VT"),
            authority=("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
            signer="Tạ Hữu Lâm",
        )
    )
