"""From typed words to what they ask of the text index: which vacancies, and which of them first.

A tier is one question to the index. A vacancy stands in the first tier whose question it answers,
and within a tier the newest come first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recruitment.vacancy_saving.search_terms import (
    LONGEST_WORD,
    location_mark,
    name_pair_marks,
    place_mark,
    quote_lexeme,
    title_key,
    title_pair_marks,
    title_word_mark,
    toned_title_key,
    toned_title_word_mark,
    toned_word_mark,
    write_tsquery,
)
from recruitment.vacancy_saving.workplaces import place_length
from vietnam.folding import search_words, toned_words
from vietnam.places.wards_and_parks import KIND_WORDS

MOST_WORDS = 12
LAST = 99
EXACT = 2
# Before a place they say what it is, or that it is one: "ở huyện Việt Yên".
BEFORE_PLACES = frozenset({"o", "tai", *KIND_WORDS} - {"kcn", "ccn"})


@dataclass(frozen=True)
class TypedWords:
    """What was typed, cut to MOST_WORDS words: the places it names, and its other words, folded and
    as they were accented.
    """

    text: str
    places: tuple[str, ...]
    words: tuple[str, ...]
    toned: tuple[str, ...]

    @property
    def terms(self) -> list[str]:
        """What all that is found has, for the text index; each term once."""
        words = [word[:LONGEST_WORD] for word in self.words]
        return list(dict.fromkeys([*words, *map(place_mark, self.places)]))


@dataclass(frozen=True)
class Tier:
    """`within` is the number of a later tier whose question this one's answers too; LAST: of none
    but the last.
    """

    query: str
    within: int = LAST


@dataclass(frozen=True)
class Ranking:
    """The tiers, the best first; the last one's question is that of all that is found.

    The first EXACT are those of vacancies with the typed title, as it was accented or otherwise,
    which have its keys; where nothing was typed, there is one tier and no order but that of time.
    """

    toned_title_key: str
    title_key: str
    filters: str
    tiers: tuple[Tier, ...]

    @property
    def everything(self) -> str:
        return self.tiers[-1].query

    @property
    def is_ranked(self) -> bool:
        return len(self.tiers) > 1

    def widest_query(self, first: int, last: int) -> str:
        """One question that everything in these tiers answers; tiers within others of them are left
        out. `first` is at least EXACT, or `last` the last.
        """
        if last >= len(self.tiers) - 1:
            return self.everything
        asked = [tier.query for tier in self.tiers[first : last + 1] if tier.within > last]
        return " | ".join(f"({query})" for query in dict.fromkeys(asked))


def read_typed_words(text: str) -> TypedWords:
    """Place names are taken out of the words, with what stands before them to say what they are."""
    words = search_words(text)[:MOST_WORDS]
    toned = toned_words(text)[:MOST_WORDS]
    toned = toned if len(toned) == len(words) else words
    places: list[str] = []
    kept: list[int] = []
    at = 0
    while at < len(words):
        length = place_length(words, at)
        if length:
            places.append(" ".join(words[at : at + length]))
            _drop_kind(words, kept)
        else:
            kept.append(at)
        at += max(length, 1)
    return TypedWords(
        text,
        tuple(dict.fromkeys(places)),
        tuple(words[at] for at in kept),
        tuple(toned[at] for at in kept),
    )


def _drop_kind(words: list[str], kept: list[int]) -> None:
    # "khu công nghiệp" is three words, for which names of parks say "KCN"; "ở" may stand before it.
    while kept:
        last = next(
            (n for n in (3, 2, 1) if " ".join(words[at] for at in kept[-n:]) in BEFORE_PLACES), 0
        )
        if not last:
            return
        del kept[-last:]


def rank_words(typed: TypedWords, filters: Iterable[str] = ()) -> Ranking:
    """The tiers of what was typed, the best first: the title itself, the words in the title as a
    phrase, all of them in the title, then anywhere; in each the tones of what was typed first.
    """
    marks = list(filters)
    everything = Tier(write_tsquery([*typed.terms, *marks]))
    if not typed.terms:
        return Ranking("", "", "", (everything,))
    also = [*map(place_mark, typed.places), *marks]
    if typed.words:
        further = _word_tiers(typed, also)
    else:
        further = [Tier(write_tsquery([*map(location_mark, typed.places), *marks]))]
    tiers = (*[everything] * EXACT, *further, everything)
    keys = toned_title_key(typed.text), title_key(typed.text)
    return Ranking(*keys, write_tsquery(marks), tiers)


def _word_tiers(typed: TypedWords, also: Sequence[str]) -> list[Tier]:
    toned_title = list(map(toned_title_word_mark, dict.fromkeys(typed.toned)))
    in_title = list(map(title_word_mark, dict.fromkeys(typed.words)))
    anywhere = " & ".join(
        f"({quote_lexeme(mark)} | {quote_lexeme(toned_word_mark(word))})"
        for word, mark in zip(dict.fromkeys(typed.toned), toned_title, strict=True)
    )
    toned_anywhere = Tier(" & ".join(filter(None, [anywhere, write_tsquery(also)])))
    if len(typed.words) == 1:
        return [
            Tier(write_tsquery([*toned_title, *also]), 3),
            Tier(write_tsquery([*in_title, *also])),
            toned_anywhere,
        ]
    phrase = list(dict.fromkeys(title_pair_marks(typed.words)))
    named = list(dict.fromkeys(name_pair_marks(typed.words)))
    return [
        Tier(write_tsquery([*phrase, *toned_title, *also]), 3),
        Tier(write_tsquery([*phrase, *also]), 5),
        Tier(write_tsquery([*toned_title, *also]), 5),
        Tier(write_tsquery([*in_title, *also])),
        Tier(write_tsquery([*named, *also])),
        toned_anywhere,
    ]
