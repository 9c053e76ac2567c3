"""Everything the portal keeps in one file: the tables as of one moment, and the files handed in."""

from agencies.backup.making import Made, make_backup
from agencies.backup.reading import BackupError, Checked, check_backup
from agencies.backup.restoring import Restored, restore_backup

__all__ = [
    "BackupError",
    "Checked",
    "Made",
    "Restored",
    "check_backup",
    "make_backup",
    "names",
    "restore_backup",
]

MOST_NAMED = 20


def names(missing: list[str]) -> dict[str, str]:
    """For a sentence: the first few, and how many more there are."""
    more = len(missing) - MOST_NAMED
    return {"names": ", ".join(missing[:MOST_NAMED]) + (f" (+{more})" if more > 0 else "")}
