from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

# Modules that need the models, and of which something is only known once they are imported:
# receivers, checks.
WITH_RECEIVERS = ("agencies.sign_in.signals", "agencies.sign_in.demonstration")


class AgenciesConfig(AppConfig):
    name = "agencies"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Agencies")

    def ready(self) -> None:
        # The models of all apps are there: what each registers can be found.
        for module in WITH_RECEIVERS:
            import_module(module)
        autodiscover_modules("portal_parts")
