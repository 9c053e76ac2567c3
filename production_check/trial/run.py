"""The services of the compose file behind the proxy, and what is tried on them."""

import subprocess
import time

from production_check.engine.image import Image, unreadable_files
from production_check.engine.kernel import Kernel
from production_check.engine.services import Engine
from production_check.errors import CheckError
from production_check.reading import project
from production_check.report import Report
from production_check.trial.health import check_health
from production_check.trial.mail import MailServer
from production_check.trial.measure import memory_lines, package_lines
from production_check.trial.proxy import Proxy
from production_check.trial.site import Site
from production_check.trial.visitor import Visitor
from production_check.trial.walk import Walk


class Trial:
    def __init__(self, image: Image, kernel: Kernel, report: Report) -> None:
        self.report, self.kernel = report, kernel
        self.variables = project.settings()
        services = project.services(self.variables)
        self.engine = Engine(image, services, kernel, report, project.outside_names(self.variables))

    def control(self) -> str:
        """What the mistake does, in one sentence. Raises CheckError when nothing notices it."""
        try:
            self._look_at_modes()
            self._start("web")
        except CheckError as problem:
            if reason := self._refused_file():
                return f"{problem} ({reason})"
            if not self.kernel.real_users:
                return str(problem)
            raise CheckError(f"The control failed for another reason: {problem}") from problem
        raise CheckError(
            "The control was not noticed: web servers boot with the permissions that once stopped "
            "them."
        )

    def _refused_file(self) -> str:
        # The line of a web server that was not let read the list of static files.
        texts = [part.running.log.read_text() for part in self.engine.of("web")]
        lines = [line for text in texts for line in text.splitlines() if "PermissionError" in line]
        return next((line.strip() for line in lines if "staticfiles.json" in line), "")

    def _look_at_modes(self) -> None:
        # In place of the kernel, for which the image's account is the one that made the files.
        if not self.kernel.real_users and (found := unreadable_files(self.engine.image)):
            raise CheckError(
                f"The image's account may not read {found[0]} and {len(found) - 1} other files of "
                "it."
            )

    def everything(self) -> None:
        self._look_at_modes()
        mail = MailServer(project.mail_address(), self.report)
        self._start(*self.engine.services)
        self._measure()
        visitor = self._open_proxy()
        Site(visitor, self.variables["SITE_URL"], self.report).everything()
        Walk(self.engine, visitor, mail, self.report).everything()
        began = time.monotonic()
        check_health(self.engine, self.report)
        self.report.step("every health command was run against running and stopped parts", began)

    def _open_proxy(self) -> Visitor:
        began = time.monotonic()
        proxy = Proxy(
            project.site_name(self.variables),
            [part.address for part in self.engine.of("web")],
            self.report,
        )
        proxy.start()
        subprocess.run(["mount", "--bind", str(self.engine.hosts), "/etc/hosts"], check=True)
        self.report.step("nginx runs with docs/deployment/nginx.conf", began)
        return Visitor(self.variables["SITE_URL"], proxy.certificate)

    def _measure(self) -> None:
        for line in memory_lines(self.engine.parts) + package_lines(
            self.engine.image.root / "opt" / "venv"
        ):
            self.report.say(line)

    def _start(self, *names: str) -> None:
        # At once, as far as they do not wait for each other.
        began = time.monotonic()
        self.engine.start(*names)
        self.report.step("the migrations ran, and all parts are started", began)
        for part in self.engine.parts:
            began = time.monotonic()
            self.engine.wait_until_healthy(part)
            self.report.step(f"{part.name} is healthy", began)

    def stop(self) -> None:
        began = time.monotonic()
        killed = self.engine.stop()
        self.report.step("all parts are stopped", began)
        if killed:
            self.report.say(f"had to be killed at the end: {', '.join(killed)}")
