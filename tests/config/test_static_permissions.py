"""Who may read which files: what the build collects everybody, what people hand in the portal's own
user and group.
"""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from tests.sources import ROOT

PRODUCTION_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As the image collects them."""
    place = tmp_path_factory.mktemp("collected") / "static"
    environment = os.environ | {"STATIC_STORAGE": PRODUCTION_STORAGE, "STATIC_ROOT": str(place)}
    command = [
        sys.executable,
        "-m",
        "django",
        "collectstatic",
        "--noinput",
        "--ignore",
        "django_htmx",
    ]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return place


def test_a_file_of_the_production_storage_is_read_by_every_account(
    settings, tmp_path: Path
) -> None:
    options = settings.STORAGES["staticfiles"]["OPTIONS"] | {"location": tmp_path / "static"}
    storage = storages.create_storage({"BACKEND": PRODUCTION_STORAGE, "OPTIONS": options})
    storage.save("css/portal.css", ContentFile(b"p{}"))
    folder = tmp_path / "static" / "css"
    assert [mode(path) for path in (folder, folder / "portal.css")] == [0o755, 0o644]


@pytest.mark.long("collects and compresses all static files")
def test_collected_files_are_read_by_every_account(collected: Path) -> None:
    paths = [collected, *collected.rglob("*")]
    assert {mode(path) for path in paths if path.is_file()} == {0o644}
    assert {mode(path) for path in paths if path.is_dir()} == {0o755}
    assert (collected / "staticfiles.json").is_file()


def test_handed_in_files_are_read_by_their_own_group_at_most(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    name = storages["default"].save("van-ban/quyet-dinh.pdf", ContentFile(b"%PDF-1.7"))
    assert mode(tmp_path / name) == 0o640
