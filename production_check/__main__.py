"""`portal.py production-check [--control permissions] [--keep]`: opens namespaces and runs the two
halves in them.
"""

import argparse
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from config.embedded.processes import ends_with_parent
from config.trial.environment import ROOT, VAR
from production_check.engine.kernel import Kernel, find_kernel
from production_check.reading import project
from production_check.report import CheckError


def main() -> int:
    """0 when everything holds, or when the mistake of a control was found; 1 otherwise."""
    options = _options()
    place = VAR / "production-check"
    place.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with (place / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            kernel = find_kernel()
            _empty(kernel, place)
            print("\n".join(kernel.describe_limits()), flush=True)
            failed = _half(kernel, "build", place, options.control) or _half(
                kernel, "trial", place, options.control
            )
        except CheckError as problem:
            print(problem)
            return 1
        if not failed and not options.keep:
            _empty(kernel, place)
    load, processors = os.getloadavg()[0], os.cpu_count()
    held = "The mistake is found" if options.control else "Everything holds"
    ended = "Failed" if failed else held
    print(
        f"{ended} after {time.monotonic() - began:.0f} s (load of the machine: {load:.1f} on "
        f"{processors} processors)."
    )
    print(f"Logs of all parts: {place / 'run' / 'logs'}") if failed else None
    return int(failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="portal.py production-check", description=__doc__)
    parser.add_argument(
        "--control",
        choices=[project.PERMISSIONS],
        default="",
        help="with this mistake; passes when the check finds it",
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="leave the folder of the run, with the logs of all parts",
    )
    return parser.parse_args()


def _half(kernel: Kernel, name: str, place: Path, control: str) -> bool:
    # Whether it failed. All its processes and mounts end with it, however it ends.
    network = ["--net"] if name == "trial" else []
    command = [
        *kernel.outer,
        *network,
        sys.executable,
        "-m",
        "production_check.inside",
        name,
        str(place),
        control,
    ]
    environment = os.environ | {"PRODUCTION_CHECK_USERS": "real" if kernel.real_users else "one"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        preexec_fn=ends_with_parent(signal.SIGKILL),
    ) as process:
        try:
            return process.wait() != 0
        except KeyboardInterrupt:
            process.kill()
            return True


def _empty(kernel: Kernel, place: Path) -> None:
    # Of the last run; in the namespace of users its files are this account's own.
    run = place / "run"
    if run.exists():
        subprocess.run([*kernel.outer, "rm", "-rf", str(run)], check=True)
    shutil.rmtree(run, ignore_errors=True)
    shutil.rmtree(place / "control", ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
