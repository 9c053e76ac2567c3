"""`python -m tests.import_modules FOLDER PACKAGE…`: a line for each module that cannot be imported,
and for each import, wherever it stands, that finds nothing.
"""

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import django

# Their folder is the first of the path where they are run.
BESIDE = {"production_check.engine.enter": {"owners": "production_check.engine.owners"}}


def problems_of(file: Path, module: str) -> Iterator[str]:
    if file.name != "__main__.py" and (problem := _try_import(module)):
        yield f"{module}: {problem}"
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        for imported, name in _imports(node):
            found_as = BESIDE.get(module, {}).get(imported, imported)
            if problem := _try_import(found_as, name):
                yield f"{module}:{node.lineno}: {problem}"


def _imports(node: ast.AST) -> Iterator[tuple[str, str]]:
    # Modules, and what is taken from them.
    if isinstance(node, ast.Import):
        yield from ((each.name, "") for each in node.names)
    if isinstance(node, ast.ImportFrom):
        yield from (
            (node.module or "", "" if each.name == "*" else each.name) for each in node.names
        )


def _try_import(module: str, name: str = "") -> str:
    try:
        if name and not hasattr(import_module(module), name):
            import_module(f"{module}.{name}")
        import_module(module)
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"
    return ""


def main(folder: Path, packages: list[str]) -> None:
    sys.path.insert(0, str(folder))
    django.setup()
    for package in packages:
        for file in sorted((folder / package).rglob("*.py")):
            parts = file.relative_to(folder).with_suffix("").parts
            for problem in problems_of(file, ".".join(parts).removesuffix(".__init__")):
                print(problem)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
