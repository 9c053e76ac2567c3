"""A full disk: which errors mean it, what a person is told, and files that are written whole or not
at all.
"""

import contextlib
import errno
import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext, gettext_lazy as _

from agencies.errors import RuleError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NO_ROOM: "StrOrPromise" = _(
    "The portal's disk is full, so the file could not be kept; nothing was changed. Try again "
    "later, or tell who runs "
    "the portal."
)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_disk_full(problem: BaseException) -> bool:
    """No room on the disk, or no more for this account or file."""
    return isinstance(problem, OSError) and problem.errno in _FULL


def write_failure_text(problem: OSError, place: object) -> str:
    """What a command prints instead of a traceback; names the place where it tried to write."""
    words = {"place": place, "reason": problem.strerror or problem}
    if is_disk_full(problem):
        sentence = gettext(
            "%(place)s: no room is left on the disk. Nothing was written; what was there before "
            "stays."
        )
    else:
        sentence = gettext("%(place)s cannot be written: %(reason)s. What was there before stays.")
    return sentence % words


@contextlib.contextmanager
def refuse_when_full(field: str) -> Iterator[None]:
    """When there is no room for what is written inside, the form's field gets a sentence."""
    try:
        yield
    except OSError as problem:
        if not is_disk_full(problem):
            raise
        raise RuleError(str(NO_ROOM), field=field) from problem


class LostUpload(UploadedFile):
    """A file that was sent and found no room; its form's field says so
    (agencies/forms/fields.py).
    """


class SpoolHandler(FileUploadHandler):
    """Large uploads wait in files without a name, which disappear with the process, however it
    ends.

    Without room on that disk the rest of the request is still read, so that its page can be
    answered.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.is_lost = False
        with self._note_lost_upload():
            self.file = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115 Django closes it

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self.is_lost:
            with self._note_lost_upload():
                self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        if not self.is_lost:
            with self._note_lost_upload():
                self.file.flush()
        kind = LostUpload if self.is_lost else UploadedFile
        content = io.BytesIO() if self.is_lost else self.file
        content.seek(0)
        return kind(
            content,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        if not self.is_lost:
            self.file.close()

    @contextlib.contextmanager
    def _note_lost_upload(self) -> Iterator[None]:
        try:
            yield
        except OSError as problem:
            if not is_disk_full(problem):
                raise
            self.is_lost = True
            if file := getattr(self, "file", None):
                # what its buffer still holds finds no room either
                with contextlib.suppress(OSError):
                    file.close()


class WholeFileStorage(FileSystemStorage):
    """A file gets its name once all of it is on disk; one that fails or is killed before leaves
    nothing.
    """

    def _save(self, name: str, content: "File[Any]") -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        while True:
            try:
                write_whole_file(path, content.chunks(), mode=self.file_permissions_mode)
            except FileExistsError:
                name = self.get_available_name(name)
                path = Path(self.path(name))
            else:
                return name.replace("\\", "/")


def write_whole_file(path: Path, pieces: Iterable[bytes], *, mode: int | None = None) -> None:
    """Raises FileExistsError when the file exists, and OSError without room."""
    with _open_nameless_file(path.parent) as file:
        file.writelines(pieces)
        file.flush()
        os.fchmod(file.fileno(), mode or 0o640)
        os.fsync(file.fileno())
        _give_name(file, path)


def _open_nameless_file(directory: Path) -> IO[bytes]:
    # A file that has no name yet.
    #
    # Where the file system cannot do that, one with a name is deleted when it is closed.
    try:
        return os.fdopen(os.open(directory, os.O_TMPFILE | os.O_WRONLY, 0o600), "wb")
    except OSError as problem:
        if problem.errno not in (errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT):
            raise
        return tempfile.NamedTemporaryFile(dir=directory, prefix=PART)


PART = ".part-"


def is_partial_file(name: str) -> bool:
    """Whether a file of this name is still being written, or was when its process was killed."""
    return name.startswith(PART)


def _give_name(file: IO[bytes], path: Path) -> None:
    source = file.name if isinstance(file.name, str) else f"/proc/self/fd/{file.fileno()}"
    here = os.open(path.parent, os.O_RDONLY)
    # the folder's number is not needed for whole paths; with it links are followed to the nameless
    # file
    try:
        os.link(source, path, src_dir_fd=here, follow_symlinks=True)
    finally:
        os.close(here)
