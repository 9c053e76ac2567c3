"""What no log contains: secrets in addresses, query strings, and about people how to reach them,
their identity numbers, and the rows that a database quotes.
"""

import re
from urllib.parse import quote, unquote

MASK = "***"
_AT = "(?:@|%(?:25)*40)"
_EMAIL = re.compile(rf"(?<!\w)\w[\w.!#$&'*+=?^`|~-]{{0,63}}{_AT}[\w-]+(?:\.[\w-]+)+")
_PASSWORD = re.compile(r"(?<=://)[^/\s@]{1,200}@")
_TELEPHONE = re.compile(
    r"""
    (?<![\w.])
    (?:(?:\+|00)?84[ .-]?|\(?0)   # the country, or the first digit at home
    [2-9]                         # of landlines and of mobiles
    (?:[ .()-]{0,2}\d){7,9}
    (?!\w)
    """,
    re.VERBOSE,
)
# Telephone and identity numbers without a sign between their digits; no key of a row has as many.
_NUMBER = re.compile(r"(?<![\w.-])\d{9,12}(?![\w-])")
_QUOTED_ROW = re.compile(
    r"""
    (?:(?<!\w)|(?<=\\n))          # in what is quoted, a line break is written as two signs
    (DETAIL|CONTEXT|QUERY|STATEMENT|LINE\ \d+):
    .*?
    # to what can only be the program's again: the next part, the next exception, the end
    (?=\n(?:DETAIL|HINT|CONTEXT|QUERY|STATEMENT|LINE\ \d+):
    |\n\n(?:The\ above|During\ handling)\ |\Z)
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTED_VALUE = re.compile(
    r"(invalid (?:input syntax for|input value for|literal for) [^:\n]{1,80}:) .*"
)


def mask_personal(text: str) -> str:
    """The same text with `***` in their place.

    Names cannot be distinguished from other words: no message of ours contains any.
    """
    if any(word in text for word in ("DETAIL", "CONTEXT", "LINE ", "STATEMENT", "QUERY")):
        text = _QUOTED_ROW.sub(rf"\1: {MASK}", text)
    if "invalid " in text:
        text = _QUOTED_VALUE.sub(rf"\1 {MASK}", text)
    if "@" in text or "40" in text:
        text = _PASSWORD.sub(f"{MASK}@", text)
        text = _EMAIL.sub(MASK, text)
    return _NUMBER.sub(MASK, _TELEPHONE.sub(MASK, text))


# Addresses ---------------------------------------------------------------------------------------
# Of the paths that hold a secret: a parameter named `token` or `uidb36`; a test holds the list to
# them. It is written down so that a worker, beat and gunicorn's first process mask without loading
# every page.
BEGINNINGS = (
    "doan-cong-tac/loi-moi/",
    "hoi-nghi/ky-thuat/",
    "hoi-nghi/theo-doi/",
    "hoi-nghi/tra-loi/",
    "kien-nghi/y-kien/",
    "lich/",
    "loi-moi/",
    "phien-viec-lam/phieu/",
    "phien-viec-lam/tuyen-dung/",
    "tai-khoan/mat-khau/moi/",
    "tai-khoan/thu/",
    "truyen-thong/tu-lieu/",
    "viec-lam/rut-dang-ky/",
)
_SECRETS = "|".join(
    re.escape(beginning).replace("/", "/+") for beginning in BEGINNINGS
)  # slashes may be doubled
_BEGINNING = re.compile(rf"(?<![\w-])(?:{_SECRETS})", re.IGNORECASE)
_PATH = re.compile(rf'((?<![\w-])(?:{_SECRETS}))(?:\\.|[^\s"?#\\])+', re.IGNORECASE)
_ENCODED = re.compile(r'[^\s"]*%[0-9A-Fa-f]{2}[^\s"]*')
_QUERY = re.compile(r'(?<=\S)\?(?:\\.|[^\s"\\])+')
_TIMES_ENCODED = 3


def mask_secrets(text: str) -> str:
    """The line as a log may keep it."""
    if "%" in text:
        text = _ENCODED.sub(lambda word: _mask_encoded(word[0]), text)
    return _QUERY.sub(f"?{MASK}", _PATH.sub(rf"\1{MASK}", text))


def _mask_encoded(word: str) -> str:
    # A word that hides a secret path by percent signs is cut where the secret begins.
    plain = word
    for _time in range(_TIMES_ENCODED):
        plain = unquote(plain)
    found = _BEGINNING.search(plain)
    return quote(plain[: found.end()], safe="/:?=&") + MASK if found else word
