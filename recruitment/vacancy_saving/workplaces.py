"""The place names by which a vacancy is found: where the work lies, as it is called today and as it
was before the mergers, and places that its texts name.
"""

from functools import cache, lru_cache

from vietnam.folding import fold
from vietnam.places.provinces import all_provinces
from vietnam.places.wards_and_parks import find_park, find_ward, known_place_names, place_name

LONGEST_NAME = 6  # words: "chau minh bac ly huong lam"


@lru_cache(maxsize=2_000)
def workplace_names(ward: str, park: str, province: str, province_name: str) -> tuple[str, ...]:
    """The folded names of the province, ward and park, of the districts that were, and of the old
    province. `province` is its key.

    A park says where the work lies more exactly than a typed ward. Where neither is known, each of
    the old provinces may be meant.
    """
    known_park = find_park(park, province)
    place = known_park or find_ward(ward, province)
    names = [fold(province_name), place_name(ward), place_name(park)]
    if place is None:
        names += [old.name for old in all_provinces() if old.successor == province]
    else:
        names += [place.name, *place.districts, _old_name(place.old_province)]
        # A ward of today may mean any of those merged into it, one of before only itself.
        names += place.former if place.name == place_name(ward) and not known_park else ()
    return tuple(dict.fromkeys(fold(name) for name in names if name))


@cache
def _old_name(key: str) -> str:
    return next(province.name for province in all_provinces() if province.key == key)


@lru_cache(maxsize=2_000)
def named_places(text: str) -> tuple[str, ...]:
    """The known places that a text names, folded, in its order; the longest name where one begins
    with another.
    """
    words = fold(text).split()
    found = []
    at = 0
    while at < len(words):
        length = place_length(words, at)
        if length:
            found.append(" ".join(words[at : at + length]))
        at += max(length, 1)
    return tuple(found)


def place_length(words: list[str], at: int) -> int:
    """How many of the words from there on are the name of a known place; 0 for none."""
    known = known_place_names()
    lengths = range(min(LONGEST_NAME, len(words) - at), 1, -1)
    return next((n for n in lengths if " ".join(words[at : at + n]) in known), 0)
