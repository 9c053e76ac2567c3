"""A file that need not be chosen again: it waits, known to the session, until its form is
correct.
"""

from django.forms import Form
from django.http import HttpRequest

from agencies.errors import RuleError
from agencies.files.kept_uploads import forget_upload, keep_upload, kept_upload
from vietnam.text import clean_line

KEPT = "kept_upload"  # in the session: key and name
BUSY = "busy"  # code of the error at a file that is as good as before


def given_file(request: HttpRequest, form: Form) -> tuple[bytes, str] | None:
    """Content and name of the form's `file`, or of the earlier upload that its `kept` names."""
    if file := form.cleaned_data["file"]:
        return file.read(), clean_line(file.name)
    kept = request.session.get(KEPT) or {}
    if not kept or kept["key"] != form.cleaned_data["kept"]:
        return None
    data = kept_upload(kept["key"])
    return None if data is None else (data, kept["name"])


def keep_file(request: HttpRequest, form: Form, *, most: int) -> dict[str, str] | None:
    """This upload, of at most `most` bytes, or the earlier one: its `key` and `name` for the form's
    page.
    """
    before, file = request.session.get(KEPT) or {}, form.files.get("file")
    if not file or (file.size or 0) > most:
        return before if before and before["key"] == form.data.get("kept") else None
    forget_upload(before.get("key", ""))
    file.seek(0)
    try:
        request.session[KEPT] = {"key": keep_upload(file.read()), "name": clean_line(file.name)}
    except RuleError as error:
        form.add_error(error.field, error.message)
        return None
    return request.session[KEPT]


def forget_file(request: HttpRequest) -> None:
    forget_upload((request.session.pop(KEPT, None) or {}).get("key", ""))
