"""What the portal needs before it serves: tables, compiled translations, static files, demonstration data.

One process does it all, so that Django starts once: `python -m config.trial.prepare [--demo]`.
"""

import hashlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from config.translations import compile_translations
from config.trial.environment import ROOT, VAR


def prepare(*, demo: bool) -> None:
    compile_translations()
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    collect_static_files(VAR / "static.stamp")
    if demo:
        call_command("demo")


def collect_static_files(stamp: Path) -> None:
    """Collecting takes seconds; it is done when a file, the lock or the destination changed."""
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted and Path(settings.STATIC_ROOT).is_dir():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(_fingerprint())


def _fingerprint() -> str:
    digest = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    digest.update((ROOT / "requirements" / "trial.txt").read_bytes())
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = os.stat(storage.path(path))
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    prepare(demo="--demo" in sys.argv[1:])
