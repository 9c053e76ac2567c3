"""Tokens for programs of an organisation: made by its administrators, shown once, revoked."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.api.models import ApiToken
from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.tokens import token_digest
from agencies.errors import RuleError
from agencies.members.services import may_manage_members
from agencies.people.permissions import Actor
from agencies.registry import registry

TOKEN_BYTES = 32
# The prefix lets scanners for leaked secrets recognise one.
PREFIX = "cld_"
MOST = 20


@transaction.atomic
def create_api_token(
    *, agency: Agency, name: str, scopes: list[str], by: Actor, secret: str = ""
) -> tuple[ApiToken, str]:
    """The token with its text, which is known here and never again.

    `secret`: to be part of it; a new one by default.
    """
    _require_administrator(agency, by)
    if not scopes or set(scopes) - dict(registry.api_scopes).keys():
        raise RuleError(_("Choose what the token opens."), field="scopes")
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    if agency.api_tokens.filter(revoked_at=None).count() >= MOST:
        raise RuleError(_("An agency has at most 20 tokens. Stop one that is no longer used."))
    text = PREFIX + (secret or secrets.token_urlsafe(TOKEN_BYTES))
    token = ApiToken.objects.create(
        agency=agency,
        name=name,
        scopes=sorted(scopes),
        token_digest=token_digest(text),
        created_at=timezone.now(),
        created_person=by.person,
    )
    labels = dict(registry.api_scopes)
    record_action(
        AuditAction.API_TOKEN_CREATED,
        token,
        by=by,
        after={"agency": agency.name, "scopes": [str(labels[scope]) for scope in token.scopes]},
    )
    return token, text


@transaction.atomic
def revoke_api_token(*, token: ApiToken, by: Actor) -> None:
    """From now on it opens nothing. Revoking twice changes nothing."""
    _require_administrator(token.agency, by)
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record_action(AuditAction.API_TOKEN_REVOKED, token, by=by)


def _require_administrator(agency: Agency, by: Actor) -> None:
    if not may_manage_members(agency, by):
        raise RuleError(_("Only an administrator of the agency does this."))
