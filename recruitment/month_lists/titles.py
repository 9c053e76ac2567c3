"""When two job titles name the same job: as written, without accents, in other words."""

import re
from dataclasses import dataclass
from functools import lru_cache

from recruitment.fields.cell_vocabulary import job_words_of
from vietnam.folding import clean_text, fold, toned_words

# As employers shorten the first words of a title.
SHORTENED = {
    "cn": ("công", "nhân"),
    "nv": ("nhân", "viên"),
    "ktv": ("kỹ", "thuật", "viên"),
    "lđpt": ("lao", "động", "phổ", "thông"),
    "ldpt": ("lao", "động", "phổ", "thông"),
    "ld": ("lao", "động"),
    "lđ": ("lao", "động"),
    "sx": ("sản", "xuất"),
    "ks": ("kỹ", "sư"),
}
_WORD = re.compile(r"\w+")
# Words that say only that somebody works.
GENERAL = re.compile(
    r"\b(?:cong nhan|nhan vien|lao dong|tuyen dung|can tuyen|tuyen|tho|nguoi|vi tri|nam nu)\b"
)


@dataclass(frozen=True)
class TitleKeys:
    """`toned`: its words with their accents; `folded`: without; `has_accents`: “tho may” may
    mean two jobs, “thợ may” one; `core`: what is left when words for any work are taken out and
    words for its occupation stand for that.
    """

    toned: str
    folded: str
    has_accents: bool
    written: str

    @property
    def core(self) -> str:
        return _core(self.written, self.folded)


@lru_cache(maxsize=20_000)
def title_keys(title: str) -> TitleKeys:
    written = " ".join(
        word for piece in _WORD.findall(clean_text(title).lower()) for word in _written_out(piece)
    )
    toned = " ".join(toned_words(written))
    folded = fold(written)
    return TitleKeys(toned, folded, not toned.isascii(), written)


def _written_out(word: str) -> tuple[str, ...]:
    return SHORTENED.get(word, (word,))


@lru_cache(maxsize=20_000)
def _core(written: str, folded: str) -> str:
    # “Nhân viên an ninh” and “Bảo vệ” are one job, “chuyền 3” and “chuyền 4” are two.
    job, words = job_words_of(written)
    rest = f" {folded} "
    for word in words:
        rest = rest.replace(f" {word} ", " ")
    rest = " ".join(GENERAL.sub(" ", rest).split())
    return f"{job} {rest}".strip() or folded


def are_related(first: str, second: str) -> bool:
    """Whether the titles share what they are about, or half of their words."""
    one = title_keys(first)
    other = title_keys(second)
    if one.folded == other.folded or one.core == other.core:
        return True
    words = set(one.folded.split())
    others = set(other.folded.split())
    return 2 * len(words & others) >= max(len(words), len(others))
