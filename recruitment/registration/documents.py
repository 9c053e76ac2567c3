"""Papers handed in with a registration: who may see them, and how they are kept and forgotten."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet

from agencies.audit.services import record_action
from agencies.bodies.choices import SeatRole
from agencies.evidence.services import store_rows
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.employers.document_models import EmployerDocument
from recruitment.employers.models import Employer
from recruitment.employers.queries import visible_employers


def visible_documents(by: Actor) -> QuerySet[EmployerDocument]:
    """An employer's own; for an office those of the employers that it sees."""
    rows = EmployerDocument.objects.select_related("employer")
    if by.seat.role == SeatRole.EMPLOYER:
        return rows.filter(employer__agency=by.seat.agency)
    return rows.filter(employer__in=visible_employers(by).values("pk"))


@contextmanager
def hand_in_documents(
    employer: Employer, files: Iterable["File[Any]"], by: Actor | None
) -> Iterator[list[EmployerDocument]]:
    """Kept with what is saved in the block, deleted again when that fails."""
    with store_rows(partial(EmployerDocument, employer=employer), files) as documents:
        if documents:
            after = {"files": [document.name for document in documents]}
            record_action(RecruitmentAction.EMPLOYER_DOCUMENTS, employer, by=by, after=after)
        yield documents


def forget_documents(employers: Iterable[Employer]) -> None:
    # The rows now, the files once that is sure.
    for document in EmployerDocument.objects.filter(employer__in=employers):
        transaction.on_commit(partial(document.file.delete, save=False))
        document.delete()
