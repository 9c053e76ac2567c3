"""The base of every root folder here: this machine's programs, without its data. It stands for
`python:3.11-slim`.
"""

import os
import shutil
import stat
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
    for name in _CONFIGURATION:
        _copy(Path("/etc") / name, root / "etc" / name)
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
    folders = ["/usr", *(f"/{name}" for name in _PROGRAMS if _is_folder(Path("/", name)))]
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
    found = [(str(path), f"/root/.config/pip/{path.name}", "ro") for path in _own_pip_files()]
    answer = subprocess.run(
        [python_program(), "-m", "pip", "config", "list"],
        capture_output=True,
        text=True,
        check=False,
    )
    words = " ".join(
        line.partition("=")[2].strip("'\"") for line in answer.stdout.splitlines()
    ).replace("\\n", " ")
    paths = {
        word.removeprefix("file://") for word in words.split() if word.startswith(("/", "file:///"))
    }
    folders = sorted(
        {"/".join(path.split("/")[:3]) for path in paths if path.split("/")[1] in OWN_FOLDERS[1:]}
    )
    return [*found, *((folder, folder, "ro") for folder in folders if Path(folder).exists())]


def _own_pip_files() -> list[Path]:
    home = Path.home()
    places = (
        Path(os.environ.get("XDG_CONFIG_HOME", home / ".config")) / "pip" / "pip.conf",
        home / ".pip" / "pip.conf",
    )
    return [path for path in places if path.is_file()][:1]


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _copy(source: Path, target: Path) -> None:
    # What this account may read; a link of the machine stays a link.
    if not source.exists() and not source.is_symlink():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_symlink() and not source.is_dir():
        target.symlink_to(os.readlink(source)) if source.exists() and _shown(source) else None
    elif source.is_dir():
        shutil.copytree(source, target, symlinks=True, ignore=_unreadable)
    elif os.access(source, os.R_OK):
        shutil.copy2(source, target)


def _shown(link: Path) -> bool:
    # Whether what the link leads to is inside a root folder too.
    return str(link.resolve()).startswith(("/usr/", "/etc/"))


def _unreadable(folder: str, names: list[str]) -> list[str]:
    return [
        name
        for name in names
        if not (path := Path(folder, name)).is_symlink() and not os.access(path, os.R_OK)
    ]


def _write_accounts(etc: Path) -> None:
    # System accounts and groups; nobody of this machine, and no password.
    passwd = [line for line in Path("/etc/passwd").read_text().splitlines() if _is_of_system(line)]
    group = [line for line in Path("/etc/group").read_text().splitlines() if _is_of_system(line)]
    files = {
        "passwd": (passwd, 0o644),
        "group": (group, 0o644),
        "shadow": ([f"{line.split(':')[0]}:*:19000:0:99999:7:::" for line in passwd], 0o640),
        "gshadow": ([f"{line.split(':')[0]}:*::" for line in group], 0o640),
    }
    for name, (lines, mode) in files.items():
        path = etc / name
        path.write_text("\n".join(lines) + "\n")
        path.chmod(stat.S_IMODE(mode))


def _is_of_system(line: str) -> bool:
    fields = line.split(":")
    return (
        len(fields) > 2
        and fields[2].isdigit()
        and (int(fields[2]) < _SYSTEM_ACCOUNTS or int(fields[2]) == _NOBODY)
    )
