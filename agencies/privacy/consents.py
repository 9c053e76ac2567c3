"""The words to which somebody consents: stored once as they were shown, referred to by each
consent.
"""

import hashlib

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language

from agencies.privacy.models import ConsentText


def wording_digest(text: str) -> str:
    # By this a form says which words its reader saw.
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def store_consent_text(purpose: str, text: str) -> ConsentText:
    """The row of these words in the reader's language; a new wording becomes the next version."""
    language = get_language()
    rows = ConsentText.objects.filter(purpose=purpose, language=language)
    same = rows.filter(digest=wording_digest(text))
    if known := same.first():
        return known
    # Of two who are the first to see new words, one makes the version.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('consent'), hashtext(%s))", [purpose + language]
        )
    version = (rows.aggregate(last=Max("version"))["last"] or 0) + 1
    facts = {"version": version, "text": text, "first_used_at": timezone.now()}
    stored, _is_new = same.get_or_create(
        purpose=purpose, language=language, digest=wording_digest(text), defaults=facts
    )
    return stored
