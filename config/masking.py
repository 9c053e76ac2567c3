"""What no log of the portal contains: the secrets in addresses, and query strings."""

import re
from urllib.parse import quote, unquote

# Of the paths that hold a secret: a parameter named `token` or `uidb36`; a test holds the list to
# them. It is written down so that a worker, beat and gunicorn's first process mask without loading
# every page.
BEGINNINGS = (
    "lich/",
    "loi-moi/",
    "tai-khoan/mat-khau/moi/",
    "tai-khoan/thu/",
    "viec-lam/rut-dang-ky/",
)
MASK = "***"
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
