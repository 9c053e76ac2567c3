"""The deadline grammar, phrase by phrase: each phrase beside its meaning in a short notation."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, strategies as st

from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date, format_date_long
from vietnam.deadlines import (
    Bound,
    DeadlineKind,
    Recurrence,
    RelativeTerm,
    StatedDeadline,
    count_from_event,
    find_deadlines,
)

ISSUED = date(2025, 11, 18)


def meaning(text: str, *, issued_on: date | None = None, field: bool = False) -> list[str]:
    return [note(d) for d in find_deadlines(text, issued_on=issued_on, field=field)]


def note(deadline: StatedDeadline) -> str:
    """~ is tentative; then kind, bound and what follows from them."""
    bound = f" {deadline.bound}" if deadline.bound else ""
    return f"{'~' if deadline.tentative else ''}{deadline.kind}{bound} {_when(deadline)}".strip()


def _when(deadline: StatedDeadline) -> str:
    if deadline.kind is DeadlineKind.ON:
        return _day(deadline.due_on)
    if r := deadline.recurrence:
        extra = {"day": r.day, "month": r.month, "min": r.min_count}
        return " ".join([str(r.freq), *(f"{key}={value}" for key, value in extra.items() if value)])
    if t := deadline.relative:
        return f"{t.count} {'working ' if t.working else ''}{t.unit} | {t.trigger}"
    if deadline.kind is DeadlineKind.CONTINUING:
        return ""
    return f"{_day(deadline.starts_on)}..{_day(deadline.ends_on)}"


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


# Phrases of real plans, conclusions and dispatches; no date of issue known.
UNDATED = [
    ("gửi Sở Nội vụ trước ngày15/12/2025 để tổng hợp", ["on before 15/12/2025"]),
    ("Xong trước 15/3/2024.", ["on before 15/3/2024"]),
    ("Các đợt sau: Ít nhất 01 đợt/tháng.", ["recurring monthly min=1"]),
    (
        (
            "phối hợp tổ chức các phiên giao dịch việc làm online định kỳ hàng tháng để các doanh "
            "nghiệp phỏng vấn"
        ),
        ["recurring monthly"],
    ),
    ("Đợt 1, trong quý I/2024: Phối hợp triển khai thực hiện", ["within 01/01/2024..31/3/2024"]),
    ("Đợt 2, sau quý I/2024: Thực hiện tại các tỉnh khác.", ["from 01/4/2024.."]),
    ("3.2. Thời gian thực hiện: Dự kiến từ quý II/2024.", ["~from 01/4/2024.."]),
    ("Thường xuyên thông báo khả năng tư vấn", ["continuing"]),
    ("- Thường xuyên thông báo khả năng tư vấn", ["continuing"]),
    (
        (
            "Chỉ đạo TTDVVL phối hợp với Trung tâm các tỉnh, thành phố thường xuyên tổ chức các "
            "phiên "
            "giao dịch"
        ),
        ["continuing"],
    ),
    ("thực hiện nghiêm quy định; thường xuyên cập nhập đầy đủ thông tin", ["continuing"]),
    (
        "duyệt nội dung và hoàn thành video clip trước ngày\n06/3/2024 để phục vụ",
        ["on before 06/3/2024"],
    ),
    ("báo cáo UBND tỉnh trong tháng 4/2024.", ["within 01/4/2024..30/4/2024"]),
    ("trong tháng 11 năm 2025.", ["within 01/11/2025..30/11/2025"]),
    (
        'và triển khai ngay "Chiến dịch Quang Trung" vào\nngày 01/12/2025 để huy động',
        ["on on 01/12/2025"],
    ),
    (
        (
            "hoàn thành chậm nhất trước ngày 31/12/2025; xây dựng lại nhà chậm nhất trước\nngày "
            "31/01/2026."
        ),
        ["on by 31/12/2025", "on by 31/01/2026"],
    ),
    (
        (
            "do đợt mưa lũ từ ngày 16-22/11/2025, gửi Văn phòng Chính phủ, Bộ Tài chính trước ngày "
            "03/12/2025"
        ),
        ["on before 03/12/2025"],
    ),
    (
        (
            "trừ các hộ đã được hỗ trợ xây dựng lại nhà, sửa chữa nhà bị hư hỏng nặng trước ngày "
            "03/12/2025."
        ),
        ["on before 03/12/2025"],
    ),
    ("trước ngày 20 hằng tháng lên phần mềm", ["recurring before monthly day=20"]),
    (
        "báo cáo 06 tháng trước ngày 15/6/2023; năm trước ngày 25/11/2023",
        ["on before 15/6/2023", "on before 25/11/2023"],
    ),
    ("trước ngày 15 tháng 11 hằng năm", ["recurring before yearly day=15 month=11"]),
    (
        "trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản, các sở gửi",
        ["relative by 5 working day | ngày nhận được văn bản"],
    ),
    ("Hằng năm báo cáo kết quả thực hiện về Ban", ["recurring yearly"]),
    ("gửi Sở Nội vụ trước 17 giờ 00 ngày 05/12/2025 để tổng hợp", ["on before 05/12/2025"]),
    ("báo cáo trước 10h00, thứ Sáu, ngày 5/12/2025", ["on before 05/12/2025"]),
    ("gửi về Sở trước ngày 15/12", ["on before"]),
    (
        "định kỳ hằng quý, 6 tháng, năm báo cáo UBND tỉnh",
        ["recurring quarterly", "recurring half_yearly", "recurring yearly"],
    ),
    (
        "Định kỳ 6 tháng (trước ngày 15/6) và hằng năm (trước ngày 15/12) báo cáo",
        ["recurring before yearly day=15 month=6", "recurring before yearly day=15 month=12"],
    ),
    (
        "báo cáo định kỳ hằng quý (trước ngày 20 của tháng cuối quý)",
        ["recurring before quarterly day=20 month=3"],
    ),
    ("định kỳ báo cáo kết quả", ["recurring None"]),
    (
        "trước ngày 15/6 và 15/12 hằng năm báo cáo",
        ["recurring before yearly day=15 month=6", "recurring before yearly day=15 month=12"],
    ),
    ("hoàn thành đến cuối năm 2025; đến năm 2030 đạt 50%", ["within ..31/12/2025"]),
    ("tổ chức trong 2 ngày 14-15/3/2024 tại", ["within 14/3/2024..15/3/2024"]),
    (
        "tổ chức khám sức khỏe từ ngày 01/12/2025 đến hết ngày 15/12/2025",
        ["within 01/12/2025..15/12/2025"],
    ),
    ("báo cáo trước ngày 05 của tháng sau", ["recurring before monthly day=5 month=2"]),
    (
        "mỗi tháng tổ chức ít nhất 02 phiên giao dịch; tối thiểu 2 phiên giao dịch việc làm/tháng",
        ["recurring monthly min=2", "recurring monthly min=2"],
    ),
    ("vào thứ Sáu hằng tuần", ["recurring on weekly day=5"]),
    (
        "chậm nhất 03 ngày làm việc sau khi kết thúc phiên",
        ["relative by 3 working day | khi kết thúc phiên"],
    ),
    (
        "chậm nhất 02 ngày làm việc trước ngày tổ chức phiên",
        ["relative by -2 working day | ngày tổ chức phiên"],
    ),
    ("Phấn đấu đến ngày 31/12/2025 hoàn thành 100%", ["on by 31/12/2025"]),
    (
        "xây dựng Kế hoạch triển khai, hoàn thành trong tháng 12/2025; báo cáo quý IV/2025",
        ["within 01/12/2025..31/12/2025"],
    ),
]

# Phrases read in a document of 18/11/2025.
DATED = [
    (
        "Gửi báo cáo về Sở Nội vụ trước ngày 20 hàng tháng, trước ngày 15 tháng cuối quý",
        ["recurring before monthly day=20", "recurring before quarterly day=15 month=3"],
    ),
    (
        "Báo cáo tháng gửi trước ngày 20 hằng tháng; báo cáo quý gửi trước ngày 20 của tháng cuối "
        "quý"
        "; báo cáo 6 tháng gửi trước ngày 15/6; báo cáo năm gửi trước ngày 15/12",
        [
            "recurring before monthly day=20",
            "recurring before quarterly day=20 month=3",
            "on before 15/6/2026",
            "on before 15/12/2025",
        ],
    ),
    (
        "Định kỳ hằng năm (trước ngày 05 tháng 12) hoặc đột xuất báo cáo",
        ["recurring before yearly day=5 month=12"],
    ),
    (
        "Các sở tổng hợp kết quả gửi Sở Tài chính trước ngày 05/12 hằng năm",
        ["recurring before yearly day=5 month=12"],
    ),
    ("Kế hoạch năm 2026 ban hành trước ngày 31/12/2025", ["on before 31/12/2025"]),
    ("Tổ chức tổng kết Chương trình trong quý IV năm 2030", ["within 01/10/2030..31/12/2030"]),
    ("yêu cầu Giám đốc Sở báo cáo Chủ tịch UBND tỉnh trong ngày 20/11/2025", ["on by 20/11/2025"]),
    ("xong trước ngày 30/11", ["on before 30/11/2025"]),
    ("xong trong tháng 11", ["within 01/11/2025..30/11/2025"]),
    ("hoàn thành trong tháng 01", ["within 01/01/2026..31/01/2026"]),
    (
        "Khẩn trương triển khai, báo cáo kết quả trước 10 giờ 00 phút ngày 21/11/2025",
        ["on before 21/11/2025"],
    ),
    ("thời gian hoàn thành chậm nhất trong tháng 12/2025", ["within ..31/12/2025"]),
    ("chậm nhất là quý I/2026", ["within ..31/3/2026"]),
    ("chậm nhất đến hết tháng 12/2025", ["within ..31/12/2025"]),
    ("Hoàn thành chậm nhất ngày 15 tháng 12", ["on by 15/12/2025"]),
    ("trước ngày 15 tháng 12 năm nay", ["on before 15/12/2025"]),
    ("tổ chức trong tháng 3 hằng năm", ["recurring yearly month=3"]),
    ("vào quý IV hằng năm", ["recurring yearly month=12"]),
    ("Quý I hằng năm", ["recurring yearly month=3"]),
    ("Tổ chức 02 đợt/năm", ["recurring yearly min=2"]),
    ("tối thiểu 01 tháng 01 lần", ["recurring monthly"]),
    ("mỗi tháng một lần", ["recurring monthly"]),
    ("ít nhất 1 lần trong tháng", ["recurring monthly min=1"]),
    ("tổ chức ít nhất 10 phiên giao dịch việc làm lưu động/năm", ["recurring yearly min=10"]),
    ("định kỳ ngày 15 hằng tháng", ["recurring monthly day=15"]),
    ("báo cáo hằng tháng (trước ngày 25)", ["recurring before monthly day=25"]),
    ("Báo cáo tháng: trước ngày 20 hằng tháng", ["recurring before monthly day=20"]),
    ("Tăng cường công tác thông tin, thường xuyên phối hợp với Báo Bắc Giang", ["continuing"]),
    ("phải thường xuyên", ["continuing"]),
    ("được thực hiện thường xuyên, liên tục", ["continuing"]),
    ("thường xuyên nắm tình hình lao động", ["continuing"]),
    ("Sở Nội vụ thường xuyên, kịp thời đôn đốc", ["continuing"]),
    ("theo dõi, đôn đốc, kiểm tra thường xuyên việc thực hiện", ["continuing"]),
    (
        "trong thời gian 10 ngày kể từ ngày nhận được Kế hoạch này, các đơn vị xây dựng",
        ["relative by 10 day | ngày nhận được Kế hoạch này"],
    ),
    (
        "Sau 10 ngày kể từ ngày kết thúc chuyến công tác, báo cáo UBND tỉnh",
        ["relative by 10 day | ngày kết thúc chuyến công tác"],
    ),
    ("chậm nhất 05 ngày sau khi kết thúc hội nghị", ["relative by 5 day | khi kết thúc hội nghị"]),
    (
        "trong 05 ngày làm việc kể từ khi nhận văn bản",
        ["relative by 5 working day | khi nhận văn bản"],
    ),
    ("trước ngày 25 tháng cuối của quý", ["recurring before quarterly day=25 month=3"]),
    (
        "trước ngày 15 tháng 6 và ngày 15 tháng 12 hằng năm",
        ["recurring before yearly day=15 month=6", "recurring before yearly day=15 month=12"],
    ),
    (
        "trước 15/6, trước 15/12 hằng năm",
        ["recurring before yearly day=15 month=6", "recurring before yearly day=15 month=12"],
    ),
    ("từ 01/12/2025 - 31/12/2025 tổ chức phát động", ["within 01/12/2025..31/12/2025"]),
    ("phát động đợt cao điểm từ ngày 15/12/2025 đến 15/02/2026", ["within 15/12/2025..15/02/2026"]),
    ("trong Quý 4/2025", ["within 01/10/2025..31/12/2025"]),
    ("Quý 1 năm 2026 hoàn thành", ["within 01/01/2026..31/3/2026"]),
    (
        "hoàn thành Đề án trình Ban Thường vụ Tỉnh ủy trong tháng 12/2025",
        ["within 01/12/2025..31/12/2025"],
    ),
    ("Năm 2026: tổ chức 12 phiên", ["within 01/01/2026..31/12/2026"]),
    ("Thời gian tổ chức: ngày 20/12/2025", ["on on 20/12/2025"]),
    ("Thời gian: 8h00 ngày 20/12/2025", ["on on 20/12/2025"]),
    ("tổ chức Hội nghị vào 8 giờ 00, ngày 20/12/2025 (thứ Bảy)", ["on on 20/12/2025"]),
    (
        "tổ chức sơ kết, đánh giá việc triển khai Kế hoạch vào năm 2027",
        ["within 01/01/2027..31/12/2027"],
    ),
    (
        (
            "Giao Sở Nội vụ chủ trì tham mưu UBND tỉnh ban hành Kế hoạch, hoàn thành trước ngày 25 "
            "tháng 12 năm 2025"
        ),
        ["on before 25/12/2025"],
    ),
    (
        (
            "Báo cáo kết quả thực hiện về UBND tỉnh (qua Sở Nội vụ) trước ngày 10/12 hằng năm hoặc "
            "đột xuất khi có yêu cầu"
        ),
        ["recurring before yearly day=10 month=12"],
    ),
    (
        "Định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12) báo cáo kết quả về Sở Nội vụ",
        ["recurring before yearly day=10 month=6", "recurring before yearly day=10 month=12"],
    ),
    (
        (
            "báo cáo định kỳ 06 tháng (trước ngày 20/6) và báo cáo năm (trước ngày 20/12) gửi Sở "
            "Nội "
            "vụ tổng hợp"
        ),
        ["recurring before yearly day=20 month=6", "recurring before yearly day=20 month=12"],
    ),
    (
        (
            "định kỳ hằng quý (trước ngày 25 của tháng cuối quý), 6 tháng (trước ngày 25/6), năm "
            "(trước ngày 25/12)"
        ),
        [
            "recurring before quarterly day=25 month=3",
            "recurring before yearly day=25 month=6",
            "recurring before yearly day=25 month=12",
        ],
    ),
    (
        "Tổ chức sơ kết vào năm 2028 và tổng kết vào năm 2030",
        ["within 01/01/2028..31/12/2028", "within 01/01/2030..31/12/2030"],
    ),
    ("Thực hiện từ nay đến hết ngày 31/12/2025", ["on by 31/12/2025"]),
    ("Chậm nhất đến ngày 20/12/2025, các đơn vị gửi báo cáo", ["on by 20/12/2025"]),
    ("Phấn đấu đến hết năm 2025, tỷ lệ lao động qua đào tạo đạt 70%", ["within ..31/12/2025"]),
    ("Đến hết năm 2025 hoàn thành 100% nhiệm vụ", ["within ..31/12/2025"]),
    ("hoàn thành trong quý I năm 2026", ["within 01/01/2026..31/3/2026"]),
    ("Hoàn thành trong Quý IV/2025 và Quý I/2026", ["within 01/10/2025..31/3/2026"]),
    (
        "trong tháng 12/2025 và tháng 01/2026 tổ chức tuyên truyền",
        ["within 01/12/2025..31/01/2026"],
    ),
    ("tổ chức hội nghị vào đầu tháng 12/2025", ["within 01/12/2025..31/12/2025"]),
    (
        (
            "xử lý dứt điểm trong tháng 12 năm 2025, báo cáo Thủ tướng Chính phủ trước ngày 31 "
            "tháng "
            "12 năm 2025"
        ),
        ["within 01/12/2025..31/12/2025", "on before 31/12/2025"],
    ),
    (
        "trong vòng 05 ngày làm việc, kể từ ngày nhận đủ hồ sơ",
        ["relative by 5 working day | ngày nhận đủ hồ sơ"],
    ),
    ("trong thời hạn 30 (ba mươi) ngày kể từ ngày ký", ["relative by 30 day | ngày ký"]),
    (
        "chậm nhất sau 03 ngày kể từ khi kết thúc hội nghị",
        ["relative by 3 day | khi kết thúc hội nghị"],
    ),
    ("chậm nhất 15 ngày trước ngày khai mạc", ["relative by -15 day | ngày khai mạc"]),
    (
        "Sau 30 ngày kể từ ngày ban hành Kế hoạch này",
        ["relative by 30 day | ngày ban hành Kế hoạch này"],
    ),
    (
        "Tổ chức ít nhất 02 hội nghị tư vấn, giới thiệu việc làm trong năm 2025",
        ["within 01/01/2025..31/12/2025"],
    ),
    (
        "mỗi quý ít nhất 01 phiên; mỗi tuần 01 tin bài",
        ["recurring quarterly min=1", "recurring weekly min=1"],
    ),
    ("Mỗi năm tổ chức tối thiểu 12 phiên giao dịch việc làm", ["recurring yearly min=12"]),
    ("phát sóng 02 lần/tuần", ["recurring weekly min=2"]),
    ("tổ chức 01 phiên giao dịch việc làm/tháng", ["recurring monthly min=1"]),
    ("Ngày 15 hằng tháng tổng hợp báo cáo", ["recurring monthly day=15"]),
    ("vào ngày 25 hàng tháng", ["recurring on monthly day=25"]),
    ("trước ngày 25 của tháng cuối quý", ["recurring before quarterly day=25 month=3"]),
    ("trước ngày 20 tháng cuối quý", ["recurring before quarterly day=20 month=3"]),
    ("Thứ Sáu hàng tuần báo cáo", ["recurring weekly day=5"]),
    ("trước 16 giờ thứ Năm hằng tuần", ["recurring before weekly day=4"]),
    ("báo cáo nhanh hằng tuần vào thứ Sáu", ["recurring on weekly day=5"]),
    (
        "báo cáo hàng tháng, quý, năm theo quy định",
        ["recurring monthly", "recurring quarterly", "recurring yearly"],
    ),
    ("thường xuyên, kịp thời báo cáo", ["continuing"]),
    ("báo cáo thường xuyên tiến độ", ["continuing"]),
    ("thường xuyên, liên tục cập nhật dữ liệu", ["continuing"]),
    ("Tổ chức thực hiện hằng năm", ["recurring yearly"]),
    ("hằng năm, xây dựng kế hoạch", ["recurring yearly"]),
    (
        "Các đơn vị xây dựng kế hoạch thực hiện năm 2026 gửi về Sở Nội vụ trước 15/12/2025",
        ["on before 15/12/2025"],
    ),
    ("gửi về Sở Nội vụ (trước ngày 15/12/2025)", ["on before 15/12/2025"]),
    ("Thời gian: trước ngày 15/12/2025.", ["on before 15/12/2025"]),
    ("Thời hạn hoàn thành: 30/11/2025", ["on by 30/11/2025"]),
    ("- Thời gian thực hiện: Tháng 12/2025", ["within 01/12/2025..31/12/2025"]),
    ("Thời gian thực hiện: Quý I/2026.", ["within 01/01/2026..31/3/2026"]),
    ("- Thời gian: Từ ngày 10/12/2025 đến ngày 20/12/2025", ["within 10/12/2025..20/12/2025"]),
    ("Thời gian hoàn thành: Năm 2026.", ["within 01/01/2026..31/12/2026"]),
    ("Thời gian thực hiện: Từ năm 2025 đến năm 2030", ["within 01/01/2025..31/12/2030"]),
    ("trong tháng 10, tháng 11 năm 2025", ["within 01/10/2025..30/11/2025"]),
    ("từ tháng 12/2025 đến tháng 3/2026 tổ chức thực hiện", ["within 01/12/2025..31/3/2026"]),
    ("triển khai từ tháng 01/2026", ["from 01/01/2026.."]),
    ("dự kiến vào ngày 15/12/2025", ["~on on 15/12/2025"]),
    ("dự kiến trong tháng 12/2025", ["~within 01/12/2025..31/12/2025"]),
    ("dự kiến tổ chức quý I/2026", ["~within 01/01/2026..31/3/2026"]),
    ("Tổ chức khởi công trước ngày 19/12/2025", ["on before 19/12/2025"]),
    ("tiếp nhận hồ sơ đến hết ngày 10/12/2025", ["on by 10/12/2025"]),
    ("Đến 30/9/2025 giải ngân 60%, đến 31/12/2025 đạt 100%", ["on by 31/12/2025"]),
    ("hoàn thành trước 31.12.2025", ["on before 31/12/2025"]),
    ("trước ngày 05-12-2025", ["on before 05/12/2025"]),
    ("trước ngày 1/1/2026", ["on before 01/01/2026"]),
    ("hoàn thành xong trong ngày 05/12/2025", ["on by 05/12/2025"]),
    ("hoàn thành việc rà soát ngay trong tháng 11/2025", ["within 01/11/2025..30/11/2025"]),
    ("trước tháng 12/2025 phải xong", ["on by 30/11/2025"]),
    ("Quý I, II/2026 hoàn thành", ["within 01/01/2026..30/6/2026"]),
    ("trong 6 tháng cuối năm 2025 tổ chức 3 phiên", ["within 01/7/2025..31/12/2025"]),
    (
        "đến hết năm 2026 hoàn thành; từ năm 2027 trở đi duy trì",
        ["within ..31/12/2026", "from 01/01/2027.."],
    ),
    ("hằng năm (trước ngày 30/11), báo cáo", ["recurring before yearly day=30 month=11"]),
    (
        "trước ngày 30 tháng 11 hằng năm, các sở báo cáo",
        ["recurring before yearly day=30 month=11"],
    ),
    ("Định kỳ trước ngày 20 hằng tháng", ["recurring before monthly day=20"]),
    ("Trước ngày 15 của tháng cuối mỗi quý", ["recurring before quarterly day=15 month=3"]),
    ("báo cáo Thủ tướng Chính phủ trong quý IV năm 2025", ["within 01/10/2025..31/12/2025"]),
    ("báo cáo trước ngày 29/02/2025", ["on before"]),
    ("Chủ trì, hoàn thành nhiệm vụ trong tháng 12/2025", ["within 01/12/2025..31/12/2025"]),
    ("sau ngày 01/01/2026 tổ chức thực hiện", ["from 01/01/2026.."]),
    (
        "01 lần/năm tổ chức tập huấn; 6 tháng/lần báo cáo",
        ["recurring yearly min=1", "recurring half_yearly"],
    ),
    ("định kỳ, đột xuất báo cáo UBND tỉnh", ["recurring None"]),
    ("định kỳ tổ chức các phiên giao dịch", ["recurring None"]),
    (
        "định kỳ vào ngày 10 và 25 hằng tháng tổ chức phiên giao dịch việc làm",
        ["recurring on monthly day=10", "recurring on monthly day=25"],
    ),
    (
        "vào các ngày 10, 20 và 30 hằng tháng",
        [
            "recurring on monthly day=10",
            "recurring on monthly day=20",
            "recurring on monthly day=30",
        ],
    ),
]

# Values of "Thời gian …:" lines and cells.
FIELDS = [
    ("2025", ["within 01/01/2025..31/12/2025"]),
    ("Năm 2025 và các năm tiếp theo.", ["from 01/01/2025.."]),
    ("Tháng 12 hằng năm", ["recurring yearly month=12"]),
    ("Quý I/2026", ["within 01/01/2026..31/3/2026"]),
    ("Hoàn thành trong năm 2025.", ["within 01/01/2025..31/12/2025"]),
    ("Thường xuyên", ["continuing"]),
    ("Thực hiện thường xuyên .", ["continuing"]),
    ("Sau khi có Quy chế\ncủa TW", ["relative None day | có Quy chế của TW"]),
    ("Trước ngày\n30/11/2025", ["on before 30/11/2025"]),
    ("Tháng 11-12/2025", ["within 01/11/2025..31/12/2025"]),
    ("Quý II, III/2025", ["within 01/4/2025..30/9/2025"]),
    ("2025-2030", ["within 01/01/2025..31/12/2030"]),
    ("Giai đoạn 2026-2030", ["within 01/01/2026..31/12/2030"]),
    ("12/2025", ["within 01/12/2025..31/12/2025"]),
    ("30/11/2025", ["on 30/11/2025"]),
    ("Hằng năm", ["recurring yearly"]),
    ("Hằng quý", ["recurring quarterly"]),
    ("Từ năm 2026", ["from 01/01/2026.."]),
    ("Tháng 11/2025 - tháng 3/2026", ["within 01/11/2025..31/3/2026"]),
    ("Từ quý I đến quý III/2026", ["within 01/01/2026..30/9/2026"]),
    ("Năm 2025", ["within 01/01/2025..31/12/2025"]),
    ("Cuối tháng 11/2025", ["within 01/11/2025..30/11/2025"]),
    ("Ngay sau khi Kế hoạch được ban hành", ["relative None day | Kế hoạch được ban hành"]),
    ("Trước ngày 15/12 hằng năm", ["recurring before yearly day=15 month=12"]),
    ("Quý IV/2025 và hằng năm", ["within 01/10/2025..31/12/2025", "recurring yearly"]),
    ("Hoàn thành trước 30/6/2026", ["on before 30/6/2026"]),
    ("Trong 6 tháng đầu năm 2026", ["within 01/01/2026..30/6/2026"]),
    ("Năm 2025, 2026", ["within 01/01/2025..31/12/2025", "within 01/01/2026..31/12/2026"]),
    ("31/12/2025 (đợt 1); quý I/2026 (đợt 2)", ["on 31/12/2025", "within 01/01/2026..31/3/2026"]),
    ("Thường xuyên, hằng năm", ["continuing"]),
]

NOT_DEADLINES = [
    "Tổ chức Lễ kỷ niệm 75 năm thành lập (28/3/1935 - 28/3/2010)",
    "Sở Tài chính căn cứ khả năng ngân sách hằng năm, tham mưu bố trí kinh phí",
    "lồng ghép vào kế hoạch công tác hằng năm",
    "tiền lương từ 8 triệu đồng/tháng trở lên",
    "giải quyết việc làm cho ít nhất 5.000 lao động/năm",
    "đào tạo nghề cho 2.000 lao động/năm",
    "người lao động thường xuyên làm thêm giờ",
    "các nhiệm vụ thường xuyên của đơn vị",
    "Từ tháng 4 đến tháng 12/2024 tổ chức",
    "tại kỳ họp thường lệ cuối năm",
    "trước mắt tập trung",
    "đến thời điểm 31/10/2025 đã có 20 doanh nghiệp",
    "số liệu đến ngày 15/11/2025",
    "Từ ngày 01/7/2025, thực hiện chính quyền địa phương 02 cấp",
    "ban hành trước ngày Luật có hiệu lực",
    "diễn ra vào ngày 20/12/2025",
    "Quyết định này có hiệu lực thi hành sau 10 ngày, kể từ ngày ký.",
    "thực hiện Chương trình phát triển công tác xã hội từ năm 2021 - 2030",
    "xây dựng Kế hoạch phát triển thị trường lao động từ năm 2026 đến năm 2030",
    "a) Giai đoạn 1 (từ năm 2022 - 2025): Đổi mới về nội dung",
    "Giảm tỷ lệ lao động trẻ em từ 5 đến 17 tuổi xuống dưới 1 %",
    "phối hợp chặt chẽ, thường xuyên, hiệu quả giữa các sở",
    "bố trí kinh phí chi thường xuyên theo quy định",
    "Duy trì hoạt động phòng thủ dân sự thường xuyên.",
    "riêng đợt mưa lũ lịch sử từ ngày 16 đến ngày 22/11/2025 tại các tỉnh",
    "Giải ngân vốn đầu tư công tính đến hết\nngày 31 tháng 10 năm 2025 đạt 72,4%",
    "kế hoạch vốn đầu tư công năm 2025",
    "giai đoạn 2026 - 2030, bảo đảm",
    "Trong 10 tháng đầu năm 2025, mặc dù",
    "bảo đảm từ ngày 01 tháng 01 năm 2026, Luật Việc làm được thực hiện thống nhất",
    "chịu trách nhiệm trước Thủ tướng; trước, trong và sau khi lũ",
    "từ nguồn ngân sách nhà nước hằng năm của các cơ quan",
    "Quyết định số 1850/QĐ-TTg ngày 27 tháng 8 năm 2025 của Thủ tướng",
    "theo Nghị quyết 380/NQ-CP ngày 25/11/2025 của Chính phủ",
    "Chiến lược dữ liệu quốc gia đến năm 2030",
    "thu nhập 8 triệu đồng/tháng, trợ cấp hằng tháng",
    "kinh phí đã giao trong năm 2025",
    "Trong năm 2024, toàn tỉnh đã giải quyết việc làm cho 30.000 người",
    "các dự án được phê duyệt trước ngày 01/7/2025",
    "Kinh phí năm 2025 được bố trí trong dự toán ngân sách năm 2025",
    "Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2026",
    "Đến năm 2030, có 80% lao động qua đào tạo",
    "trình HĐND tỉnh tại kỳ họp cuối năm 2025",
    "Kỳ họp thứ 10 diễn ra từ ngày 08 đến ngày 10/12/2025",
    "Căn cứ Công văn số 1234/SNV-VL ngày 05/11/2025 của Sở Nội vụ về việc báo cáo",
    "tại cuộc họp ngày 20/11/2025",
    "báo cáo số 15/BC-UBND ngày 02/12/2025",
    "Nghiên cứu, đề xuất trong thời gian sớm nhất",
    "khẩn trương hoàn thành trước Tết Nguyên đán Bính Ngọ 2026",
    "báo cáo trước 17h00 hằng ngày",
    "trước 15 giờ hằng ngày báo cáo",
    "thu nhập từ 7 đến 10 triệu đồng/người/tháng",
    "trợ cấp bằng 60% mức bình quân tiền lương tháng",
    "Tăng cường công tác kiểm tra thường xuyên, đột xuất",
    "lao động có việc làm thường xuyên",
    "đơn vị sự nghiệp công lập tự bảo đảm chi thường xuyên",
    "Cơ quan thường trực",
    "giao ban thường kỳ",
    "dự toán hằng năm",
    "Xây dựng kế hoạch hằng năm và tổ chức thực hiện",
    "đã hoàn thành trước ngày 30/10/2025",
    "lao động sinh trước ngày 01/01/2000",
    "hợp đồng ký trước ngày 01/7/2025",
    "Đối với các trường hợp phát sinh trước ngày 01/01/2026",
    "hết quý III/2025 phải giải ngân 60%",
    "Kết quả 6 tháng đầu năm 2025",
    "trong 9 tháng năm 2025 đã giải quyết việc làm",
    "so với năm 2024",
    "giai đoạn 2021-2025 và định hướng đến năm 2030",
    "trước ngày 32/13/2025",
    "trước ngày 15/7 âm lịch",
    "trước ngày 15/7/2026 (Âm lịch)",
    "chậm nhất ngày 15 tháng 7 năm 2026 âm lịch",
    "sau Tết Nguyên đán",
    "trước kỳ họp HĐND tỉnh cuối năm 2025",
    "ngay sau khi nhận được Kế hoạch này",
    "Báo cáo định kỳ hoặc đột xuất theo yêu cầu",
    "báo cáo định kỳ theo quy định",
    "phiên giao dịch việc làm định kỳ, lưu động",
    "khám sức khỏe định kỳ cho người lao động",
]

NOT_DEADLINES_IN_FIELDS = [
    "Theo Kế hoạch\nriêng",
    "Triển khai đảm bảo theo lộ trình, hướng dẫn của Bộ, ngành.",
    "Theo Quyết định số 12/QĐ-UBND ngày 27/8/2025",
]


@pytest.mark.parametrize(("text", "expected"), UNDATED)
def test_phrases_of_an_undated_document(text: str, expected: list[str]) -> None:
    assert meaning(text) == expected


@pytest.mark.parametrize(("text", "expected"), DATED)
def test_phrases_of_a_dated_document(text: str, expected: list[str]) -> None:
    assert meaning(text, issued_on=ISSUED) == expected


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_time_fields_allow_bare_forms(text: str, expected: list[str]) -> None:
    assert meaning(text, field=True) == expected


@pytest.mark.parametrize("text", NOT_DEADLINES)
def test_dates_of_other_things_are_no_deadlines(text: str) -> None:
    assert meaning(text, issued_on=ISSUED) == []


@pytest.mark.parametrize("text", NOT_DEADLINES_IN_FIELDS)
def test_fields_without_a_time_give_none(text: str) -> None:
    assert meaning(text, field=True) == []


@pytest.mark.parametrize(("text", "expected"), UNDATED)
def test_decomposed_text_means_the_same(text: str, expected: list[str]) -> None:
    found = meaning(unicodedata.normalize("NFD", text))
    assert [unicodedata.normalize("NFC", note) for note in found] == expected


@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.sampled_from(["\n", " ", "  \n ", "\u00a0"])
)
def test_every_day_is_read_in_both_forms_across_line_breaks(day: date, gap: str) -> None:
    short, long = (
        f"báo cáo trước ngày{gap}{format_date(day)}",
        f"báo cáo trước {format_date_long(day).replace(' ', gap)}.",
    )
    assert [d.due_on for text in (short, long) for d in find_deadlines(text)] == [day, day]


@given(
    st.text(alphabet="trước ngày tháng quý năm hằng định kỳ từ đến 0123/.,;-\n", max_size=60),
    st.booleans(),
)
def test_any_text_gives_ordered_deadlines_in_their_places(text: str, field: bool) -> None:
    deadlines = find_deadlines(text, issued_on=ISSUED, field=field)
    assert deadlines == sorted(deadlines, key=lambda d: (d.start, d.end))
    assert all(
        0 <= d.start < d.end <= len(text) and d.text == " ".join(text[d.start : d.end].split())
        for d in deadlines
    )


def test_a_deadline_knows_its_place_rule_and_json() -> None:
    text = "Lập dự toán và gửi Sở Tài chính trước ngày\n06/3/2024."
    (deadline,) = find_deadlines(text)
    assert (text[deadline.start : deadline.end], deadline.rule) == (
        "trước ngày\n06/3/2024",
        "before_day",
    )
    assert deadline.as_dict() == {
        "text": "trước ngày 06/3/2024",
        "kind": "on",
        "bound": "before",
        "due_on": "2024-03-06",
        "starts_on": None,
        "ends_on": None,
        "recurrence": None,
        "tentative": False,
    }


def test_json_of_a_recurring_deadline_names_day_and_count() -> None:
    (deadline,) = find_deadlines("Ít nhất 01 đợt/tháng")
    assert deadline.as_dict()["recurrence"] == {
        "freq": "monthly",
        "day": None,
        "month": None,
        "min_count": 1,
    }
    assert deadline.recurrence == Recurrence("monthly", min_count=1)


def test_json_has_no_bound_for_the_day_itself() -> None:
    (deadline,) = find_deadlines("phát động vào ngày 01/12/2025")
    assert (deadline.bound, deadline.as_dict()["bound"]) == (Bound.AT, None)


@pytest.mark.parametrize(
    "text",
    [
        "Sở Nội vụ báo cáo trước ngày 31/12/9999.",
        "Sở Nội vụ báo cáo trước ngày 31 tháng 12 năm 9999.",
        "Sở Nội vụ hoàn thành trước ngày 01.01.2204.",
        "Hoàn thành trong năm 2204.",
        "Hoàn thành trong tháng 12/9999.",
        "Hoàn thành trong quý IV năm 9999.",
        "Hoàn thành trong quý IV/2204.",
    ],
)
@pytest.mark.parametrize("field", [False, True])
def test_a_year_in_which_nobody_sets_a_deadline_gives_a_day_that_cannot_be_fixed(text, field):
    [deadline] = find_deadlines(text, issued_on=date(2026, 11, 10), field=field)
    assert (deadline.kind, deadline.due_on, deadline.starts_on, deadline.ends_on) == (
        DeadlineKind.ON,
        None,
        None,
        None,
    )
    assert deadline.confidence == 0.3


@pytest.mark.parametrize(
    "text", ["trong thời hạn 5000 người", "tuyển 9999 lao động trong tháng 12"]
)
def test_a_number_of_people_is_no_year(text):
    found = find_deadlines(text, issued_on=date(2026, 11, 10), field=True)
    assert [
        deadline
        for deadline in found
        if not (deadline.due_on or deadline.starts_on or deadline.ends_on)
    ] == []


@pytest.mark.parametrize("unit", ["day", "week", "month"])
@pytest.mark.parametrize("count", [10**12, -(10**12), 40_000])
@pytest.mark.parametrize("working", [False, True])
def test_a_count_beyond_all_years_leads_to_no_day(unit, count, working):
    term = RelativeTerm(count, working, "có thông báo", unit)
    assert count_from_event(term, date(2026, 11, 28), WorkingCalendar()) is None
