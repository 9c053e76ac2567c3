"""Folders: what the web servers read, what they write, and what backups must not include."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.checks import CheckMessage, Error, Warning, register


@register("portal", deploy=True)
def check_static_files(**options: Any) -> list[CheckMessage]:
    wrong = _wrong_with_static_files(Path(settings.STATIC_ROOT))
    if not wrong:
        return []
    return [
        Error(
            f"STATIC_ROOT={settings.STATIC_ROOT}: {wrong}",
            hint=(
                "Run manage.py collectstatic --noinput, and let the account of the web servers "
                "read the folder."
            ),
            id="portal.E011",
        )
    ]


def _wrong_with_static_files(root: Path) -> str:
    if not os.access(root, os.R_OK | os.X_OK):
        return "there is no such folder, or this account cannot read it."
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        return ""
    manifest = root / staticfiles_storage.manifest_name
    try:
        json.loads(manifest.read_text())["paths"]
    except FileNotFoundError:
        return f"{manifest.name} is not there; no page can be shown without it."
    except PermissionError:
        return f"this account cannot read {manifest.name}; no page can be shown without it."
    except (OSError, ValueError, KeyError):
        return f"{manifest.name} is broken."
    unreadable = next((path for path in root.rglob("*") if not os.access(path, os.R_OK)), None)
    return f"this account cannot read {unreadable.relative_to(root)}." if unreadable else ""


@register("portal", deploy=True)
def check_folders(**options: Any) -> list[CheckMessage]:
    return list(_folders(Path(settings.MEDIA_ROOT).resolve(), Path(settings.BACKUP_ROOT).resolve()))


def _folders(media: Path, backups: Path) -> Iterator[CheckMessage]:
    if not _is_writable(media):
        yield Error(
            f"MEDIA_ROOT={media}: this account cannot write there, so no file can be handed in.",
            hint="Make the folder, and give it to the account of the web servers and workers.",
            id="portal.E012",
        )
    if media.is_relative_to(settings.BASE_DIR):
        yield Warning(
            (
                f"MEDIA_ROOT={media} stands inside the code, where an update may lose what was "
                "handed "
                "in."
            ),
            hint="Choose a folder beside the code, such as MEDIA_ROOT=/srv/files.",
            id="portal.W013",
        )
    if backups.is_relative_to(media) or media.is_relative_to(backups):
        yield Error(
            (
                f"BACKUP_ROOT={backups} and MEDIA_ROOT={media} stand one inside the other: backups "
                "would hold backups."
            ),
            hint="Choose two folders of their own, on two disks if possible.",
            id="portal.E014",
        )


def _is_writable(folder: Path) -> bool:
    # Or can be created: the portal does so when the first file arrives.
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
