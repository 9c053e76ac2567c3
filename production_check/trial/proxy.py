"""nginx with the configuration of the documentation; only the certificate and the web servers'
addresses are put in.
"""

import re
import shutil
import signal
import socket
import subprocess
from pathlib import Path

from config.embedded.processes import ends_with_parent, wait_until
from config.trial.environment import ROOT
from production_check.errors import CheckError
from production_check.report import Report
from production_check.trial.certificate import make_certificate

EXAMPLE = ROOT / "docs" / "deployment" / "nginx.conf"
_CERTIFICATE = "/etc/ssl/portal/fullchain.pem"
_KEY = "/etc/ssl/portal/privkey.pem"
_UPSTREAM = re.compile(r"^( +server )127\.0\.0\.1:\d+;$", re.MULTILINE)
_MAIN = """daemon off;
user root;
worker_processes 1;
pid {place}/nginx.pid;
error_log stderr;
events {{}}
http {{
    include {types};
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    include {place}/portal.conf;
}}
"""


class Proxy:
    """`certificate`: what a client must trust."""

    def __init__(self, name: str, web_servers: list[str], report: Report) -> None:
        program = shutil.which("nginx")
        if program is None:
            raise CheckError(
                "The proxy of the documentation is nginx, which is not here: apt-get install "
                "nginx-light."
            )
        self.program, self.log = program, report.log("proxy")
        self.place = report.place / "proxy"
        self.place.mkdir()
        self.certificate, key = make_certificate(name, self.place)
        text = EXAMPLE.read_text()
        paths = {_CERTIFICATE: self.certificate, _KEY: key}
        (self.place / "portal.conf").write_text(
            fill_in(text, paths, web_servers, ipv6=socket.has_ipv6 and _has_ipv6())
        )
        types = Path("/etc/nginx/mime.types")
        (self.place / "nginx.conf").write_text(_MAIN.format(place=self.place, types=types))

    def start(self) -> None:
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [self.program, "-c", str(self.place / "nginx.conf"), "-e", "stderr"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=ends_with_parent(signal.SIGKILL),
            )
        if (
            not wait_until(lambda: _listens(443) or process.poll() is not None, 10)
            or process.poll() is not None
        ):
            raise CheckError(
                f"nginx does not start with docs/deployment/nginx.conf; see {self.log}."
            )


def fill_in(text: str, paths: dict[str, Path], web_servers: list[str], *, ipv6: bool) -> str:
    """The example with these files and servers. Raises CheckError when it names others than it
    should.
    """
    for path, own in paths.items():
        if text.count(f"{path};") != 1:
            raise CheckError(f"docs/deployment/nginx.conf does not name {path} once.")
        text = text.replace(path, str(own))
    if len(_UPSTREAM.findall(text)) != len(web_servers):
        raise CheckError(
            f"docs/deployment/nginx.conf does not name {len(web_servers)} web servers, as compose "
            "starts."
        )
    addresses = iter(web_servers)
    text = _UPSTREAM.sub(lambda found: f"{found[1]}{next(addresses)}:8000;", text)
    return text if ipv6 else re.sub(r"(?m)^ +listen \[::\].*\n", "", text)


def _has_ipv6() -> bool:
    return Path("/proc/net/if_inet6").exists()


def _listens(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0
