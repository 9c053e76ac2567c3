"""What the text index holds for a vacancy: its folded words, and a mark for each thing to filter
by.

Words and filters are terms of one index, so a word with three filters is one intersection of lists,
not a scan of all rows that have the word. A mark begins with "=", which no folded word contains:
nobody can type one.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache

from agencies.lists.labels import vietnamese_label
from recruitment.vacancies.choices import Benefit, Occupation, Shift, Skill
from recruitment.vacancies.models import Vacancy
from vietnam.folding import fold, search_words
from vietnam.provinces import all_provinces

WAGE_STEPS = (6, 7, 8, 9, 10, 12, 15, 20)
"""Million đồng a month: one can ask for vacancies whose total income reaches a step."""
LONGEST_WORD = 60


def occupation_mark(value: str) -> str:
    return f"=oc:{value}"


def skill_mark(value: str) -> str:
    return f"=sk:{value}"


def shift_mark(value: str) -> str:
    return f"=sh:{value}"


def wage_mark(step: int) -> str:
    return f"=wg:{step}"


def park_mark(pk: int) -> str:
    return f"=pk:{pk}"


def ward_mark(ward: str) -> str:
    return f"=wd:{fold(ward)}"


LODGING, BUS = "=lodging", "=bus"


@lru_cache(maxsize=2_000)  # texts of a hundred letters: 2 MB
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, each once and of bounded length."""
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in search_words(text)))


@cache
def _province_words(name: str, slug: str) -> tuple[str, ...]:
    """The names of the provinces that were merged into it find it too."""
    return words_of(
        " ".join([name, *(old.name for old in all_provinces() if old.successor == slug)])
    )


def terms_of(vacancy: Vacancy) -> set[str]:
    """Needs the employer with its agency, the park and the province."""
    employer, park, province = vacancy.employer, vacancy.park, vacancy.province
    texts = [vacancy.title, vacancy.ward, park.name if park else "", employer.agency.name]
    texts += [employer.english_name, employer.products, employer.tax_code]
    labels = [Occupation(vacancy.occupation), Skill(vacancy.skill), Shift(vacancy.shift)]
    labels += [Benefit(benefit) for benefit in vacancy.benefits]
    return {
        *(word for text in texts for word in words_of(text)),
        *(word for label in labels for word in words_of(vietnamese_label(label))),
        *_province_words(province.name, province.slug),
        *_marks(vacancy),
    }


def _marks(vacancy: Vacancy) -> list[str]:
    marks = [
        occupation_mark(vacancy.occupation),
        skill_mark(vacancy.skill),
        shift_mark(vacancy.shift),
    ]
    marks += [wage_mark(step) for step in WAGE_STEPS if vacancy.income_at_best >= Decimal(step)]
    marks += [ward_mark(vacancy.ward)] if fold(vacancy.ward) else []
    marks += [park_mark(vacancy.park_id)] if vacancy.park_id else []
    marks += [LODGING] if set(Benefit.LODGING) & set(vacancy.benefits) else []
    marks += [BUS] if Benefit.BUS in vacancy.benefits else []
    return marks


def vector(terms: Iterable[str]) -> str:
    """In PostgreSQL's notation of a tsvector; without positions, since nothing is ranked."""
    return " ".join(quoted(term) for term in sorted(terms))


def quoted(term: str) -> str:
    """One lexeme, taken as it stands."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def tsquery(terms: Iterable[str]) -> str:
    return " & ".join(quoted(term) for term in terms)
