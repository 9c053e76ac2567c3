"""Typed reading of environment variables: what is wrong is collected, and said all at once, a line
for each variable; programs that start with wrong settings end with these lines.

    env = Environment(os.environ)
    DEBUG = env.boolean("DEBUG", default=False)
    ...
    env.refuse_what_is_wrong()

A variable that is absent takes its default. One that is empty does so only where it is read with
`may_be_empty`; else it is wrong, since somebody meant to write something there.
"""

import logging
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured

from config.environment import kinds
from config.environment.kinds import Kind
from config.logs.configuration import begin_logging

T = TypeVar("T")


class SettingsError(ImproperlyConfigured):
    """Some variables are wrong; the message has a line for each: its name, what is wrong, what it
    must look like.
    """


@dataclass(frozen=True)
class Variable:
    """A variable that settings read. `default`: as it would be written; None where one must be
    given.
    """

    name: str
    kind: Kind[Any]
    default: str | None
    may_be_empty: bool


# Stands for the default of a variable that has none.
REQUIRED: Any = object()


class Environment:
    """Reads each variable once. `declared`: all that were asked for; `problems`: what is wrong, by
    name.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.declared: dict[str, Variable] = {}
        self.problems: dict[str, str] = {}

    def read(
        self,
        name: str,
        kind: Kind[T],
        *,
        default: T = REQUIRED,
        may_be_empty: bool = False,
        default_text: str | None = None,
    ) -> T:
        """The value. If it is wrong, `problems` says so, and the default is used.

        `default_text`: what the documents state as the default, if it is not the default itself.
        """
        is_required = default is REQUIRED
        said = default_text if default_text is not None else _written(default)
        self.declared[name] = Variable(name, kind, None if is_required else said, may_be_empty)
        fallback = kind.stand_in if is_required else default
        written = self.variables.get(name)
        if written is None or (may_be_empty and not written.strip()):
            if is_required:
                self.refuse(name, "is not set")
            return fallback
        if not written.strip():
            self.refuse(
                name, "is empty" if is_required else "is empty (without the line the default holds)"
            )
            return fallback
        try:
            return kind.parse(written if kind.is_secret else written.strip())
        except ValueError as wrong:
            self.refuse(name, str(wrong))
            return fallback

    def is_given(self, name: str) -> bool:
        return bool(self.variables.get(name, "").strip())

    def is_right(self, name: str) -> bool:
        return name not in self.problems

    def refuse(self, name: str, wrong: str, *, form: str = "", example: str = "") -> None:
        """Notes that a declared variable is wrong; its first problem is kept.

        `form` and `example`: what it must be in combination with others, where that is narrower
        than its kind.
        """
        kind = self.declared[name].kind
        self.problems.setdefault(
            name,
            f"{name}: {wrong}; it must be {form or kind.form}, "
            f"for example {name}={example or kind.example}",
        )

    def refuse_what_is_wrong(self) -> None:
        """Raises SettingsError unless everything is right."""
        if self.problems:
            raise SettingsError("\n".join(self.problems[name] for name in sorted(self.problems)))

    # The plain kinds ------------------------------------------------------------------------------
    def boolean(self, name: str, *, default: bool) -> bool:
        return self.read(name, kinds.BOOLEAN, default=default)

    def whole(self, name: str, *, default: int, least: int, most: int) -> int:
        return self.read(name, kinds.whole_kind(least, most, default), default=default)

    def number(self, name: str, *, default: float, most: float, above_zero: bool = False) -> float:
        return self.read(
            name, kinds.number_kind(most, default, above_zero=above_zero), default=default
        )

    def secret(
        self, name: str, *, least: int, default: str = REQUIRED, is_trial: bool = False
    ) -> str:
        """With a default, empty means none."""
        kind = kinds.secret_kind(least, is_trial=is_trial)
        return self.read(name, kind, default=default, may_be_empty=default is not REQUIRED)

    def secrets(self, name: str, *, least: int, is_trial: bool = False) -> list[str]:
        return self.read(
            name, kinds.secrets_kind(least, is_trial=is_trial), default=[], may_be_empty=True
        )

    def text(self, name: str, *, form: str, example: str, default: str = "") -> str:
        return self.read(name, Kind(str, form, example), default=default, may_be_empty=True)

    def choice(self, name: str, options: tuple[str, ...], *, default: str) -> str:
        return self.read(name, kinds.choice_kind(options, default), default=default)

    def choices(self, name: str, options: tuple[str, ...]) -> list[str]:
        return self.read(name, kinds.choices_kind(options), default=[], may_be_empty=True)

    def folder(
        self, name: str, *, default: str, example: str, default_text: str | None = None
    ) -> str:
        return self.read(
            name, kinds.folder_kind(example), default=default, default_text=default_text
        )


def _written(value: object) -> str:
    # As a person writes it into .env.
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return ",".join(value)
    return "" if value is None else str(value)


# Starting -----------------------------------------------------------------------------------------
logger = logging.getLogger(__name__)

# When its worker ends with this exit code, gunicorn does not start it again; it ends with the same
# code.
BOOT_ERROR = 3


def read_settings_or_exit(code: int = 1) -> None:
    from django.conf import settings  # slow import

    try:
        settings.INSTALLED_APPS  # noqa: B018 the first that is asked for reads them all
    except SettingsError as wrong:
        words = f"{wrong}\nSettings are explained in .env.example and docs/deployment/settings.md."
        if begin_logging():
            logger.critical(words)
        else:
            print(words, file=sys.stderr)
        sys.exit(code)
