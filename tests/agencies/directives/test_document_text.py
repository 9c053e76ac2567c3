from agencies.directives.document_text import TextMark, lay_out_text

DAMAGED = (
    "I. NHIỆM VỤ \n\n1. Sở Tài chính chủ trì thẩm định dự toán và \n\ngửi kết quả trước ngày "
    "06/3/2024. \n\n"
    "02 \n\n- Sở Nội vụ phối hợp thực hiện các việc được giao trong \n\nkế hoạch này. \n"
)


def test_lines_of_a_paragraph_are_joined_and_page_numbers_left_out():
    blocks = lay_out_text(DAMAGED)
    assert [
        "".join(run.text + (" " if run.space else "") for run in block.runs) for block in blocks
    ] == [
        "I. NHIỆM VỤ",
        "1. Sở Tài chính chủ trì thẩm định dự toán và gửi kết quả trước ngày 06/3/2024.",
        "- Sở Nội vụ phối hợp thực hiện các việc được giao trong kế hoạch này.",
    ]
    assert [block.look for block in blocks] == ["heading", "number", "item"]


def test_the_motto_stands_on_its_own_line():
    text = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nBắc Ninh, ngày 18 "
        "tháng 11 năm 2026\n"
    )
    assert [
        "".join(run.text for run in block.runs) for block in lay_out_text(text)
    ] == text.splitlines()


def test_every_character_keeps_its_place():
    for block in lay_out_text(DAMAGED, [TextMark(20, 60, 1), TextMark(30, 40, 2)]):
        for run in block.runs:
            assert DAMAGED[run.start : run.start + len(run.text)] == run.text


def test_letters_that_pdf_fonts_break_are_mended_for_the_eye_alone():
    text = "PHƢƠNG ÁN\nTăng cƣờng phối hợp."
    assert [run.text for block in lay_out_text(text) for run in block.runs] == [
        "PHƯƠNG ÁN",
        "Tăng cường phối hợp.",
    ]


def test_the_innermost_of_nested_marks_owns_a_run():
    text = "- Sở A lập kế hoạch; Sở B thẩm định."
    start = text.index("Sở B")
    [block] = lay_out_text(text, [TextMark(2, len(text), 1), TextMark(start, len(text), 2)])
    assert [(run.text, run.keys) for run in block.runs] == [
        ("- ", ()),
        ("Sở A lập kế hoạch; ", (1,)),
        ("Sở B thẩm định.", (2, 1)),
    ]
    assert block.begins == [1, 2]


def test_overlapping_marks_cut_each_other():
    text = "- aaa bbb ccc ddd"
    [block] = lay_out_text(text, [TextMark(2, 10, 1), TextMark(6, 14, 2)])
    assert [(run.text, run.keys) for run in block.runs] == [
        ("- ", ()),
        ("aaa ", (1,)),
        ("bbb ", (2, 1)),
        ("ccc ", (2,)),
        ("ddd", ()),
    ]


def test_anchors_hang_at_the_paragraph_that_holds_them():
    blocks = lay_out_text("I. MỘT\n1. Hai\n2. Ba", anchors=[(0, 10), (7, 11), (14, 12)])
    assert [block.anchors for block in blocks] == [[10], [11], [12]]


def test_an_empty_text_has_no_blocks():
    assert lay_out_text("", [TextMark(0, 0, 1)]) == []


def test_wide_gaps_within_a_line_cut_nothing_of_its_end():
    text = (
        "UBND TỈNH BẮC NINH          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nGiao Sở   Nội vụ báo cáo."
    )
    shown = "".join(run.text for block in lay_out_text(text) for run in block.runs)
    assert "".join(shown.split()) == "".join(text.split())
