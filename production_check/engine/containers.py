"""One container: its plan, its start in namespaces of its own, commands inside it while it runs,
its end.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from config.embedded.processes import start_logged, wait_until
from production_check.engine import machine
from production_check.engine.kernel import Kernel, Network
from production_check.report import CheckError

if TYPE_CHECKING:
    from production_check.engine.image import Image

ENTER = Path(__file__).with_name("enter.py")
LONGEST_EXEC = 60.0
_CONTAINER = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--uts", "--ipc"]


class ImageAccount(NamedTuple):
    uid: int
    gid: int
    home: str


@dataclass(frozen=True)
class Container:
    """`binds`: source on this machine, target inside, "rw" or "ro". `tmpfs`: target and mount
    options.
    """

    name: str
    image: "Image"
    command: list[str]
    environment: dict[str, str]
    user: str
    binds: list[tuple[str, str, str]] = field(default_factory=list)
    tmpfs: list[tuple[str, str]] = field(default_factory=list)
    is_build: bool = False
    pretends_owners: bool = False
    drops: bool = False
    no_new_privileges: bool = False

    @property
    def account(self) -> ImageAccount:
        """By the accounts of the image; raises CheckError when it has none of this name."""
        for line in (self.image.root / "etc" / "passwd").read_text().splitlines():
            name, _password, uid, gid, _words, home, _shell = line.split(":")
            if self.user in (name, uid):
                return ImageAccount(int(uid), int(gid), home)
        if self.user.isdigit():
            return ImageAccount(int(self.user), int(self.user), "/")
        raise CheckError(f"{self.name}: the image has no account {self.user}.")

    def full_environment(self) -> dict[str, str]:
        return {"HOME": self.account.home, "HOSTNAME": self.name} | self.environment

    def full_command(self, kernel: Kernel, command: list[str]) -> list[str]:
        account = self.account
        prefix = kernel.as_account(
            account.uid, account.gid, drops=self.drops, no_new_privileges=self.no_new_privileges
        )
        return [*prefix, *command]

    def plan(self, kernel: Kernel, place: Path, address: str) -> dict[str, object]:
        """What enter.py carries out."""
        covered = {target for _source, target, _access in self.binds} | {
            target for target, _options in self.tmpfs
        }
        access = "rw" if self.is_build else "ro"
        own = [(str(self.image.root / name), f"/{name}", access) for name in machine.OWN_FOLDERS]
        binds = [*machine.program_binds(), *machine.python_binds(place)]
        binds += [each for each in own if each[1] not in covered and Path(each[0]).is_dir()]
        root = place / "roots" / self.name.replace(" ", "-")
        root.mkdir(parents=True, exist_ok=True)
        return {
            "root": str(root),
            "links": machine.program_links(),
            "binds": [*binds, *self.binds],
            "tmpfs": [(target, kernel.tmpfs_options(options)) for target, options in self.tmpfs],
            "read_only": not self.is_build,
            "pretends_owners": self.pretends_owners,
            "hostname": self.name if address else "",
            "address": address,
            "workdir": self.image.settings.workdir,
            "environment": self.full_environment(),
            "command": self.full_command(kernel, self.command),
        }


class RunningContainer:
    """From `start` to `stop`; with the process of the check it ends too."""

    def __init__(self, container: Container, kernel: Kernel, place: Path, log: Path) -> None:
        self.container = container
        self.kernel = kernel
        self.place = place
        self.log = log
        self.pid = 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, network: Network | None = None, address: str = "") -> None:
        plan = self.place / f"plan-{self.container.name.replace(' ', '-')}.json"
        cidr = network.with_mask(address) if network else ""
        plan.write_text(json.dumps(self.container.plan(self.kernel, self.place, cidr)))
        namespaces = [*_CONTAINER, *(["--net"] if network else [])]
        self._process = start_logged(
            [*namespaces, sys.executable, "-I", str(ENTER), str(plan)],
            self.log,
            signal.SIGKILL,
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        assert self._process.stdin is not None
        if network:
            self.pid = self._first_process()
            network.connect(self.pid, address)
        self._process.stdin.write(b"\n")
        self._process.stdin.close()

    def _first_process(self) -> int:
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        if not wait_until(lambda: children.exists() and bool(children.read_text().split()), 5):
            raise CheckError(f"{self.container.name} did not start; see {self.log}.")
        return int(children.read_text().split()[0])

    def wait(self, seconds: float) -> int:
        """The exit code; -1 when it did not end in time."""
        assert self._process is not None
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.stop(0)
            return -1

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def is_entered(self) -> bool:
        # Whether its first process is the container's own command by now.
        try:
            return str(ENTER) not in Path(f"/proc/{self.pid}/cmdline").read_text()
        except OSError:
            return False

    def execute(
        self, command: list[str], seconds: float = LONGEST_EXEC
    ) -> "subprocess.CompletedProcess[str]":
        """As `docker exec` does; the code is 124 when it takes too long."""
        if not wait_until(self._is_entered, 5):
            return subprocess.CompletedProcess(
                command, 125, "", f"{self.container.name} does not run"
            )
        environment = [
            f"{name}={value}" for name, value in self.container.full_environment().items()
        ]
        namespaces = ["--mount", "--uts", "--ipc", "--net", "--pid", "--root", "--wd"]
        enter = ["nsenter", f"--target={self.pid}", *namespaces, "env", "-i", *environment]
        try:
            return subprocess.run(
                [*enter, *self.container.full_command(self.kernel, command)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(
                command, 124, "", f"no answer within {seconds:.0f} s"
            )

    def stop(self, grace: float) -> bool:
        """Whether it ended by itself after the signal, within its seconds."""
        if self._process is None:
            return True
        if self.runs and self.pid:  # its first process, as an engine does
            os.kill(self.pid, signal.SIGTERM)
        ended = wait_until(lambda: not self.runs, grace)
        if not ended:
            self._process.kill()  # unshare kills the first process, and with that all others
        self._process.wait()
        return ended


def run_to_end(
    container: Container, kernel: Kernel, place: Path, log: Path, seconds: float = 900
) -> int:
    """Its exit code, on the network of the machine."""
    running = RunningContainer(container, kernel, place, log)
    running.start()
    return running.wait(seconds)
