"""The contracts between apps and rooms see every module, hold, and fail on each wrong import."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

from config.trial.room_contract import circles_of, floor_of
from tests.sources import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
PACKAGES = SETTINGS["root_packages"]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*PACKAGES, cache_dir=None)


def test_every_module_is_in_the_graph(graph):
    files = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    }
    assert files - graph.modules == set()


def test_every_folder_with_code_is_a_package():
    """Else the import graph, and every contract with it, would not see what is in it."""
    bare = {
        str(path.parent.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if not (path.parent / "__init__.py").exists()
    }
    assert bare == set()


def test_rooms_hold_at_most_a_dozen_files():
    """Who changes one thing opens one folder."""
    crowded = {
        str(folder.relative_to(ROOT)): count
        for app in (
            "agencies",
            "recruitment",
            "conferences",
            "campaigns",
            "reader",
            "workbooks",
            "papers",
            "tables",
            "vietnam",
        )
        for folder in (ROOT / app).iterdir()
        if folder.is_dir() and folder.name not in ("migrations", "templatetags")
        if (count := sum(p.name != "__init__.py" for p in folder.glob("*.py"))) > 12
    }
    assert crowded == {}


@pytest.mark.parametrize(
    ("module", "floor"),
    [
        ("agencies.tasks.models", 0),
        ("agencies.tasks.occurrence_models", 0),
        ("agencies.mail.services.delivery", 1),
        ("agencies.jobs.views", 2),
        ("recruitment.templatetags.recruitment", 2),
    ],
)
def test_a_module_stands_on_the_floor_of_its_name(module, floor):
    assert floor_of(module) == floor


# Planted imports ----------------------------------------------------------------------------------
PLANTED = {
    "the lower app names the higher": ("agencies/conversation/snoozes.py", "recruitment.vacancies"),
    "the country knows a framework": ("vietnam/dates.py", "django.conf"),
    "an app knows the configuration": ("agencies/mail/queries.py", "config.settings"),
    "an earlier room uses a later one": ("agencies/tasks/queries.py", "agencies.bulk.services"),
    "work knows a page": ("agencies/progress/services.py", "agencies.task_pages.views"),
    "tables know work": ("recruitment/vacancies/models.py", "recruitment.vacancy_life.services"),
    "a query knows its service": ("agencies/policies/queries.py", "agencies.policies.services"),
    "a circle": ("vietnam/folding.py", "vietnam.dates"),
    "the reader knows an app": ("reader/tables/columns.py", "agencies.errors"),
    "phrases know the outline": ("reader/phrases/bodies.py", "reader.outline.items"),
    "a room nobody declared": ("agencies/undeclared/queries.py", "agencies.errors"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("checkout")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, place / package, ignore=_only_code)
    shutil.copy(ROOT / "pyproject.toml", place)
    return place


def _only_code(folder: str, names: list[str]) -> set[str]:
    return {n for n in names if not n.endswith(".py") and not (Path(folder) / n).is_dir()}


def test_the_house_keeps_its_contracts(copy):
    assert _lint(copy) == (0, "")


@pytest.mark.parametrize(("path", "imported"), PLANTED.values(), ids=PLANTED)
def test_a_wrong_import_breaks_a_contract(copy, path, imported):
    file = copy / path
    before = file.read_text("utf-8") if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    (file.parent / "__init__.py").touch()
    file.write_text(f"{before or ''}\nimport {imported}\n", "utf-8")
    try:
        code, _ = _lint(copy)
    finally:
        if before is None:
            shutil.rmtree(file.parent)
        else:
            file.write_text(before, "utf-8")
    assert code == 1


def _lint(place: Path) -> tuple[int, str]:
    """The exit code, and what is broken."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    ended = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    _, _, broken = ended.stdout.partition("Broken contracts")
    return ended.returncode, broken or ended.stderr


def test_circles_are_found_among_those_who_only_lead_to_them():
    graph = grimp.ImportGraph()
    pairs = [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d"), ("e", "f"), ("f", "e")]
    for importer, imported in pairs:
        graph.add_import(importer=importer, imported=imported)
    assert circles_of(graph) == [["b", "c"], ["e", "f"]]
