"""What no log contains about people: how to reach them, their identity numbers, and the rows that a
database quotes.
"""

import re

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
    if (
        "DETAIL" in text
        or "CONTEXT" in text
        or "LINE " in text
        or "STATEMENT" in text
        or "QUERY" in text
    ):
        text = _QUOTED_ROW.sub(rf"\1: {MASK}", text)
    if "invalid " in text:
        text = _QUOTED_VALUE.sub(rf"\1 {MASK}", text)
    if "@" in text or "40" in text:
        text = _PASSWORD.sub(f"{MASK}@", text)
        text = _EMAIL.sub(MASK, text)
    return _NUMBER.sub(MASK, _TELEPHONE.sub(MASK, text))
