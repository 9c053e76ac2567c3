"""Lines in reading order, from words with their places."""

from reader.extraction.pdf.pages import PdfWord
from reader.extraction.pdf.rows import lines_in_reading_order

HEIGHT = 12.0


def words(*placed: tuple[str, float, float]) -> list[PdfWord]:
    """Each text (one word for each blank) from `x` in the row at `y`."""
    found: list[PdfWord] = []
    for text, x, y in placed:
        for word in text.split():
            width = 6.0 * len(word)
            found.append(PdfWord(word, x, y - HEIGHT, x + width, y, len(found)))
            x += width + 4
    return found


def test_a_title_at_the_left_edge_does_not_belong_to_the_column_above_it() -> None:
    lines = lines_in_reading_order(
        words(
            ("UBND TỈNH AN BÌNH", 60, 80),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 270, 80),
            ("Số: 41/KH-UBND", 60, 98),
            ("An Bình, ngày 10 tháng 11 năm 2026", 290, 98),
            ("KẾ HOẠCH", 60, 116),
            ("Tuyển dụng lao động năm 2027", 60, 134),
            ("Thực hiện Luật Việc làm, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:", 60, 152),
        )
    )

    assert [line.text for line in lines][:6] == [
        "UBND TỈNH AN BÌNH",
        "Số: 41/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "An Bình, ngày 10 tháng 11 năm 2026",
        "KẾ HOẠCH",
        "Tuyển dụng lao động năm 2027",
    ]
