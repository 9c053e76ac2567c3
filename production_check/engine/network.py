"""The network of the containers: a bridge in the check's own namespace, and a cable from it to each
container.
"""

import subprocess

from production_check.report import require

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
