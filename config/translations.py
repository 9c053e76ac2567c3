"""Compiles `locale/*/LC_MESSAGES/*.po` where gettext's own tools are not installed: `python -m config.translations`."""

import os
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_translations(locale: Path = LOCALE) -> list[Path]:
    """Make each .mo that is missing or older than its .po; returns those made. Safe when several processes do it."""
    made = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        fresh = target.with_name(f".{target.name}.{os.getpid()}")
        polib.pofile(str(source)).save_as_mofile(str(fresh))
        fresh.replace(target)
        made.append(target)
    return made


def translation_problems(locale: Path = LOCALE) -> list[str]:
    """Sentences without a Vietnamese translation, or with one that somebody must look at."""
    problems = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        catalogue = polib.pofile(str(source))
        problems += [f"{source.name}: not translated: {entry.msgid!r}" for entry in catalogue.untranslated_entries()]
        problems += [f"{source.name}: to be looked at: {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    return problems


if __name__ == "__main__":
    compile_translations()
