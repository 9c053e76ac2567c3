"""A full disk under uploads: each is refused with a sentence, nothing half stays, and later ones
work.
"""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from agencies.database.disk import WholeFileStorage
from agencies.errors import RuleError
from agencies.files.views import delete_upload, store_upload
from faults.programs import ROOT
from faults.result import Outcome
from faults.stage import Stage

ROOM = 1024 * 1024
UPLOADS = 8
"""Of 300 KB each: the disk holds three of them."""
SIZE = 300 * 1024


def full(stage: Stage) -> list[Outcome]:
    outcome = Outcome("a full disk under eight uploads", 0, 0, 0, 0)
    with small_disk(stage.place / "small") as place:
        kept, refused = take_in(keep_upload_at(place))
        outcome.problems += (
            []
            if 0 < kept < UPLOADS and kept + refused == UPLOADS
            else ["an upload without an answer"]
        )
        outcome.problems += half_files(place)
        outcome.note = (
            f"{kept} were kept, {refused} refused with a sentence; after one had gone "
            "the next was kept"
        )
        outcome.problems += works_again(place)
    with small_disk(stage.place / "small") as place:
        left = half_written(FileSystemStorage(location=place))
    outcome.control = f"Django's own storage on the same disk: {left} half-written"
    outcome.control_failed = left > 0
    return [outcome]


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(place)], cwd=ROOT, check=True
    )
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], cwd=ROOT, check=True)


def keep_upload_at(place: Path) -> Callable[[], str]:
    default_storage._wrapped = WholeFileStorage(location=place)
    return lambda: store_upload(bytes(SIZE))


def take_in(keep: Callable[[], str]) -> tuple[int, int]:
    """How many were kept, and how many refused with a sentence; anything else ends the trial."""
    kept = refused = 0
    for _upload in range(UPLOADS):
        try:
            keep()
        except RuleError:
            refused += 1
        else:
            kept += 1
    return kept, refused


def half_files(place: Path) -> list[str]:
    return [
        f"{path.name} is half a file"
        for path in place.rglob("*")
        if path.is_file() and path.stat().st_size != SIZE
    ]


def works_again(place: Path) -> list[str]:
    first = next(path for path in place.rglob("*") if path.is_file())
    delete_upload(first.name)
    store_upload(bytes(SIZE))
    return half_files(place)


def half_written(storage: FileSystemStorage) -> int:
    for number in range(UPLOADS):
        try:
            storage.save(f"kept/{number}", ContentFile(bytes(SIZE)))
        except OSError:
            continue
    return len(half_files(Path(storage.location)))
