"""Another search that finds something, for one that finds nothing: words put right, or left out."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.core.cache import caches
from django.utils import timezone

from agencies.replica.reading import reading_connection
from recruitment.job_search.ranking import MOST_WORDS, read_typed_words
from recruitment.job_search.search import OPEN
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_saving.search_terms import write_tsquery
from vietnam.folding import fold
from vietnam.language.syllables import is_syllable
from vietnam.places.wards_and_parks import known_place_names

SECONDS = 300
# Vacancies whose words are known, and which are looked through before the text index is asked.
NEWEST = 1_000
LOOKED_THROUGH = 300
MOST_CANDIDATES = 48
# Of a word and another: below it, one is not meant by the other.
LEAST_LIKENESS = 0.75
FIRST_FOUND = f"""
WITH newest AS MATERIALIZED (
    SELECT search FROM recruitment_vacancy
    WHERE {OPEN} ORDER BY published_at DESC, id DESC LIMIT {LOOKED_THROUGH}
)
SELECT nth FROM unnest(%(queries)s::text[]) WITH ORDINALITY AS asked (query, nth)
WHERE EXISTS (SELECT 1 FROM newest WHERE search @@ query::tsquery)
    OR EXISTS (SELECT 1 FROM recruitment_vacancy WHERE {OPEN} AND search @@ query::tsquery)
ORDER BY nth LIMIT 1
"""  # noqa: S608


@dataclass(frozen=True)
class Suggestion:
    """Words to search for instead, with the filters that were set or without them."""

    words: str
    has_filters: bool


def suggest_search(text: str, filters: Sequence[str]) -> Suggestion | None:
    """The first that finds something of: the words put right, the same words without filters, fewer
    words. None where nothing does, or nothing was typed.
    """
    words = text.split()[:MOST_WORDS]
    if not words:
        return None
    candidates = list(dict.fromkeys(_candidates(words, bool(filters))))[:MOST_CANDIDATES]
    queries = [_query(each, filters) for each in candidates]
    with reading_connection().cursor() as cursor:
        cursor.execute(FIRST_FOUND, {"queries": queries, "today": timezone.localdate()})
        found = cursor.fetchone()
    return candidates[found[0] - 1] if found else None


def _query(candidate: Suggestion, filters: Iterable[str]) -> str:
    terms = read_typed_words(candidate.words).terms
    return write_tsquery([*terms, *(filters if candidate.has_filters else ())])


def _candidates(words: Sequence[str], has_filters: bool) -> Iterator[Suggestion]:
    known = _known_words()
    right = [_put_right(word, known) for word in words]
    kept = [word for word in right if fold(word) in known]
    whole = [list(words), right] if right != list(words) else [list(words)]
    for each in reversed(whole):
        yield from _with_and_without(each, has_filters)
    # Words that no new vacancy has may stand in an old one: each is tried at the end.
    for fewer in [kept, *_shorter_stretches(kept), *([word] for word in right)]:
        if read_typed_words(" ".join(fewer)).terms:
            yield from _with_and_without(fewer, has_filters)


def _with_and_without(words: Iterable[str], has_filters: bool) -> Iterator[Suggestion]:
    if has_filters:
        yield Suggestion(" ".join(words), has_filters=True)
    yield Suggestion(" ".join(words), has_filters=False)


def _shorter_stretches(words: Sequence[str]) -> Iterator[Sequence[str]]:
    # Stretches of the words, all but one of them, then about half, and so on; of one length those
    # from the beginning.
    length = len(words) - 1
    while length > 0:
        for start in range(len(words) - length + 1):
            yield words[start : start + length]
        length = min(length - 1, (length + 2) // 2)


def _put_right(word: str, known: dict[str, str]) -> str:
    # What can be a Vietnamese syllable is not taken for a slip of the keyboard.
    folded = fold(word)
    if folded in known or is_syllable(word):
        return word
    like = difflib.get_close_matches(folded, known, n=1, cutoff=LEAST_LIKENESS)
    return known[like[0]] if like else word


def _known_words() -> dict[str, str]:
    """Folded words of the newest vacancies and of places, each as it is written most often."""
    key = f"known-words-{timezone.localdate()}"
    known: dict[str, str] = caches["local"].get_or_set(key, _read_known_words, SECONDS) or {}
    return known


def _read_known_words() -> dict[str, str]:
    rows = (
        Vacancy.objects.open(timezone.localdate())
        .order_by("-published_at", "-pk")
        .values_list("title", "ward", "park__name", "employer__agency__name")[:NEWEST]
    )
    counts = Counter(word.lower() for row in rows for text in row if text for word in text.split())
    known = {fold(word): word for word, _count in reversed(counts.most_common()) if fold(word)}
    places = {word: word for name in known_place_names() for word in name.split()}
    return places | {folded: word for folded, word in known.items() if " " not in folded}
