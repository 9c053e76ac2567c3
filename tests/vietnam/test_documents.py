import pytest

from vietnam.documents import DocumentNumber, find_document_numbers, parse_document_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("39/KH-UBND", DocumentNumber(39, None, "KH", "UBND")),
        ("636/TB-VPCP", DocumentNumber(636, None, "TB", "VPCP")),
        ("234/CĐ-TTg", DocumentNumber(234, None, "CĐ", "TTg")),
        ("14/CTr-UBND", DocumentNumber(14, None, "CTr", "UBND")),
        ("14-KH/TU", DocumentNumber(14, None, "KH", "TU", party=True)),
        ("278/2025/NĐ-CP", DocumentNumber(278, 2025, "NĐ", "CP")),
        ("70/2025/UBTVQH15", DocumentNumber(70, 2025, None, "UBTVQH15")),
        ("92/2009/TT-BTC", DocumentNumber(92, 2009, "TT", "BTC")),
        ("125/UBND-KGVX", DocumentNumber(125, None, None, "UBND-KGVX")),
        ("99-TB/TW", DocumentNumber(99, None, "TB", "TW", party=True)),
        ("1028/QĐ-BNN-TCLN", DocumentNumber(1028, None, "QĐ", "BNN-TCLN")),
        ("/KH-UBND", DocumentNumber(None, None, "KH", "UBND")),
        ("05/NQ-HĐND", DocumentNumber(5, None, "NQ", "HĐND")),
    ],
)
def test_document_numbers_read_and_print(text: str, number: DocumentNumber) -> None:
    assert parse_document_number(text) == number
    assert parse_document_number(f"Số: {text}") == number
    assert str(number) == text


@pytest.mark.parametrize("text", ["", "39", "06/3/2024", "Sở Nội vụ", "KH-UBND", "24/7"])
def test_parse_document_number_refuses_other_text(text: str) -> None:
    with pytest.raises(ValueError, match="not a document number"):
        parse_document_number(text)


@pytest.mark.parametrize(
    "text", ["154 /KH- UBND", "Số:\n154/KH-UBND", "Số 154/KH-UBND", "154/KH–UBND"]
)
def test_gaps_and_dashes_of_damaged_text_do_not_matter(text: str) -> None:
    assert str(parse_document_number(text)) == "154/KH-UBND"


def test_capitals_of_a_heading_still_name_the_kind() -> None:
    assert parse_document_number("14/CTR-UBND").kind == "CTr"


def test_find_document_numbers_leaves_dates_and_fractions() -> None:
    text = (
        "Số:          /KH-UBND\nQuyết định số\n1850/QĐ-TTg ngày 27/8/2025; thông báo số 99-TB/TW "
        "ngày "
        "21/11/2025, văn bản số 213-KL/TW; "
        "Nghị quyết số 70/2025/UBTVQH15, đạt 01 đợt/tháng, 20-25/ngày; lũ 16-22/11/2025; TCVN "
        "14423:2025; Nghị quyết 380/NQ-CP."
    )
    assert [(f.text, str(f.number)) for f in find_document_numbers(text)] == [
        ("/KH-UBND", "/KH-UBND"),
        ("1850/QĐ-TTg", "1850/QĐ-TTg"),
        ("99-TB/TW", "99-TB/TW"),
        ("213-KL/TW", "213-KL/TW"),
        ("70/2025/UBTVQH15", "70/2025/UBTVQH15"),
        ("380/NQ-CP", "380/NQ-CP"),
    ]
    assert all(text[f.start : f.end] == f.text for f in find_document_numbers(text))
