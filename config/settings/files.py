"""Files: static ones, handed-in ones, backups."""

from importlib.util import find_spec

from config.environment.kinds import Kind, pattern_kind
from config.settings.variables import BASE_DIR, env


def _read_class(written: str) -> str:
    module, _sign, name = written.rpartition(".")
    try:
        is_there = bool(module and name) and find_spec(module) is not None
    except (ImportError, ValueError):
        is_there = False
    if not is_there:
        raise ValueError(f"'{written}' is not installed")
    return written


_STORAGE = Kind(
    _read_class,
    "a storage of static files",
    "whitenoise.storage.CompressedManifestStaticFilesStorage",
)

MEDIA_ROOT = env.folder("MEDIA_ROOT", default=str(BASE_DIR / "var" / "files"), example="/srv/files")
STATIC_URL = "/static/"
STATIC_ROOT = env.folder(
    "STATIC_ROOT", default=str(BASE_DIR / "var" / "static"), example="/srv/static"
)
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.assets.PackageFinder",
]
STORAGES = {
    "default": {"BACKEND": "agencies.database.disk.WholeFileStorage"},
    # Collected by root when the image is made, read by the image's own user: not as
    # FILE_UPLOAD_PERMISSIONS says.
    "staticfiles": {
        "BACKEND": env.read("STATIC_STORAGE", _STORAGE, default=_STORAGE.example),
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site needs them
DATA_UPLOAD_MAX_MEMORY_SIZE = (
    5 * 1024 * 1024
)  # forms; uploaded files are bounded by their form's own check
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "agencies.database.disk.SpoolHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o640  # of what people hand in

# manage.py backup writes here; with a key each backup is encrypted
BACKUP_ROOT = env.folder(
    "BACKUP_ROOT", default=str(BASE_DIR / "var" / "backups"), example="/srv/backups"
)
# What docker-compose.yml gives that command each night; here only to be found right or wrong.
env.read(
    "BACKUP_AT",
    pattern_kind(r"([01][0-9]|2[0-3]):[0-5][0-9]", "a time of day in Viet Nam", "02:30"),
    default="02:30",
)
env.whole("BACKUPS_KEPT", default=14, least=1, most=10_000)
BACKUP_KEY = env.secret("BACKUP_KEY", least=20, default="")
