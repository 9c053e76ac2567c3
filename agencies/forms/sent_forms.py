"""The same form sent twice takes effect once: the first sending is remembered for two days."""

import base64
import hashlib
import json
import re
import secrets

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from agencies.database.tokens import token_digest
from agencies.forms.models import SentForm
from agencies.people.models import Person

FIELD = "form_key"
KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
LEFT_OUT = (FIELD, "csrfmiddlewaretoken")
TOKEN_BYTES = 32


def new_form_key() -> str:
    return secrets.token_urlsafe(16)


def form_key_for_page(request: HttpRequest | None) -> str:
    """The key of a form on the page of this response; a refused one keeps its key.

    A request that was refused before any view was found, for instance because its body is too
    large, is not read for it.
    """
    if (
        request is None
        or request.resolver_match is None
        or getattr(request, "begins_new_forms", False)
    ):
        return new_form_key()
    return sent_form_key(request) or new_form_key()


def begin_new_forms(request: HttpRequest) -> None:
    """Gives the forms of this page new keys: what was sent has been made, and the page offers the
    form again.
    """
    request.begins_new_forms = True


def sent_form_key(request: HttpRequest) -> str:
    """The key of the form that was sent; empty where it has none, or none of ours."""
    key = request.POST.get(FIELD, "") if request.method == "POST" else ""
    return key if KEY.fullmatch(key) else ""


def sent_form_digest(request: HttpRequest) -> str:
    """A digest of the key, the address and everything sent: whoever goes back and writes something
    else sends a new form.
    """
    said = sorted((name, values) for name, values in request.POST.lists() if name not in LEFT_OUT)
    files = [
        (name, [_file_digest(file) for file in files])
        for name, files in sorted(request.FILES.lists())
    ]
    return hashlib.sha256(
        json.dumps([sent_form_key(request), request.path, said, files]).encode()
    ).hexdigest()


def _file_digest(file: UploadedFile) -> list[str | None]:
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return [file.name, digest.hexdigest()]


def claim_sent_form(*, person: Person | None, digest: str) -> tuple[SentForm, bool]:
    """The row of this form, and whether this is its first sending; waits for another one that is
    being processed.

    Call it in the transaction in which the form makes something: both exist, or neither.
    """
    return SentForm.objects.get_or_create(
        person=person, digest=digest, defaults={"sent_at": timezone.now()}
    )


def form_secret(request: HttpRequest, purpose: str) -> str:
    """A secret that the response shows once, and again when the same form is sent again; stored
    nowhere.
    """
    if getattr(request, "sent_form", None) is None:
        return secrets.token_urlsafe(TOKEN_BYTES)
    return _secret(request, purpose, settings.SECRET_KEY)


def repeated_form_secret(
    request: HttpRequest, purpose: str, digest: str | None, *, prefix: str = ""
) -> str:
    """What the first sending showed, behind its `prefix`: that of which the row that it made keeps
    the digest. Empty where the row is gone or has another one by now, and where
    SECRET_KEY_FALLBACKS lacks the key that gave it.
    """
    shown = (
        prefix + _secret(request, purpose, key)
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )
    return next((text for text in shown if token_digest(text) == digest), "")


def _secret(request: HttpRequest, purpose: str, key: str) -> str:
    digest = salted_hmac(
        f"form-{purpose}",
        sent_form_key(request) + request.sent_form.salt,
        secret=key,
        algorithm="sha256",
    ).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
