"""The drill: everything is backed up, destroyed, restored, and compared; damage and wrong keys are
refused before.
"""

import hashlib
import io
import os
import shutil
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import translation

from agencies.backup import BackupError, make_backup, making, reading, restore_backup
from agencies.bodies.choices import SeatRole
from agencies.tasks.models import Task
from tests.checksums import fingerprint
from tests.factories import make_actor, make_task, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "khóa của bản sao lưu, đủ dài"


@pytest.fixture
def full(settings, tmp_path):
    """A portal with rows and files, and an empty place beside it."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
    settings.BACKUP_KEY = KEY
    officer = make_actor(role=SeatRole.COORDINATOR)
    for number in range(3):
        make_task(
            lead=officer.seat.agency, title=f"Việc số {number} – “đậm đà”", due_on="2024-03-06"
        )
    return officer


@contextmanager
def another_database():
    """A new, empty database in place of the tests' own, gone afterwards."""
    name, original = (
        f"{connection.settings_dict['NAME']}_restored",
        connection.settings_dict["NAME"],
    )
    quoted = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {quoted}")
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = original
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")


@pytest.mark.long("makes a second database and fills it")
def test_the_drill(full, settings, tmp_path, client):
    Path(settings.MEDIA_ROOT).mkdir()
    (Path(settings.MEDIA_ROOT) / "evidence").mkdir()
    (Path(settings.MEDIA_ROOT) / "evidence" / "minh-chứng.png").write_bytes(
        b"\x89PNG" + bytes(3_000_000)
    )
    before = fingerprint()
    made = make_backup(tmp_path / "backups")
    assert (made.files, made.is_sealed, made.path.stat().st_mode & 0o777) == (1, True, 0o600)
    assert "Việc số 1".encode() not in made.path.read_bytes()
    shutil.rmtree(settings.MEDIA_ROOT)
    with another_database():
        restored = restore_backup(made.path)
        assert (restored.tables, restored.rows, restored.files) == (made.tables, made.rows, 1)
        assert fingerprint() == before
        assert (
            Path(settings.MEDIA_ROOT) / "evidence" / "minh-chứng.png"
        ).stat().st_size == 3_000_004
        page = sign_in(client, full).get("/nhiem-vu/")
        assert (page.status_code, "Việc số 1" in page.content.decode()) == (200, True)
        Task.objects.filter(title__contains="số 1").update(title="Khác")
        assert fingerprint() != before  # the control: a change shows
        with translation.override("en"), pytest.raises(BackupError, match="not empty"):
            restore_backup(made.path)
        restore_backup(made.path, force=True)
        assert fingerprint() == before
        assert make_task(lead=full.seat.agency).pk > Task.objects.order_by("pk").first().pk


DAMAGED = "The key is wrong, or the file is damaged."


@pytest.mark.parametrize(
    ("key", "where"), [(KEY, 0.0), (KEY, 0.3), (KEY, 0.999), ("", 0.0), ("", 0.3)]
)
def test_a_damaged_or_cut_backup_is_refused_before_anything_happens(
    full, settings, tmp_path, where, key
):
    settings.BACKUP_KEY = key
    content = bytearray(make_backup(tmp_path / "backups").path.read_bytes())
    place = int(len(content) * where)
    damaged, cut = tmp_path / "damaged", tmp_path / "cut"
    cut.write_bytes(content[:place])
    content[place] ^= 0xFF
    damaged.write_bytes(content)
    before = fingerprint()
    for path in (damaged, cut):
        with translation.override("en"), pytest.raises(BackupError, match=DAMAGED):
            restore_backup(path)
    assert fingerprint() == before


@pytest.mark.parametrize(
    ("key", "words"), [("một khóa hoàn toàn khác", DAMAGED), ("", "This backup is encrypted")]
)
def test_the_wrong_key_and_no_key_are_refused(full, settings, tmp_path, key, words):
    made = make_backup(tmp_path / "backups")
    settings.BACKUP_KEY = key
    with translation.override("en"), pytest.raises(BackupError, match=words):
        restore_backup(made.path)


def test_a_backup_of_another_version_is_refused(full, tmp_path, monkeypatch):
    made = make_backup(tmp_path / "backups")
    monkeypatch.setattr(
        reading.MigrationLoader, "load_disk", lambda loader: setattr(loader, "disk_migrations", {})
    )
    with translation.override("en"), pytest.raises(BackupError, match="another version"):
        restore_backup(made.path)


def test_a_half_written_backup_leaves_nothing_and_old_ones_go(full, tmp_path, monkeypatch):
    place = tmp_path / "backups"
    place.mkdir()
    for day in range(1, 5):
        (place / f"cau-lao-dong-2024030{day}-000000.backup").touch()
    call_command("backup", output=place, keep=3)
    assert len(list(place.iterdir())) == 3

    def full_disk(*_args, **_kwargs) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("agencies.backup.making._add_files", full_disk)
    with pytest.raises(OSError, match="No space"):
        make_backup(place)
    assert len(list(place.iterdir())) == 3


def test_what_a_killed_backup_left_goes_after_a_day(full, tmp_path):
    place = tmp_path / "backups"
    place.mkdir()
    for name, age in (("old", 90_000), ("new", 60)):
        half = place / f"cau-lao-dong-{name}.part"
        half.touch()
        os.utime(half, times=(time.time() - age,) * 2)
    made = make_backup(place)
    assert sorted(path.name for path in place.iterdir()) == sorted(
        ["cau-lao-dong-new.part", made.path.name]
    )


@pytest.fixture
def vanishing(settings, monkeypatch):
    """Three files, the second of which goes after all have been listed; one is still being
    written.
    """
    folder = Path(settings.MEDIA_ROOT) / "kept"
    folder.mkdir(parents=True)
    for name in ("a", "b", "c", ".part-x"):
        (folder / name).write_bytes(name.encode() * 1000)
    list_files = making.list_files

    def list_and_lose(root: Path) -> list[Path]:
        found = list_files(root)
        (folder / "b").unlink()
        return found

    monkeypatch.setattr(making, "list_files", list_and_lose)
    return folder


@pytest.mark.long("makes a second database and fills it")
def test_a_backup_goes_on_when_a_file_vanishes_and_says_which(full, settings, tmp_path, vanishing):
    said, told, restored = io.StringIO(), io.StringIO(), io.StringIO()
    with translation.override("en"):
        call_command("backup", output=tmp_path / "backups", stdout=said, stderr=told)
        [path] = (tmp_path / "backups").iterdir()
        shutil.rmtree(settings.MEDIA_ROOT)
        with another_database():
            call_command("restore", path, stdout=io.StringIO(), stderr=restored)
    assert " 2 files" in said.getvalue()
    assert told.getvalue() == "Disappeared while the backup was made, so not in it: kept/b\n"
    assert restored.getvalue() == "Disappeared while the backup was made, so not restored: kept/b\n"
    assert sorted(path.name for path in vanishing.iterdir()) == ["a", "c"]


@pytest.mark.long("makes a second database and fills it")
def test_a_file_taken_away_while_it_is_read_is_kept_whole(full, settings, tmp_path, monkeypatch):
    folder = Path(settings.MEDIA_ROOT) / "kept"
    folder.mkdir(parents=True)
    (folder / "a").write_bytes(b"a" * 1000)
    digest = hashlib.file_digest

    def digest_and_lose(file, name):
        (folder / "a").unlink(missing_ok=True)
        return digest(file, name)

    monkeypatch.setattr(making.hashlib, "file_digest", digest_and_lose)
    made = make_backup(tmp_path / "backups")
    assert (made.files, made.missing) == (1, [])
    with another_database():
        restore_backup(made.path)
        assert (folder / "a").read_bytes() == b"a" * 1000


# Apart from the files -----------------------------------------------------------------------------
@pytest.mark.parametrize("place", ["files", "files/backups", "files/../files/a", "link", ""])
def test_backups_and_files_never_lie_within_each_other(full, settings, tmp_path, place):
    (tmp_path / "files").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "files")
    before = sorted(tmp_path.rglob("*"))
    with (
        translation.override("en"),
        pytest.raises(CommandError, match="must not lie within each other"),
    ):
        call_command("backup", output=tmp_path / place)
    assert sorted(tmp_path.rglob("*")) == before


def test_earlier_backups_among_the_files_are_left_out_and_named(full, settings, tmp_path):
    """As they were made before this was refused."""
    folder = Path(settings.MEDIA_ROOT) / "backups"
    folder.mkdir(parents=True)
    (folder / "cau-lao-dong-20240301-000000.backup").write_bytes(bytes(1000))
    (folder / "evidence.backup").write_bytes(bytes(1000))
    told = io.StringIO()
    with translation.override("en"):
        call_command("backup", output=tmp_path / "backups", stdout=io.StringIO(), stderr=told)
    words = (
        "Earlier backups among the files, not in it: backups/cau-lao-dong-20240301-000000.backup\n"
    )
    assert told.getvalue() == words
    [path] = (tmp_path / "backups").iterdir()
    assert list(reading.read_manifest(path)["files"]) == ["backups/evidence.backup"]


def test_a_backup_among_the_files_is_not_deleted_by_restoring_it(full, settings, tmp_path):
    made = make_backup(tmp_path / "backups")
    inside = Path(settings.MEDIA_ROOT) / "backups" / "a.backup"
    inside.parent.mkdir(parents=True)
    shutil.copy(made.path, inside)
    before = fingerprint()
    with (
        translation.override("en"),
        pytest.raises(BackupError, match="is in the folder of files"),
    ):
        restore_backup(inside, force=True)
    assert (inside.exists(), fingerprint()) == (True, before)


# How many stay ------------------------------------------------------------------------------------
def earlier(place: Path, *days: int) -> list[Path]:
    place.mkdir(exist_ok=True)
    paths = [place / f"cau-lao-dong-2024030{day}-000000.backup" for day in days]
    for path in paths:
        path.write_bytes(b"old")
    return paths


def test_the_newest_stay_and_nothing_else_in_the_folder_goes(full, tmp_path):
    place = tmp_path / "backups"
    _first, _second, third = earlier(place, 1, 2, 3)
    (place / "cau-lao-dong.txt").touch()
    made = make_backup(place, keep=2)
    assert sorted(place.iterdir()) == sorted([place / "cau-lao-dong.txt", third, made.path])


@pytest.mark.parametrize("count", ["0", "-1", "x", ""])
def test_no_number_to_keep_is_refused(full, tmp_path, count):
    old = earlier(tmp_path / "backups", 1, 2)
    with pytest.raises(CommandError, match="is not a number of backups: 1 or more"):
        call_command("backup", f"--output={tmp_path / 'backups'}", f"--keep={count}")
    assert sorted((tmp_path / "backups").iterdir()) == old


def test_earlier_ones_go_only_once_the_new_one_has_been_read_back(full, tmp_path, monkeypatch):
    place = tmp_path / "backups"
    old = earlier(place, 1, 2)
    fsync = os.fsync

    def spoil(number: int) -> None:
        """A disk that keeps something else than what was written."""
        fsync(number)
        if (path := Path(os.readlink(f"/proc/self/fd/{number}"))).suffix == ".part":
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 0xFF
            path.write_bytes(content)

    monkeypatch.setattr(making.os, "fsync", spoil)
    with (
        translation.override("en"),
        pytest.raises(BackupError, match="cannot be read back completely, so it was discarded"),
    ):
        make_backup(place, keep=1)
    assert sorted(place.iterdir()) == old
    monkeypatch.setattr(making.os, "fsync", fsync)
    assert sorted(place.iterdir()) == old
    made = make_backup(place, keep=1)
    assert list(place.iterdir()) == [made.path]


def test_too_little_room_is_refused_before_anything_is_written(
    full, settings, tmp_path, monkeypatch
):
    place = tmp_path / "backups"
    old = earlier(place, 1)
    Path(settings.MEDIA_ROOT).mkdir()
    (Path(settings.MEDIA_ROOT) / "large").write_bytes(bytes(30 << 20))
    usage = shutil.disk_usage(place)
    free = 40 << 20
    monkeypatch.setattr(making.shutil, "disk_usage", lambda _place: usage._replace(free=free))
    opened = []
    monkeypatch.setattr(making, "_write_archive", opened.append)
    with (
        translation.override("en"),
        pytest.raises(BackupError, match=r"needs up to \d+ MB, and 41 MB are free"),
    ):
        make_backup(place, keep=1)
    assert (opened, list(place.iterdir())) == ([], old)
    monkeypatch.undo()
    assert list(place.iterdir()) != [make_backup(place, keep=1).path, *old]


# Looking at one without restoring it --------------------------------------------------------------
def check(path: Path) -> str:
    said = io.StringIO()
    with translation.override("en"):
        call_command("restore", path, check=True, stdout=said)
    return said.getvalue()


def test_a_check_reads_it_all_and_touches_nothing(
    full, settings, tmp_path, django_assert_num_queries
):
    made = make_backup(tmp_path / "backups")
    before = fingerprint()
    with django_assert_num_queries(0):
        said = check(made.path)
    assert f": {made.rows} rows of {made.tables} tables, 0 files. Nothing was changed." in said
    assert fingerprint() == before


def test_a_check_refuses_damage_another_key_no_key_and_no_file(full, settings, tmp_path):
    path = make_backup(tmp_path / "backups").path
    settings.BACKUP_KEY = "một khóa hoàn toàn khác"
    with pytest.raises(CommandError, match=DAMAGED):
        check(path)
    settings.BACKUP_KEY = ""
    with pytest.raises(CommandError, match=r"This backup is encrypted: set BACKUP_KEY\."):
        check(path)
    settings.BACKUP_KEY = KEY
    with pytest.raises(CommandError, match=r"There is no such file\."):
        check(tmp_path / "none")
    with pytest.raises(CommandError, match="cannot be read: Is a directory"):
        check(tmp_path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(CommandError, match=DAMAGED):
        check(path)


def test_a_check_says_when_a_newer_portal_made_it(full, tmp_path, monkeypatch):
    path = make_backup(tmp_path / "backups").path
    load = reading.MigrationLoader.load_disk
    nodes = reading.MigrationLoader(None).graph.node_map
    newest = next(key for key, node in nodes.items() if not node.children)  # none hangs on it

    def load_fewer(loader) -> None:
        load(loader)
        del loader.disk_migrations[newest]

    monkeypatch.setattr(reading.MigrationLoader, "load_disk", load_fewer)
    with pytest.raises(CommandError, match=f"It differs in {'.'.join(newest)}"):
        check(path)
