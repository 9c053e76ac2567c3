"""Numbers of official documents: 39/KH-UBND, 278/2025/NĐ-CP, 14-KH/TU, 70/2025/UBTVQH15, and the
blank "/KH-UBND".
"""

import re
from dataclasses import dataclass

from vietnam.folding import clean_text

# Annex III of decree 30/2020, and what the party and the National Assembly add.
KINDS = frozenset(
    re.findall(
        r"\w+",
        "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT "
        "GUQ GM GGT GNP PG PC PB NĐ TT TTLT NQLT KL L PL CV",
    )
)
_KIND_BY_FOLDED = {kind.upper(): kind for kind in KINDS}


@dataclass(frozen=True)
class DocumentNumber:
    """What a document's number says. `str()` gives the usual form back.

    `number` is None where the place for it is blank. `year` stands in legal documents only. `kind`
    is the code of the document's kind (KH, TB, QĐ …), None in a letter, which names its issuer
    first (125/UBND-KGVX), and in acts of the National Assembly (38/2013/QH13). `issuer` is the
    rest: UBND, TTg, TU. `party` forms put the kind before the stroke.
    """

    number: int | None
    year: int | None
    kind: str | None
    issuer: str
    party: bool = False

    def __str__(self) -> str:
        number = "" if self.number is None else f"{self.number:02d}"
        if self.party:
            return f"{number}-{self.kind}/{self.issuer}"
        code = f"{self.kind}-{self.issuer}" if self.kind else self.issuer
        return f"{number}/{self.year}/{code}" if self.year else f"{number}/{code}"


@dataclass(frozen=True)
class FoundNumber:
    start: int
    end: int
    text: str
    number: DocumentNumber


_CAPITALS = r"[A-ZĐƯƠÂÊÔĂ]"
_CODE = rf"(?:{_CAPITALS}[A-Za-zĐđƯưƠơÂâÊêÔôĂă]{{0,9}}\d{{0,2}}(?:\.\d+)?)"
_CODES = rf"{_CODE}(?:[ ]?[-–][ ]?{_CODE}|[-–&](?:\n)?{_CODE})*"
_STATE = rf"(?P<number>\d{{1,6}})[a-zđ]?(?:/(?P<year>(?:19|20)\d\d))?[ ]?/[ ]?(?P<codes>{_CODES})"
_PARTY = (
    rf"(?P<party_number>\d{{1,6}})[ ]?[-–][ ]?(?P<party_kind>{_CODE})/(?P<party_issuer>{_CODES})"
)
_BLANK = (
    r"(?<=[Ss][ốỐ]:)[ "
    rf".…_]*(?:/(?P<blank_codes>{_CODES})|[-–](?P<blank_kind>{_CODE})/(?P<blank_issuer>{_CODES}))"
)
_NUMBER = re.compile(rf"(?<![\w/.-])(?:{_STATE}|{_PARTY})(?![\w/])|{_BLANK}(?![\w/])")


def parse_document_number(text: str) -> DocumentNumber:
    """The number written in `text`, with or without "Số:"; raises ValueError for anything else."""
    written = re.sub(
        r"^\s*(?:số\s*:?|so\s*:)\s*", "", clean_text(text), flags=re.IGNORECASE
    ).strip()
    found = _NUMBER.fullmatch(f"Số: {written}", 3) or _NUMBER.fullmatch(written)
    found = found or _NUMBER.fullmatch(f"Số:{written}", 3)
    if not found:
        raise ValueError(f"{text!r} is not a document number such as 39/KH-UBND")
    return _read(found)


def find_document_numbers(text: str) -> list[FoundNumber]:
    """Every document number in a text, in its order; a blank one only after "Số:"."""
    numbers = []
    for found in _NUMBER.finditer(text):
        number = _read(found)
        if number.party and number.kind not in KINDS:
            continue
        written = found.group().lstrip(" .…_")
        start = found.end() - len(written)
        numbers.append(FoundNumber(start, found.end(), written, number))
    return numbers


def _read(found: re.Match[str]) -> DocumentNumber:
    if kind := found["party_kind"] or found["blank_kind"]:
        number = found["party_number"]
        issuer = found["party_issuer"] or found["blank_issuer"]
        return DocumentNumber(
            int(number) if number else None, None, _kind(kind) or kind, _tidy(issuer), party=True
        )
    codes = _tidy(found["codes"] or found["blank_codes"])
    first, _, rest = codes.partition("-")
    known = _kind(first) if rest else None
    number = found["number"]
    year = found["year"]
    return DocumentNumber(
        int(number) if number else None,
        int(year) if year else None,
        known,
        rest if known else codes,
    )


def _kind(code: str) -> str | None:
    # The code as the decree spells it; headings in capitals lose that (QĐ-TTG).
    return _KIND_BY_FOLDED.get(code.upper())


def _tidy(codes: str) -> str:
    return re.sub(r"\s*[-–]\s*", "-", codes)
