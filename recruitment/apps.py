from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

ACTS = {
    "employer-registered": _("Employer registered"),
    "employer-changed": _("Registration of an employer changed"),
    "employer-judged": _("Registration of an employer decided on"),
    "employer-access-asked": _("Access to an employer asked for"),
}


class RecruitmentConfig(AppConfig):
    name = "recruitment"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Recruitment")

    def ready(self) -> None:
        """Enter in the rail and in the outbox what the app to the left cannot know."""
        from agencies.context_processors import PLACES, Place  # cycle: models are not loaded before
        from agencies.queries.audit import ACTIONS, PAGES  # cycle: models are not loaded before
        from agencies.services.outbox.letters import LETTERS  # cycle: models are not loaded before
        from recruitment.permissions import Permission  # cycle: models are not loaded before
        from recruitment.services.letters import (  # cycle: models are not loaded before
            employer_access_context,
            employer_judged_context,
        )

        LETTERS["employer_judged"] = (employer_judged_context, "emails/plain")
        LETTERS["employer_access"] = (employer_access_context, "emails/plain")
        ACTIONS.update(ACTS)
        PAGES["recruitment.employer"] = "recruitment:employer-detail"
        after = next(n for n, place in enumerate(PLACES) if place.url_name == "agencies:directive-list") + 1
        path, own = "/doanh-nghiep/", "recruitment:own-employer"
        PLACES[after:after] = [
            Place(_("Employers"), "recruitment:employer-list", path, "board", Permission.SEE_EMPLOYERS, yields=True),
            Place(_("My employer"), own, path, "board", Permission.KEEP_OWN_EMPLOYER, short=_("Employer")),
        ]
