"""Correcting what the register says about a directive."""

from django.db import transaction

from agencies.audit.choices import AuditAction
from agencies.audit.services import record
from agencies.directives.models import Directive
from agencies.people.permissions import Actor
from vietnam.folding import fold

REGISTER_FIELDS = ("kind", "number", "issued_on", "issuer", "title", "signer")


def directive_search_text(directive: Directive) -> str:
    return fold(f"{directive.number} {directive.title} {directive.issuer}")


@transaction.atomic
def edit_directive(*, directive: Directive, data: dict, by: Actor) -> Directive:
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
    record(AuditAction.DIRECTIVE_EDITED, directive, by=by, before=before, after=after)
    return directive
