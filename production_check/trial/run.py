"""The services of the compose file behind the proxy, what is tried on them, and what they
weigh: memory of each process, packages of the image on the disk.
"""

import contextlib
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from production_check.engine.image import Image, find_unreadable_files
from production_check.engine.kernel import Kernel
from production_check.engine.services import Engine, ServicePart
from production_check.reading import project
from production_check.reading.compose import Health
from production_check.report import CheckError, Report
from production_check.trial.mail import CaughtMail
from production_check.trial.proxy import NginxProxy
from production_check.trial.site import Site
from production_check.trial.visitor import Visitor
from production_check.trial.walk import Walk


class ProductionTrial:
    def __init__(self, image: Image, kernel: Kernel, report: Report) -> None:
        self.report = report
        self.kernel = kernel
        self.variables = project.fill_settings()
        self.host = self.variables["SITE_URL"].removeprefix("https://")
        services = project.read_services(self.variables)
        self.engine = Engine(image, services, kernel, report, [self.host, project.MAIL_NAME])

    def try_control(self) -> str:
        """What the mistake does, in one sentence. Raises CheckError when nothing notices it."""
        try:
            self._require_readable_files()
            self._start("web")
        except CheckError as problem:
            if reason := self._find_refused_file():
                return f"{problem} ({reason})"
            if not self.kernel.real_users:
                return str(problem)
            raise CheckError(f"The control failed for another reason: {problem}") from problem
        raise CheckError(
            "The control was not noticed: web servers boot with the permissions that once stopped "
            "them."
        )

    def _find_refused_file(self) -> str:
        # The line of a web server that was not let read the list of static files.
        texts = [part.running.log.read_text() for part in self.engine.parts_of("web")]
        lines = [line for text in texts for line in text.splitlines() if "PermissionError" in line]
        return next((line.strip() for line in lines if "staticfiles.json" in line), "")

    def _require_readable_files(self) -> None:
        # In place of the kernel, for which the image's account is the one that made the files.
        if not self.kernel.real_users and (found := find_unreadable_files(self.engine.image)):
            raise CheckError(
                f"The image's account may not read {found[0]} and {len(found) - 1} other files of "
                "it."
            )

    def try_everything(self) -> None:
        self._require_readable_files()
        mail = CaughtMail(project.MAIL_ADDRESS, self.report)
        self._start(*self.engine.services)
        packages = measure_packages(self.engine.image.root / "opt" / "venv")
        for line in measure_processes(self.engine.parts) + packages:
            self.report.note(line)
        visitor = self.report.run_step(
            "nginx runs with docs/deployment/nginx.conf", self._open_proxy
        )
        for step in (
            *Site(visitor, self.variables["SITE_URL"]).list_steps(),
            *Walk(self.engine, visitor, mail).list_steps(),
        ):
            self.report.run_step("", step)
        self.report.run_step(
            "every health command was run against running and stopped parts", self._check_health
        )

    def _open_proxy(self) -> Visitor:
        addresses = [part.address for part in self.engine.parts_of("web")]
        proxy = NginxProxy(self.host, addresses, self.report)
        proxy.start()
        subprocess.run(["mount", "--bind", str(self.engine.hosts), "/etc/hosts"], check=True)
        return Visitor(self.variables["SITE_URL"], proxy.certificate)

    def _start(self, *names: str) -> None:
        # At once, as far as they do not wait for each other.
        self.report.run_step(
            "the migrations ran, and all parts are started", lambda: self.engine.start(*names)
        )
        for part in self.engine.parts:
            self.report.run_step(
                f"{part.name} is healthy",
                lambda part=part: self.engine.wait_until_healthy(part),
            )

    def stop(self) -> None:
        killed = self.report.run_step("all parts are stopped", self.engine.stop)
        if killed:
            self.report.note(f"had to be killed at the end: {', '.join(killed)}")

    def _check_health(self) -> None:
        # Every health command of the compose file, against the part that runs and against the same
        # container without it.
        for name, service in self.engine.services.items():
            if service.health is None:
                continue
            parts = self.engine.parts_of(name)
            if not parts[0].has_program(service.health):
                self.report.note(
                    f"NOT run: the health command of {name}, whose program is not on this machine."
                )
                continue
            for part in parts:
                _require_health(part, service.health, healthy=True)
            stopped = self.engine.start_idle_part(name)
            _require_health(stopped, service.health, healthy=False)
            stopped.running.stop(0)
            self.report.note(f"{name}: healthy while it runs, unhealthy while it does not")


def _require_health(part: ServicePart, health: Health, *, healthy: bool) -> None:
    answer = part.running.execute(health.command, health.timeout)
    if (answer.returncode == 0) != healthy:
        words = (answer.stderr or answer.stdout).strip()[-300:]
        state = "runs and is called unhealthy" if healthy else "does not run and is called healthy"
        raise CheckError(
            f"{part.name} {state}: `{' '.join(health.command)}` ended with {answer.returncode}. "
            f"{words}"
        )


# Figures ------------------------------------------------------------------------------------------
MEGABYTE = 1_048_576
# Packages shown by name.
LARGEST = 8


def measure_processes(parts: list[ServicePart]) -> list[str]:
    """PSS (shared pages in shares) and RSS in MB of every process of these parts."""
    return [
        f"{part.name:20} {line}"
        for part in parts
        for pid in (part.running.pid, *_processes_below(part.running.pid))
        for line in _read_memory(Path("/proc") / str(pid))
    ]


def measure_packages(venv: Path) -> list[str]:
    """The whole and the largest top folders of site-packages, in MB."""
    packages = next(venv.glob("lib/python*/site-packages"))
    sizes = {entry.name: _size(entry) for entry in packages.iterdir()}
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:LARGEST]
    lines = [f"virtual environment: {_size(venv) / MEGABYTE:.0f} MB, of it"]
    return lines + [f"    {name:28} {size / MEGABYTE:5.1f} MB" for name, size in largest]


def _processes_below(pid: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for child in map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()):
            yield child
            yield from _processes_below(child)


def _read_memory(process: Path) -> list[str]:
    # One line; none of a process that has ended.
    try:
        text = (process / "smaps_rollup").read_text()
        command = " ".join((process / "cmdline").read_text().split("\0"))[:70].strip()
    except OSError:
        return []
    sizes = re.findall(r"^(Pss|Rss): +(\d+) kB", text, re.MULTILINE)
    found = {name: int(value) / 1024 for name, value in sizes}
    return [f"PSS {found['Pss']:4.0f} MB  RSS {found['Rss']:4.0f} MB  {command}"]


def _size(path: Path) -> int:
    if not path.is_dir() or path.is_symlink():
        return path.lstat().st_size
    return sum(_size(Path(entry.path)) for entry in os.scandir(path))
