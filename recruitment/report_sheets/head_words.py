"""What the headings and labels of a report's sheets say. Runs in the reading process, knows no
framework.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from recruitment.demand_sheets.headings import one_sex
from tables.heads import IN_BRACKETS, HeadRules, Match
from vietnam.folding import fold

HOME = "home"
ORDER = "order"
PERSON = "person"
BEFORE = "before"
SHARE = "share"
LABEL = "label"
VALUE = "value"
MEN = "men"
NOT_READ = (ORDER, PERSON, BEFORE, SHARE)

_BEFORE = re.compile(r"\b(?:ky truoc|nam truoc|thang truoc|quy truoc|last period|cung ky)\b")
_OTHER = re.compile(
    r"\b(?:ty le|ty trong|co cau|phan tram|tang giam|so voi|share|(?:tien|muc) luong|tuoi)\b"
)
_PATTERNS = {
    HOME: re.compile(
        r"(?:ten )?(?:tinh(?: (?:thanh|tp|que|thuong|noi|cu tru).*)?|thanh pho|dia phuong.*|"
        r"dia ban.*|que(?: quan| huong)?.*|nguyen quan.*|(?:noi )?thuong tru.*|(?:noi )?ho khau.*|"
        r"noi (?:di|den tu|cu tru).*|(?:home )?province.*)"
    ),
    PERSON: re.compile(
        r"(?:ho (?:va )?ten|ho ten|ten (?:lao dong|nguoi|nhan vien|cong nhan)|cccd|cmnd|"
        r"so (?:cccd|cmnd|dien thoai)|can cuoc|ngay sinh|nam sinh|full name|ma nv).*"
    ),
    ORDER: re.compile(r"(?:stt|tt|so tt|so thu tu|no)"),
    MEN: re.compile(r"(?:(?:trong do|so|lao dong|ld) )*(?:nam|male|men)(?: gioi)?(?: nguoi)?"),
    LABEL: re.compile(r"(?:chi tieu|noi dung|tieu chi|dien giai|figure|indicator|chi so).*"),
    VALUE: re.compile(
        r"(?:ky nay|so lieu|so luong|so nguoi|so lao dong|gia tri|thuc hien|this period|ket qua).*"
    ),
}
_THOUSANDS = re.compile(r"\b(?:nghin|ngan|1000)\s*(?:nguoi|lao dong|ld)\b")
_NUMBERING = re.compile(r"^(?:\d+(?:\s\d+)*|[a-z]|[ivx]+)\s+(?=\w{2})")
_OF_THEM = re.compile(r"^(?:trong do|gom|of them|chia ra)\s+")


@dataclass(frozen=True)
class SheetWords:
    """Folded words by which people name the figures and the columns of the lines; `counts`: the
    columns that hold people.
    """

    figures: Mapping[str, Sequence[str]]
    columns: Mapping[str, Sequence[str]]
    counts: Sequence[str]
    known: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for name, words in self.figures.items():
            self.known.update(dict.fromkeys(words, name))

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "SheetWords":
        return cls(said["figures"], said["columns"], said["counts"])

    def figure_of(self, label: str) -> str:
        """The figure that a label names, with or without what it is numbered by; "" for none."""
        for text in (fold(label), fold(IN_BRACKETS.sub(" ", label))):
            bare = _NUMBERING.sub("", text)
            for each in (text, bare, _OF_THEM.sub("", bare)):
                if each in self.known:
                    return self.known[each]
        return ""

    def match(self, heading: str) -> Match | None:
        folded = fold(IN_BRACKETS.sub(" ", heading))
        if not folded:
            return None
        if _BEFORE.search(fold(heading)):
            return Match(BEFORE)
        if "%" in heading or _OTHER.search(folded):
            return Match(SHARE)
        named = [
            (len(word), name)
            for name, words in self.columns.items()
            for word in words
            if folded == word or folded.startswith(f"{word} ")
        ]
        sex = one_sex(heading)
        if named and not (sex and max(named)[1] == "people"):
            return Match(max(named)[1])
        if sex and (named or _PATTERNS[MEN].fullmatch(folded)):
            return Match(sex) if "women" in self.counts else None
        return _match_pattern(folded, (HOME, PERSON, ORDER))

    def home_rules(self) -> HeadRules:
        counted = {*self.counts, MEN}
        return HeadRules(
            self.match,
            lambda fields: HOME in fields and bool(fields & counted),
            self._is_sub_word,
            self._is_sub_word,
        )

    def figure_rules(self) -> HeadRules:
        return HeadRules(
            self._match_figures,
            lambda fields: {LABEL, VALUE} <= fields,
            self._is_sub_word,
            self._is_sub_word,
        )

    def _match_figures(self, heading: str) -> Match | None:
        folded = fold(IN_BRACKETS.sub(" ", heading))
        if _BEFORE.search(folded):
            return Match(BEFORE)
        if "%" in heading or _OTHER.search(folded):
            return Match(SHARE)
        return _match_pattern(folded, (LABEL, VALUE, ORDER))

    @staticmethod
    def _is_sub_word(folded: str) -> bool:
        return folded in ("nam", "nu", "tong", "tong so", "cong", "tang", "giam", "trong do nu")


def _match_pattern(folded: str, names: Sequence[str]) -> Match | None:
    return next((Match(name) for name in names if _PATTERNS[name].fullmatch(folded)), None)


def counts_thousands(text: str) -> bool:
    """Whether a heading or a line above the table says that its figures are thousands of people."""
    return bool(_THOUSANDS.search(fold(text)))
