"""The documents of the checkout name what is there, and nothing outside it."""

import re
from pathlib import Path

import pytest

from tests.sources import ROOT

DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
FOLDERS = "|".join(path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] != ".")
PATH = re.compile(rf"`((?:{FOLDERS})/[\w/.-]+)`")
MADE_BY_THE_TRIAL = "var/"
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
OUTSIDE = re.compile(r"\.\./shared|\b(?:DESIGN|QUALITY|DOMAIN|FEATURES|PRACTICE|STYLE)\.md\b")
ENDINGS = ("py", "md", "html", "toml", "css", "js")
HISTORY = ("CHANGELOG.md", "docs/decisions/")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_what_a_document_names_is_there(document):
    text = document.read_text("utf-8")
    named = {path for path in PATH.findall(text) if not path.startswith(MADE_BY_THE_TRIAL)}
    linked = {document.parent / target for target in LINK.findall(text)}
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
    assert [str(path) for path in sorted(linked) if not path.exists()] == []


def test_no_file_cites_papers_outside_the_checkout():
    files = (path for ending in ENDINGS for path in _files(ending))
    citing = [str(path) for path in files if OUTSIDE.search((ROOT / path).read_text("utf-8"))]
    assert citing == []


def _files(ending: str) -> list[Path]:
    """Without this one, what is installed or made, and what tells of the past."""
    found = (path.relative_to(ROOT) for path in sorted(ROOT.rglob(f"*.{ending}")))
    return [
        path
        for path in found
        if not path.parts[0].startswith(".")
        and not str(path).startswith(("var/", "node_modules/", *HISTORY))
        and path != Path(__file__).relative_to(ROOT)
    ]
