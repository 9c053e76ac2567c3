"""Files that prove what was done: examined before they are stored, under a name nobody can
guess.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import IO, Any, TypeVar

from django.core.files.base import File
from django.utils.translation import gettext as _

from agencies.database.disk import refuse_when_full
from agencies.errors import RuleError
from agencies.tasks.occurrence_models import EvidenceFile, Progress
from reader.content import FileType, detect_stream_type, safe_name, shown_name
from reader.messages import FILE_KIND_NAMES, UploadPlace, describe_refused_kind
from reader.previews import is_locked_pdf

Row = TypeVar("Row", bound=Any)
LARGEST = 20 * 1024 * 1024  # bytes
MOST_FILES = 10
CONTENT_TYPES = {  # by FileType
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}


def check_files(files: Iterable["File[Any]"]) -> None:
    """Refuse, with a sentence naming the file, too many files and those that are too large, empty,
    locked or of another kind.
    """
    chosen = list(files)
    if len(chosen) > MOST_FILES:
        raise RuleError(
            _("Send at most %(most)d files at once.") % {"most": MOST_FILES}, field="files"
        )
    for file in chosen:
        if sentence := _refusal(file, shown_name(file.name or "")):
            raise RuleError(sentence, field="files")


def _refusal(file: "File[Any]", name: str) -> str:
    # Why a file is not taken, or "".
    if not file.size:
        sentence = _("The file “%(name)s” is empty.")
    elif file.size > LARGEST:
        sentence = _("The file “%(name)s” is larger than 20 MB. Compress it or split it.")
    elif (kind := detect_stream_type(file)) == FileType.LOCKED or (
        kind == FileType.PDF and is_locked_pdf(file)
    ):
        sentence = _(
            "The file “%(name)s” is protected by a password. Remove the password and send it again."
        )
    elif kind == FileType.DAMAGED:
        sentence = _(
            "The file “%(name)s” is damaged and cannot be opened. Save it again and send the new "
            "copy."
        )
    elif kind.value in CONTENT_TYPES:
        sentence = ""
    elif kind in FILE_KIND_NAMES:
        return describe_refused_kind(kind, UploadPlace.EVIDENCE, name)
    else:
        sentence = _(
            "The file “%(name)s” is not a PDF, DOCX, XLSX or picture (JPG, PNG, WebP). Save it as "
            "PDF and try again."
        )
    return sentence % {"name": name}


def evidence_file_type(file: IO[bytes]) -> str | None:
    """pdf, docx, xlsx, jpg, png or webp by content, whatever the name says; None for anything
    else.
    """
    kind = detect_stream_type(file).value
    return kind if kind in CONTENT_TYPES else None


@contextmanager
def store_files(progress: Progress, files: Iterable["File[Any]"]) -> Iterator[list[EvidenceFile]]:
    """As `store_rows`, with a progress entry."""
    with store_rows(partial(EvidenceFile, progress=progress), files) as stored:
        yield stored


@contextmanager
def store_rows(make_row: Callable[..., Row], files: Iterable["File[Any]"]) -> Iterator[list[Row]]:
    """Store the files, each with a row that has the columns of EvidenceFile; when the block fails
    they are deleted again, as its rows are.

    Raises RuleError without room on the disk.
    """
    stored: list[Row] = []
    try:
        for file in files:
            with refuse_when_full("files"):
                stored.append(_store_file(make_row, file))
        yield stored
    except BaseException:
        for row in stored:
            row.file.delete(save=False)
        raise


def file_digest(file: "File[Any]") -> str:
    """SHA-256 of what it holds, in hexadecimal digits."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _store_file(make_row: Callable[..., Row], file: "File[Any]") -> Row:
    kind = evidence_file_type(file)
    row = make_row(name=safe_name(file.name, kind), size=file.size, sha256=file_digest(file))
    row.file.save(f"{uuid.uuid4().hex}.{kind}", file, save=False)
    row.save()
    return row
