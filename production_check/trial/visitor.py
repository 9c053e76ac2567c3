"""A client of the portal as a browser is one: cookies, forms with all their fields, redirects; no
scripts.
"""

import base64
import hmac
import ssl
import struct
import time
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
from lxml import html

from production_check.report import CheckError

# Seconds for which a code of an authenticator app counts.
STEP = 30


class Visitor:
    """`page` is the last answer. Pages are asked for in English."""

    def __init__(self, site: str, certificate: Path) -> None:
        trust = ssl.create_default_context(cafile=str(certificate))
        headers = {"Accept-Language": "en", "Referer": f"{site}/"}
        self.client = httpx.Client(
            base_url=site, verify=trust, headers=headers, timeout=60, follow_redirects=True
        )
        self.page: httpx.Response

    def get(self, url: str, *, status: int = 200) -> httpx.Response:
        self.page = self.client.get(url)
        return self._expect(status)

    def post(
        self, action: str, values: dict[str, str], *, files: dict[str, Any] | None = None
    ) -> httpx.Response:
        """The form of the page that leads there, filled in; its hidden fields go along."""
        form = self.form(action)
        url = urljoin(str(self.page.url), form.action or str(self.page.url))
        given = {name: value for name, value in form.form_values() if value is not None} | values
        self.page = self.client.post(
            url, data=given, files=files, headers={"Referer": str(self.page.url)}
        )
        return self._expect(200)

    def form(self, action: str) -> html.FormElement:
        """Raises CheckError when the page has no such form; an empty action is the page's own
        address.
        """
        for form in self.tree().forms:
            if (
                form.method == "POST"
                and (form.action or "").endswith(action)
                and bool(form.action) == bool(action)
            ):
                return form
        raise CheckError(
            f"{self.page.url} has no form that leads to {action or 'itself'}. {self.words()}"
        )

    def tree(self) -> html.HtmlElement:
        return html.fromstring(self.page.content)

    def links(self, part: str) -> list[str]:
        return [link for link in self.tree().xpath("//a/@href") if part in link]

    def has_form(self, action: str) -> bool:
        return any((form.action or "").endswith(action) for form in self.tree().forms)

    def must_be_at(self, path: str) -> None:
        if not self.page.url.path.endswith(path):
            raise CheckError(
                f"The way led to {self.page.url.path} instead of {path}. {self.words()}"
            )

    def _expect(self, status: int) -> httpx.Response:
        if self.page.status_code != status:
            raise CheckError(
                f"{self.page.url} answered {self.page.status_code} instead of {status}. "
                f"{self.words()}"
            )
        return self.page

    def words(self) -> str:
        """What the page says to people, for the message of a failure."""
        if "html" not in self.page.headers.get("content-type", ""):
            return ""
        found = self.tree().xpath(
            "//h1|//*[contains(@class, 'invalid-feedback') or contains(@class, 'alert')]"
        )
        return "It says: " + " / ".join(" ".join(each.text_content().split()) for each in found[:5])


def one_time_code(key: str, *, steps_ahead: int = 0) -> str:
    """Of an authenticator app (RFC 6238, six digits); a code counts once, so a second one is of the
    next step.
    """
    counter = int(time.time()) // STEP + steps_ahead
    padded = key + "=" * (-len(key) % 8)
    digest = hmac.digest(base64.b32decode(padded), struct.pack(">Q", counter), "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
