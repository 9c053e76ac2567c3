import datetime

import pytest

from reader import read_bytes, read_text
from reader.extracted import Why
from reader.phrases.times import find_undated_phrases
from tests.documents.raw_docx import p, raw_docx, table

ISSUED = datetime.date(2026, 11, 10)


def undated(text: str) -> list[str]:
    return [text[start:end] for start, end in find_undated_phrases(text, ISSUED)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("gửi báo cáo trước ngày .", "trước ngày"),
        ("gửi báo cáo trước ngày /2027.", "trước ngày /2027"),
        ("gửi báo cáo trước ngày …/…/2026", "trước ngày …/…/2026"),
        ("gửi báo cáo trước ngày ..../12/2026", "trước ngày ..../12/2026"),
        ("gửi báo cáo trước ngày 15/…/2026", "trước ngày 15/…/2026"),
        ("gửi báo cáo trước ngày    tháng    năm 2026", "trước ngày    tháng"),
        ("gửi báo cáo trước ngày 15 tháng … năm 2026", "trước ngày 15 tháng …"),
        ("chậm nhất ngày ___, gửi kết quả", "chậm nhất ngày ___"),
        ("chậm nhất là", "chậm nhất là"),
        ("muộn nhất vào lúc thuận tiện", "muộn nhất vào"),
        ("hoàn thành trong", "hoàn thành trong"),
        ("đăng ký đến hết ngày", "đến hết ngày"),
        ("Hạn nộp báo cáo: tuần này", "Hạn nộp báo cáo"),
        ("Thời hạn: …/12/2026", "Thời hạn: …/12/2026"),
        ("nộp trong vòng … ngày", "trong vòng …"),
        ("trước ngày khai mạc", "trước ngày"),
        ("gửi trước ngày\n\n3. Sở Y tế", "trước ngày"),
        ("gửi trước ngày 23 tháng Chạp năm 2026.", "trước ngày"),
        ("gửi trước ngày 15/7 âm lịch.", "trước ngày"),
        ("gửi trước ngày 15/7/2026 (Âm lịch).", "trước ngày"),
        ("chậm nhất ngày 15 tháng 7 năm 2026 âm lịch", "chậm nhất ngày"),
        ("gửi trước rằm tháng Bảy", "trước rằm tháng Bảy"),
        ("gửi trước rằm tháng 7 năm 2026", "trước rằm tháng 7 năm 2026"),
        ("thưởng trước Tết Nguyên đán", "trước Tết"),
        ("gửi trước ngày 15 tháng 12 năm 10000.", "trước ngày"),
        ("gửi trước ngày -5/12/2026.", "trước ngày"),
        ("gửi trước 17 giờ ngày …", "trước 17 giờ ngày …"),
        ("gửi trước 16h30 ngày .", "trước 16h30 ngày"),
        ("gửi trước … giờ 00 phút, ngày …/…/2026", "trước … giờ 00 phút, ngày …/…/2026"),
        ("gửi không quá ngày .", "không quá ngày"),
        ("gửi không muộn hơn ngày ___/12/2026", "không muộn hơn ngày ___/12/2026"),
        ("gửi trước ngày nêu trên", "trước ngày"),
        ("gửi trước ngày quy định", "trước ngày"),
        ("họp vào ngày …/12/2026", "vào ngày …/12/2026"),
        ("hoàn tất trong tháng …/2027", "trong tháng …/2027"),
        ("gửi trước tháng ___", "trước tháng ___"),
        ("gửi trong tháng 13/2027", "trong tháng 13"),
        ("gửi trước quý V/2027", "trước quý V"),
        ("gửi trong quý .../2027", "trong quý .../2027"),
    ],
)
def test_a_deadline_without_a_day_is_found(text: str, phrase: str) -> None:
    assert undated(text) == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        "gửi trước ngày 20/7/2026 (tức ngày 7/6 âm lịch)",
        "gửi trước Tết Nguyên đán, chậm nhất ngày 20/01/2027",
        "trước ngày 30/01/2027",
        "trước ngày\n30/01/2027",
        "trước ngày \n\n06/3/2027 để phục vụ hội nghị",
        "trước ngày 15 hằng tháng",
        "trước ngày 30  tháng 12 năm 2026",
        "chậm nhất 17 giờ ngày 15/12/2026",
        "chậm nhất trong tháng 12/2026",
        "chậm nhất 5 ngày sau khi nhận được văn bản",
        "hoàn thành trong quý I/2027",
        "hoàn thành trong tháng 11 năm 2026",
        "Thời hạn hoàn thành: quý I/2027",
        "hạn nộp: 15/12/2026",
        "trong thời hạn quy định",
        "trong thời hạn 05 ngày làm việc",
        "xác định rõ tiến độ, thời hạn hoàn thành, phân công",
        "tính đến ngày báo cáo",
        "trước 17 giờ ngày 15/12/2026",
        "trước 16h30 ngày 15/12/2026",
        "không muộn hơn ngày 15/12/2026",
        "không quá ngày 15 tháng 12 năm 2026",
        "trong tháng, trong quý và trong năm",
        "vào ngày khai mạc",
        "trong thời hạn nêu trên",
        "trong năm 2027",
        "trong tháng 12/2026",
        "trước quý IV/2027",
        "trong tháng 9",
        "không quá 05 ngày làm việc",
    ],
)
def test_a_deadline_with_its_day_is_none(text: str) -> None:
    assert undated(text) == []


PLAN = """KẾ HOẠCH
Về việc thử nghiệm

II. TỔ CHỨC THỰC HIỆN

1. Sở Y tế báo cáo kết quả khám sức khỏe trước ngày {}.

2. Sở Tài chính báo cáo kinh phí trước ngày 15/02/2027.
"""


@pytest.mark.parametrize("day", ["", "/2027", "…/…/2027", "    tháng    năm 2027", "hẹn"])
def test_a_task_whose_day_is_lost_is_never_certain(day: str) -> None:
    reading = read_text(PLAN.format(day), issued_on=ISSUED)

    assert [task.confidence < 0.75 for task in reading.tasks] == [True, False]
    assert [one.why for one in reading.unread] == [Why.UNDATED]


def test_a_day_in_no_proposal_is_told_with_its_agency() -> None:
    text = PLAN.format("18/01/2027").replace(
        "Về việc thử nghiệm", "Về việc thử nghiệm. Sở Y tế họp vào ngày 09/3/2027"
    )
    reading = read_text(text, issued_on=ISSUED)

    assert len(reading.tasks) == 2
    assert [(one.why, one.date, reading.text[one.start : one.end]) for one in reading.unread] == [
        (Why.LOOSE, "vào ngày 09/3/2027", "vào ngày 09/3/2027")
    ]


def test_a_cell_without_its_day_makes_its_row_doubtful() -> None:
    rows = [
        ["STT", "Nội dung", "Cơ quan chủ trì", "Thời gian"],
        ["1", "Khảo sát nhu cầu lao động", "Sở Nội vụ", "Trước ngày …/…/2026"],
        ["2", "Xây dựng nhà ở", "Sở Xây dựng", "Trước ngày 30/6/2027"],
    ]

    reading = read_bytes(
        raw_docx(p("PHỤ LỤC I") + p("DANH MỤC NHIỆM VỤ") + table(*rows)), issued_on=ISSUED
    )

    assert [task.confidence < 0.75 for task in reading.tasks] == [True, False]
