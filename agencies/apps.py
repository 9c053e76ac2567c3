from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    name = "agencies"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Agencies")

    def ready(self) -> None:
        from agencies.sign_in import (
            demonstration,  # noqa: F401 its check too
            signals,  # noqa: F401 receivers are known once the models are
        )
