"""Correcting what the register says about a directive; titles that documents print in capitals, in
the letters that sentences use.
"""

import re
from collections import Counter, defaultdict
from functools import cache

from django.db import transaction

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.directives.models import Directive
from agencies.people.permissions import Actor
from vietnam.folding import fold
from vietnam.places.provinces import all_provinces, find_province

REGISTER_FIELDS = ("kind", "number", "issued_on", "issuer", "title", "signer")


def directive_search_text(directive: Directive) -> str:
    return fold(f"{directive.number} {directive.title} {directive.issuer}")


@transaction.atomic
def edit_directive(*, directive: Directive, data: dict[str, object], by: Actor) -> Directive:
    """Correct the register data: kind, number, date, issuer, title, signer. Proposals keep their
    reading.
    """
    directive = Directive.objects.select_for_update(no_key=True).get(pk=directive.pk)
    before = {name: str(getattr(directive, name) or "") for name in REGISTER_FIELDS}
    for name in REGISTER_FIELDS:
        setattr(directive, name, data[name])
    directive.search_fold = directive_search_text(directive)
    directive.save(update_fields=[*REGISTER_FIELDS, "search_fold"])
    after = {name: str(getattr(directive, name) or "") for name in REGISTER_FIELDS}
    record_action(AuditAction.DIRECTIVE_EDITED, directive, by=by, before=before, after=after)
    return directive


_WORD = re.compile(r"[^\W_]+(?:[-/&][^\W_]+)*")
_LONGEST_ABBREVIATION = 6
_USUAL = (
    "của Ủy ban nhân dân tỉnh và của Ủy ban nhân dân thành phố, của Hội đồng nhân dân, "
    "của Thủ tướng Chính phủ, của Văn phòng Chính phủ, của UBND tỉnh, của HĐND tỉnh"
)

Forms = dict[tuple[str, str], Counter[str]]


def sentence_case(title: str, text: str) -> str:
    """A title in capitals, each word written as in most of the document's sentences; any other
    title unchanged.

    Names keep their capitals because the text writes them so; those of provinces ("TỈNH PHÚ THỌ")
    also where it never names them.
    """
    if not title.isupper():
        return title
    forms = _forms(f"{text}\n{_USUAL}")
    for found in reversed(list(_WORD.finditer(title))):
        before = (_WORD.findall(title[: found.start()]) or [""])[-1].lower()
        title = (
            title[: found.start()]
            + _usual_form(before, found.group(), forms)
            + title[found.end() :]
        )
    title = _province_after_its_kind().sub(_capital_province, title)
    return title[:1].upper() + title[1:]


@cache
def _province_after_its_kind() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(each.name) for each in all_provinces()), key=len)[::-1])
    return re.compile(rf"(?i)\b(tỉnh|thành phố|tp\.?)\s+({names})\b")


def _capital_province(found: re.Match[str]) -> str:
    province = find_province(found[2])
    return f"{found[1]} {province.name}" if province else found[0]


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


def _usual_form(before: str, word: str, forms: Forms) -> str:
    known = forms.get((before, word.lower())) or forms.get(("", word.lower()))
    if not known:
        return word if any(c.isdigit() for c in word) else word.lower()
    [(form, _count)] = known.most_common(1)
    return form if not form.isupper() or len(form) <= _LONGEST_ABBREVIATION else word.lower()
