"""In what a line of a list and an open vacancy agree."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from recruitment.month_lists.titles import are_related
from vietnam.folding import fold

Said = Mapping[str, str]
# Facts by which one job is told from another of the same title; days and contacts change for all.
TELLING = (
    "headcount",
    "occupation",
    "skill",
    "description",
    "base_wage",
    "income",
    "contract",
    "shift",
    "address",
    "experience",
    "schooling",
    "benefits_note",
)
# Of these at least half must agree, or the pair is asked about.
NATURE = ("occupation", "skill", "description", "base_wage", "income", "contract", "shift")
LEAST_SAID = 3  # of them, to judge by


@dataclass(frozen=True)
class Line:
    """`said`: facts that it says, as cells (`fact_texts`); what it leaves out is not in it.
    `answer`: of a person: the key of a vacancy, IS_NEW, IS_REPEATED or nothing.
    """

    key: int
    said: Said
    code: str = ""
    answer: str = ""


@dataclass(frozen=True)
class OpenVacancy:
    """`codes`: the employer's own, in its lists and in its program, and the portal's number."""

    key: int
    says: Said
    codes: Collection[str] = ()


def code_key(code: str) -> str:
    """“VT 01” and “vt-01” are one code."""
    return fold(code).replace(" ", "")


def has_other_code(line: Line, vacancy: OpenVacancy) -> bool:
    codes = {code_key(code) for code in vacancy.codes}
    return bool(code_key(line.code) and vacancy.says.get("own_code")) and (
        code_key(line.code) not in codes
    )


def may_be_one(line: Line, vacancy: OpenVacancy) -> bool:
    """Of one code; a code that has gone over to another job is not believed."""
    title = line.said.get("title", "")
    return not title or are_related(title, vacancy.says["title"])


# Places -------------------------------------------------------------------------------------------
def line_place(said: Said) -> Hashable:
    """None where it says none."""
    park = fold(said.get("park", ""))
    ward = fold(said.get("ward", ""))
    if park:
        return ("outside", ward) if park == "khong" else ("park", park)
    return ("ward", ward) if ward else None


def vacancy_places(says: Said) -> set[Hashable]:
    """Whatever a line may say of them, or not say."""
    park = fold(says.get("park", ""))
    ward = fold(says.get("ward", ""))
    if park and park != "khong":
        return {("park", park), ("ward", ward), None}
    return {("outside", ward), ("outside", ""), ("ward", ward), None}


# Facts --------------------------------------------------------------------------------------------
def facts_key(said: Said, names: Iterable[str]) -> Hashable:
    return tuple(said.get(name, "") for name in sorted(names))


def count_agreement(line: Line, vacancy: OpenVacancy) -> int:
    said = line.said
    says = vacancy.says
    return sum(said[name] == says.get(name, "") for name in TELLING if name in said)


def is_certain(line: Line, vacancy: OpenVacancy) -> bool:
    """Whether two of one title and place may be taken for one without asking."""
    said = [name for name in NATURE if name in line.said]
    same = sum(line.said[name] == vacancy.says.get(name, "") for name in said)
    is_like = len(said) < LEAST_SAID or 2 * same >= len(said)
    return is_like and not has_other_code(line, vacancy)
