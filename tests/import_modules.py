"""`python -m tests.import_modules FOLDER PACKAGE…`: a line for each module that cannot be imported,
for each import, wherever it stands, that finds nothing, and for each name that is asked of a module
without it.
"""

import ast
import sys
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from types import ModuleType

import django

# Their folder is the first of the path where they are run.
BESIDE = {"production_check.engine.enter": {"owners": "production_check.engine.owners"}}


class Reading:
    """One file, whose imports have been followed. `modules`: what a name may mean in it."""

    def __init__(self, file: Path, module: str) -> None:
        self.module = module
        self.tree = ast.parse(file.read_text("utf-8"))
        self.modules: dict[str, list[ModuleType]] = defaultdict(list)
        self.problems: list[str] = []
        if file.name != "__main__.py":
            self._follow(1, module)
        for node in ast.walk(self.tree):
            self._follow_import(node)
        for node in ast.walk(self.tree):
            self._look_up(node)

    def _follow_import(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for each in node.names:
                self._follow(node.lineno, each.name, called=each.asname or "")
        if isinstance(node, ast.ImportFrom):
            source = BESIDE.get(self.module, {}).get(node.module or "", node.module or "")
            for each in node.names:
                name = "" if each.name == "*" else each.name
                self._follow(node.lineno, source, name, called=each.asname or name)

    def _follow(self, line: int, module: str, name: str = "", *, called: str = "") -> None:
        try:
            found = import_module(module)
            if name and not hasattr(found, name):
                found = import_module(f"{module}.{name}")
            elif name:
                found = getattr(found, name)
        except Exception as problem:
            self._report(line, f"{type(problem).__name__}: {problem}")
        else:
            if called and isinstance(found, ModuleType):
                self.modules[called].append(found)

    def _look_up(self, node: ast.AST) -> None:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            meant = self.modules.get(node.value.id)
            if meant and not any(hasattr(each, node.attr) for each in meant):
                self._report(node.lineno, f"{node.value.id} has no {node.attr}")

    def _report(self, line: int, words: str) -> None:
        self.problems.append(f"{self.module}:{line}: {words}")


def main(folder: Path, packages: list[str]) -> None:
    sys.path.insert(0, str(folder))
    django.setup()
    for package in packages:
        for file in sorted((folder / package).rglob("*.py")):
            parts = file.relative_to(folder).with_suffix("").parts
            for problem in Reading(file, ".".join(parts).removesuffix(".__init__")).problems:
                print(problem)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
