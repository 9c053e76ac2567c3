"""Reads the settings again, as a program would that starts with these variables."""

import importlib
import os
import sys
from types import ModuleType
from unittest import mock


def read_settings(**variables: str | None) -> ModuleType:
    """The module. A variable that is None is taken away."""
    given = {name: value for name, value in (os.environ | variables).items() if value is not None}
    names = [
        name
        for name in sys.modules
        if name == "config.settings" or name.startswith("config.settings.")
    ]
    kept = {name: sys.modules.pop(name) for name in names}
    try:
        with mock.patch.dict(os.environ, given, clear=True):
            return importlib.import_module("config.settings")
    finally:
        for name in [name for name in sys.modules if name.split(".")[:2] == ["config", "settings"]]:
            del sys.modules[name]
        sys.modules |= kept
        if "config.settings" in kept:
            sys.modules["config"].settings = kept["config.settings"]
