"""What a web process loads when it begins: nothing that few of its pages need (tests of figures:
bench/memory.py).
"""

import json
import os
import re
import subprocess
import sys

import pytest

from tests.sources import ROOT

pytestmark = pytest.mark.long("starts real processes")

RARE = (
    "celery",
    "kombu",
    "openpyxl",
    "xlsxwriter",
    "docx",
    "lxml",
    "python_calamine",
    "typst",
    "segno",
    "pypdfium2",
    "icalendar",
    "requests",
    "holidays",
    "polib",
    "fontTools",
)
PROGRAM = "import config.wsgi, config.urls, json, sys; print(json.dumps([*sys.modules]))"


def loaded(program: str = PROGRAM) -> set[str]:
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=os.environ, capture_output=True, check=True
    )
    return set(json.loads(ended.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def modules() -> set[str]:
    return loaded()


@pytest.mark.parametrize("name", RARE)
def test_a_web_process_begins_without(modules, name):
    assert name not in modules


def test_control_the_applications_are_loaded(modules):
    assert {
        "agencies.task_pages.views",
        "recruitment.public.views",
        "campaigns.monthly_report.views",
    } <= modules


def test_control_a_workbook_loads_its_library():
    program = f"import config.wsgi, workbooks.workbook; {PROGRAM}"
    assert "xlsxwriter" in loaded(program)


# The image is made without these (Dockerfile) -----------------------------------------------------
UNINSTALLED = ("fontTools", "holidays", "pip", "setuptools")


def test_the_image_takes_away_what_no_command_of_its_own_loads():
    """Neither a web process nor `manage.py`, which looks through the finders of static files, asks
    for one of them.
    """
    said = re.search(r"pip uninstall --yes (.+?) \\", (ROOT / "Dockerfile").read_text())[1]
    assert {name.lower() for name in UNINSTALLED} == set(said.split())
    block = f"import sys; sys.modules.update(dict.fromkeys({UNINSTALLED!r}))"
    program = (
        f"{block}; sys.argv = ['manage.py', 'check']; import runpy; "
        "runpy.run_path('manage.py', run_name='__main__')"
    )
    for wanted, code in ((program, 0), (f"{block}; import fontTools", 1)):
        ended = subprocess.run(
            [sys.executable, "-c", wanted], cwd=ROOT, env=os.environ, capture_output=True, text=True
        )
        assert ended.returncode == code, ended.stderr
