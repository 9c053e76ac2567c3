"""Reads the project's own files for the tests that guard taste and translations."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
APPS = ("agencies", "recruitment", "conferences", "campaigns")
PACKAGES = (*APPS, "reader", "workbooks", "papers", "tables", "config", "vietnam")

SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
CONTEXT = {"pgettext", "pgettext_lazy"}
PLURAL = {"ngettext", "ngettext_lazy"}

Message = tuple[str | None, str]
"""A message's context (or None) and its English text; plural messages by their singular."""


def python_files(*packages: str) -> Iterator[Path]:
    for package in packages or PACKAGES:
        yield from (
            p for p in sorted((ROOT / package).rglob("*.py")) if "migrations" not in p.parts
        )


def templates() -> list[Path]:
    return [p for p in sorted((ROOT / "templates").rglob("*")) if p.is_file()]


@cache
def source_messages() -> dict[Message, str]:
    """Every message that the project translates, with the file in which it was first seen."""
    found: dict[Message, str] = {}
    for path in python_files(*APPS, "reader", "workbooks", "papers", "tables", "config"):
        for message in _calls(ast.parse(path.read_text("utf-8"))):
            found.setdefault(message, str(path.relative_to(ROOT)))
    for path in templates():
        for message in _template_messages(path.read_text("utf-8")):
            found.setdefault(message, str(path.relative_to(ROOT)))
    return found


def _calls(tree: ast.AST) -> Iterator[Message]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (message := _message(node)):
            yield message


def _message(call: ast.Call) -> Message | None:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    texts = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if name in SINGULAR | PLURAL and texts:
        return None, texts[0]
    if name in CONTEXT and len(texts) >= 2:
        return texts[0], texts[1]
    return None


def _template_messages(source: str) -> Iterator[Message]:
    code = templatize(source)
    for match in re.finditer(r"\b(?:n?p?gettext|_)\(", code):
        if call := _balanced_call(code, match.start(), match.end()):
            yield from _calls(call)


def _balanced_call(code: str, start: int, after: int) -> ast.AST | None:
    for end in (m.end() for m in re.finditer(r"\)", code[after : after + 4000])):
        try:
            return ast.parse(code[start : after + end].strip())
        except SyntaxError:
            continue
    return None
