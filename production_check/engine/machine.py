"""The base of every root folder here: this machine's programs, without its data. It stands for
`python:3.11-slim`.
"""

import os
import subprocess
import sys
from pathlib import Path

from production_check.engine.kernel import SYSTEM_PATH, python_program

# Folders that an image has for itself; all others are the machine's, read-only.
OWN_FOLDERS = ("etc", "home", "opt", "srv", "tmp", "var")

ENVIRONMENT = {"PATH": SYSTEM_PATH}
_PROGRAMS = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
_CONFIGURATION = (
    "alternatives",
    "ca-certificates",
    "ca-certificates.conf",
    "debian_version",
    "default",
    "gai.conf",
    "host.conf",
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "localtime",
    "login.defs",
    "mime.types",
    "nsswitch.conf",
    "os-release",
    "pip.conf",
    "protocols",
    "resolv.conf",
    "services",
    "timezone",
    "xdg/pip",
    "ssl/certs",
    "ssl/openssl.cnf",
)
_SYSTEM_ACCOUNTS = 1000
_NOBODY = 65534


def make_base(root: Path) -> None:
    """Fresh own folders, with the configuration that programs need and the accounts of the
    system.
    """
    for name in OWN_FOLDERS:
        (root / name).mkdir(parents=True)
    for name in ("cache", "lib", "log", "spool", "tmp"):
        (root / "var" / name).mkdir()
    for name in ("tmp", "var/tmp"):
        (root / name).chmod(0o1777)
    present = [name for name in _CONFIGURATION if os.path.lexists(f"/etc/{name}")]
    # What this account may not read is left out.
    subprocess.run(
        ["cp", "-a", "--parents", *present, root / "etc"],
        cwd="/etc",
        capture_output=True,
        check=False,
    )
    _write_accounts(root / "etc")


def python_binds(place: Path) -> list[tuple[str, str, str]]:
    """`python` is this machine's Python under /usr/local, as in the image it stands for."""
    prefix = Path(sys.base_prefix).resolve()
    if prefix == Path("/usr/local"):
        return []
    if prefix != Path("/usr"):
        return [(str(prefix), str(prefix), "ro"), (str(prefix), "/usr/local", "ro")]
    folder = place / "python"
    if not folder.exists():
        folder.mkdir(parents=True)
        for name in ("python", "python3"):
            (folder / name).symlink_to(python_program())
    return [(str(folder), "/usr/local/bin", "ro")]


def program_links() -> list[tuple[str, str]]:
    """Top folders that are links into /usr: name and target."""
    return [
        (f"/{name}", os.readlink(f"/{name}")) for name in _PROGRAMS if Path("/", name).is_symlink()
    ]


def program_binds() -> list[tuple[str, str, str]]:
    """Source, target and access of the machine's programs."""
    own = [f"/{name}" for name in _PROGRAMS if Path("/", name).is_dir()]
    folders = ["/usr", *(folder for folder in own if not os.path.islink(folder))]
    return [(folder, folder, "ro") for folder in folders]


def describe() -> str:
    """All that an image made here depends on beside the Dockerfile and its files."""
    release = Path("/etc/os-release")
    words = [sys.version, str(python_program()), release.read_text() if release.exists() else ""]
    return "\n".join(words)


def pip_environment() -> dict[str, str]:
    """How pip reaches its packages here: an engine hands these on to a build too."""
    names = ("PIP_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
    return {name: value for name, value in os.environ.items() if name.upper().startswith(names)}


def pip_binds() -> list[tuple[str, str, str]]:
    """Folders of packages and the account's own configuration that pip reads here."""
    home = Path.home()
    places = (Path(os.environ.get("XDG_CONFIG_HOME", home / ".config"), "pip"), home / ".pip")
    own = [place / "pip.conf" for place in places if (place / "pip.conf").is_file()][:1]
    found = [(str(path), f"/root/.config/pip/{path.name}", "ro") for path in own]
    command = [python_program(), "-m", "pip", "config", "list"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    values = [line.partition("=")[2].strip("'\"") for line in answer.stdout.splitlines()]
    words = " ".join(values).replace("\\n", " ").split()
    paths = [
        word.removeprefix("file://").split("/")
        for word in words
        if word.startswith(("/", "file:///"))
    ]
    folders = sorted({"/".join(parts[:3]) for parts in paths if parts[1] in OWN_FOLDERS[1:]})
    return [*found, *((folder, folder, "ro") for folder in folders if Path(folder).exists())]


def _write_accounts(etc: Path) -> None:
    # System accounts and groups; nobody of this machine, and no password.
    accounts = {}
    for name in ("passwd", "group"):
        lines = Path("/etc", name).read_text().splitlines()
        accounts[name] = [line for line in lines if _is_of_system(line)]
    names = {name: [line.split(":")[0] for line in lines] for name, lines in accounts.items()}
    accounts["shadow"] = [f"{name}:*:19000:0:99999:7:::" for name in names["passwd"]]
    accounts["gshadow"] = [f"{name}:*::" for name in names["group"]]
    for name, lines in accounts.items():
        (etc / name).write_text("\n".join(lines) + "\n")
        (etc / name).chmod(0o640 if "shadow" in name else 0o644)


def _is_of_system(line: str) -> bool:
    _name, _password, number, *_more = [*line.split(":"), "", ""]
    return number.isdigit() and (int(number) < _SYSTEM_ACCOUNTS or int(number) == _NOBODY)
