"""What the text index holds for a vacancy: its folded words, a mark for each thing to filter by,
and marks by which what is found is ranked: they say where a word stands.

Words and filters are terms of one index, so a word with three filters is one intersection of lists,
not a scan of all rows that have the word. A mark begins with "=", which no folded word contains:
nobody can type one.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2s
from itertools import pairwise

from agencies.lists.labels import vietnamese_label
from recruitment.vacancies.choices import Benefit, Occupation, Shift, Skill
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_saving.workplaces import named_places, workplace_names
from vietnam.folding import fold, search_words, toned_words

# Million đồng a month: one can ask for vacancies whose total income reaches a step.
WAGE_STEPS = (6, 7, 8, 9, 10, 12, 15, 20)
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


LODGING = "=lodging"
BUS = "=bus"


@lru_cache(maxsize=2_000)  # texts of a hundred letters: 2 MB
def index_words(text: str) -> tuple[str, ...]:
    """The folded words of a text, each once and of bounded length."""
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in search_words(text)))


# Marks for ranking --------------------------------------------------------------------------------
# The keys of a whole title are columns of their own, each with an index: vacancies with one title
# are read in their order, however many they are.
def title_key(title: str) -> str:
    """However its letters are accented."""
    return _digest(search_words(title))


def toned_title_key(title: str) -> str:
    return _digest(toned_words(title))


def _digest(words: Sequence[str]) -> str:
    # Short, whatever the length of a title.
    return blake2s(" ".join(words).encode(), digest_size=6).hexdigest()


def title_word_mark(word: str) -> str:
    return f"=w:{word[:LONGEST_WORD]}"


def toned_title_word_mark(word: str) -> str:
    return f"=v:{word[:LONGEST_WORD]}"


def toned_word_mark(word: str) -> str:
    """Of a word of the employer's names and products."""
    return f"=u:{word[:LONGEST_WORD]}"


def title_pair_marks(words: Sequence[str]) -> list[str]:
    """Of each two words that follow each other: a phrase is all its pairs."""
    return [f"=b:{_pair_words(*pair)}" for pair in pairwise(words)]


def name_pair_marks(words: Sequence[str]) -> list[str]:
    """The same in the employer's names."""
    return [f"=p:{_pair_words(*pair)}" for pair in pairwise(words)]


def _pair_words(first: str, second: str) -> str:
    return f"{first[:LONGEST_WORD]} {second[:LONGEST_WORD]}"


def place_mark(name: str) -> str:
    """Of a folded place name in which the work lies, or which a text names."""
    return f"=at:{name}"


def location_mark(name: str) -> str:
    """Of a folded place name in which the work lies."""
    return f"=in:{name}"


INDEX_FIELDS = ("search", "title_key", "toned_title_key")


def index_vacancy(vacancy: Vacancy) -> None:
    """Set what it is found by; not saved."""
    vacancy.search = write_tsvector(index_terms(vacancy))
    vacancy.title_key = title_key(vacancy.title)
    vacancy.toned_title_key = toned_title_key(vacancy.title)


def index_terms(vacancy: Vacancy) -> set[str]:
    """Needs the employer with its agency, the park and the province."""
    employer = vacancy.employer
    park = vacancy.park.name if vacancy.park else ""
    names = [employer.agency.name, employer.english_name]
    texts = [vacancy.title, vacancy.ward, park, *names, employer.products, employer.tax_code]
    labels = [Occupation(vacancy.occupation), Skill(vacancy.skill), Shift(vacancy.shift)]
    labels += [Benefit(benefit) for benefit in vacancy.benefits]
    province = vacancy.province
    workplaces = workplace_names(vacancy.ward, park, province.slug, province.name)
    return {
        *(word for text in texts for word in index_words(text)),
        *(word for label in labels for word in index_words(vietnamese_label(label))),
        *(word for place in workplaces for word in index_words(place)),
        *_title_marks(vacancy.title),
        *(mark for name in names for mark in name_pair_marks(search_words(name))),
        *(
            toned_word_mark(word)
            for text in (*names, employer.products)
            for word in _split_toned_words(text)
        ),
        *_place_marks(workplaces, texts),
        *_marks(vacancy),
    }


@lru_cache(maxsize=2_000)
def _title_marks(title: str) -> tuple[str, ...]:
    words = search_words(title)
    return (
        *(title_word_mark(word) for word in words),
        *(toned_title_word_mark(word) for word in toned_words(title)),
        *title_pair_marks(words),
    )


@lru_cache(maxsize=2_000)
def _split_toned_words(text: str) -> tuple[str, ...]:
    return tuple(toned_words(text))


def _place_marks(workplaces: Iterable[str], texts: Iterable[str]) -> set[str]:
    marks = {mark(name) for name in workplaces for mark in (place_mark, location_mark)}
    return marks | {place_mark(name) for text in texts for name in named_places(text)}


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


def write_tsvector(terms: Iterable[str]) -> str:
    """In PostgreSQL's notation of a tsvector; without positions, since nothing is ranked."""
    return " ".join(quote_lexeme(term) for term in sorted(terms))


def quote_lexeme(term: str) -> str:
    # One lexeme, taken as it stands.
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def write_tsquery(terms: Iterable[str]) -> str:
    return " & ".join(quote_lexeme(term) for term in terms)
