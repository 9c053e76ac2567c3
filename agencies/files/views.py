"""A file that need not be chosen again: it waits, known to the session, until its form is
correct.
"""

import datetime
import re
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.forms import Form
from django.http import HttpRequest
from django.utils import timezone

from agencies.database.disk import refuse_when_full
from agencies.errors import RuleError
from agencies.forms.submit import add_refusal, renew_hidden_fields
from vietnam.text import clean_line

FOLDER = "kept"
KEPT_FOR = datetime.timedelta(days=1)


def store_upload(data: bytes) -> str:
    """Returns the key under which `load_upload` finds it again. Raises RuleError without room on
    the disk.
    """
    _delete_expired_uploads()
    key = secrets.token_hex(16)
    with refuse_when_full("file"):
        default_storage.save(f"{FOLDER}/{key}", ContentFile(data))
    return key


def load_upload(key: str) -> bytes | None:
    name = f"{FOLDER}/{key}"
    if not re.fullmatch(r"[0-9a-f]{32}", key) or not default_storage.exists(name):
        return None
    with default_storage.open(name) as file:
        return file.read()


def delete_upload(key: str) -> None:
    if re.fullmatch(r"[0-9a-f]{32}", key):
        default_storage.delete(f"{FOLDER}/{key}")


def _delete_expired_uploads() -> None:
    if not default_storage.exists(FOLDER):
        return
    limit = timezone.now() - KEPT_FOR
    for key in default_storage.listdir(FOLDER)[1]:
        if default_storage.get_modified_time(f"{FOLDER}/{key}") < limit:
            default_storage.delete(f"{FOLDER}/{key}")


KEPT = "kept_upload"  # in the session: key and name


def uploaded_file(request: HttpRequest, form: Form) -> tuple[bytes, str] | None:
    """Content and name of the form's `file`, or of the earlier upload that its `kept` names."""
    if file := form.cleaned_data["file"]:
        return file.read(), clean_line(file.name)
    kept = request.session.get(KEPT) or {}
    if not kept or kept["key"] != form.cleaned_data["kept"]:
        return None
    data = load_upload(kept["key"])
    return None if data is None else (data, kept["name"])


def store_uploaded_file(request: HttpRequest, form: Form, *, most: int) -> dict[str, str] | None:
    """The file of this try, of `most` bytes, or of the one before: its `name` for the page; the
    form gets its key.
    """
    kept = _store_or_find(request, form, most)
    renew_hidden_fields(form, kept=kept["key"] if kept else "")
    return kept


def _store_or_find(request: HttpRequest, form: Form, most: int) -> dict[str, str] | None:
    before = request.session.get(KEPT) or {}
    file = form.files.get("file")
    if not file or (file.size or 0) > most:
        return before if before and before["key"] == form.data.get("kept") else None
    delete_upload(before.get("key", ""))
    file.seek(0)
    try:
        request.session[KEPT] = {
            "key": store_upload(file.read()),
            "name": clean_line(file.name or ""),
        }
    except RuleError as error:
        add_refusal(form, error)
        return None
    return request.session[KEPT]


def delete_uploaded_file(request: HttpRequest) -> None:
    delete_upload((request.session.pop(KEPT, None) or {}).get("key", ""))
