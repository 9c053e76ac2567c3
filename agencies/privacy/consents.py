"""The words to which somebody consents: stored once as they were shown, referred to by each
consent.
"""

import hashlib

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language

from agencies.privacy.models import ConsentText


def digest_of(text: str) -> str:
    """By this a form says which words its reader saw."""
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def keep_consent_text(purpose: str, text: str) -> ConsentText:
    """The row of these words in the reader's language; a new wording becomes the next version."""
    known = ConsentText.objects.filter(
        purpose=purpose, language=get_language(), digest=digest_of(text)
    ).first()
    return known or _next_version(purpose, get_language(), text)


def _next_version(purpose: str, language: str, text: str) -> ConsentText:
    with (
        connection.cursor() as cursor
    ):  # of two who are the first to see new words, one makes the version
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('consent'), hashtext(%s))", [purpose + language]
        )
    rows = ConsentText.objects.filter(purpose=purpose, language=language)
    known = rows.filter(digest=digest_of(text)).first()
    if known:
        return known
    version = (rows.aggregate(last=Max("version"))["last"] or 0) + 1
    return ConsentText.objects.create(
        purpose=purpose,
        language=language,
        version=version,
        text=text,
        digest=digest_of(text),
        first_used_at=timezone.now(),
    )
