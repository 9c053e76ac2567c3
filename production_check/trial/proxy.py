"""nginx with the configuration of the documentation; only the certificate and the web servers'
addresses are put in.
"""

import datetime
import re
import shutil
import signal
import socket
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from config.embedded.processes import start_logged, wait_until
from config.trial.environment import ROOT
from production_check.report import CheckError, Report, require

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


class NginxProxy:
    """`certificate`: what a client must trust."""

    def __init__(self, name: str, web_servers: list[str], report: Report) -> None:
        program = shutil.which("nginx")
        if program is None:
            raise CheckError(
                "The proxy of the documentation is nginx, which is not here: apt-get install "
                "nginx-light."
            )
        self.program = program
        self.log = report.log("proxy")
        self.place = report.place / "proxy"
        self.place.mkdir()
        self.certificate, key = _make_certificate(name, self.place)
        paths = {_CERTIFICATE: self.certificate, _KEY: key}
        ipv6 = socket.has_ipv6 and Path("/proc/net/if_inet6").exists()
        portal = fill_in(EXAMPLE.read_text(), paths, web_servers, ipv6=ipv6)
        (self.place / "portal.conf").write_text(portal)
        types = Path("/etc/nginx/mime.types")
        (self.place / "nginx.conf").write_text(_MAIN.format(place=self.place, types=types))

    def start(self) -> None:
        process = start_logged(
            [self.program, "-c", str(self.place / "nginx.conf"), "-e", "stderr"],
            self.log,
            signal.SIGKILL,
        )
        wait_until(lambda: _listens(443) or process.poll() is not None, 10)
        require(
            process.poll() is None and _listens(443),
            f"nginx does not start with docs/deployment/nginx.conf; see {self.log}.",
        )


def fill_in(text: str, paths: dict[str, Path], web_servers: list[str], *, ipv6: bool) -> str:
    """The example with these files and servers. Raises CheckError when it names others than it
    should.
    """
    for path, own in paths.items():
        require(
            text.count(f"{path};") == 1, f"docs/deployment/nginx.conf does not name {path} once."
        )
        text = text.replace(path, str(own))
    require(
        len(_UPSTREAM.findall(text)) == len(web_servers),
        f"docs/deployment/nginx.conf does not name {len(web_servers)} web servers, as compose "
        "starts.",
    )
    addresses = iter(web_servers)
    text = _UPSTREAM.sub(lambda found: f"{found[1]}{next(addresses)}:8000;", text)
    return text if ipv6 else re.sub(r"(?m)^ +listen \[::\].*\n", "", text)


def _listens(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def _make_certificate(name: str, place: Path) -> tuple[Path, Path]:
    # Signed by itself: files of the certificate and of its key, good for a day.
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = place / "certificate.pem", place / "key.pem"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files
