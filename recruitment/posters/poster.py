"""A vacancy as an A4 poster (PDF) and as a picture for shared links (PNG), both with the same
words.

What people typed reaches the page as data, never as markup (typst's `sys.inputs`).
"""

import base64
import io
import json
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import get_language, gettext as _

from agencies.lists.numbers import localized_number, localized_wage
from reader.sandbox.processes import SandboxLimits, run_in_sandbox
from reader.sandbox.slots import take_slot
from recruitment.vacancies.models import Vacancy
from vietnam.dates import format_date
from vietnam.identifiers import parse_phone
from vietnam.text import clean_line

PROGRAM = Path(__file__).with_name("drawing.py")
BOUNDS = SandboxLimits(memory=1024**3, processor=5, clock=12)
TEMPLATES = settings.BASE_DIR / "templates"
# PDF/UA-1 (ISO 14289-1): typst refuses to write what violates it, such as a picture without a
# description.
ACCESSIBLE = ["ua-1"]
SLOT = Path(settings.CACHES["previews"]["LOCATION"]) / "poster.lock"
PATIENCE = 3.0  # seconds: about ten posters before this one
PICTURE_PPI = 72  # of 1.200 × 630 points: one pixel a point, as social pages ask


class DrawingError(Exception):
    """A sheet could not be drawn: a mistake in its template, or a machine without memory."""


def draw_poster(vacancy: Vacancy) -> bytes:
    return _drawn(vacancy, "typst/poster.typ", "pdf")


def draw_picture(vacancy: Vacancy) -> bytes:
    return _drawn(vacancy, "typst/picture.typ", "png")


def _drawn(vacancy: Vacancy, template: str, kind: str) -> bytes:
    # Drawn once for the same words, since it costs a quarter of a second of processor time; one at
    # a time on a machine. Raises SlotTaken when others are being drawn all the while.
    said = {"data": json.dumps(_lines(_words(vacancy))), "qr": _qr(vacancy)}
    cache = caches["previews"]
    key = f"{kind}-{sha256(json.dumps(said).encode()).hexdigest()}"
    known = cache.get(key)
    if known is None:
        with take_slot(SLOT, patience=PATIENCE):
            known = _draw_apart(said, TEMPLATES / template, kind)
        with suppress(OSError):  # a full disk costs time, never the poster
            cache.set(key, known)
    return known


def _draw_apart(said: dict[str, str], template: Path, kind: str) -> bytes:
    # Raises DrawingError with typst's message about the template.
    standards = ACCESSIBLE if kind == "pdf" else []
    options = (template, kind, _fonts(), PICTURE_PPI, *standards)
    answer = run_in_sandbox(PROGRAM, *options, data=json.dumps(said).encode(), limits=BOUNDS)
    result = (
        answer.records[0]
        if answer.records
        else {"error": "The drawing took too much time or memory."}
    )
    if "error" in result:
        raise DrawingError(result["error"])
    return base64.b64decode(result["drawn"])


def _lines(words: dict[str, object]) -> dict[str, object]:
    # Each text as one line: line breaks or signs that cannot be drawn would spoil the sheet.
    return {
        name: clean_line(said)
        if isinstance(said, str)
        else [clean_line(str(each)) for each in said]
        for name, said in words.items()
    }


@cache
def _fonts() -> Path:
    return Path(str(files("fontpkg_be_vietnam_pro"))) / "files"


def _qr(vacancy: Vacancy) -> str:
    # The QR code of the live page, as SVG: it stays sharp on paper.
    import segno  # slow import: of posters alone

    target = io.BytesIO()
    segno.make(vacancy.public_url, error="m").save(target, kind="svg", border=0, scale=4)
    return target.getvalue().decode()


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
