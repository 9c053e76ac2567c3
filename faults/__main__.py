"""Runs each fault on servers of its own, a few at a time, and prints what was lost and what came
twice.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from config.embedded.processes import ends_with_parent, wait_until
from faults.plan import MESSAGES, MORNING, PLANS
from faults.programs import ROOT
from faults.result import Outcome, read, table

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
        outcomes, failed = Run(place, options).all()
    print(table(outcomes))
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


class Run:
    """The faults' processes, a few at a time; all are gone when `all` returns or is interrupted."""

    def __init__(self, place: Path, options: argparse.Namespace) -> None:
        self.place, self.options = place, options
        self.waiting = [name for name in PLANS if not options.names or name in options.names]
        self.names = tuple(self.waiting)
        self.running: dict[str, tuple[subprocess.Popen, float]] = {}

    def all(self) -> tuple[list[Outcome], list[str]]:
        self._prepare()
        try:
            while self.waiting or self.running:
                self._start_more()
                wait_until(self._one_ended, 1)
        finally:
            self._end_all()
        results = {name: read(self.place / name / "outcomes.json") for name in self.names}
        return [outcome for found in results.values() for outcome in found], [
            n for n in self.names if not results[n]
        ]

    def _prepare(self) -> None:
        # A database for each number of messages.
        _run([sys.executable, "-m", "faults.template", str(self._template(0)), "0"])
        for count in sorted({self._messages(name) for name in self.names}):
            _run(["cp", "-a", str(self._template(0)), str(self._template(count))])
            _run([sys.executable, "-m", "faults.template", str(self._template(count)), str(count)])

    def _messages(self, name: str) -> int:
        given = PLANS[name].messages
        smaller = given == MORNING and self.options.messages < MESSAGES
        return self.options.messages if given is None or smaller else given

    def _template(self, count: int) -> Path:
        return self.place / f"prepared-{count}"

    def _start_more(self) -> None:
        while self.waiting and len(self.running) < self.options.at_once:
            name = self.waiting.pop(0)
            count = self._messages(name)
            _run(["cp", "-a", str(self._template(count)), str(self.place / name)])
            print(f"{name}: {PLANS[name].why}…", file=sys.stderr, flush=True)
            with (self.place / f"{name}.log").open("wb") as log:
                process = subprocess.Popen(
                    [sys.executable, "-m", "faults.one", name, str(self.place / name), str(count)],
                    cwd=ROOT,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                    preexec_fn=ends_with_parent(signal.SIGTERM),
                )
            self.running[name] = process, time.monotonic()

    def _one_ended(self) -> bool:
        for name, (process, began) in list(self.running.items()):
            seconds = time.monotonic() - began
            if process.poll() is None and seconds > LONGEST:
                _end(process)
            if process.poll() is not None:
                del self.running[name]
                self._closed(name, process, seconds)
                return True
        return False

    def _closed(self, name: str, process: subprocess.Popen, seconds: float) -> None:
        print(f"{name}: ended after {seconds:.0f} s", file=sys.stderr, flush=True)
        log = self.place / f"{name}.log"
        if process.returncode:
            print(
                "\n".join(log.read_text(errors="replace").splitlines()[-25:]),
                file=sys.stderr,
                flush=True,
            )
        if self.options.keep:
            kept = self.options.keep / name
            kept.mkdir(parents=True, exist_ok=True)
            for path in [log, *(self.place / name).glob("*.log")]:
                shutil.copy(path, kept)

    def _end_all(self) -> None:
        for process, _began in self.running.values():
            process.terminate()
        for process, _began in self.running.values():
            _end(process)


def _end(process: subprocess.Popen) -> None:
    # It stops its own servers and programs first.
    process.terminate()
    if not wait_until(lambda: process.poll() is not None, 30):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _run(command: list[str]) -> None:
    subprocess.run(
        command,
        cwd=ROOT,
        check=True,
        stdin=subprocess.DEVNULL,
        preexec_fn=ends_with_parent(signal.SIGTERM),
    )


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
