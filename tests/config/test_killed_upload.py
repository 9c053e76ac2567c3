"""Processes that are killed while a file comes in or is being kept leave nothing behind: real
processes, kill -9.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_disk import files_below
from tests.sources import ROOT

pytestmark = pytest.mark.long("starts real processes")

BEGIN = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
place = Path(sys.argv[1])

def killed():
    for _ in range(3):
        yield bytes(1024 * 1024)
    os.kill(os.getpid(), signal.SIGKILL)
"""
SENT = """
from django.conf import settings
from django.core.files.uploadhandler import load_handler
settings.FILE_UPLOAD_TEMP_DIR = place
handler = load_handler({handler!r}, None)
handler.new_file("files", "a.pdf", "application/pdf", 10**8)
for piece in killed():
    handler.receive_data_chunk(piece, 0)
"""
KEPT = """
from django.core.files.base import File
from django.core.files.storage import storages
class Endless(File):
    def chunks(self, chunk_size=None):
        return killed()
from django.utils.module_loading import import_string
import_string({storage!r})(location=place).save("evidence/a.pdf", Endless(None, "a.pdf"))
"""


def left_by(program: str, place: Path) -> list[str]:
    ended = subprocess.run(
        [sys.executable, "-c", BEGIN + program, str(place)], cwd=ROOT, env=os.environ, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    return files_below(place)


@pytest.mark.parametrize(
    ("program", "names"),
    [
        (SENT, {"handler": "agencies.database.disk.SpoolHandler"}),
        (KEPT, {"storage": "agencies.database.disk.WholeFileStorage"}),
    ],
)
def test_a_killed_process_leaves_no_file(program, names, tmp_path):
    assert left_by(program.format(**names), tmp_path) == []


@pytest.mark.parametrize(
    ("program", "names"),
    [
        (SENT, {"handler": "django.core.files.uploadhandler.TemporaryFileUploadHandler"}),
        (KEPT, {"storage": "django.core.files.storage.FileSystemStorage"}),
    ],
)
def test_control_django_s_own_leave_one(program, names, tmp_path):
    assert len(left_by(program.format(**names), tmp_path)) == 1
