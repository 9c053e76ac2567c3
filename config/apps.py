"""The project itself as an application, so that its checks are known to `manage.py check`."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import checks  # noqa: F401 registers them
