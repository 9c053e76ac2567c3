"""What the papers about security name exists."""

import re

import pytest

from tests.sources import ROOT

PAPERS = sorted((ROOT / "docs" / "security").glob("*.md"))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_test_that_a_paper_names_is_there(paper):
    text = paper.read_text("utf-8")
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", text))
    missing = [name for name in sorted(named) if not (ROOT / name).is_file()]
    stems = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
    missing += [name for name in re.findall(r"`(test_\w+)`", text) if name not in stems]
    assert missing == []
    assert named or re.search(r"`test_\w+`", text)
