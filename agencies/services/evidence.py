"""Files that prove what was done: looked into before they are kept, and stored under a name nobody can guess."""

import hashlib
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from django.core.files.base import File
from django.utils.translation import gettext as _

from agencies.errors import RuleError
from agencies.models import EvidenceFile, Progress
from vietnam.text import clean_line

LARGEST = 20 * 1024 * 1024  # bytes
MOST_FILES = 10
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
_MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_LONGEST_NAME = 200


def check_files(files: Iterable[File]) -> None:
    """Refuse, with a sentence naming the file, what is too many, too large, empty or of another kind than promised."""
    chosen = list(files)
    if len(chosen) > MOST_FILES:
        raise RuleError(_("Send at most %(most)d files at once.") % {"most": MOST_FILES}, field="files")
    for file in chosen:
        name = {"name": clean_name(file.name)}
        if not file.size:
            raise RuleError(_("The file “%(name)s” is empty.") % name, field="files")
        if file.size > LARGEST:
            raise RuleError(
                _("The file “%(name)s” is larger than 20 MB. Compress it or split it.") % name, field="files"
            )
        if kind_of(file) is None:
            sentence = _(
                "The file “%(name)s” is no PDF, DOCX, XLSX or picture (JPG, PNG, WebP). Save it as PDF and try again."
            )
            raise RuleError(sentence % name, field="files")


def kind_of(file: IO[bytes]) -> str | None:
    """pdf, docx, xlsx, jpg, png or webp by content, whatever the name says; None for anything else."""
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    return _office_kind(file) if head.startswith(b"PK\x03\x04") else None


def _office_kind(file: IO[bytes]) -> str | None:
    """Reads the archive's list of parts only, never their content; a document with macros is refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    finally:
        file.seek(0)
    if "[Content_Types].xml" not in parts or any(part.endswith("vbaProject.bin") for part in parts):
        return None
    return next((kind for part, kind in _MAIN_PARTS.items() if part in parts), None)


def clean_name(name: str) -> str:
    """A file's name for people to read: no folders, nothing invisible or turning direction, at most 200 characters."""
    visible = clean_line(name.replace("\\", "/").rsplit("/", 1)[-1])
    stem, dot, ending = visible.rpartition(".")
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}{dot}{ending}"[:_LONGEST_NAME] or "?"


@contextmanager
def kept_files(progress: Progress, files: Iterable[File]) -> Iterator[list[EvidenceFile]]:
    """Store the files with a progress entry; when the block fails they are taken away again, as its rows are."""
    stored: list[EvidenceFile] = []
    try:
        for file in files:
            stored.append(_keep(progress, file))
        yield stored
    except BaseException:
        for evidence in stored:
            evidence.file.delete(save=False)
        raise


def _keep(progress: Progress, file: File) -> EvidenceFile:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    evidence = EvidenceFile(progress=progress, name=clean_name(file.name), size=file.size, sha256=digest.hexdigest())
    evidence.file.save(f"{uuid.uuid4().hex}.{kind_of(file)}", file, save=False)
    evidence.save()
    return evidence
