"""What every visitor gets through the proxy: TLS, headers, cookies, static files, the public
site.
"""

from collections.abc import Callable
from dataclasses import dataclass

import httpx

from production_check.report import CheckError
from production_check.trial.visitor import Visitor

YEAR = 31_536_000


@dataclass
class Site:
    visitor: Visitor
    site: str

    def list_steps(self) -> list[Callable[[], str]]:
        """Each raises CheckError, or returns what it showed."""
        return [
            self.leads_to_https,
            self.carries_headers,
            self.serves_static_files,
            self.shows_public_pages,
        ]

    def leads_to_https(self) -> str:
        answer = httpx.get(
            f"{self.site.replace('https:', 'http:')}/viec-lam/", follow_redirects=False
        )
        _require(
            answer.status_code == 301 and answer.headers["location"] == f"{self.site}/viec-lam/",
            "HTTP leads to HTTPS",
        )
        return "HTTP leads to HTTPS"

    def carries_headers(self) -> str:
        answer = self.visitor.get("/tai-khoan/dang-nhap/")
        transport = answer.headers.get("strict-transport-security", "")
        _require(f"max-age={YEAR}" in transport, "Strict-Transport-Security of a year")
        _require(
            "default-src 'none'" in answer.headers.get("content-security-policy", ""),
            "Content-Security-Policy",
        )
        _require(answer.headers.get("server", "nginx") == "nginx", "no version of a server")
        cookies = answer.headers.get_list("set-cookie")
        _require(
            bool(cookies) and all("Secure" in cookie for cookie in cookies),
            "cookies over TLS alone",
        )
        return "HSTS, CSP and Secure cookies are there"

    def serves_static_files(self) -> str:
        sheets = self.visitor.tree().xpath("//link[@rel='stylesheet']/@href")
        _require(bool(sheets), "a style sheet")
        for encoding in ("gzip", "br"):
            answer = self.visitor.client.get(sheets[0], headers={"Accept-Encoding": encoding})
            _require(answer.status_code == 200, f"the static file {sheets[0]}")
            _require(
                answer.headers.get("content-encoding") == encoding,
                f"the static file {sheets[0]} as {encoding}",
            )
            caching = answer.headers.get("cache-control", "")
            _require(
                "immutable" in caching, f"far-future caching of {sheets[0]} (it says: {caching})"
            )
        return "static files come as gzip and br, to be kept for years"

    def shows_public_pages(self) -> str:
        answer = self.visitor.get("/viec-lam/")
        _require("text/html" in answer.headers["content-type"], "the public page of vacancies")
        return "the public site opens"


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise CheckError(f"Through the proxy there is not: {what}.")
