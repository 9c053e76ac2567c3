"""Goes through the portal as a browser does: every link and every form that a page shows, parsed
from its HTML.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urljoin, urlsplit

import lxml.html
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve

from tests.taken_back import taken_back

OTHER_PLACES = ("/static/", "/quan-tri/")
"""Files, and Django's own administration."""
OF_SOMEBODY_ELSE = "agencies:outbox-letter"
"""A letter as its recipient gets it; the links are that person's."""
FRAGMENT = (
    '<!doctype html><html lang="vi"><head><meta '
    'charset="utf-8"><title>Part</title></head><body>{}</body></html>'
)
AROUND = {"li": "<ul>{}</ul>", "tr": "<table><tbody>{}</tbody></table>"}
"""What a part of a page stands in, by the element that it begins with."""


@lru_cache(maxsize=8)
def _parsed(document: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(document)


@dataclass(frozen=True)
class Page:
    """An answer, and where it was asked from. `html` is empty of a file, of a redirection and of no
    content.
    """

    address: str
    status: int
    html: str
    seen_on: str = ""
    location: str = ""

    @property
    def is_fragment(self) -> bool:
        return not self.html.lower().startswith("<!doctype html")

    @property
    def document(self) -> str:
        """The page; a part of one, as htmx gets it, within the least that makes it a document."""
        if not self.is_fragment:
            return self.html
        first = self.html[1:].replace(">", " ").split()[0]
        outside = set(re.findall(r'\bform="([\w-]+)"', self.html)) - set(
            re.findall(r'\bid="([\w-]+)"', self.html)
        )
        forms = "".join(f'<form id="{each}"></form>' for each in sorted(outside))
        return FRAGMENT.format(forms + AROUND.get(first, "{}").format(self.html))

    @property
    def tree(self) -> lxml.html.HtmlElement:
        """Read once for all that is asked of one page after another; all pages' trees at once would
        fill the memory.
        """
        return _parsed(self.document)


@dataclass(frozen=True)
class Form:
    """As a page shows it: the fields with what stands in them, and the button by which it is
    sent.
    """

    action: str
    method: str
    fields: dict[str, str]
    hidden: dict[str, str]
    seen_on: str
    by_htmx: bool = False

    @property
    def kind(self) -> tuple:
        return view_of(self.action), tuple(sorted(self.fields)), self.by_htmx


def page_of(answer, address: str, seen_on: str = "") -> Page:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    html = (
        content.decode().strip() if answer.get("Content-Type", "").startswith("text/html") else ""
    )
    return Page(address, answer.status_code, html, seen_on, answer.get("Location", ""))


def crawl(client: Client, *starts: str, of_a_kind: int) -> dict[str, Page]:
    """Follows links from `starts`, at most `of_a_kind` for each pair of a view and the names in its
    query.
    """
    seen: dict[str, Page] = {}
    kinds: Counter = Counter()
    waiting = [(start, "") for start in starts]
    while waiting:
        address, seen_on = waiting.pop(0)
        kind = kind_of(address)
        if address in seen or kinds[kind] >= of_a_kind:
            continue
        kinds[kind] += 1
        page = seen[address] = page_of(client.get(address), address, seen_on)
        if kind[0] != OF_SOMEBODY_ELSE:
            waiting += [(link, address) for link in map(internal, links_of(page)) if link]
    return seen


def view_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return urlsplit(address).path


def kind_of(address: str) -> tuple[str, tuple[str, ...]]:
    names = {name for name, _value in parse_qsl(urlsplit(address).query, keep_blank_values=True)}
    return view_of(address), tuple(sorted(names))


def internal(link: str) -> str:
    """The path and query of a link within the portal; empty of any other."""
    path = link.removeprefix(settings.SITE_URL).partition("#")[0]
    return path if path.startswith("/") and not path.startswith(("//", *OTHER_PLACES)) else ""


def links_of(page: Page) -> list[str]:
    """Where a reader or the browser goes from here."""
    if page.location or not page.html:
        return [urljoin(page.address, page.location)] if page.location else []
    found = page.tree.xpath(
        "//a/@href | //link/@href | //img/@src | //iframe/@src | //object/@data"
    )
    found += [form.action.partition("?")[0] for form in forms_of(page) if form.method == "get"]
    return [absolute(page, link) for link in found if not link.startswith("#")]


def absolute(page: Page, link: str) -> str:
    """As browsers join them: a lone “?” takes the query away, which urljoin would keep."""
    return page.address.partition("?")[0] if link == "?" else urljoin(page.address, link)


def asked_by_htmx(page: Page) -> list[str]:
    return (
        [urljoin(page.address, link) for link in page.tree.xpath("//@hx-get")] if page.html else []
    )


def forms_of(page: Page) -> Iterator[Form]:
    """A form for each button that leads elsewhere."""
    tree = page.tree if page.html else None
    for form in tree.forms if tree is not None else ():
        method = (form.get("method") or "get").lower()
        if method == "dialog":
            continue
        inputs = [one for one in form.inputs if one.get("name")]
        inputs += tree.xpath("//*[@form=$id and @name]", id=form.get("id") or "-")
        hidden = {
            one.get("name"): one.get("value") or "" for one in inputs if one.get("type") == "hidden"
        }
        buttons = form.xpath(".//button[not(@type) or @type='submit']")
        buttons += tree.xpath("//button[@form=$id]", id=form.get("id") or "-")
        actions = {button.get("formaction") or form.get("action") or "" for button in buttons} or {
            form.get("action")
        }
        for action in sorted(urljoin(page.address, action or page.address) for action in actions):
            yield Form(action, method, dict(filled(inputs)), hidden, page.address)
        if form.get("hx-post"):
            target = urljoin(page.address, form.get("hx-post"))
            yield Form(target, method, dict(filled(inputs)), hidden, page.address, by_htmx=True)


def filled(inputs) -> Iterator[tuple[str, str]]:
    """What a browser sends of an untouched form, without its buttons."""
    for one in inputs:
        kind = one.get("type", "")
        if kind in ("submit", "button", "file", "image") or one.tag == "button":
            continue
        if kind in ("checkbox", "radio") and one.get("checked") is None:
            continue
        value = one.value
        yield one.get("name"), value if isinstance(value, str) else ""


def submit(client: Client, form: Form, fields: dict[str, str], what: str = "") -> Page:
    """The answer; what the form changed is taken back, also in the browser."""
    cookies = client.cookies.copy()
    headers = {"HX-Request": "true"} if form.by_htmx else {}
    with taken_back():
        answer = client.post(form.action, fields, headers=headers)
        page = page_of(answer, f"{form.action} {what}".rstrip(), form.seen_on)
    client.cookies = cookies
    return page
