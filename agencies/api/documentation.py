"""The page that explains the API, drawn from its OpenAPI description in the reader's language."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from agencies.lists.numbers import localized_number


@dataclass(frozen=True)
class ApiField:
    """A parameter, or a field of a body; one inside another is written `income.least`, one of a
    list `items[].id`. `code_list`: the name of the list that its codes belong to.
    """

    name: str
    kind: str
    is_needed: bool
    meaning: str
    code_list: str


@dataclass(frozen=True)
class ApiAnswer:
    status: int
    meaning: str
    headers: tuple[str, ...]
    example: str


@dataclass(frozen=True)
class ApiOperation:
    """`key`: its name in programs, and in addresses of the page. `fields`: of what it answers."""

    key: str
    method: str
    path: str
    title: str
    meaning: str
    parameters: tuple[ApiField, ...]
    body: tuple[ApiField, ...]
    example: str
    command: str
    fields: tuple[ApiField, ...]
    answers: tuple[ApiAnswer, ...]


def api_operations(description: dict[str, Any], code_lists: Collection[str]) -> list[ApiOperation]:
    """In the order of the description. `code_lists`: names of the fields that hold codes."""
    reader = _Reader(description, code_lists)
    return [
        reader.operation(path, method, said)
        for path, methods in description["paths"].items()
        for method, said in methods.items()
    ]


class _Reader:
    def __init__(self, description: dict[str, Any], code_lists: Collection[str]) -> None:
        self._code_lists = code_lists
        self._schemas = description["components"]["schemas"]
        self._site = description["servers"][0]["url"]

    def operation(self, path: str, method: str, said: dict[str, Any]) -> ApiOperation:
        sent = self._content(said.get("requestBody"))
        made = self._content(next(iter(said["responses"].values())))
        example = self._example(sent)
        return ApiOperation(
            key=said["operationId"],
            method=method.upper(),
            path=path,
            title=_(said["summary"]),
            meaning=_meaning(said),
            parameters=tuple(self._parameter(each) for each in said["parameters"]),
            body=tuple(self._fields(sent["schema"])) if sent else (),
            example=example,
            command=self._command(path, method, said["parameters"], example),
            fields=tuple(self._fields(made["schema"])) if made else (),
            answers=tuple(
                self._answer(int(status), answer)
                for status, answer in sorted(said["responses"].items())
            ),
        )

    def _parameter(self, given: dict[str, Any]) -> ApiField:
        return self._field(given["name"], given["schema"], is_needed=given["required"])

    def _answer(self, status: int, answer: dict[str, Any]) -> ApiAnswer:
        return ApiAnswer(
            status=status,
            meaning=_(answer["description"]),
            headers=tuple(answer.get("headers", ())),
            example=self._example(self._content(answer)),
        )

    def _fields(self, schema: dict[str, Any], before: str = "") -> list[ApiField]:
        """All fields of an object, those of objects inside it after their own."""
        whole = self._plain(schema)
        needed = whole.get("required", ())
        found = []
        for name, said in whole.get("properties", {}).items():
            found.append(self._field(before + name, said, is_needed=name in needed))
            inside = self._plain(said)
            if inside.get("type") == "array":
                found += self._fields(inside["items"], f"{before}{name}[].")
            else:
                found += self._fields(inside, f"{before}{name}.")
        return found

    def _field(self, name: str, said: dict[str, Any], *, is_needed: bool) -> ApiField:
        plain = self._plain(said)
        words = [self._kind(plain), _limits(plain)]
        if {"type": "null"} in said.get("anyOf", ()):
            words.append(_("or null"))
        if said.get("default") not in (None, ""):
            words.append(_("without it %(value)s") % {"value": said["default"]})
        last = name.rpartition(".")[2]
        return ApiField(
            name=name,
            kind=", ".join(filter(None, words)),
            is_needed=is_needed,
            meaning=_meaning(said),
            code_list=last if last in self._code_lists else "",
        )

    def _kind(self, plain: dict[str, Any]) -> str:
        if plain.get("type") == "array":
            return _("list: %(kind)s") % {"kind": self._kind(self._plain(plain["items"]))}
        if "enum" in plain:
            return _("code")
        kinds = {
            "date": _("day, 2026-12-31"),
            "date-time": _("moment with time zone, 2026-11-01T00:00:00+07:00"),
            "integer": _("whole number"),
            "number": _("number"),
            "string": _("text"),
            "boolean": _("true or false"),
        }
        return kinds.get(plain.get("format") or plain.get("type", ""), _("object"))

    def _plain(self, said: dict[str, Any]) -> dict[str, Any]:
        """Its schema, found by name, without null; of an amount, which may be a number or digits in
        a text, the number.
        """
        name = said.get("$ref", "").rpartition("/")[2]
        if name:
            return self._schemas[name]
        kinds = [*said.get("allOf", ()), *said.get("anyOf", ())]
        known = [each for each in kinds if each.get("type") != "null"]
        return self._plain(known[0]) if known else said

    def _content(self, said: dict[str, Any] | None) -> dict[str, Any]:
        return next(iter(said["content"].values())) if said and "content" in said else {}

    def _example(self, content: dict[str, Any]) -> str:
        if not content:
            return ""
        schema = self._plain(content["schema"])
        examples = [content["example"]] if "example" in content else schema.get("examples", [])
        return json.dumps(examples[0], ensure_ascii=False, indent=2) if examples else ""

    def _command(
        self, path: str, method: str, parameters: list[dict[str, Any]], example: str
    ) -> str:
        shown = {
            each["name"]: each["schema"]["example"]
            for each in parameters
            if "example" in each["schema"] and (each["in"] == "path" or each["required"])
        }
        in_path = {each["name"] for each in parameters if each["in"] == "path"}
        query = urlencode({name: value for name, value in shown.items() if name not in in_path})
        address = self._site + path.format_map(shown) + (f"?{query}" if query else "")
        parts = ["curl", *([] if method == "get" else ["-X", method.upper()])]
        parts += ['-H "Authorization: Bearer $TOKEN"']
        if example:
            parts += ['-H "Content-Type: application/json"', "-d @vi-tri.json"]
        return " ".join([*parts, f'"{address}"'])


def _meaning(said: dict[str, Any]) -> str:
    # Gettext takes an empty text for the head of its catalogue.
    text = said.get("description", "")
    return _(text) if text else ""


def _limits(plain: dict[str, Any]) -> str:
    if "maxLength" in plain and "enum" not in plain:
        return _("at most %(most)s characters") % {"most": localized_number(plain["maxLength"])}
    if "maxItems" in plain:
        return _("at most %(most)s") % {"most": localized_number(plain["maxItems"])}
    least, most = plain.get("minimum"), plain.get("maximum")
    if least is None or most is None or most >= 2**53:
        return ""
    shown = {"least": localized_number(least), "most": localized_number(most)}
    return _("%(least)s to %(most)s") % shown
