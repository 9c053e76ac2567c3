"""Titles that documents print in capitals, in the letters that sentences use."""

import re
from collections import Counter, defaultdict

_WORD = re.compile(r"[^\W_]+(?:[-/&][^\W_]+)*")
_LONGEST_ABBREVIATION = 6
_USUAL = (
    "của Ủy ban nhân dân tỉnh và của Ủy ban nhân dân thành phố, của Hội đồng nhân dân, "
    "của Thủ tướng Chính phủ, của Văn phòng Chính phủ"
)

Forms = dict[tuple[str, str], Counter]


def sentence_case(title: str, text: str) -> str:
    """A title in capitals, each word written as in most of the document's sentences; any other
    title unchanged.

    Names keep their capitals because the text writes them so: "TỈNH PHÚ THỌ" becomes "tỉnh Phú
    Thọ".
    """
    if not title.isupper():
        return title
    forms = _forms(f"{text}\n{_USUAL}")
    for found in reversed(list(_WORD.finditer(title))):
        before = (_WORD.findall(title[: found.start()]) or [""])[-1].lower()
        title = title[: found.start()] + _usual(before, found.group(), forms) + title[found.end() :]
    return title[:1].upper() + title[1:]


def _forms(text: str) -> Forms:
    # How each word is written after another (and after any), in the lines that are not in
    # capitals; by lower case.
    forms: Forms = defaultdict(Counter)
    for line in text.splitlines():
        before = ""
        for word in () if line.isupper() else _WORD.findall(line):
            if before:  # the first word of a line may owe its capital to the line
                forms[before, word.lower()][word] += 1
                forms["", word.lower()][word] += 1
            before = word.lower()
    return forms


def _usual(before: str, word: str, forms: Forms) -> str:
    known = forms.get((before, word.lower())) or forms.get(("", word.lower()))
    if not known:
        return word if any(c.isdigit() for c in word) else word.lower()
    [(form, _count)] = known.most_common(1)
    return form if not form.isupper() or len(form) <= _LONGEST_ABBREVIATION else word.lower()
