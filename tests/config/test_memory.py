"""What a web process loads when it begins: nothing that few of its pages need (tests of figures: bench/memory.py)."""

import json
import os
import subprocess
import sys

import pytest

from tests.sources import ROOT

RARE = ("celery", "kombu", "openpyxl", "docx", "lxml", "typst", "segno", "pypdfium2", "icalendar", "requests",
        "holidays", "polib", "fontTools")  # fmt: skip
PROGRAM = "import config.wsgi, config.urls, json, sys; print(json.dumps([*sys.modules]))"


def loaded(program: str = PROGRAM) -> set[str]:
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=os.environ, capture_output=True, check=True)
    return set(json.loads(ended.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def modules() -> set[str]:
    return loaded()


@pytest.mark.parametrize("name", RARE)
def test_a_web_process_begins_without(modules, name):
    assert name not in modules


def test_control_the_applications_are_loaded(modules):
    assert {"agencies.views.tasks", "recruitment.views.public", "campaigns.views"} <= modules


def test_control_a_workbook_loads_its_library():
    program = f"import config.wsgi, agencies.exports.workbook; {PROGRAM}"
    assert "openpyxl" in loaded(program)
