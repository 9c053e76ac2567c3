"""What one heading of a sheet of demand names."""

import re
import unicodedata

from recruitment.demand_sheets.head_words import FACT_WORDS, KNOWN_WORDS
from recruitment.demand_sheets.qualifying_words import (
    BETTER,
    LOWER,
    OTHER_THINGS,
    QUALIFIED,
    SECOND_CHOICE,
    SUB_WORDS,
    UPPER,
)
from tables.heads import IN_BRACKETS, HeadRules, Match
from vietnam.folding import fold

WAGES = ("base_wage", "income", "bonus", "allowance")
MONTH = re.compile(r"(?:thang|t)\s*(\d{1,2})(?:\s+(?:nam\s+)?(\d{4}))?")
_MILLIONS = re.compile(r"\b(?:trieu|tr|trd|tr d|trieu dong|mil|million|millions|m vnd)\b")
_THOUSANDS = re.compile(r"\b(?:nghin|ngan|1000|1 000|1000d|1 000d|000d|k|thousand)\b")
_DONG = re.compile(r"\b(?:dong|vnd|d)\b")
LEAST_KNOWN = 3


def match_field(heading: str) -> Match | None:
    """The field that a heading names; None for an unknown one, and for one that only begins like a
    known one.
    """
    if MONTH.fullmatch(fold(heading)):
        return Match("month")
    found = _longest(heading)
    if found is None:
        return None
    name, rest, word = found
    brackets = [fold(inside) for inside in IN_BRACKETS.findall(heading)]
    if _says_any(rest, brackets, OTHER_THINGS.get(name, ())):
        return Match("present") if name == "headcount" and "hien" in rest else None
    if name == "headcount" and (sex := one_sex(heading)):
        return Match(sex)
    if _says_any(rest, brackets, SECOND_CHOICE.get(name, ())):
        return Match(name, 2)
    said = f"{word} {rest}"
    is_better = any(f" {better} " in f" {said} " for better in BETTER.get(name, ()))
    return Match(name, 0 if is_better else 1, _bound(name, rest))


def _longest(heading: str) -> tuple[str, str, str] | None:
    # Of the known words with which the heading begins, the longest count; words in brackets never
    # begin one. Gives also what follows, and the word.
    folded = fold(IN_BRACKETS.sub(" ", heading))
    found = []
    for name, words in KNOWN_WORDS.items():
        for word in words:
            if word.startswith("="):
                if folded == word[1:]:
                    found.append((len(word), name, "", word[1:]))
            elif f"{folded} ".startswith(f"{word} "):
                found.append((len(word), name, folded[len(word) :], word))
    if not found:
        return None
    _length, name, rest, word = max(found)
    return name, rest.strip(), word


def _says_any(rest: str, brackets: list[str], words: tuple[str, ...]) -> bool:
    # Whether one of the words occurs in the rest of a heading, or alone in brackets.
    for word in words:
        before, found, _ = f" {rest} ".partition(f" {word} ")
        if word in brackets or (found and not set(before.split()) & set(QUALIFIED)):
            return True
    return False


def one_sex(heading: str) -> str:
    """“Số lượng nữ” counts women, but neither does “Số lượng (nam, nữ)” nor “Số lượng tuyển năm
    2027”.
    """
    words = set(re.findall(r"\w+", unicodedata.normalize("NFC", heading).lower()))
    is_of_women = bool(words & {"nữ", "nu", "female"})
    is_of_men = bool(words & {"male"}) or (
        "nam" in words and not re.search(r"\bnam\s+\d{4}", heading, re.IGNORECASE)
    )
    if is_of_women == is_of_men:
        return ""
    return "women" if is_of_women else "men"


def _bound(name: str, rest: str) -> str:
    if name not in WAGES:
        return ""
    if any(f" {word} " in f" {rest} " for word in LOWER):
        return "from"
    return "to" if any(f" {word} " in f" {rest} " for word in UPPER) else ""


def unit_of(text: str) -> str:
    """The unit of money that a heading or a line above the table names: "triệu", "nghìn", "đồng" or
    nothing.
    """
    folded = fold(text)
    if _THOUSANDS.search(folded):
        return "nghìn"
    if _MILLIONS.search(folded):
        return "triệu"
    return "đồng" if _DONG.search(folded) else ""


def is_demand(fields: set[str]) -> bool:
    """Whether columns of these fields make a sheet of demand: jobs and how many people, or one of
    them among several facts.
    """
    counts = fields & {"headcount", "men", "women", "month"}
    facts = fields & set(FACT_WORDS)
    if "person" in fields and not counts:
        return False
    if "title" in fields and counts:
        return len(fields) >= LEAST_KNOWN
    return len(facts) > LEAST_KNOWN and bool(counts or "title" in fields)


RULES = HeadRules(
    match_field,
    is_demand,
    lambda folded: folded in SUB_WORDS,
    lambda folded: folded in SUB_WORDS or bool(MONTH.fullmatch(folded)),
)
