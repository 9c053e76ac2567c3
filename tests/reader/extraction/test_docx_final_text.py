"""A DOCX is read as Word shows it when all changes are accepted: nothing that is gone, everything
that stands there.
"""

import io
import zipfile

import pytest

from reader import read_bytes
from reader.extracted import Why
from reader.extraction import extract_text
from reader.previews import BOUNDS, TEXT
from reader.sandbox.processes import run_in_sandbox
from tests.documents.raw_docx import p, r, raw_docx, table, text_box

BY = 'w:id="1" w:author="A" w:date="2026-11-01T00:00:00Z"'
DELETED_MARK = f"<w:rPr><w:del {BY}/></w:rPr>"
FLAG = "<w:vanish/>"


def lines_of(data: bytes) -> list[str]:
    return [line for line in extract_text(data).text.split("\n") if line.strip()]


def cells_of(data: bytes) -> list[list[list[str]]]:
    extracted = extract_text(data)
    return [
        [[extracted.text[a:b].strip() for a, b in row] for row in rows] for rows in extracted.tables
    ]


def left_out(data: bytes) -> list[tuple[Why, str]]:
    return [(one.why, one.text) for one in extract_text(data).unread]


def ins(inside: str) -> str:
    return f"<w:ins {BY}>{inside}</w:ins>"


def deleted(text: str) -> str:
    return f"<w:del {BY}>{r(text, tag='w:delText')}</w:del>"


def field(*results: str, instruction: str = " REF han ", end: bool = True) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    opening = mark("begin") + r(instruction, tag="w:instrText") + mark("separate")
    return opening + "".join(map(r, results)) + (mark("end") if end else "")


INLINE = {
    "insertion": ins(r("18/3/2027")),
    "insertion in an insertion": ins(ins(r("18/3/")) + r("2027")),
    "moved here": f"<w:moveTo {BY}>{r('18/3/2027')}</w:moveTo>",
    "tag": f'<w:smartTag w:uri="u" w:element="date"><w:smartTagPr/>{r("18/3/2027")}</w:smartTag>',
    "tags in tags": f"<w:smartTag><w:smartTag>{r('18/3')}</w:smartTag>{r('/2027')}</w:smartTag>",
    "simple field": f'<w:fldSimple w:instr=" REF han ">{r("18/3/2027")}</w:fldSimple>',
    "complex field": field("18/3/2027"),
    "field in the instruction of a field": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + r(" IF ", tag="w:instrText")
        + field("khoảng giữa")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("18/3/2027")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "field that is never closed": field("18/3/2027", end=False),
    "content control": f"<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{r('18/3/2027')}</w:sdtContent></w:sdt>",
    "control in a control": f"<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{r('18/3/2027')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
    "link": f'<w:hyperlink r:id="x">{r("18/3/2027")}</w:hyperlink>',
    "custom XML": f'<w:customXml w:element="d"><w:customXmlPr/>{r("18/3/2027")}</w:customXml>',
    "direction": f'<w:bdo w:val="ltr">{r("18/3/2027")}</w:bdo>',
    "formula": "<m:oMath><m:r><m:t>18/3/2027</m:t></m:r></m:oMath>",
    "ruby": f"<w:r><w:ruby><w:rt>{r('chú')}</w:rt><w:rubyBase>{r('18/3/2027')}</w:rubyBase></w:ruby></w:r>",
    "no-break hyphens": "<w:r><w:t>18</w:t><w:noBreakHyphen/><w:t>3</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>2027</w:t></w:r>",
    "symbols": '<w:r><w:sym w:font="Times New Roman" w:char="0031"/><w:t>8/3/2027</w:t></w:r>',
    "newer choice": "<w:r><mc:AlternateContent><mc:Choice><w:t>18/3/2027</w:t></mc:Choice><mc:Fallback><w:t>?</w:t></mc:Fallback></mc:AlternateContent></w:r>",
    "web-hidden letters": r("18/3/2027", "<w:webHidden/>"),
    "hidden switched off": r("18/3/2027", '<w:vanish w:val="0"/><w:strike w:val="false"/>'),
    "old properties hidden": r(
        "18/3/2027", f"<w:rPrChange {BY}><w:rPr>{FLAG}<w:strike/></w:rPr></w:rPrChange>"
    ),
}


@pytest.mark.parametrize("inside", INLINE.values(), ids=INLINE)
def test_words_are_read_wherever_word_keeps_them(inside: str) -> None:
    data = raw_docx(p("Gửi báo cáo trước ngày ", inside, "."))

    [line] = lines_of(data)
    assert line.replace("-", "/") == "Gửi báo cáo trước ngày 18/3/2027."


def test_what_was_deleted_or_moved_away_is_gone() -> None:
    moved = f"<w:moveFrom {BY}>{r('quý II')}</w:moveFrom>"
    data = raw_docx(p("Gửi trước ngày ", deleted("01/3"), ins(r("18/3")), moved, "/2027."))

    assert lines_of(data) == ["Gửi trước ngày 18/3/2027."]
    assert left_out(data) == [(Why.DELETED, "01/3")]


def test_inserted_paragraphs_are_read_and_deleted_ones_do_not_count() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    numbering = (
        '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
        'w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId '
        'w:val="3"/></w:num>'
    )
    data = raw_docx(
        p("Sở Y tế khám sức khỏe.", properties=numbered)
        + p(deleted("Sở Xây dựng rà soát."), properties=numbered + DELETED_MARK)
        + p(
            ins(r("Sở Tài chính cấp kinh phí.")),
            properties=f"{numbered}<w:rPr><w:ins {BY}/></w:rPr>",
        )
        + p("Công an tỉnh giữ trật tự.", properties=numbered),
        numbering=numbering,
    )

    assert lines_of(data) == [
        "1. Sở Y tế khám sức khỏe.",
        "2. Sở Tài chính cấp kinh phí.",
        "3. Công an tỉnh giữ trật tự.",
    ]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    data = raw_docx(p("Gửi báo cáo ", properties=DELETED_MARK) + p("trước ngày 18/3/2027."))

    assert lines_of(data) == ["Gửi báo cáo trước ngày 18/3/2027."]


def test_a_list_goes_on_under_another_number_of_the_same_definition() -> None:
    def item(text: str, number: int) -> str:
        return p(
            text, properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        )

    numbering = (
        '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
        'w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="3"/></w:num>' for n in (1, 2))
        + (
            '<w:num w:numId="3"><w:abstractNumId w:val="3"/><w:lvlOverride '
            'w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    data = raw_docx(
        item("một", 1) + item("hai", 2) + item("ba", 3) + item("bốn", 3), numbering=numbering
    )

    assert lines_of(data) == ["1. một", "2. hai", "1. ba", "2. bốn"]


BOXES = {
    "with a copy for older programs": text_box(p("Hạn: 18/3/2027")),
    "without one": text_box(p("Hạn: 18/3/2027"), fallback=False),
    "VML alone": f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('Hạn: 18/3/2027')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    "in a group": f"<w:r><w:drawing><wp:inline><wpg:wgp><wps:wsp><wps:txbx><w:txbxContent>{p('Hạn: 18/3/2027')}</w:txbxContent></wps:txbx></wps:wsp></wpg:wgp></wp:inline></w:drawing></w:r>",
    "in a box in a box": text_box(p(text_box(p("Hạn: 18/3/2027")))),
    "choice without words": f"<w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{p('Hạn: 18/3/2027')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    "shape with letters of its own": (
        "<w:r><w:drawing><wp:inline><a:graphic><a:p><a:r><a:t>Hạn: "
        "18/3/2027</a:t></a:r></a:p></a:graphic></wp:inline></w:drawing></w:r>"
    ),
    "word art": (
        '<w:r><w:pict><v:shape><v:textpath string="Hạn: 18/3/2027"/></v:shape></w:pict></w:r>'
    ),
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
def test_a_text_box_is_read_once_at_its_anchor(box: str) -> None:
    data = raw_docx(p("Sở Y tế") + p("Khám sức khỏe.", box) + p("Sở Xây dựng"))

    assert lines_of(data) == ["Sở Y tế", "Khám sức khỏe.", "Hạn: 18/3/2027", "Sở Xây dựng"]


def test_a_number_in_a_text_box_inside_a_cell_stays_in_its_cell() -> None:
    head = table(["UBND TỈNH", f"<w:tc>{p(text_box(p('Số: 52/KH-UBND')))}</w:tc>"])

    assert cells_of(raw_docx(head)) == [[["UBND TỈNH", "Số: 52/KH-UBND"]]]


def test_controls_around_paragraphs_rows_and_cells_are_passed_through() -> None:
    def held(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    first, second = (f"<w:tc>{p(word)}</w:tc>" for word in ("một", "hai"))
    row = f"<w:tr>{held(first)}<w:customXml>{second}</w:customXml></w:tr>"
    data = raw_docx(held(p("trước")) + f"<w:tbl>{held(row)}</w:tbl>" + ins(p("sau")))

    assert lines_of(data) == ["trước", "một", "hai", "sau"]
    assert cells_of(data) == [[["một", "hai"]]]


def test_tracked_rows_and_cells_are_read_as_accepted() -> None:
    def cell(text: str, change: str = "") -> str:
        return f"<w:tc><w:tcPr>{change}</w:tcPr>{p(text)}</w:tc>"

    rows = (
        f"<w:tr>{cell('1')}{cell('cũ 2026', f'<w:cellDel {BY}/>')}{cell('a')}</w:tr>"
        f"<w:tr><w:trPr><w:ins {BY}/></w:trPr>{cell('2')}{cell('b', f'<w:cellIns {BY}/>')}</w:tr>"
        f"<w:tr><w:trPr><w:del {BY}/></w:trPr>{cell('3')}{cell('c 18/3')}</w:tr>"
        f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell('4')}{cell('d')}</w:tr>"
    )
    data = raw_docx(f"<w:tbl>{rows}</w:tbl>")

    assert cells_of(data) == [[["1", "a"], ["2", "b"]]]
    assert left_out(data) == [
        (Why.DELETED, "cũ 2026"),
        (Why.DELETED, "3 c 18/3"),
        (Why.HIDDEN, "4 d"),
    ]


def test_merged_cells_keep_the_columns_and_stand_in_each_of_their_rows() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    wide, first = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    rows = (
        f"<w:tr>{cell('a', wide)}{cell('b', first)}</w:tr>"
        f"<w:tr>{cell('c')}{cell('d')}{cell('', '<w:vMerge/>')}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("e")}{cell("f")}</w:tr>'
    )

    assert cells_of(raw_docx(f"<w:tbl>{rows}</w:tbl>")) == [
        [["a", "", "b"], ["c", "d", "b"], ["", "e", "f"]]
    ]


def test_a_lead_merged_downwards_under_two_rows_of_headings_holds_for_all_its_rows() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    first, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    rows = [
        [
            cell("TT", first),
            cell("Nội dung", first),
            cell("Cơ quan thực hiện", wide),
            cell("Thời gian", first),
        ],
        [cell("", more), cell("", more), cell("Chủ trì"), cell("Phối hợp"), cell("", more)],
        [
            cell("1"),
            cell("Khảo sát nhu cầu"),
            cell("Sở Nội vụ", first),
            cell("Thuế tỉnh"),
            cell("Quý II/2026", first),
        ],
        [cell("2"), cell("Mở phiên chợ"), cell("", more), cell("Các xã"), cell("", more)],
        [cell("3"), cell("Kéo cáp quang"), cell("Sở Xây dựng"), cell(""), cell("Tháng 5/2026")],
    ]
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    tasks = read_bytes(raw_docx(f"<w:tbl>{body}</w:tbl>")).tasks

    assert [(t.section, t.agencies, t.coordinating, t.deadlines[0].text) for t in tasks] == [
        ("1", ["Sở Nội vụ"], ["Thuế tỉnh"], "Quý II/2026"),
        ("2", ["Sở Nội vụ"], ["Các xã"], "Quý II/2026"),
        ("3", ["Sở Xây dựng"], [], "Tháng 5/2026"),
    ]


def test_a_content_merged_over_several_rows_is_one_task_of_all_its_leads() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    first, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        [cell("TT"), cell("Nội dung"), cell("Cơ quan chủ trì"), cell("Thời gian")],
        [cell("1", first), cell("Khảo sát nhu cầu", first), cell("Sở Nội vụ"), cell("Quý II/2026")],
        [cell("", more), cell("", more), cell("Thuế tỉnh"), cell("Quý III/2026")],
    ]
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    (task,) = read_bytes(raw_docx(f"<w:tbl>{body}</w:tbl>")).tasks

    assert (task.agencies, [d.text for d in task.deadlines]) == (
        ["Sở Nội vụ", "Thuế tỉnh"],
        ["Quý II/2026", "Quý III/2026"],
    )


def test_a_table_in_a_cell_is_read_as_its_text() -> None:
    inner = table(["x", "y"])

    assert cells_of(raw_docx(table(["một", f"<w:tc>{p('hai')}{inner}{p('')}</w:tc>"]))) == [
        [["một", "hai\nx\ny"]]
    ]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="AnCon"><w:basedOn w:val="An"/></w:style>'
    '<w:style w:type="character" w:styleId="Gach"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Lai"><w:rPr><w:vanish/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "why"),
    [
        ("<w:vanish/>", Why.HIDDEN),
        ('<w:vanish w:val="true"/>', Why.HIDDEN),
        ("<w:strike/>", Why.STRUCK),
        ('<w:dstrike w:val="1"/>', Why.STRUCK),
        ('<w:rStyle w:val="Gach"/>', Why.STRUCK),
        ('<w:rStyle w:val="Lai"/>', Why.HIDDEN),
    ],
)
def test_hidden_and_struck_letters_are_left_out_and_told(properties: str, why: Why) -> None:
    data = raw_docx(p("Gửi trước ngày ", r("01/3/2027 ", properties), "18/3/2027."), styles=STYLES)

    assert lines_of(data) == ["Gửi trước ngày 18/3/2027."]
    assert left_out(data) == [(why, "01/3/2027")]


def test_a_style_hides_and_a_style_of_the_run_shows_again() -> None:
    hidden = '<w:pStyle w:val="AnCon"/>'
    data = raw_docx(
        p("Ẩn trước ngày 01/3/2027.", properties=hidden)
        + p(r("Hiện.", '<w:rStyle w:val="Lai"/>'), properties=hidden)
        + p("Rõ."),
        styles=STYLES,
    )

    assert " ".join(lines_of(data)) == "Hiện.Rõ."
    assert left_out(data) == [(Why.HIDDEN, "Ẩn trước ngày 01/3/2027.")]


def test_a_struck_item_leaves_no_proposal_and_is_told_with_its_date_and_agency() -> None:
    data = raw_docx(
        p("KẾ HOẠCH")
        + p("Khám sức khỏe")
        + p("II. TỔ CHỨC THỰC HIỆN")
        + p("1. Sở Y tế tổ chức khám sức khỏe trước ngày 18/3/2027.")
        + p(r("2. Sở Xây dựng rà soát nhà ở trước ngày 01/3/2027.", "<w:strike/>"))
    )
    reading = read_bytes(data)

    assert [(t.agencies, [str(d.due_on) for d in t.deadlines]) for t in reading.tasks] == [
        (["Sở Y tế"], ["2027-03-18"])
    ]
    assert [(u.why, u.date) for u in reading.unread] == [(Why.STRUCK, "trước ngày 01/3/2027")]


def test_notes_pictures_and_embedded_things_are_told() -> None:
    def picture(wide: int, high: int) -> str:
        return (
            f'<w:r><w:drawing><wp:inline><wp:extent cx="{wide}" '
            f'cy="{high}"/><a:graphic><a:blip/></a:graphic></wp:inline></w:drawing></w:r>'
        )

    ole = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = raw_docx(
        p("a", note)
        + p(picture(5_400_000, 3_600_000))
        + p(picture(900_000, 900_000))
        + p(ole)
        + '<w:altChunk r:id="x"/>',
        footnotes=f'<w:footnote w:id="2">{p("Gửi trước ngày 18/3/2027.")}</w:footnote>',
    )

    assert left_out(data) == [
        (Why.NOTE, "Gửi trước ngày 18/3/2027."),
        (Why.PICTURE, ""),
        (Why.EMBEDDED, "Excel.Sheet.12"),
        (Why.EMBEDDED, ""),
    ]


def test_the_head_of_the_page_is_read_when_it_gives_the_number() -> None:
    section = '<w:sectPr><w:headerReference w:type="first" r:id="r_header"/></w:sectPr>'
    own = raw_docx(p("KẾ HOẠCH") + section, header=p("Số: 52/KH-UBND"))
    running = raw_docx(p("KẾ HOẠCH") + section, header=p("Kèm theo Kế hoạch số 52/KH-UBND"))

    assert lines_of(own) == ["Số: 52/KH-UBND", "KẾ HOẠCH"]
    assert lines_of(running) == ["KẾ HOẠCH"]


def test_a_strict_document_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    source, target = zipfile.ZipFile(io.BytesIO(raw_docx(p("Khám sức khỏe.")))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(usual.encode(), strict.encode()))

    assert lines_of(target.getvalue()) == ["Khám sức khỏe."]


def in_font(text: str, font: str) -> str:
    return r(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


@pytest.mark.parametrize(
    ("runs", "read"),
    [
        ([in_font("B¸o c¸o tr\u00adíc ngµy 18/3/2027", ".VnTime")], "Báo cáo trước ngày 18/3/2027"),
        (
            [in_font("Ủy ban ", "Times New Roman"), in_font("nh©n d©n tØnh", ".VnTime")],
            "Ủy ban nhân dân tỉnh",
        ),
        ([in_font("céng hßa x· héi", ".VnTimeH")], "CỘNG HÒA XÃ HỘI"),
        ([in_font("tr", ".VnTime"), in_font("\u00adíc ngµy", ".VnTime")], "trước ngày"),
        ([in_font("Baùo caùo tröôùc ngaøy 18/3", "VNI-Times")], "Báo cáo trước ngày 18/3"),
        (
            [in_font("Uyû ban nha", "VNI-Times"), in_font("ân daân tænh", "VNI-Times")],
            "Uỷ ban nhân dân tỉnh",
        ),
        ([in_font("Báo cáo trước ngày 18/3", ".VnTime")], "Báo cáo trước ngày 18/3"),
        ([in_font("Së Néi vô", "Times New Roman")], "Sở Nội vụ"),
        ([in_font("Số 1, Hà Nội", "VNI-Times")], "Số 1, Hà Nội"),
        (
            [
                (
                    '<w:r><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr><w:t>ng</w:t><w:sym '
                    'w:font=".VnTime" w:char="F0B5"/><w:t>y</w:t></w:r>'
                )
            ],
            "ngày",
        ),
    ],
)
def test_old_letters_are_read_by_their_fonts_or_else_by_their_words(
    runs: list[str], read: str
) -> None:
    assert lines_of(raw_docx(p(*runs))) == [read]


def test_old_letters_are_read_by_the_font_of_the_style_and_in_cells() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:rFonts '
        'w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>'
    )
    data = raw_docx(p("Sè: 52/KH-UBND") + table(["Néi dung", "C¬ quan chñ tr×"]), styles=styles)

    assert lines_of(data) == ["Số: 52/KH-UBND", "Nội dung", "Cơ quan chủ trì"]


def test_the_preview_of_evidence_shows_the_same_words() -> None:
    data = raw_docx(
        p("Hạn ", deleted("01/3"), ins(r("18/3")), text_box(p("Số: 52"))) + table(["một", "hai"])
    )

    assert run_in_sandbox(TEXT, 10, 100, data=data, limits=BOUNDS[TEXT]).records == [
        {
            "blocks": [{"text": "Hạn 18/3"}, {"text": "Số: 52"}, {"rows": [["một", "hai"]]}],
            "is_all": True,
        }
    ]
