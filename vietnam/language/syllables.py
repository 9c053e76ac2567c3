"""Which words can be Vietnamese syllables: by this share a text is known for readable, mis-encoded
or foreign.
"""

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET = "ngh|ng|nh|gh|gi|kh|ch|ph|qu|th|tr|[bcdđghklmnprstvx]"
# The endings as they are written, without tone.
_RHYME = """
a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây e ec em en
eng eo ep et ê êch êm ên ênh êp êt êu êng i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o
oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on
ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uâc uân uâng uât uây uc ui um un
ung uơ up ut uê uêch uên uênh uêt uôc uôi uôm uôn uông uôt uy uya uych uyên uyêt uyn uynh uyp uyt
uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu ưm ưn y yêm yên yêng yêt yêu
"""
_SYLLABLE = re.compile(
    rf"(?:{_ONSET})?(?:{'|'.join(sorted(_RHYME.split(), key=len, reverse=True))})"
)
_STOPPED = re.compile(r"(?:p|t|c|ch)$")
_JOINTS = re.compile(r"[/–.,:;-]")
_LEAST_WORDS = 8
_LONGEST = 60  # letters of words joined by hyphens
_BEFORE = "([\"'“‘-–—+*•·.…_=|"
_BEHIND = ")]\"'”’.,;:!?…-–—_=|%"
_NUMBER_OR_CODE = re.compile(
    r"\d[\d.,:/–-]*[a-zđ%]?"  # 1.250, 5%, 3b
    r"|(?:\d+[/-])*[A-ZĐƯ]{1,6}[a-z]{0,3}(?:[-/.&][A-ZĐƯ]{1,6}[a-z]{0,3})*\d*"  # 12/QĐ-UBND
    r"|[a-zđ]"  # a letter by itself
)
_ENGLISH = frozenset(
    re.findall(
        r"\w+", "the of and to in for is that with by on this be are as from at will shall or an"
    )
)
_EDGES = " \t\n\r.,;:!?()[]{}<>\"'“”‘’…/\\|*_+=-–—•%&#@^~`"


@lru_cache(maxsize=5_000)
def is_syllable(word: str) -> bool:
    # Whether one word, in any case, is spelt as a Vietnamese syllable. It need not mean anything.
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in decomposed if mark in _TONES]
    plain = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(plain):
        return False
    # A syllable that ends in p, t, c, ch bears the sharp or the heavy tone only.
    return (
        not _STOPPED.search(plain)
        or tones in (["\u0301"], ["\u0323"])
        or not (tones or _has_marks(plain))
    )


def _has_marks(plain: str) -> bool:
    # Some letter is not of the plain alphabet; "cat" without any mark may be typed so.
    return not plain.isascii()


def plain_words(text: str) -> list[str]:
    return [word for part in text.split() if (word := part.strip(_EDGES))]


def is_readable_word(word: str) -> bool:
    # A syllable, or several with strokes or hyphens between them ("và/hoặc", "kinh tế-xã hội").
    parts = [part for part in _JOINTS.split(word) if part] if len(word) <= _LONGEST else []
    return bool(parts) and all(map(is_syllable, parts))


def is_illegible(text: str) -> bool:
    # Most of the words are neither Vietnamese nor numbers, codes or English: the letters stand
    # for others. So PDF files are read whose fonts do not say which letters they draw. Never true
    # of fewer than 8 words, nor of another script.
    words = text.split()
    latin = [word for word in words if not any(ord(c) > 0x2E7F and c.isalpha() for c in word)]
    if len(latin) < _LEAST_WORDS or 2 * len(latin) < len(words):
        return False
    if sum(word.strip(_EDGES).lower() in _ENGLISH for word in latin) * 20 > len(latin):
        return False
    return sum(len(word) for word in latin if _is_plain(word)) * 2 < sum(map(len, latin))


def _is_plain(word: str) -> bool:
    bare = word.lstrip(_BEFORE).rstrip(_BEHIND)
    return not bare or is_readable_word(bare) or bool(_NUMBER_OR_CODE.fullmatch(bare))
