"""Starts the services of the compose file as containers, waits as it says, and runs commands beside
them.
"""

import shlex
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from production_check.engine import stand_ins
from production_check.engine.containers import Container, RunningContainer
from production_check.engine.image import Image, copy_folder
from production_check.engine.kernel import GATEWAY, Kernel, Network
from production_check.reading.compose import Health, Service, sort_services
from production_check.report import CheckError, Report, require

# For a service that does one thing, such as the migrations.
SECONDS_TO_END = 300.0


@dataclass
class ServicePart:
    """One container of a service."""

    service: Service
    name: str
    address: str
    running: RunningContainer

    def has_program(self, health: Health) -> bool:
        """Whether the container has what its health command begins with; stand-ins may lack it."""
        is_shell = health.command[:2] == ["/bin/sh", "-c"]
        word = shlex.split(health.command[-1])[0] if is_shell else health.command[0]
        return self.running.execute(["/bin/sh", "-c", 'command -v "$0"', word]).returncode == 0


class Engine:
    """`outside`: names that stand for the machine itself, such as those of the proxy and the mail
    server.
    """

    def __init__(
        self,
        image: Image,
        services: dict[str, Service],
        kernel: Kernel,
        report: Report,
        outside: list[str],
    ) -> None:
        self.image = image
        self.services = services
        self.kernel = kernel
        self.report = report
        self.network = Network()
        self.parts: list[ServicePart] = []
        self.place = report.place
        self.hosts = self.place / "hosts"
        self.hosts.write_text(f"127.0.0.1 localhost\n{GATEWAY} {' '.join(outside)}\n")
        self._images: dict[str, Image] = {}

    # Starting -------------------------------------------------------------------------------------
    def start(self, *names: str) -> None:
        """These services and what they wait for."""
        wanted = self._with_needed(names)
        for service in sort_services(self.services):
            if service.name in wanted and not self.parts_of(service.name):
                self._wait_for_needed(service)
                self._start_service(service)

    def parts_of(self, name: str) -> list[ServicePart]:
        return [part for part in self.parts if part.service.name == name]

    def wait_until_healthy(self, part: ServicePart) -> None:
        health = part.service.health
        if health is None or not part.has_program(health):
            return
        limit = time.monotonic() + health.patience
        # Asked less often than `wait_until` does, since each question is a process.
        while part.running.runs and part.running.execute(health.command, health.timeout).returncode:
            if time.monotonic() > limit:
                raise _failed(part, "does not become healthy")
            time.sleep(0.5)
        if not part.running.runs:
            raise _failed(part, "ended at its start")

    def _with_needed(self, names: Iterable[str]) -> set[str]:
        found = set(names)
        for name in names:
            found |= self._with_needed(self.services[name].depends_on)
        return found

    def _wait_for_needed(self, service: Service) -> None:
        for name, condition in service.depends_on.items():
            for part in self.parts_of(name):
                if condition == "service_healthy":
                    self.wait_until_healthy(part)
                has_to_end = condition == "service_completed_successfully"
                if has_to_end and part.running.wait(SECONDS_TO_END):
                    raise _failed(part, "failed")

    def _start_service(self, service: Service) -> None:
        names = [
            service.container_name or f"{service.name}-{number + 1}"
            for number in range(service.replicas)
        ]
        addresses = {name: self.network.new_address() for name in names}
        with self.hosts.open("a") as hosts:
            for name, address in addresses.items():
                hosts.write(f"{address} {service.name} {name}\n")
        for name, address in addresses.items():
            container = self._describe_container(service, name)
            if "postgres" in service.image:
                stand_ins.make_cluster(container, self.kernel, self.report)
                container = replace(container, command=stand_ins.server_command(container))
            self.parts.append(self._run(service, container, address))

    def _run(self, service: Service, container: Container, address: str) -> ServicePart:
        log = self.report.log(container.name)
        running = RunningContainer(container, self.kernel, self.place, log)
        running.start(self.network, address)
        return ServicePart(service, container.name, address, running)

    # Containers -----------------------------------------------------------------------------------
    def _describe_container(self, service: Service, name: str) -> Container:
        stand_in = None if service.is_built else stand_ins.find_stand_in(service)
        image = self._stand_in_image(service, stand_in.path) if stand_in else self.image
        command = [*service.command, *(stand_in.extra if stand_in else [])]
        volumes = [
            (str(self._volume(source, image, target)), target, access)
            for source, target, access in service.volumes
        ]
        sockets = [("/tmp", "mode=1777"), ("/var/run/postgresql", "mode=1777")] if stand_in else []  # noqa: S108 of a container
        return Container(
            name=name,
            image=image,
            command=command or list(image.settings.command),
            environment=image.settings.environment | service.environment,
            user=image.settings.user,
            binds=[
                *(stand_in.binds if stand_in else []),
                (str(self.hosts), "/etc/hosts", "ro"),
                *volumes,
            ],
            tmpfs=[*sockets, *service.tmpfs],
            drops=service.drops,
            no_new_privileges=service.no_new_privileges,
        )

    def run_beside(self, name: str, command: list[str], seconds: float = 120.0) -> str:
        """As `docker compose run` does: what the command of a new container of the service prints.

        Raises CheckError when it fails.
        """
        part = self.start_idle_part(name)
        answer = part.running.execute(command, seconds)
        part.running.stop(0)
        require(
            not answer.returncode,
            f"{' '.join(command)} failed: {(answer.stderr or answer.stdout).strip()[-500:]}",
        )
        return answer.stdout

    def start_idle_part(self, name: str) -> ServicePart:
        """A container of the service in which its command does not run."""
        service = self.services[name]
        container = replace(
            self._describe_container(service, f"{name}-{len(self.parts)}-idle"),
            command=["sleep", "infinity"],
        )
        return self._run(service, container, self.network.new_address())

    def _volume(self, name: str, image: Image, target: str) -> Path:
        # A new one holds what the image has at its place, with the owner of that.
        folder = self.place / "volumes" / name
        if folder.exists():
            return folder
        folder.parent.mkdir(exist_ok=True)
        origin = image.root / target.lstrip("/")
        if origin.is_dir():
            copy_folder(origin, folder)
        else:
            folder.mkdir()
        return folder

    def _stand_in_image(self, service: Service, path: str) -> Image:
        if service.name not in self._images:
            root = self.place / "stand-ins" / service.name
            image = stand_ins.make_stand_in_image(root, path)
            for _source, target, _access in service.volumes:
                self.kernel.give_folder(root / target.lstrip("/"), stand_ins.ACCOUNT)
            self._images[service.name] = image
        return self._images[service.name]

    # Ending ---------------------------------------------------------------------------------------
    def stop(self) -> list[str]:
        """The last first; names of those that had to be killed."""
        return [
            part.name
            for part in reversed(self.parts)
            if part.running.runs and not part.running.stop(part.service.grace)
        ]


def _failed(part: ServicePart, how: str) -> CheckError:
    return CheckError(f"{part.name} {how}; its own words are at the end of {part.running.log}.")
