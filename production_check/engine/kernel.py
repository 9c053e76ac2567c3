"""Which namespaces this machine's kernel lets an account have: as root, or as a normal user within
one of users; and the network between them: a bridge in the check's own namespace, and a cable from
it to each container.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from production_check.report import CheckError, require

NAMESPACES = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
NEEDED = {
    **dict.fromkeys(("unshare", "nsenter", "setpriv", "pivot_root"), "util-linux"),
    "ip": "iproute2",
    "useradd": "passwd",
}
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

_TRY = (
    "mount -t tmpfs none /mnt && ip link add br-check type bridge && ip link add va-check type "
    "veth peer name vb-check"
)


@dataclass(frozen=True)
class Kernel:
    """`real_users`: another account of an image is another account for the kernel, which only root
    can have made.
    """

    real_users: bool

    @property
    def outer(self) -> list[str]:
        """The command before a command that then may make namespaces of its own."""
        users = [] if self.real_users else ["--user", "--map-root-user"]
        return ["unshare", *users, *NAMESPACES]

    def as_account(self, uid: int, gid: int, *, drops: bool, no_new_privileges: bool) -> list[str]:
        """The command before a container's own, inside its root folder."""
        options = ["--no-new-privs"] if no_new_privileges else []
        if uid == 0:
            return ["setpriv", *options] if options else []
        if not self.real_users:
            # Without an own number of the kernel's; capabilities end with the next program.
            users = ["unshare", "--user", f"--map-user={uid}", f"--map-group={gid}"]
            return [*users, "setpriv", *options]
        options += [f"--reuid={uid}", f"--regid={gid}", "--clear-groups"]
        if drops:
            options += ["--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all"]
        return ["setpriv", *options]

    def tmpfs_options(self, options: str) -> str:
        """Without owners that the kernel does not know here; they are this account."""
        kept = [
            each
            for each in options.split(",")
            if self.real_users or not each.startswith(("uid=", "gid="))
        ]
        return ",".join(kept)

    def give_folder(self, folder: Path, uid: int) -> None:
        """A folder of its own to an account, which is this one where the kernel knows no other."""
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        if self.real_users:
            os.chown(folder, uid, uid)

    def describe_limits(self) -> list[str]:
        """What is enforced here and what is not, for who reads the result."""
        enforced = (
            "processes, files, networks and names of each container apart; read-only "
            "roots; no new privileges"
        )
        if self.real_users:
            return [
                f"Enforced by the kernel: {enforced}; the image's own uid without capabilities."
            ]
        return [
            f"Enforced by the kernel: {enforced}; no capabilities.",
            "NOT enforced for a normal user: the image's uid is this account under another "
            "number, and owners of files "
            "are not kept, so what only root may read opens all the same. The modes of the "
            "image's files are looked at "
            "instead; as root the kernel itself decides.",
        ]


def find_kernel() -> Kernel:
    """Raises CheckError with the one sentence why it cannot be done here."""
    require(
        sys.platform == "linux",
        "production-check needs the namespaces of Linux; this is another system.",
    )
    os.environ["PATH"] = f"{os.environ.get('PATH', '')}:{SYSTEM_PATH}"
    if missing := sorted(
        {package for program, package in NEEDED.items() if shutil.which(program) is None}
    ):
        raise CheckError(
            f"production-check needs the Debian packages {' '.join(missing)}: apt-get install them."
        )
    kernel = Kernel(real_users=os.geteuid() == 0)
    tried = subprocess.run(
        [*kernel.outer, "--net", "sh", "-c", _TRY],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if tried.returncode:
        who = "root" if kernel.real_users else "a normal user"
        way = "it where that is allowed" if kernel.real_users else "production-check as root"
        raise CheckError(
            f"The kernel of this machine does not let {who} make namespaces "
            f"({tried.stderr.strip().splitlines()[-1]}); run {way}."
        )
    return kernel


def python_program() -> Path:
    """The machine's Python, outside of any virtual environment."""
    return Path(str(getattr(sys, "_base_executable", sys.executable))).resolve()


# Network ------------------------------------------------------------------------------------------
PREFIX = "10.77.0"
# Of the proxy and the mail server, which stand outside of the containers.
GATEWAY = f"{PREFIX}.1"

_BRIDGE = "containers"


class Network:
    """Made in a namespace in which nothing else is; it goes with that."""

    def __init__(self) -> None:
        self._last = 1
        _ip("link", "set", "lo", "up")
        _ip("link", "add", _BRIDGE, "type", "bridge")
        _ip("address", "add", self.with_mask(GATEWAY), "dev", _BRIDGE)
        _ip("link", "set", _BRIDGE, "up")

    @staticmethod
    def with_mask(address: str) -> str:
        return f"{address}/24"

    def new_address(self) -> str:
        self._last += 1
        return f"{PREFIX}.{self._last}"

    def connect(self, pid: int, address: str) -> None:
        """The container's end is called eth0; it takes the address itself."""
        cable = f"cable{address.rpartition('.')[2]}"
        _ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", str(pid))
        _ip("link", "set", cable, "master", _BRIDGE)
        _ip("link", "set", cable, "up")


def _ip(*words: str) -> None:
    answer = subprocess.run(["ip", *words], capture_output=True, text=True, check=False)
    require(not answer.returncode, f"ip {' '.join(words)} failed: {answer.stderr.strip()}")
