"""A full disk under uploads: each is refused with a sentence, nothing half stays, and later ones
work.
"""

import contextlib
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from agencies.database.disk import WholeFileStorage
from agencies.errors import RuleError
from agencies.files.views import delete_upload, store_upload
from faults.result import FaultOutcome
from faults.stage import FaultStage

ROOM = 1024 * 1024
# Of 300 KB each: the disk holds three of them.
UPLOADS = 8
SIZE = 300 * 1024


def fill_disk(stage: FaultStage) -> list[FaultOutcome]:
    outcome = FaultOutcome("a full disk under eight uploads", 0)
    with _small_disk(stage.place / "small") as place:
        default_storage._wrapped = WholeFileStorage(location=place)
        # Anything but a refusal with a sentence ends the trial.
        kept = _count_kept(lambda _number: store_upload(bytes(SIZE)), RuleError)
        outcome.require(0 < kept < UPLOADS, "an upload without an answer")
        outcome.problems += _half_files(place)
        first = next(path for path in place.rglob("*") if path.is_file())
        delete_upload(first.name)
        store_upload(bytes(SIZE))
        outcome.problems += _half_files(place)
    outcome.note = (
        f"{kept} were kept, {UPLOADS - kept} refused with a sentence; after one had gone the next "
        "was kept"
    )
    with _small_disk(stage.place / "small") as place:
        storage = FileSystemStorage(location=place)
        _count_kept(
            lambda number: storage.save(f"kept/{number}", ContentFile(bytes(SIZE))), OSError
        )
        left = len(_half_files(place))
    outcome.note_control(
        f"Django's own storage on the same disk: {left} half-written", did_harm=left > 0
    )
    return [outcome]


@contextlib.contextmanager
def _small_disk(place: Path) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def _count_kept(keep: Callable[[int], object], refusal: type[Exception]) -> int:
    kept = 0
    for number in range(UPLOADS):
        with contextlib.suppress(refusal):
            keep(number)
            kept += 1
    return kept


def _half_files(place: Path) -> list[str]:
    return [
        f"{path.name} is half a file"
        for path in place.rglob("*")
        if path.is_file() and path.stat().st_size != SIZE
    ]
