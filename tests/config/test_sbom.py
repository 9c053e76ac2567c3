"""The bill of materials names every package of production, with hash and licence, and none that may
not ship.
"""

import json
import re

from config.trial.packages import (
    REQUIREMENTS,
    bill_of_materials,
    locked_versions,
    print_bill_of_materials,
)

NOT_EVERYWHERE = {"async-timeout", "colorama"}
"""Locked for some machines alone: a Python before 3.11.3, Windows."""
MAY_NOT_SHIP = re.compile(r"(?<!L)GPL|GNU (Affero )?General|Commons Clause|SSPL|BUSL")


def components() -> dict[str, dict]:
    return {each["name"]: each for each in bill_of_materials()["components"]}


def test_it_names_what_the_lock_names():
    locked = locked_versions((REQUIREMENTS / "production.txt").read_text())
    assert {name: each["version"] for name, each in components().items()} == {
        name: str(version) for name, version in locked.items()
    }


def test_each_has_its_hashes_and_says_its_licence():
    assert [name for name, each in components().items() if not each["hashes"]] == []
    unsaid = {name for name, each in components().items() if not each["licenses"]}
    assert unsaid <= NOT_EVERYWHERE
    assert "" not in {
        licence["license"]["name"] for each in components().values() for licence in each["licenses"]
    }


def test_no_licence_forbids_to_ship():
    said = {name: str(each["licenses"]) for name, each in components().items()}
    assert [name for name, licence in said.items() if MAY_NOT_SHIP.search(licence)] == []


def test_control_a_licence_that_forbids_it_is_found():
    assert [
        bool(MAY_NOT_SHIP.search(words))
        for words in ("GPL-3.0-only", "AGPLv3", "LGPL-3.0-only", "MIT")
    ] == [
        True,
        True,
        False,
        False,
    ]


def test_it_is_printed_as_cyclonedx(capsys):
    assert print_bill_of_materials() == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["bomFormat"], said["specVersion"], said) == (
        "CycloneDX",
        "1.6",
        bill_of_materials(),
    )
