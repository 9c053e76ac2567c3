"""Adding a document: read, addressees resolved, stored with its proposals."""

import datetime
import hashlib
import secrets

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.bodies.resolution import AddresseeRegister
from agencies.database.disk import refuse_when_full
from agencies.directives.choices import AgencyRole, DirectiveKind, DirectiveStatus
from agencies.directives.models import Clause, Directive, Proposal, ProposalAgency
from agencies.directives.services import directive_search_text, sentence_case
from agencies.errors import RuleError
from agencies.files.turns import wait_for_turn
from agencies.people.permissions import Actor
from agencies.proposals.upload_refusals import (
    DateNeededError,
    SameFileError,
    SimilarDocumentError,
    refuse_misnamed,
    similar_document,
)
from reader import DocumentReading, ProposedTask, read_bytes
from reader.content import FileType, detect_file_type, safe_name

UPLOAD_LIMIT = 20 * 1024 * 1024  # bytes


def upload_directive(
    *,
    data: bytes,
    file_name: str,
    issued_on: datetime.date | None = None,
    by: Actor,
    refuse_similar: bool = False,
) -> Directive:
    """Read a document (PDF, DOCX or text) and store it with its clauses and proposals, ready for
    review.

    `file_name` "" means pasted text. Raises the reader's ReadError, SameFileError, DateNeededError,
    BusyError while another one is read, and RuleError above 20 MB, for a file that is not what its
    name says, or without room on the disk; with `refuse_similar` SimilarDocumentError.
    """
    place = "file" if file_name else "text"
    if len(data) > UPLOAD_LIMIT:
        raise RuleError(
            _(
                "The file is larger than 20 MB. Send the document without its annexes, or paste "
                "its text."
            ),
            field=place,
        )
    if file_name:
        refuse_misnamed(data, file_name)
    digest = hashlib.sha256(data).hexdigest()
    _refuse_same(digest, place)
    with wait_for_turn("directive", field=place):
        reading = read_bytes(data, filename=file_name, issued_on=issued_on)
    issued_on = issued_on or reading.header.issued_on
    if issued_on is None:
        raise DateNeededError
    if refuse_similar and (known := similar_document(reading, issued_on)):
        raise SimilarDocumentError(known)
    try:
        with transaction.atomic():
            return _store(
                reading, data=data, digest=digest, file_name=file_name, issued_on=issued_on, by=by
            )
    except IntegrityError:
        _refuse_same(digest, place)
        raise


def _refuse_same(digest: str, place: str) -> None:
    known = Directive.objects.exclude(status=DirectiveStatus.WITHDRAWN)
    if first := known.filter(file_sha256=digest).first():
        raise SameFileError(first, place)


def _store(
    reading: DocumentReading,
    *,
    data: bytes,
    digest: str,
    file_name: str,
    issued_on: datetime.date,
    by: Actor,
) -> Directive:
    directive = Directive(
        **_register_data(reading, issued_on),
        text=reading.text,
        unread=[one.as_dict() for one in reading.unread],
        file_sha256=digest,
        file_name=safe_name(file_name, file_ending(data)) if file_name else "",
        uploaded_by=by.person,
    )
    directive.search_fold = directive_search_text(directive)
    directive.save()
    clauses = _store_clauses(directive, reading)
    _store_proposals(directive, reading, clauses)
    record_action(
        AuditAction.DIRECTIVE_UPLOADED,
        directive,
        by=by,
        after={"file": directive.file_name, "proposals": len(reading.tasks)},
    )
    if file_name:  # last, so that a document which is refused leaves no file behind
        with refuse_when_full("file"):
            directive.file.save(f"{secrets.token_hex(16)}.{file_ending(data)}", ContentFile(data))
    return directive


def original_file_name(directive: Directive) -> str:
    with directive.file.open("rb") as file:
        return safe_name(directive.file_name, file_ending(file.read()))


def file_ending(data: bytes) -> str:
    """For a document that can be read, by its content: pdf, docx or txt."""
    kind = detect_file_type(data)
    return "txt" if kind == FileType.TEXT else kind.value


def _register_data(reading: DocumentReading, issued_on: datetime.date) -> dict[str, object]:
    header = reading.header
    return {
        "kind": header.kind if header.kind in DirectiveKind.values else DirectiveKind.OTHER,
        "number": (header.number or "")[:60],
        "issued_on": issued_on,
        "issuer": sentence_case(header.issuer or "", reading.text)[:200],
        "title": sentence_case(header.title or _("Document without a title"), reading.text)[:500],
        "signer": (header.signer or "")[:120],
        "recipients": header.recipients,
        "refers_to": header.refers_to,
    }


def _store_clauses(directive: Directive, reading: DocumentReading) -> list[Clause]:
    clauses: list[Clause] = []
    depths: list[int] = []
    # The reader's order: a parent stands before its children, and must be saved before them.
    for read in reading.clauses:
        clauses.append(
            Clause(
                directive=directive,
                section=read.section[:40],
                start=read.start,
                end=read.end,
                parent=None if read.parent is None else clauses[read.parent],
            )
        )
        depths.append(0 if read.parent is None else depths[read.parent] + 1)
    for depth in sorted(set(depths)):
        Clause.objects.bulk_create(
            clause for clause, at in zip(clauses, depths, strict=True) if at == depth
        )
    return clauses


def _store_proposals(directive: Directive, reading: DocumentReading, clauses: list[Clause]) -> None:
    register = AddresseeRegister(on=directive.issued_on, issuer=directive.issuer)
    proposals = [_proposal(directive, task, clauses) for task in reading.tasks]
    Proposal.objects.bulk_create(proposals)
    addressees = [
        a
        for proposal, task in zip(proposals, reading.tasks, strict=True)
        for a in _addressees(proposal, task, register)
    ]
    ProposalAgency.objects.bulk_create(addressees)


def _proposal(directive: Directive, task: ProposedTask, clauses: list[Clause]) -> Proposal:
    return Proposal(
        directive=directive,
        clause=innermost_clause(clauses, task.start),
        section=(task.section or "")[:40],
        text=task.text,
        start=task.start,
        end=task.end,
        scope=task.scope,
        deadlines=task.deadlines,
        inherits_from=(task.inherits_from or "")[:40],
        confidence=min(max(task.confidence, 0.0), 1.0),
    )


def innermost_clause(clauses: list[Clause], offset: int) -> Clause | None:
    around = [c for c in clauses if c.start <= offset < c.end]
    return min(around, key=lambda c: c.end - c.start, default=None)


def _addressees(
    proposal: Proposal, task: ProposedTask, register: AddresseeRegister
) -> list[ProposalAgency]:
    roles = (
        (AgencyRole.LEAD, task.agencies),
        (AgencyRole.COORDINATING, task.coordinating),
        (AgencyRole.CLEARING, task.cleared_by),
    )
    return [
        resolve_addressee(proposal, role, name, register)
        for role, names in roles
        for name in dict.fromkeys(names)
    ]


def resolve_addressee(
    proposal: Proposal, role: str, name: str, register: AddresseeRegister
) -> ProposalAgency:
    found = register.resolve(name)
    return ProposalAgency(
        proposal=proposal, role=role, written=name[:300], agency=found.agency, group=found.group
    )
