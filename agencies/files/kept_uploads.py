"""Files that wait for a missing date: kept for a day, so that nobody has to choose them twice."""

import datetime
import re
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from agencies.database.disk import refuse_when_full

FOLDER = "kept"
KEPT_FOR = datetime.timedelta(days=1)


def store_upload(data: bytes) -> str:
    """Returns the key under which `load_upload` finds it again. Raises RuleError without room on
    the disk.
    """
    _sweep()
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


def _sweep() -> None:
    if not default_storage.exists(FOLDER):
        return
    limit = timezone.now() - KEPT_FOR
    for key in default_storage.listdir(FOLDER)[1]:
        if default_storage.get_modified_time(f"{FOLDER}/{key}") < limit:
            default_storage.delete(f"{FOLDER}/{key}")
