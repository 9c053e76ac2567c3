"""The project itself as an application, so that `manage.py check` knows its checks."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import checks  # noqa: F401 registers them
