"""Containers of production-check: what they see, who they are, and that nothing is left of them
(Linux alone).
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from production_check.engine.containers import Container
from production_check.engine.image import Image, find_unreadable_files
from production_check.engine.kernel import Kernel, find_kernel
from production_check.reading.dockerfile import ImageSettings
from production_check.report import CheckError
from production_check.trial.visitor import one_time_code

ASK = """
import os, sys
from pathlib import Path
from production_check.engine.containers import Container, RunningContainer
from production_check.engine.image import Image
from production_check.engine.kernel import Kernel
from production_check.engine.machine import ENVIRONMENT, make_base
from production_check.engine.kernel import Network
from production_check.reading.dockerfile import ImageSettings

place = Path(sys.argv[1])
kernel = Kernel(real_users=sys.argv[2] == "real")
make_base(place / "image")
(place / "image" / "srv" / "code").write_text("ours")
image = Image(place / "image", ImageSettings(environment=dict(ENVIRONMENT), workdir="/srv"))
container = Container(
    name="part-1", image=image, command=["sleep", "60"], environment=ENVIRONMENT, user="10001",
    tmpfs=[("/tmp", "mode=1777")], drops=True, no_new_privileges=True,
)
network = Network()
running = RunningContainer(container, kernel, place, place / "log")
running.start(network, network.new_address())
for question in sys.argv[3:]:
    answer = running.execute(["/bin/sh", "-c", question])
    print((answer.stdout or f"refused {answer.returncode}").strip().replace("\\n", " "))
"""


def ask(place: Path, *questions: str) -> list[str]:
    """What a container answers, in namespaces as the check opens them."""
    try:
        kernel = find_kernel()
    except CheckError as reason:
        if "CI" in os.environ:  # there the kernel must be able to
            raise
        pytest.skip(str(reason))
    place.chmod(0o755)
    users = "real" if kernel.real_users else "one"
    command = [*kernel.outer, "--net", sys.executable, "-c", ASK, str(place), users, *questions]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.splitlines()


def test_a_container_is_its_own_account_on_read_only_files(tmp_path: Path) -> None:
    answers = ask(
        tmp_path,
        "id -u; grep CapEff /proc/self/status; grep NoNewPrivs /proc/self/status",
        "cat code; echo more > code",
        "echo x > /tmp/x && cat /tmp/x",
        "hostname; ls /proc | grep -c '^[0-9]'",
        f"ls {Path(__file__).parent}",
    )
    assert answers[0].split() == ["10001", "CapEff:", "0000000000000000", "NoNewPrivs:", "1"]
    assert answers[1:3] == ["ours", "x"]
    assert answers[3].split()[0] == "part-1"
    assert answers[4] == "refused 2"  # this machine's own files are not there


def test_nothing_is_mounted_here_afterwards(tmp_path: Path) -> None:
    ask(tmp_path, "true")
    assert str(tmp_path) not in Path("/proc/mounts").read_text()


def test_files_that_only_their_owner_may_read_are_found(tmp_path: Path) -> None:
    image = Image(tmp_path, ImageSettings())
    static = tmp_path / "srv" / "static"
    static.mkdir(parents=True)
    for name, mode in (("staticfiles.json", 0o640), ("portal.css", 0o644)):
        (static / name).touch()
        (static / name).chmod(mode)
    assert find_unreadable_files(image) == ["/srv/static/staticfiles.json"]


def test_an_account_that_the_image_lacks_is_named(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "passwd").write_text("root:x:0:0::/root:/bin/sh\n")
    container = Container("web-1", Image(tmp_path, ImageSettings()), ["true"], {}, "portal")
    with pytest.raises(CheckError, match="web-1: the image has no account portal"):
        _ = container.account


def test_a_normal_users_container_gets_no_owners_that_the_kernel_lacks() -> None:
    assert Kernel(real_users=False).tmpfs_options("mode=1777,uid=10001") == "mode=1777"
    assert Kernel(real_users=True).tmpfs_options("mode=1777,uid=10001") == "mode=1777,uid=10001"


def test_codes_are_those_of_authenticator_apps(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first example of RFC 6238, annex B, to six digits."""
    monkeypatch.setattr("time.time", lambda: 59.0)
    assert one_time_code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") == "287082"
