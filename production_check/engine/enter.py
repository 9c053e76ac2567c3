"""Makes the root folder of one container and becomes its first process: `python -I enter.py
PLAN.json`.

Runs inside fresh namespaces that `unshare` made. Standard library only; containers.py writes the
plan.
"""

import contextlib
import ctypes
import json
import os
import subprocess
import sys
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True)
RDONLY, NOSUID, NODEV, NOEXEC, REMOUNT, BIND, REC, RELATIME = 1, 2, 4, 8, 32, 4096, 16384, 1 << 21
DETACH = 2
# A user's namespace may not take these away from a mount; by statvfs and by mount(2).
KEPT_FLAGS = {os.ST_NOSUID: NOSUID, os.ST_NODEV: NODEV, os.ST_NOEXEC: NOEXEC, os.ST_NOATIME: 1024}

DEVICES = ("null", "zero", "full", "random", "urandom", "tty")


def main(plan: dict) -> None:
    if plan["address"]:
        sys.stdin.readline()  # until the other end of our network is there
        join_network(plan)
    root = Path(plan["root"])
    mount("tmpfs", root, "tmpfs", NOSUID | NODEV, "mode=755")
    for name, target in plan["links"]:
        inside(root, name).symlink_to(target)
    for source, target, _access in plan["binds"]:
        bind(Path(source), inside(root, target))
    make_devices(root)
    make_proc(root)
    for target, options in plan["tmpfs"]:
        folder = inside(root, target)
        folder.mkdir(parents=True, exist_ok=True)
        mount("tmpfs", folder, "tmpfs", NOSUID | NODEV | NOEXEC, options)
    for source, target, access in plan["binds"]:
        if access == "ro":  # only now: places for other mounts were made in it
            make_read_only(source, inside(root, target))
    if plan["read_only"]:
        mount("tmpfs", root, "", REMOUNT | BIND | RDONLY | NOSUID | NODEV)
    if plan["pretends_owners"]:
        sys.path.insert(0, str(Path(__file__).parent))  # isolated, so that nothing else is found
        from owners import pretend_owners  # slow import: only here

        pretend_owners()
    change_root(root)
    become(plan)


def inside(root: Path, path: str) -> Path:
    """Its parents are made where they are missing."""
    found = root / path.lstrip("/")
    found.parent.mkdir(parents=True, exist_ok=True)
    return found


def mount(source: str, target: Path, kind: str, flags: int, options: str = "") -> None:
    words = [source.encode(), str(target).encode(), kind.encode(), flags, options.encode()]
    if LIBC.mount(words[0], words[1], words[2], ctypes.c_ulong(words[3]), words[4]):
        raise OSError(
            ctypes.get_errno(), f"mount {source} {os.strerror(ctypes.get_errno())}", str(target)
        )


def bind(source: Path, target: Path) -> None:
    if source.is_dir():
        target.mkdir(exist_ok=True)
    elif not target.exists():
        target.touch()
    mount(str(source), target, "", BIND | REC)


def make_read_only(source: str, target: Path) -> None:
    found = os.statvfs(target).f_flag
    kept = sum(flag for seen, flag in KEPT_FLAGS.items() if found & seen)
    mount(source, target, "", REMOUNT | BIND | RDONLY | RELATIME | kept)


def make_devices(root: Path) -> None:
    for name in DEVICES:
        bind(Path("/dev") / name, inside(root, f"/dev/{name}"))
    for name, target in (("fd", ""), ("stdin", "/0"), ("stdout", "/1"), ("stderr", "/2")):
        inside(root, f"/dev/{name}").symlink_to(f"/proc/self/fd{target}")
    shared = inside(root, "/dev/shm")  # noqa: S108 as every container has it
    shared.mkdir()
    mount("tmpfs", shared, "tmpfs", NOSUID | NODEV | NOEXEC, "mode=1777")


def make_proc(root: Path) -> None:
    folder = inside(root, "/proc")
    folder.mkdir()
    try:
        mount("proc", folder, "proc", NOSUID | NODEV | NOEXEC)
    except PermissionError:  # inside another container the kernel shows only what that one sees
        bind(Path("/proc"), folder)


def join_network(plan: dict) -> None:
    commands = (
        ["ip", "link", "set", "lo", "up"],
        ["ip", "address", "add", plan["address"], "dev", "eth0"],
        ["ip", "link", "set", "eth0", "up"],
    )
    for command in commands:
        subprocess.run(command, check=True)


def change_root(root: Path) -> None:
    os.chdir(root)
    subprocess.run(["pivot_root", ".", "."], check=True)
    LIBC.umount2(b".", DETACH)
    os.chdir("/")


def become(plan: dict) -> None:
    os.umask(0o022)
    if plan["hostname"]:
        name = plan["hostname"].encode()
        LIBC.sethostname(name, len(name))
    os.chdir(plan["workdir"])
    nothing = os.open("/dev/null", os.O_RDONLY)
    os.dup2(nothing, 0)
    with contextlib.suppress(FileNotFoundError):
        os.execvpe(plan["command"][0], plan["command"], plan["environment"])
    sys.exit(f"There is no program {plan['command'][0]} in this container.")


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()))
