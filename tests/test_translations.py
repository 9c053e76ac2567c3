"""Vietnamese is complete: a sentence that an official would see in English fails here."""

import re

import polib
import pytest
from django.urls import reverse

from config.translations import compile_translations
from tests.sources import ROOT, source_messages

CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def catalogue() -> dict[tuple[str | None, str], polib.POEntry]:
    return {
        (entry.msgctxt, entry.msgid): entry
        for entry in polib.pofile(str(CATALOGUE))
        if not entry.obsolete
    }


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
        if not set(PLACEHOLDER.findall(text))
        <= set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        or not set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        <= set(PLACEHOLDER.findall(text))
    ]
    assert wrong == []


# Prepared languages: a part in their own, the rest in English -------------------------------------
PREPARED = ("ko", "zh_Hans")


@pytest.mark.parametrize("code", PREPARED)
def test_prepared_catalogues_follow_their_sources(code):
    entries = polib.pofile(str(ROOT / "locale" / code / "LC_MESSAGES" / "django.po"))
    known = source_messages()
    wrong = [
        entry.msgid
        for entry in entries
        if (entry.msgctxt, entry.msgid) not in known
        or not entry.msgstr
        or sorted(PLACEHOLDER.findall(entry.msgid)) != sorted(PLACEHOLDER.findall(entry.msgstr))
    ]
    assert (wrong, len(entries) > 70) == ([], True)


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "shown"), [("ko", "기업 등록하기"), ("zh-hans", "提交注册")])
def test_an_enterprise_registers_in_a_prepared_language(client, settings, code, shown):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ko", "Korean"), ("zh-hans", "Simplified Chinese")]
    client.post(reverse("agencies:language-switch"), {"language": code})
    page = client.get(reverse("recruitment:employer-register"))
    text = page.content.decode()
    assert (page.headers["Content-Language"], shown in text) == (code, True)
    assert [
        words in text for words in ("Tiếng Việt", "The portal where provinces", "Cổng thông tin")
    ] == [
        True,
        True,
        False,
    ]


def test_what_a_prepared_language_lacks_is_english_in_the_compiled_catalogue(tmp_path):
    for code, text in (("vi", "Việc"), ("ko", "")):
        folder = tmp_path / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        catalogue = polib.POFile()
        if text:
            catalogue.append(polib.POEntry(msgid="Task", msgstr=text))
            catalogue.append(
                polib.POEntry(
                    msgid="%(n)s day", msgid_plural="%(n)s days", msgstr_plural={0: "%(n)s ngày"}
                )
            )
        catalogue.save(str(folder / "django.po"))
    assert len(compile_translations(tmp_path)) == 2
    made = polib.mofile(str(tmp_path / "ko" / "LC_MESSAGES" / "django.mo"))
    assert {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in made} == {
        "Task": "Task",
        "%(n)s day": {0: "%(n)s days"},
    }


def test_nobody_is_addressed_as_a_friend():
    """Officials are “ông/bà”, workers “anh/chị”; “bạn” stands only in “tỉnh bạn” and the like."""
    of_partners = re.compile(r"(tỉnh|phía|địa phương) bạn|bạn đọc", re.IGNORECASE)
    wrong = [
        text
        for entry in catalogue().values()
        for text in vietnamese(entry)
        if re.search(r"\bbạn\b", of_partners.sub("", text), re.IGNORECASE)
    ]
    assert wrong == []
