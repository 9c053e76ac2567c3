"""Runs each fault on servers of its own, a few at a time, and prints what was lost and what came
twice.
"""

import argparse
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from config.embedded.processes import ends_with_parent, start_logged, wait_until
from faults.plan import MESSAGES, MORNING, PLANS
from faults.programs import ROOT, end_process_group
from faults.result import FaultOutcome, draw_outcomes, read_outcomes

# They mostly wait: for leases, for programs to start.
AT_ONCE = 3
# Seconds for one fault; it takes one or two minutes on a machine that does nothing else.
LONGEST = 540.0


def main() -> int:
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_received: sys.exit(1))
    began = time.monotonic()
    with tempfile.TemporaryDirectory(
        prefix="portal-faults-", ignore_cleanup_errors=True
    ) as directory:
        place = Path(directory)
        place.chmod(0o755)  # the servers' account passes through; what is inside is private
        outcomes, failed = FaultRun(place, options).try_all()
    print(draw_outcomes(outcomes))
    print(f"{len(outcomes)} faults in {time.monotonic() - began:.0f} s.")
    if failed:
        print(f"Ended without a result: {', '.join(failed)}.")
    return 0 if not failed and all(outcome.passed for outcome in outcomes) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="portal.py faults", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"which of {', '.join(PLANS)}; all without one")
    parser.add_argument(
        "--messages", type=int, default=MESSAGES, help=f"how many in each (default {MESSAGES})"
    )
    parser.add_argument(
        "--at-once",
        type=int,
        default=AT_ONCE,
        help=f"how many faults at a time (default {AT_ONCE})",
    )
    parser.add_argument(
        "--keep", type=Path, help="a directory that keeps the logs of all processes"
    )
    options = parser.parse_args()
    if unknown := set(options.names) - set(PLANS):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    if options.messages < 100:
        parser.error("fewer than 100 messages say nothing")
    return options


class FaultRun:
    """The faults' processes, a few at a time; all are gone when `try_all` returns or is
    interrupted.
    """

    def __init__(self, place: Path, options: argparse.Namespace) -> None:
        self.place = place
        self.options = options
        self.waiting = [name for name in PLANS if not options.names or name in options.names]
        self.names = tuple(self.waiting)
        self.running: dict[str, tuple[subprocess.Popen, float]] = {}

    def try_all(self) -> tuple[list[FaultOutcome], list[str]]:
        # The outcomes, and the names of faults that ended without any.
        self._prepare_databases()
        try:
            while self.waiting or self.running:
                self._start_more()
                wait_until(self._has_one_ended, 1)
        finally:
            for process, _began in self.running.values():
                process.terminate()
            for process, _began in self.running.values():
                _end(process)
        results = {name: read_outcomes(self.place / name / "outcomes.json") for name in self.names}
        outcomes = [outcome for found in results.values() for outcome in found]
        return outcomes, [name for name, found in results.items() if not found]

    def _prepare_databases(self) -> None:
        # One for each number of messages.
        prepare = [sys.executable, "-m", "faults.process", "prepare"]
        empty = self._database(0)
        _run([*prepare, empty, "0"])
        for count in sorted({self._messages(name) for name in self.names}):
            _run(["cp", "-a", empty, self._database(count)])
            _run([*prepare, self._database(count), str(count)])

    def _messages(self, name: str) -> int:
        given = PLANS[name].messages
        smaller = given == MORNING and self.options.messages < MESSAGES
        return self.options.messages if given is None or smaller else given

    def _database(self, count: int) -> Path:
        return self.place / f"prepared-{count}"

    def _start_more(self) -> None:
        while self.waiting and len(self.running) < self.options.at_once:
            name = self.waiting.pop(0)
            count = self._messages(name)
            place = self.place / name
            _run(["cp", "-a", self._database(count), place])
            print(f"{name}: {PLANS[name].why}…", file=sys.stderr, flush=True)
            process = start_logged(
                [sys.executable, "-m", "faults.process", name, place, str(count)],
                self.place / f"{name}.log",
                signal.SIGTERM,
                cwd=ROOT,
                start_new_session=True,
            )
            self.running[name] = process, time.monotonic()

    def _has_one_ended(self) -> bool:
        for name, (process, began) in list(self.running.items()):
            seconds = time.monotonic() - began
            if process.poll() is None and seconds > LONGEST:
                _end(process)
            if process.poll() is not None:
                del self.running[name]
                self._report_end(name, process, seconds)
                return True
        return False

    def _report_end(self, name: str, process: subprocess.Popen, seconds: float) -> None:
        print(f"{name}: ended after {seconds:.0f} s", file=sys.stderr, flush=True)
        log = self.place / f"{name}.log"
        if process.returncode:
            last = log.read_text(errors="replace").splitlines()[-25:]
            print("\n".join(last), file=sys.stderr, flush=True)
        if self.options.keep:
            target = self.options.keep / name
            target.mkdir(parents=True, exist_ok=True)
            for path in [log, *(self.place / name).glob("*.log")]:
                shutil.copy(path, target)


def _end(process: subprocess.Popen) -> None:
    # It stops its own servers and programs first.
    process.terminate()
    wait_until(lambda: process.poll() is not None, 30)
    end_process_group(process)


def _run(command: list[str | Path]) -> None:
    subprocess.run(
        command,
        check=True,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        preexec_fn=ends_with_parent(signal.SIGTERM),
    )


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
