"""E-mail addresses: the one form in which an address is stored and compared."""

import unicodedata

import idna

from vietnam.folding import INVISIBLE

# Letters, in whatever composition; DNS takes 253.
_LONGEST_DOMAIN = 1000
_EDGES = INVISIBLE + " \t\r\n\f\v\u00a0\u3000"


def normalize_email(text: str) -> str:
    """The address in lower case, its domain as the mail servers know it (`xn--…`), nothing around
    it.

    "Hoa.Thu@Lao-Động.VN" in any composition of its letters -> "hoa.thu@xn--lao-ng-e3a6012d.vn" (UTS
    #46, not transitional, by the package `idna`). Capitals before the "@" are the same mailbox for
    every provider met here, though RFC 5321 lets a server distinguish them.

    Letters before the "@" that are not plain stay as typed: neither the dotless "ı" nor the Kelvin
    sign nor a full-width letter becomes the plain one, which would be somebody else's mailbox. The
    same is true of a domain that no registry can have. Whether it is an address at all is not
    judged here; the result of the result is itself.
    """
    text = text.strip(_EDGES)
    local, at, domain = text.rpartition("@")
    if not at:
        return _lower(text)
    return f"{_lower(local)}@{_known_domain(domain)}"


def _lower(text: str) -> str:
    return text.lower() if text.isascii() else text


def _known_domain(domain: str) -> str:
    if domain.isascii():
        return domain.lower()
    if len(domain) > _LONGEST_DOMAIN:
        return domain
    try:
        return idna.encode(unicodedata.normalize("NFC", domain), uts46=True).decode()
    except idna.IDNAError:
        return domain
