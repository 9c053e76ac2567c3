"""What every paper says by itself, in the language of the law."""

from collections.abc import Sequence

from papers.numbering import roman
from papers.parts import BLANK, NUMBER_SPACE, Heading, Paper, Proof

TO = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"
SUBJECT = "V/v"


def heading_text(heading: Heading) -> str:
    """Numbered sections stand in capitals, as officials print them."""
    return heading.text.upper() if heading.level == 1 and heading.is_numbered else heading.text


def listed(texts: Sequence[str]) -> list[str]:
    """A list with its dashes, its semicolons and its full stop."""
    last = len(texts) - 1
    return [f"- {text}{'.' if place == last else ';'}" for place, text in enumerate(texts)]


def name_annex(number: int, count: int) -> str:
    return "PHỤ LỤC" if count == 1 else f"PHỤ LỤC {roman(number)}"


def refer_to_paper(paper: Paper) -> str:
    """The line below the title of an annex."""
    kind = paper.kind.label
    number = paper.number_line.removeprefix("Số: ").replace(NUMBER_SPACE, BLANK)
    day = paper.place_and_day.partition(", ")[2]
    return f"(Kèm theo {kind} số {number} {day} của {paper.issuer.name})"


def name_kind(paper: Paper) -> str:
    """Above the title; empty for a letter, and for what has a title alone."""
    return paper.kind.label.upper() if paper.kind.is_printed else ""


def proof_lines(proof: Proof) -> list[str]:
    return [
        f"Mã văn bản: {spell_code(proof.code)}",
        "Quét mã hoặc mở địa chỉ sau để biết văn bản này là phiên bản nào:",
        proof.address,
    ]


def spell_code(code: str) -> str:
    """In fours, as one reads it out."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
