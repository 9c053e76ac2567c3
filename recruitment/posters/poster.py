"""A vacancy as an A4 poster (PDF) and as a picture for shared links (PNG), both with the same
words.

What people typed reaches the page as data, never as markup (typst's `sys.inputs`).
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import get_language, gettext as _

from agencies.lists.numbers import localized_number, localized_wage
from papers.qr import draw_qr
from papers.typesetting import ACCESSIBLE, draw_template
from reader.sandbox.slots import take_slot
from recruitment.vacancies.models import Vacancy
from vietnam.dates import format_date
from vietnam.identifiers import parse_phone
from vietnam.text import clean_line

TEMPLATES = settings.BASE_DIR / "templates"
SLOT = Path(settings.CACHES["previews"]["LOCATION"]) / "poster.lock"
PATIENCE = 3.0  # seconds: about ten posters before this one


def draw_poster(vacancy: Vacancy) -> bytes:
    return _drawn(vacancy, "typst/poster.typ", "pdf")


def draw_picture(vacancy: Vacancy) -> bytes:
    return _drawn(vacancy, "typst/picture.typ", "png")


def _drawn(vacancy: Vacancy, template: str, kind: str) -> bytes:
    said = {
        "data": json.dumps(clean_lines(_words(vacancy))),
        "qr": draw_qr(vacancy.public_url, "svg").decode(),
    }
    return draw_once(template, said, kind)


def draw_once(template: str, said: dict[str, str], kind: str) -> bytes:
    """Drawn once for the same words, since it costs a quarter of a second of processor time; one at
    a time on a machine. Raises SlotTaken when others are being drawn all the while.
    """
    cache = caches["previews"]
    key = f"{kind}-{sha256(json.dumps(said).encode()).hexdigest()}"
    known: bytes | None = cache.get(key)
    if known is None:
        with take_slot(SLOT, patience=PATIENCE):
            known = draw_template(
                TEMPLATES / template,
                said,
                kind=kind,
                fonts=_fonts(),
                standards=ACCESSIBLE if kind == "pdf" else (),
            )
        with suppress(OSError):  # a full disk costs time, never the poster
            cache.set(key, known)
    return known


def clean_lines(words: Mapping[str, Any]) -> dict[str, Any]:
    """Each text as one line: line breaks or signs that cannot be drawn would spoil the sheet."""
    return {
        name: clean_line(said)
        if isinstance(said, str)
        else [clean_line(str(each)) for each in said]
        for name, said in words.items()
    }


@cache
def _fonts() -> Path:
    return Path(str(files("fontpkg_be_vietnam_pro"))) / "files"


def _needs(vacancy: Vacancy) -> str:
    # What nobody has said is not said for them.
    said = {_("Schooling"): vacancy.get_schooling_display(), _("Papers to bring"): vacancy.papers}
    return ". ".join(f"{label}: {value}" for label, value in said.items() if value)


def _words(vacancy: Vacancy) -> dict[str, object]:
    place = [vacancy.park.name if vacancy.park else "", vacancy.ward, vacancy.province.name]
    bonus = (
        _("Sign-on bonus: %(sum)s") % {"sum": localized_wage(vacancy.bonus, vacancy.bonus)}
        if vacancy.bonus
        else ""
    )
    return {
        "language": get_language(),
        "qr": _("QR code of the page of this job: %(address)s") % {"address": vacancy.public_url},
        "headline": _("Workers wanted"),
        "title": vacancy.title,
        "employer": vacancy.employer.agency.name,
        "place": ", ".join(filter(None, place)),
        "people": _("%(people)s people wanted") % {"people": localized_number(vacancy.headcount)},
        "wage": _("%(wage)s a month") % {"wage": vacancy.income},
        "base": _("Base wage in the contract: %(wage)s") % {"wage": vacancy.base_wage},
        "bonus": f"{bonus}, {vacancy.bonus_condition}" if bonus else "",
        "points": [*vacancy.benefit_labels, vacancy.get_shift_display()],
        "needs": _needs(vacancy),
        "until": _("Apply by %(day)s") % {"day": format_date(vacancy.apply_by)},
        "call": _("Call %(name)s") % {"name": vacancy.contact_name},
        "phone": str(parse_phone(vacancy.contact_phone)),
        "scan": _("Scan to read everything and to register"),
        "free": _("Registering is free; nobody may ask you for money for a job."),
        "checked": _("Checked by %(office)s") % {"office": vacancy.office.name},
    }
