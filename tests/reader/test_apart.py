"""A program that reads a stranger's file can end only itself."""

import pytest

from reader.sandbox.processes import SandboxLimits, SandboxResult, run_in_sandbox

ROOM = SandboxLimits(memory=512 * 1024**2, processor=5, clock=20)
HELD = "print('{\"n\": 1}', flush=True)\n"


@pytest.fixture
def run(tmp_path):
    def run(source: str, bounds: SandboxLimits = ROOM, data: bytes = b"") -> SandboxResult:
        program = tmp_path / "program.py"
        program.write_text(source, "utf-8")
        return run_in_sandbox(program, "một", 2, data=data, bounds=bounds)

    return run


def test_it_gets_data_and_arguments_and_says_records(run):
    source = "import json, sys\nprint(json.dumps({'got': [sys.stdin.read(), *sys.argv[1:]]}))"
    assert run(source, data=b"abc") == SandboxResult([{"got": ["abc", "một", "2"]}], is_whole=True)


def test_it_sees_no_setting_of_the_portal(run, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for strangers")
    source = "import json, os\nprint(json.dumps({'got': os.environ.get('SECRET_KEY')}))"
    assert run(source).records == [{"got": None}]


@pytest.mark.parametrize(("megabytes", "is_whole"), [(50, True), (600, False)])
def test_more_memory_than_allowed_ends_it(run, megabytes, is_whole):
    assert run(f"{HELD}bytes({megabytes} * 1024**2)") == SandboxResult(
        [{"n": 1}], is_whole=is_whole
    )


def test_more_processor_time_than_allowed_ends_it(run):
    bounds = SandboxLimits(memory=ROOM.memory, processor=1, clock=60)
    assert run(f"{HELD}while True: pass", bounds) == SandboxResult([{"n": 1}], is_whole=False)


def test_waiting_longer_than_allowed_ends_it(run):
    bounds = SandboxLimits(memory=ROOM.memory, processor=5, clock=2)
    assert run(f"{HELD}import time; time.sleep(600)", bounds) == SandboxResult(
        [{"n": 1}], is_whole=False
    )


def test_of_a_line_cut_short_nothing_is_taken(run):
    source = f'{HELD}import os; os.write(1, b\'{{"n": {{"m": 1}}\'); os.abort()'
    assert run(source) == SandboxResult([{"n": 1}], is_whole=False)
