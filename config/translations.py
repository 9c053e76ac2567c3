"""Compiles `locale/*/LC_MESSAGES/*.po` where gettext's own tools are not installed: `python -m
config.translations`.

Vietnamese is complete. Any other language may hold a part, such as the pages on which an enterprise
registers; the rest is shown in English, which the sources are written in.
"""

import os
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"
COMPLETE = "vi"


def compile_translations(locale: Path = LOCALE) -> list[Path]:
    """Make each .mo that is missing or older than its .po; returns those made. Safe when several
    processes do it.
    """
    made = []
    whole = locale / COMPLETE / "LC_MESSAGES" / "django.po"
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target, needed = source.with_suffix(".mo"), [source, whole] if whole.exists() else [source]
        newest = max(each.stat().st_mtime_ns for each in needed)
        if target.exists() and target.stat().st_mtime_ns >= newest:
            continue
        fresh = target.with_name(f".{target.name}.{os.getpid()}")
        _filled(source, whole).save_as_mofile(str(fresh))
        fresh.replace(target)
        made.append(target)
    return made


def _filled(source: Path, whole: Path) -> polib.POFile:
    # With the English sentence where there is no translation: otherwise Django would show the
    # Vietnamese one.
    catalogue = polib.pofile(str(source))
    if source == whole or not whole.exists():
        return catalogue
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    for entry in polib.pofile(str(whole)):
        if (entry.msgctxt, entry.msgid) not in known:
            catalogue.append(_in_english(entry))
    return catalogue


def _in_english(entry: polib.POEntry) -> polib.POEntry:
    # Languages with one form for all numbers take the plural.
    if entry.msgid_plural:
        forms = {"msgid_plural": entry.msgid_plural, "msgstr_plural": {0: entry.msgid_plural}}
        return polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, **forms)
    return polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, msgstr=entry.msgid)


def translation_problems(locale: Path = LOCALE) -> list[str]:
    """Sentences without a translation, or with one that somebody must check."""
    problems = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        catalogue = polib.pofile(str(source))
        problems += [
            f"{source.name}: not translated: {entry.msgid!r}"
            for entry in catalogue.untranslated_entries()
        ]
        problems += [
            f"{source.name}: to be looked at: {entry.msgid!r}"
            for entry in catalogue.fuzzy_entries()
        ]
    return problems


if __name__ == "__main__":
    compile_translations()
