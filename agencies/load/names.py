"""Syllables of which invented agencies, communes and employers are named."""

import itertools
from collections.abc import Iterator

SYLLABLES = (
    "Tân",
    "Phú",
    "Yên",
    "Lương",
    "Hòa",
    "Bình",
    "Minh",
    "Thanh",
    "Đông",
    "Sơn",
    "Thịnh",
    "Khê",
    "Mỹ",
    "Xuân",
)


def compose_names(count: int) -> Iterator[str]:
    """“Tân Phú”, “Tân Yên” and so on; from the beginning again when there are no more."""
    pairs = itertools.cycle(itertools.permutations(SYLLABLES, 2))
    return (" ".join(pair) for pair in itertools.islice(pairs, count))
