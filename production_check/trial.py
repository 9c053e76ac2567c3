"""The services of the compose file behind the proxy, and what is tried on them."""

import subprocess
import time

from production_check import project
from production_check.engine import Engine
from production_check.health import check_health
from production_check.image import Image
from production_check.kernel import Kernel
from production_check.mail import MailServer
from production_check.measure import memory_lines, package_lines
from production_check.proxy import Proxy
from production_check.report import Report
from production_check.site import Site
from production_check.visitor import Visitor
from production_check.walk import Walk


class Trial:
    def __init__(self, image: Image, kernel: Kernel, report: Report) -> None:
        self.report = report
        self.variables = project.settings()
        services = project.services(self.variables)
        self.engine = Engine(image, services, kernel, report, project.outside_names(self.variables))

    def show_that_web_boots(self) -> None:
        """Enough for the control: the migrations and the web servers, until they are healthy."""
        self._start("web")

    def everything(self) -> None:
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
        proxy = Proxy(project.site_name(self.variables), [part.address for part in self.engine.of("web")], self.report)
        proxy.start()
        subprocess.run(["mount", "--bind", str(self.engine.hosts), "/etc/hosts"], check=True)
        self.report.step("nginx runs with docs/deployment/nginx.conf", began)
        return Visitor(self.variables["SITE_URL"], proxy.certificate)

    def _measure(self) -> None:
        for line in memory_lines(self.engine.parts) + package_lines(self.engine.image.root / "opt" / "venv"):
            self.report.say(line)

    def _start(self, *names: str) -> None:
        """At once, as far as they do not wait for each other."""
        began = time.monotonic()
        self.engine.start(*names)
        self.report.step("the migrations ran, and all parts are started", began)
        for part in self.engine.parts:
            began = time.monotonic()
            self.engine.wait_until_healthy(part)
            self.report.step(f"{part.name} is healthy", began)

    def stop(self) -> None:
        if killed := self.engine.stop():
            self.report.say(f"had to be killed at the end: {', '.join(killed)}")
