"""`portal.py test`, `bench`, `faults` and `production-check`: on servers of their own, beside
whatever runs.
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from config.embedded import EmbeddedServers
from config.embedded.processes import ends_with_parent
from config.trial.environment import ROOT, secret_key


def test(arguments: list[str]) -> int:
    """What every change needs, on all processors; with `--all` the long tests too, with
    `--coverage` what was run.

    Named tests go in one process, long or not. In CI the browser tests must run
    (tests/conftest.py).
    """
    options = [argument for argument in arguments if argument not in ("--all", "--coverage")]
    everything = all(option.startswith("-") for option in options)
    # One more than there are processors: a fifth of the time the tests wait for other programs.
    count = min((os.cpu_count() or 1) + 1, 4)
    workers = ["-n", str(count), "--dist", "worksteal"] if everything else []
    usual = ["-m", "not long"] if everything and "--all" not in arguments else []
    coverage = ["--cov", "--cov-report", "term:skip-covered"] if "--coverage" in arguments else []
    command = [sys.executable, "-m", "pytest", *workers, *usual, *coverage, *options]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def bench(arguments: list[str]) -> int:
    """The benchmarks on a fresh database that keeps PostgreSQL's promises: a measured write is a
    real write.
    """
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as directory:
        place = Path(directory)
        place.chmod(0o755)  # the servers' account passes through; what is inside is private
        with EmbeddedServers(place / "servers") as servers:
            environment = os.environ | {
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "SECRET_KEY": secret_key(place),
                "DATABASE_URL": servers.database_url,
                "REDIS_URL": servers.redis_url,
                "EMAIL_URL": "memorymail://",
                "MEDIA_ROOT": str(place / "files"),
            }
            for command in (
                ["manage.py", "migrate", "--verbosity", "0"],
                ["-m", "bench", *arguments],
            ):
                code = subprocess.run(
                    [sys.executable, *command], cwd=ROOT, env=environment, check=False
                ).returncode
                if code:
                    return code
    return 0


def faults(arguments: list[str]) -> int:
    """Every fault with its control; each starts servers and programs of its own. They end before
    the verb does.
    """
    return _run_package("faults", arguments)


def production_check(arguments: list[str]) -> int:
    """The production shape, built and started from its own files; all of it ends before the verb
    does.
    """
    return _run_package("production_check", arguments)


def _run_package(name: str, arguments: list[str]) -> int:
    command = [sys.executable, "-m", name, *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, preexec_fn=ends_with_parent(signal.SIGTERM)
    ) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the terminal told both
            return process.wait()
