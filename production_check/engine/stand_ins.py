"""The servers that the compose file takes from other images: the same programs from the project's
own packages.
"""

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from config.embedded.binaries import find_programs
from config.embedded.postgres import SUPERUSER
from production_check.engine.containers import Container, run_to_end
from production_check.engine.image import Image
from production_check.engine.kernel import SYSTEM_PATH, Kernel
from production_check.engine.machine import make_base
from production_check.reading.compose import Service
from production_check.reading.dockerfile import ImageSettings
from production_check.report import CheckError, Report, require

PROGRAMS = "/opt/programs"
# As in both images; neither program runs as root.
ACCOUNT = 999


@dataclass(frozen=True)
class StandIn:
    """`binds`: its programs, where the container finds them; `path`: the folder of those."""

    binds: list[tuple[str, str, str]]
    path: str
    # Words after the command of the compose file that the image itself sets.
    extra: list[str]


def find_stand_in(service: Service) -> StandIn:
    """Raises CheckError for an image that nothing here stands for."""
    programs = find_programs()
    name = service.image.partition(":")[0].rpartition("/")[2]
    if name == "postgres":
        return _postgres(programs.postgres_bin)
    if name in ("valkey", "redis"):
        folder = f"{PROGRAMS}/valkey"
        server = [(str(programs.valkey), f"{folder}/valkey-server", "ro")]
        return StandIn([*server, *_valkey_client(folder)], folder, ["--protected-mode", "no"])
    raise CheckError(
        f"docker-compose.yml, {service.name}: nothing on this machine stands for the image "
        f"{service.image}."
    )


def make_stand_in_image(root: Path, path: str) -> Image:
    make_base(root)
    with (root / "etc" / "passwd").open("a") as accounts:
        accounts.write(f"server:x:{ACCOUNT}:{ACCOUNT}::/:/bin/false\n")
    settings = ImageSettings(environment={"PATH": f"{path}:{SYSTEM_PATH}"}, user=str(ACCOUNT))
    return Image(root, settings)


def make_cluster(database: Container, kernel: Kernel, report: Report) -> None:
    """A cluster at the container's volume, with the service's database and an owner of it who is no
    superuser.

    The image of PostgreSQL makes that account a superuser; the portal must do without.
    """
    folder = _data_folder(database)
    given = database.environment
    statements = (
        "CREATE ROLE {POSTGRES_USER} LOGIN PASSWORD '{POSTGRES_PASSWORD}';\n"
        "CREATE DATABASE {POSTGRES_DB} OWNER {POSTGRES_USER};\n"
    ).format_map(given)
    options = (
        f"-U {SUPERUSER} -E UTF8 --auth-local=trust --auth-host=scram-sha-256 --no-sync "
        "--locale=C.UTF-8"
    )
    script = (
        f"initdb -D {folder} {options} >/dev/null && echo 'host all all all scram-sha-256' >> "
        f"{folder}/pg_hba.conf"
        f' && printf "%s" "$STATEMENTS" | postgres --single -F -D {folder} postgres'
    )
    maker = replace(
        database,
        name="cluster",
        command=["/bin/sh", "-c", script],
        environment=given | {"STATEMENTS": statements, "LC_ALL": "C.UTF-8"},
    )
    log = report.log("database-cluster")
    require(
        not run_to_end(maker, kernel, report.place, log),
        f"The cluster of PostgreSQL was not made; see {log}.",
    )


def server_command(container: Container) -> list[str]:
    """Of the database, whose command the image sets."""
    settings = ("listen_addresses=*", "unix_socket_directories=/tmp,/var/run/postgresql")
    options = [word for setting in settings for word in ("-c", setting)]
    return ["postgres", "-D", _data_folder(container), *options]


def _data_folder(container: Container) -> str:
    return f"{container.binds[-1][1]}/data"


def _postgres(folder: Path) -> StandIn:
    install = folder.parent
    if str(install).startswith("/usr/"):
        return StandIn([], str(folder), [])
    package = install.parent
    libraries = package.with_name(f"{package.name}.libs")
    binds = [(str(package), f"{PROGRAMS}/postgres/package", "ro")]
    binds += (
        [(str(libraries), f"{PROGRAMS}/postgres/{libraries.name}", "ro")]
        if libraries.exists()
        else []
    )
    return StandIn(binds, f"{PROGRAMS}/postgres/package/{install.name}/bin", [])


def _valkey_client(folder: str) -> list[tuple[str, str, str]]:
    # The client of this machine, under the name that the health command asks for.
    found = shutil.which("valkey-cli") or shutil.which("redis-cli")
    return [(os.path.realpath(found), f"{folder}/valkey-cli", "ro")] if found else []
