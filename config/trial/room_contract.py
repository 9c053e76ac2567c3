"""The contract between the rooms of an app, checked by import-linter (decision 0045).

A room is a package named by what it is about. Its modules stand on one of three floors, told by
their names: tables (`choices`, `models`), pages (`views`, `urls` and what else answers requests),
and between them the work (queries, services, forms, exports). Rooms stand in a declared order.
A module may import from a lower floor of any room, and on its own floor from rooms before its own.
"""

from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

# Inside a room, modules of these names import only from those to their left.
LAYERS = ("choices", "models", "queries", "services", "forms", "exports", "views", "urls")
TABLES, WORK, PAGES = range(3)
_PAGE_NAMES = frozenset({"views", "urls", "admin", "context_processors", "templatetags"})


def floor_of(module: str) -> int:
    """TABLES, WORK or PAGES, by the names below the app: `agencies.tasks.models` → TABLES."""
    names = module.split(".")[1:]
    if any(name in ("choices", "models") or name.endswith("_models") for name in names):
        return TABLES
    if any(name in _PAGE_NAMES or name.endswith("_views") for name in names):
        return PAGES
    return WORK


class RoomsContract(Contract):
    """Options: `app`; `rooms`, packages and modules of the app in their order; `foundation`, those
    at the beginning that every floor may use; `ignore_imports`, imports still to be removed.
    """

    type_name = "rooms"
    app = fields.StringField()
    rooms = fields.ListField(subfield=fields.StringField())
    foundation = fields.ListField(subfield=fields.StringField(), required=False, default=[])
    ignore_imports = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        wrong = [*self._unknown_rooms(graph), *self._wrong_imports(graph)]
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for sentence in check.metadata["wrong"]:
            output.print_error(sentence)

    def _unknown_rooms(self, graph: ImportGraph) -> list[str]:
        found = {self._room(module) for module in self._modules(graph)}
        left_out = sorted(found - set(self.rooms))
        gone = sorted(set(self.rooms) - found)
        return [f"{self.app}.{room} stands in no order." for room in left_out] + [
            f"{self.app}.{room} is declared, but there is none." for room in gone
        ]

    def _wrong_imports(self, graph: ImportGraph) -> list[str]:
        allowed = set(self.ignore_imports)
        wrong = []
        for importer, imported in self._imports(graph):
            line = f"{importer} -> {imported}"
            if line in allowed:
                allowed.remove(line)
            elif reason := self._reason_against(importer, imported):
                wrong.append(f"{line}: {reason}")
        return sorted(wrong) + [f"{line} is excused, but is no import." for line in sorted(allowed)]

    def _reason_against(self, importer: str, imported: str) -> str:
        importing_room = self._room(importer)
        imported_room = self._room(imported)
        if importing_room not in self.rooms or imported_room not in self.rooms:
            return ""
        if importing_room == imported_room:
            return self._against_layers(importer, imported)
        if self._rank(imported) > self._rank(importer):
            return "a higher floor, or a later room on the same floor"
        return ""

    def _against_layers(self, importer: str, imported: str) -> str:
        left = _layer_of(importer)
        right = _layer_of(imported)
        if left is not None and right is not None and right > left:
            return f"{LAYERS[right]} stand to the right of {LAYERS[left]}"
        return ""

    def _rank(self, module: str) -> tuple[int, int]:
        room = self._room(module)
        floor = TABLES if room in self.foundation else floor_of(module)
        return floor, self.rooms.index(room)

    def _imports(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        modules = self._modules(graph)
        for importer in sorted(modules):
            for imported in graph.find_modules_directly_imported_by(importer):
                if imported in modules:
                    yield importer, imported

    def _modules(self, graph: ImportGraph) -> set[str]:
        return {m for m in graph.modules if m.startswith(f"{self.app}.") and ".migrations" not in m}

    def _room(self, module: str) -> str:
        return module.split(".")[1]


class NoCirclesContract(Contract):
    """No module reaches itself through imports, in any of the root packages."""

    type_name = "no_circles"

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        circles = circles_of(graph)
        return ContractCheck(kept=not circles, metadata={"circles": circles})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for circle in check.metadata["circles"]:
            output.print_error("A circle: " + ", ".join(circle))


def circles_of(graph: ImportGraph) -> list[list[str]]:
    """Groups of modules that all reach each other, each sorted."""
    left = set(graph.modules)
    while free := {m for m in left if not graph.find_modules_directly_imported_by(m) & left}:
        left -= free
    while free := {m for m in left if not graph.find_modules_that_directly_import(m) & left}:
        left -= free
    circles = []
    while left:
        start = min(left)
        circle = (graph.find_downstream_modules(start) & graph.find_upstream_modules(start)) & left
        if circle:
            circles.append(sorted(circle | {start}))
        left -= circle | {start}
    return circles


def _layer_of(module: str) -> int | None:
    # The first name of a layer below the room; None for modules of other names.
    names = module.split(".")[2:]
    return next((LAYERS.index(name) for name in names if name in LAYERS), None)
