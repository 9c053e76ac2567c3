"""What the portal needs before it serves: tables, compiled translations, static files,
demonstration data.

One process does it all, so that Django starts once: `python -m config.trial.prepare [--demo]`.
"""

import hashlib
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from config.translations import compile_translations
from config.trial.environment import VAR

UNUSED = [
    "django_htmx"
]  # 234 files; the one that pages load is taken from the package by config/assets.py


def prepare_portal(*, demo: bool) -> None:
    compile_translations()
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    collect_static_files(VAR / "static.stamp")
    if demo:
        call_command("demo", known_password=True)


def collect_static_files(stamp: Path) -> None:
    # Collecting takes seconds; it is done when a file, the storage or the destination changed.
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted and Path(settings.STATIC_ROOT).is_dir():
        return
    call_command(
        "collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=UNUSED
    )
    stamp.write_text(_fingerprint())


def _fingerprint() -> str:
    storage = settings.STORAGES["staticfiles"]["BACKEND"]
    digest = hashlib.sha256(f"{settings.STATIC_ROOT} {storage}".encode())
    for finder in get_finders():
        for path, place in finder.list(UNUSED):
            content = Path(place.path(path)).read_bytes()
            digest.update(f"{path} {len(content)} ".encode() + content)
    return digest.hexdigest()


if __name__ == "__main__":
    prepare_portal(demo="--demo" in sys.argv[1:])
