"""A paper is made: numbered by a code, written for Word and as PDF, kept."""

import hashlib
import io
import secrets
import uuid
from dataclasses import replace
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.disk import refuse_when_full
from agencies.errors import RuleError
from agencies.papers.models import CODE_LENGTH, CODE_SIGNS, IssuedPaper
from agencies.papers.queries import page_of
from agencies.people.permissions import Actor
from papers import Paper, Proof, draw_pdf, write_docx
from reader.sandbox.slots import SlotTaken, take_slot

SLOT = Path(settings.CACHES["previews"]["LOCATION"]) / "paper.lock"
PATIENCE = 10.0  # seconds: about twenty papers before this one


def keep_paper(
    paper: Paper, *, about: Model, issuer: Agency, version: str, by: Actor | None
) -> IssuedPaper:
    """Write the paper, with the QR code of its public page, and keep both files. `about`: the row
    on whose page it is listed, and whose readers may have it. `version`: from which figures, as
    one says it ("Số liệu chốt lần 2, 17:05 ngày 28/11/2026"). `by`: None for the portal itself.

    Title and version are read by whoever has the code: neither may name a person. Raises RuleError
    while too many others are being drawn, and without room on the disk.
    """
    page_of(about._meta.label_lower)
    kept = IssuedPaper(
        code="".join(secrets.choice(CODE_SIGNS) for _sign in range(CODE_LENGTH)),
        kind=paper.kind,
        title=paper.title.replace("\n", " "),
        version=version,
        issuer=issuer,
        about_type=about._meta.label_lower,
        about_id=about.pk,
        made_at=timezone.now(),
        made_by=by.person if by else None,
        seat=by.seat if by else None,
    )
    docx, pdf = _write_files(replace(paper, proof=Proof(kept.public_url, kept.code)))
    kept.docx_sha256 = hashlib.sha256(docx).hexdigest()
    kept.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
    try:
        with refuse_when_full("paper"), transaction.atomic():
            _store(kept.docx, docx, "docx")
            _store(kept.pdf, pdf, "pdf")
            kept.save()
            record_action(AuditAction.PAPER_MADE, kept, by=by, after=_facts(kept))
    except BaseException:
        _delete_files(kept)
        raise
    return kept


def _write_files(paper: Paper) -> tuple[bytes, bytes]:
    word = io.BytesIO()
    write_docx(paper, word)
    try:
        with take_slot(SLOT, patience=PATIENCE):
            pdf = draw_pdf(paper)
    except SlotTaken:
        raise RuleError(_("Many papers are being made right now. Try again in a moment.")) from None
    return word.getvalue(), pdf


def _store(field: FieldFile, content: bytes, ending: str) -> None:
    field.save(f"{uuid.uuid4().hex}.{ending}", ContentFile(content), save=False)


def _facts(kept: IssuedPaper) -> dict[str, str]:
    return {
        "kind": kept.kind,
        "title": kept.title,
        "version": kept.version,
        "code": kept.code,
        "pdf_sha256": kept.pdf_sha256,
    }


def _delete_files(kept: IssuedPaper) -> None:
    for field in (kept.docx, kept.pdf):
        if field:
            field.delete(save=False)


def delete_papers(rows: QuerySet[IssuedPaper]) -> int:
    """With their files, once the rows are gone for good."""
    papers = list(rows)
    count = rows.model.objects.filter(pk__in=[paper.pk for paper in papers]).delete()[0]
    for paper in papers:
        transaction.on_commit(partial(_delete_files, paper))
    return count
