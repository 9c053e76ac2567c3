"""What a page is after htmx has swapped a part of it, beside the page as it is loaded anew."""

import lxml.html
from django.test import Client
from lxml.html import HtmlElement

Shown = list[tuple[str, dict[str, str], str]]
OF_EACH_ANSWER = "//input[@name='csrfmiddlewaretoken' or @name='form_key'] | //input[@name='next']"
TYPED, TOKEN = {"value", "selected", "checked"}, "hx-headers"
"""What somebody typed or chose stays in the form as it stands; the token is new in each answer."""


def assert_swap_equals_page(
    client: Client, address: str, query: dict[str, str], *, target: str = "rows"
) -> None:
    """The whole page with the rows of the filtered list in it is the page of the filtered list."""
    page = client.get(address).content.decode()
    fragment = client.get(address, query, headers={"HX-Request": "true"}).content.decode()
    fresh = client.get(address, query).content.decode()
    assert "<html" not in fragment
    assert shown(swapped(page, fragment, target)) == shown(lxml.html.document_fromstring(fresh))


def swapped(page: str, fragment: str, target: str) -> HtmlElement:
    """The page with the fragment in its target; what comes out of band takes the place of its
    namesake.
    """
    tree = lxml.html.document_fromstring(page)
    part = lxml.html.fragment_fromstring(fragment, create_parent="div")
    for beside in part.xpath(".//*[@hx-swap-oob]"):
        del beside.attrib["hx-swap-oob"]
        old = tree.get_element_by_id(beside.get("id"))
        beside.tail = None
        old.getparent().replace(old, beside)
    place = tree.get_element_by_id(target)
    for child in list(place):
        place.remove(child)
    place.text = part.text
    place.extend(list(part))
    return tree


def shown(tree: HtmlElement) -> Shown:
    """Each element with its attributes and its own words, in order."""
    for field in tree.xpath(OF_EACH_ANSWER):
        field.getparent().remove(field)
    return [
        (each.tag, _lasting(each), _words(each))
        for each in tree.iter()
        if isinstance(each.tag, str)
    ]


def _lasting(element: HtmlElement) -> dict[str, str]:
    is_typed = bool(element.xpath("ancestor::form[@method='get' or @role='search']"))
    passing = TYPED | {TOKEN} if is_typed else {TOKEN}
    return {name: text for name, text in element.attrib.items() if name not in passing}


def _words(element: HtmlElement) -> str:
    return " ".join(
        " ".join([element.text or "", *(child.tail or "" for child in element)]).split()
    )
