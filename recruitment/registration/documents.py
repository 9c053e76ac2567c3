"""Papers handed in with a registration: who may see them, and how they are kept and forgotten."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet

from agencies.bodies.choices import SeatRole
from agencies.evidence.services import store_rows
from agencies.people.permissions import Actor
from recruitment.employers.document_models import EmployerDocument
from recruitment.employers.models import Employer
from recruitment.employers.queries import visible_employers


def visible_documents(by: Actor) -> QuerySet[EmployerDocument]:
    """An employer's own; for an office those of the employers that it sees."""
    rows = EmployerDocument.objects.select_related("employer")
    if by.seat.role == SeatRole.EMPLOYER:
        return rows.filter(employer__agency=by.seat.agency)
    return rows.filter(employer__in=visible_employers(by).values("pk"))


def store_documents(
    employer: Employer, files: Iterable["File[Any]"]
) -> AbstractContextManager[list[EmployerDocument]]:
    """Kept with what is saved in the block, deleted again when that fails."""
    return store_rows(partial(EmployerDocument, employer=employer), files)


def forget_documents(employers: Iterable[Employer]) -> None:
    # The rows now, the files once that is sure.
    for document in EmployerDocument.objects.filter(employer__in=employers):
        transaction.on_commit(partial(document.file.delete, save=False))
        document.delete()
