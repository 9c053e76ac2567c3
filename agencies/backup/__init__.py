"""Everything the portal keeps in one file: the tables as of one moment, and the files handed in."""

from agencies.backup.making import WrittenBackup, make_backup
from agencies.backup.reading import BackupError, CheckedBackup, check_backup
from agencies.backup.restoring import RestoredBackup, restore_backup

__all__ = [
    "BackupError",
    "CheckedBackup",
    "RestoredBackup",
    "WrittenBackup",
    "check_backup",
    "make_backup",
    "restore_backup",
    "shortened_names",
]

MOST_NAMED = 20


def shortened_names(missing: list[str]) -> dict[str, str]:
    # For a sentence: the first few, and how many more there are.
    shown = ", ".join(missing[:MOST_NAMED])
    more = len(missing) - MOST_NAMED
    return {"names": f"{shown} (+{more})" if more > 0 else shown}
