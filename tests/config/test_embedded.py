"""The servers of the trial as real processes: start, stop, crash, leftovers."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest
import redis

from config.embedded import (
    EmbeddedError,
    EmbeddedServers,
    RunningServers,
    borrow_servers,
    find_running,
)
from config.embedded.account import is_private, readable_copy
from config.embedded.processes import ProcessMark, mark_process, wait_until

LONG = pytest.mark.long(
    "starts real servers; each run of the tests starts its own by the same means"
)
OWNER = """
import sys, time
from pathlib import Path
from config.embedded import EmbeddedServers
with EmbeddedServers(Path(sys.argv[1]), durable=False):
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def empty() -> Path:
    """A place that the servers' account can reach: pytest's own directories are closed to
    others.
    """
    place = Path(tempfile.mkdtemp(prefix="embedded-", dir=os.environ["PORTAL_TEST_PLACE"]))
    place.chmod(0o755)
    return place


@pytest.fixture(scope="session")
def stopped() -> Path:
    """The data of servers that ran once; making them anew for each test would take most of its
    time.
    """
    place = Path(tempfile.mkdtemp(prefix="stopped-", dir=os.environ["PORTAL_TEST_PLACE"]))
    place.chmod(0o755)
    with EmbeddedServers(place, durable=False):
        pass
    return place / "postgres"


@pytest.fixture
def root(empty: Path, stopped: Path) -> Path:
    subprocess.run(["cp", "-a", str(stopped), str(empty)], check=True)
    return empty


def answer(servers: RunningServers, query: str) -> object:
    with psycopg.connect(
        host=servers.sockets, user="postgres", dbname="portal", autocommit=True
    ) as connection:
        cursor = connection.execute(query)
        return cursor.fetchone()[0] if cursor.description else None


def start_owner(root: Path) -> "subprocess.Popen[str]":
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(root)], stdout=subprocess.PIPE, text=True
    )
    assert owner.stdout is not None
    with owner.stdout:
        assert owner.stdout.readline() == "ready\n"
    return owner


def test_servers_answer_on_private_sockets_and_leave_nothing_behind(empty: Path) -> None:
    root = empty
    with EmbeddedServers(root, durable=False) as servers:
        running = find_running(root)
        assert running == servers.running
        assert answer(running, "show listen_addresses") == ""
        assert redis.Redis.from_url(servers.redis_url).ping() is True
        assert is_private(Path(running.sockets), owners={running.account})
    assert find_running(root) is None
    assert not Path(running.sockets).exists()
    assert not running.postgres.alive()
    assert not running.valkey.alive()


@LONG
def test_data_survive_a_second_start(root: Path) -> None:
    with EmbeddedServers(root) as servers:
        answer(servers.running, "create table kept as select 7 as number")
    with EmbeddedServers(root) as servers:
        assert answer(servers.running, "select number from kept") == 7


@LONG
def test_start_refuses_while_another_runs(root: Path) -> None:
    with EmbeddedServers(root, durable=False) as servers:
        with pytest.raises(EmbeddedError, match="run already"):
            EmbeddedServers(root).start()
        assert answer(servers.running, "select 1") == 1


@LONG
def test_borrowers_share_the_running_servers(root: Path) -> None:
    with EmbeddedServers(root, durable=False) as servers, borrow_servers(root) as borrowed:
        assert borrowed == servers.running
    with borrow_servers(root) as own:
        assert own.owner == mark_process(os.getpid())
    assert find_running(root) is None


@LONG
def test_servers_end_when_their_owner_is_killed_and_the_next_start_recovers(root: Path) -> None:
    owner = start_owner(root)
    left = find_running(root)
    answer(left, "create table kept as select 7 as number")
    owner.kill()
    owner.wait()
    assert wait_until(lambda: not left.postgres.alive() and not left.valkey.alive(), 10)
    with EmbeddedServers(root) as servers:
        assert answer(servers.running, "select number from kept") == 7
    assert not Path(left.sockets).exists()


@LONG
def test_a_killed_postmaster_is_recovered(root: Path) -> None:
    servers = EmbeddedServers(root)
    servers.start()
    answer(servers.running, "create table kept as select 7 as number")
    os.kill(servers.running.postgres.pid, signal.SIGKILL)
    servers.stop()
    with servers:
        assert answer(servers.running, "select number from kept") == 7


@LONG
def test_state_with_a_reused_process_number_is_not_taken_for_running(root: Path) -> None:
    with EmbeddedServers(root, durable=False):
        state = (root / "servers.json").read_text()
    known = json.loads(state)
    known["owner"] = known["postgres"] = known["valkey"] = {"pid": os.getpid(), "started": "1"}
    (root / "servers.json").write_text(json.dumps(known))
    assert find_running(root) is None
    with EmbeddedServers(root, durable=False) as servers:
        assert answer(servers.running, "select 1") == 1


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"owner": 1}'])
def test_an_unreadable_state_is_nothing_running(tmp_path: Path, content: str) -> None:
    (tmp_path / "servers.json").write_text(content)
    assert find_running(tmp_path) is None


@LONG
def test_a_lock_that_names_another_program_does_not_stop_postgresql(root: Path) -> None:
    (root / "postgres" / "postmaster.pid").write_text(
        f"{os.getpid()}\n{root / 'postgres'}\n0\n5432\n"
    )
    with EmbeddedServers(root, durable=False) as servers:
        assert answer(servers.running, "select 1") == 1


@LONG
def test_an_incomplete_cluster_is_kept_aside_with_a_sentence(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = empty
    (root / "postgres").mkdir(mode=0o700)
    (root / "postgres" / "base").mkdir()
    (root / "postgres.new").mkdir()
    with EmbeddedServers(root, durable=False) as servers:
        assert answer(servers.running, "select 1") == 1
    aside = [path.name for path in root.glob("postgres.incomplete-*")]
    assert len(aside) == 1
    assert capsys.readouterr().out == (
        f"The database in {root / 'postgres'} is incomplete. It was moved to {aside[0]}, and an "
        "empty one is made.\n"
    )


@LONG
def test_data_of_another_version_are_refused_and_kept(root: Path) -> None:
    (root / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(EmbeddedError, match="were made by PostgreSQL 9"):
        EmbeddedServers(root, durable=False).start()
    assert (root / "postgres" / "global" / "pg_control").exists()


@LONG
def test_a_socket_directory_that_others_can_enter_is_not_trusted(root: Path) -> None:
    with EmbeddedServers(root, durable=False) as servers:
        Path(servers.running.sockets).chmod(0o755)
        assert find_running(root) is None
        Path(servers.running.sockets).chmod(0o700)
        assert find_running(root) == servers.running


def test_copied_programs_can_be_read_by_all_and_changed_by_none(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    place = readable_copy({"deep/program": program})
    modes = {
        str(path.relative_to(place)): path.stat().st_mode & 0o777
        for path in [place, *place.rglob("*")]
    }
    assert modes == {".": 0o755, "deep": 0o755, "deep/program": 0o755}


def test_a_process_mark_tells_a_dead_process() -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    known = mark_process(child.pid)
    assert known.alive()
    child.kill()
    time.sleep(0.1)
    assert not known.alive()
    child.wait()
    assert not ProcessMark(os.getpid(), "0").alive()
