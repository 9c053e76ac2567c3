"""Vietnamese is complete: a sentence that an official would see in English fails here."""

import re

import polib

from tests.sources import ROOT, source_messages

CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def catalogue() -> dict[tuple[str | None, str], polib.POEntry]:
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete}


def vietnamese(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_message_has_its_vietnamese():
    known = catalogue()
    missing = {
        message: where
        for message, where in source_messages().items()
        if message not in known or not all(vietnamese(known[message])) or known[message].fuzzy
    }
    assert missing == {}


def test_the_extraction_sees_python_and_templates():
    kinds = {where.split(".")[-1] for where in source_messages().values()}
    assert {"py", "html"} <= kinds


def test_no_translation_stays_behind_its_source():
    assert sorted(str(key) for key in catalogue().keys() - source_messages().keys()) == []


def test_placeholders_survive_translation():
    wrong = [
        entry.msgid
        for entry in catalogue().values()
        for text in vietnamese(entry)
        if not set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        or not set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid)) <= set(PLACEHOLDER.findall(text))
    ]
    assert wrong == []
