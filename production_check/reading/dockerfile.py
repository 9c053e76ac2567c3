"""Reads a Dockerfile: the stages with their instructions, and what these set; and which files
the build sees: all of the project that .dockerignore does not leave out. Nothing is carried out
here.
"""

import contextlib
import hashlib
import json
import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from production_check.report import CheckError, require

KNOWN = frozenset({"FROM", "RUN", "COPY", "ENV", "WORKDIR", "USER", "VOLUME", "EXPOSE", "CMD"})
_VARIABLE = re.compile(r"\$(?:(?P<plain>\w+)|\{(?P<braced>\w+)\})")
_FLAG = re.compile(r"--(?P<name>[a-z]+)=(?P<value>\S+)\s+")


@dataclass(frozen=True)
class Instruction:
    """`flags`: such as {"from": "build"}. `text`: all after the keyword and the flags, continued
    lines joined.
    """

    line: int
    keyword: str
    text: str
    flags: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        return _exec_form(self.text) or shlex.split(self.text)

    @property
    def command(self) -> list[str]:
        """Of RUN and CMD: a list as it stands, words by the shell."""
        return _exec_form(self.text) or ["/bin/sh", "-c", self.text]


@dataclass(frozen=True)
class ImageStage:
    name: str
    base: str
    instructions: tuple[Instruction, ...]


@dataclass(frozen=True)
class ImageSettings:
    """What the instructions so far say about a process of the image."""

    environment: dict[str, str] = field(default_factory=dict)
    workdir: str = "/"
    user: str = "root"
    volumes: tuple[str, ...] = ()
    command: tuple[str, ...] = ()

    def after(self, instruction: Instruction) -> "ImageSettings":
        match instruction.keyword:
            case "ENV":
                return replace(self, environment=self.environment | self._variables(instruction))
            case "WORKDIR":
                path = self.expand(instruction.text)
                return replace(
                    self,
                    workdir=path if path.startswith("/") else f"{self.workdir.rstrip('/')}/{path}",
                )
            case "USER":
                return replace(self, user=self.expand(instruction.text))
            case "VOLUME":
                return replace(self, volumes=(*self.volumes, *instruction.words))
            case "CMD":
                return replace(self, command=tuple(instruction.command))
            case _:
                return self

    def expand(self, text: str) -> str:
        """With the variables of the image; one that is not set is empty."""
        return _VARIABLE.sub(
            lambda found: self.environment.get(found["plain"] or found["braced"], ""), text
        )

    def _variables(self, instruction: Instruction) -> dict[str, str]:
        pairs = [word.partition("=") for word in shlex.split(instruction.text)]
        require(
            all(sign for _name, sign, _value in pairs),
            f"Dockerfile, line {instruction.line}: ENV is understood as NAME=value only.",
        )
        return {name: self.expand(value) for name, _sign, value in pairs}


def read_dockerfile(text: str) -> list[ImageStage]:
    """The last stage is the image. Raises CheckError for what is not understood: a check must not
    skip a step.
    """
    stages: list[ImageStage] = []
    for instruction in _instructions(text):
        if instruction.keyword == "FROM":
            stages.append(_new_stage(instruction, number=len(stages)))
        elif not stages:
            raise CheckError(
                f"Dockerfile, line {instruction.line}: {instruction.keyword} stands before FROM."
            )
        else:
            stages[-1] = replace(stages[-1], instructions=(*stages[-1].instructions, instruction))
    require(stages, "The Dockerfile has no FROM.")
    return stages


def _new_stage(instruction: Instruction, *, number: int) -> ImageStage:
    words = instruction.text.split()
    name = words[2] if len(words) == 3 and words[1].upper() == "AS" else str(number)
    return ImageStage(name, words[0], ())


def _instructions(text: str) -> Iterator[Instruction]:
    for line, statement in _statements(text):
        keyword, _space, rest = statement.partition(" ")
        keyword = keyword.upper()
        rest = rest.strip()
        flags = {}
        require(
            keyword in KNOWN,
            f"Dockerfile, line {line}: this check does not know the instruction {keyword}.",
        )
        while found := _FLAG.match(rest):
            flags[found["name"]] = found["value"]
            rest = rest[found.end() :]
        require(
            not rest.startswith("--")
            and flags.keys() <= ({"from"} if keyword == "COPY" else set())
            and "<<" not in rest,
            f"Dockerfile, line {line}: this check does not know {keyword} in this form.",
        )
        yield Instruction(line, keyword, rest, flags)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    # Each with the number of its first line. Comments may stand between continued lines.
    parts: list[str] = []
    first = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        first = first if parts else number
        parts.append(line.strip().removesuffix("\\").strip())
        if not line.rstrip().endswith("\\"):
            yield first, " ".join(parts)
            parts = []
    require(not parts, f"Dockerfile, line {first}: the instruction does not end.")


def _exec_form(text: str) -> list[str]:
    if text.startswith("["):
        with contextlib.suppress(ValueError):
            return [str(word) for word in json.loads(text)]
    return []


# What the build sees ------------------------------------------------------------------------------
@dataclass(frozen=True)
class IgnoreRule:
    """One line of .dockerignore; `keeps`: it began with an exclamation mark."""

    text: str
    keeps: bool

    def matches(self, path: str) -> bool:
        """The path itself or a folder above it."""
        pattern = _pattern(self.text)
        parts = path.split("/")
        return any(pattern.fullmatch("/".join(parts[: count + 1])) for count in range(len(parts)))


def read_rules(text: str) -> list[IgnoreRule]:
    lines = [
        line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")
    ]
    return [IgnoreRule(line.removeprefix("!").strip("/"), line.startswith("!")) for line in lines]


def is_seen(path: str, rules: list[IgnoreRule]) -> bool:
    """The last rule that matches decides."""
    decisions = [rule.keeps for rule in rules if rule.matches(path)]
    return decisions[-1] if decisions else True


def seen_files(root: Path, rules: list[IgnoreRule]) -> list[str]:
    """Paths from the root, sorted; what no rule can keep is not looked into."""
    return sorted(_walk(root, "", rules))


def digest_files(root: Path, paths: list[str]) -> str:
    """Of names, contents and modes: what an image made of them may depend on."""
    digest = hashlib.sha256()
    for path in paths:
        file = root / path
        content = os.readlink(file).encode() if file.is_symlink() else file.read_bytes()
        digest.update(f"{path} {file.lstat().st_mode:o} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _walk(root: Path, folder: str, rules: list[IgnoreRule]) -> Iterator[str]:
    for entry in os.scandir(root / folder):
        path = f"{folder}/{entry.name}".lstrip("/")
        if not entry.is_dir(follow_symlinks=False):
            if is_seen(path, rules):
                yield path
        elif is_seen(path, rules) or any(
            rule.keeps and rule.text.startswith(f"{path}/") for rule in rules
        ):
            yield from _walk(root, path, rules)


def _pattern(text: str) -> re.Pattern[str]:
    # `**/` any folders, `*` any letters of one name, `?` one letter.
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", text)
    meanings = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(meanings.get(part, re.escape(part)) for part in parts))
