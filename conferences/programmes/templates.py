"""Programmes that are taken over and then fitted: of a conference with points, and of a talk."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProgrammeTemplate(TextChoices):
    RECRUITMENT = "recruitment", _("Recruitment conference with a partner province, seven items")
    SHORT = "short", _("Short talk, four items")


# Title, minutes, who presents, clip. These words are printed and sent: Vietnamese, as the plan has
# them (its annex, part II).
LINES: dict[str, tuple[tuple[str, int, str, str], ...]] = {
    ProgrammeTemplate.RECRUITMENT: (
        ("Tuyên bố lý do, giới thiệu đại biểu", 10, "Văn phòng UBND tỉnh", ""),
        ("Phát biểu khai mạc", 10, "Lãnh đạo UBND tỉnh bạn", ""),
        (
            "Xem video giới thiệu về tỉnh, các khu công nghiệp và nhu cầu tuyển dụng lao động",
            20,
            "Bộ phận kỹ thuật điểm cầu trung tâm",
            "01",
        ),
        ("Doanh nghiệp giới thiệu nhu cầu tuyển dụng và chế độ phúc lợi", 30, "Doanh nghiệp", ""),
        ("Thảo luận, ý kiến của các điểm cầu", 40, "Chủ trì điều hành", ""),
        ("Giải đáp ý kiến, kiến nghị", 20, "Đoàn công tác", ""),
        ("Phát biểu kết luận, bế mạc", 10, "Chủ trì hội nghị", ""),
    ),
    ProgrammeTemplate.SHORT: (
        ("Giới thiệu đại biểu, nội dung làm việc", 5, "Văn phòng", ""),
        ("Báo cáo nội dung chính", 15, "Cơ quan chủ trì", ""),
        ("Thảo luận", 30, "Chủ trì điều hành", ""),
        ("Kết luận", 10, "Chủ trì", ""),
    ),
}
