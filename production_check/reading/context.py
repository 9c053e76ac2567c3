"""Which files the build sees: all of the project that .dockerignore does not leave out."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


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
