"""Draws docs/pictures/rooms.svg and the tables of docs/architecture.md from the import graph
(`portal.py fix`; a test holds both to the code).
"""

import ast
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import grimp

from config.trial.environment import ROOT

DOCUMENT = ROOT / "docs" / "architecture.md"
PICTURE = ROOT / "docs" / "pictures" / "rooms.svg"
APPS = ("campaigns", "conferences", "recruitment", "agencies")
GROUND = ("papers", "tables", "reader", "workbooks", "vietnam")
_MARKS = "<!-- {app}: made by portal.py fix -->"
_WIDTH = 1180
_BOX = 154
_HEIGHT = 40
_GAP = 8
_MARGIN = 16
_TITLE = 30
_COLOURS = {
    "campaigns": "#f3e9d8",
    "conferences": "#efe3ea",
    "recruitment": "#e2ecdf",
    "agencies": "#dfe8f1",
}
_GROUND_COLOUR = "#ececec"


@dataclass(frozen=True)
class Room:
    """A package of an app; `uses` names rooms of the same app, in the app's order."""

    app: str
    name: str
    about: str
    modules: int
    uses: tuple[str, ...]


def read_rooms(graph: grimp.ImportGraph, app: str) -> list[Room]:
    # The packages of an app in their declared order; an app without one has none.
    return [
        Room(app, name, _about(ROOT / app / name), _modules(ROOT / app / name), uses)
        for name in _order(app)
        if (ROOT / app / name / "__init__.py").exists()
        for uses in [_uses(graph, app, name)]
    ]


def _order(app: str) -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    return next((c["rooms"] for c in contracts if c.get("app") == app), [])


def _about(folder: Path) -> str:
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split())


def _modules(folder: Path) -> int:
    return sum(path.name != "__init__.py" for path in folder.rglob("*.py"))


def _uses(graph: grimp.ImportGraph, app: str, name: str) -> tuple[str, ...]:
    package = f"{app}.{name}"
    modules = {package} | graph.find_descendants(package)
    imported = {m for module in modules for m in graph.find_modules_directly_imported_by(module)}
    rooms = {m.split(".")[1] for m in imported - modules if m.startswith(f"{app}.")}
    return tuple(room for room in _order(app) if room in rooms)


def architecture_problems() -> list[str]:
    """What `portal.py fix` would write anew."""
    wanted = _outputs()
    return [
        f"{path.relative_to(ROOT)} is not as the code is: run portal.py fix"
        for path, text in wanted.items()
        if not path.exists() or path.read_text("utf-8") != text
    ]


def write_architecture() -> None:
    for path, text in _outputs().items():
        path.write_text(text, "utf-8")


def _outputs() -> dict[Path, str]:
    graph = grimp.build_graph(*APPS, *GROUND, cache_dir=None)
    rooms = {app: read_rooms(graph, app) for app in APPS}
    text = DOCUMENT.read_text("utf-8")
    for app in APPS:
        mark = re.escape(_MARKS.format(app=app))
        table = f"{_MARKS.format(app=app)}\n{_table(rooms[app])}{_MARKS.format(app=app)}"
        text = re.sub(f"{mark}.*?{mark}", lambda _, table=table: table, text, flags=re.DOTALL)
    return {DOCUMENT: text, PICTURE: _picture(rooms)}


def _table(rooms: list[Room]) -> str:
    head = "| Room | What it is about | Uses |\n|---|---|---|\n"
    return head + "".join(
        f"| `{room.app}/{room.name}/` | {room.about} | {', '.join(room.uses)} |\n" for room in rooms
    )


# The picture --------------------------------------------------------------------------------------
def _picture(rooms: dict[str, list[Room]]) -> str:
    # Bands from the highest app to the ground; in each, rooms from the first to the last.
    y = _MARGIN
    parts = []
    for app in APPS:
        band, height = _band(app, [(r.name, r.modules) for r in rooms[app]], y, _COLOURS[app])
        parts += band
        y += height + _GAP * 2
    ground = [(name, _modules(ROOT / name)) for name in GROUND]
    band, height = _band("ground", ground, y, _GROUND_COLOUR)
    parts += band
    whole = y + height + _MARGIN
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {whole}" '
        'font-family="Be Vietnam Pro, sans-serif" role="img">\n'
        "<title>Apps and rooms; each imports only from what stands below or before it</title>\n"
    )
    return head + "".join(f"{part}\n" for part in parts) + "</svg>\n"


def _band(title: str, boxes: list[tuple[str, int]], y: int, colour: str) -> tuple[list[str], int]:
    # The band's elements, and its height.
    a_row = (_WIDTH - 2 * _MARGIN - _GAP) // (_BOX + _GAP)
    rows = -(-len(boxes) // a_row)
    height = _TITLE + rows * (_HEIGHT + _GAP) + (_GAP if rows else 0)
    width = _WIDTH - 2 * _MARGIN
    parts = [
        f'<rect x="{_MARGIN}" y="{y}" width="{width}" height="{height}" rx="6" fill="{colour}"/>',
        f'<text x="{_MARGIN + 12}" y="{y + 20}" font-size="15" font-weight="600">{title}</text>',
    ]
    for number, (name, modules) in enumerate(boxes):
        row, column = divmod(number, a_row)
        left = _MARGIN + _GAP + column * (_BOX + _GAP)
        parts += _box(name, modules, left, y + _TITLE + row * (_HEIGHT + _GAP))
    return parts, height


def _box(name: str, modules: int, x: int, y: int) -> list[str]:
    return [
        f'<rect x="{x}" y="{y}" width="{_BOX}" height="{_HEIGHT}" rx="4" fill="#fff" '
        'stroke="#8a93a0"/>',
        f'<text x="{x + 8}" y="{y + 17}" font-size="13">{name}</text>',
        f'<text x="{x + 8}" y="{y + 33}" font-size="11" fill="#5b6470">{modules} modules</text>',
    ]
