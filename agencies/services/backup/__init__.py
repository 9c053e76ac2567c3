"""Everything the portal keeps in one file: the tables as of one moment, and the files handed in."""

from agencies.services.backup.making import Made, make_backup
from agencies.services.backup.restoring import BackupError, Restored, restore_backup

__all__ = ["BackupError", "Made", "Restored", "make_backup", "restore_backup"]
