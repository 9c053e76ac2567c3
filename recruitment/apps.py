from django.apps import AppConfig
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

ACTS = {
    "employer-registered": _("Employer registered"),
    "employer-changed": _("Registration of an employer changed"),
    "employer-judged": _("Registration of an employer decided on"),
    "employer-change-proposed": _("Change of an employer's name or place proposed"),
    "employer-change-accepted": _("Change of an employer's name or place accepted"),
    "employer-change-refused": _("Change of an employer's name or place refused"),
    "employer-change-withdrawn": _("Change of an employer's name or place taken back"),
    "employer-access-asked": _("Access to an employer asked for"),
    "vacancy-added": _("Vacancy written"),
    "vacancy-changed": _("Vacancy changed"),
    "vacancy-submitted": _("Vacancy sent to be checked"),
    "vacancy-copied": _("Vacancy copied"),
    "vacancy-checked": _("Vacancy checked"),
    "vacancy-asked-back": _("Vacancy sent back to be completed"),
    "vacancy-published": _("Vacancy published on its day"),
    "vacancy-paused": _("Vacancy paused"),
    "vacancy-resumed": _("Vacancy opened again"),
    "vacancy-refreshed": _("Need confirmed"),
    "vacancy-fill-added": _("People taken on entered"),
    "vacancy-closed": _("Vacancy closed"),
    "vacancies-uploaded": _("Workbook of vacancies uploaded"),
    "vacancies-imported": _("Vacancies made from a workbook"),
    "usage-handed-in": _("Report on the use of labour handed in"),
    "usage-asked-back": _("Report on the use of labour sent back to be completed"),
    "usage-reminded": _("Employers reminded of their reports"),
    "park-told": _("Living and routes of a park written"),
    "park-given": _("Park given to the successor of its board"),
    "service-firm-entered": _("Service firm entered"),
    "service-firm-changed": _("Service firm changed"),
    "licence-entered": _("Licence of a service firm entered"),
    "licence-revoked": _("Licence of a service firm revoked"),
    "supply-contract-entered": _("Contract of a service firm entered"),
    "supply-counted": _("People supplied by a service firm counted"),
    "firm-inspected": _("Inspection of a service firm entered"),
    "lodgers-counted": _("People who lodge in a commune counted"),
    "interest-status": _("State of an interested worker changed"),
    "interest-withdrawn": _("Interest withdrawn by the worker"),
}


PAGES_OF_MODELS = {
    "employer": "employer-detail",
    "industrialpark": "park-change",
    "labourusagereport": "usage-detail",
    "servicefirm": "service-firm",
    "vacancy": "demand-detail",
    "vacancyimport": "import-detail",
}


class RecruitmentConfig(AppConfig):
    name = "recruitment"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Recruitment")

    def ready(self) -> None:
        """Enter in the rail, the outbox, the log and the jobs what the app to the left cannot
        know.
        """
        from agencies.jobs.queries import JOBS  # cycle: models are not loaded before
        from agencies.mail.services.letters import LETTERS  # cycle: models are not loaded before
        from agencies.privacy.retention import RULES  # cycle: models are not loaded before
        from agencies.replica.reading import PUBLIC_MODELS  # cycle: models are not loaded before
        from agencies.site.context_processors import (  # cycle: models are not loaded before
            COUNTERS,
            PLACES,
            Place,
        )
        from recruitment.employers.models import (  # cycle: models are not loaded before
            Employer,
            IndustrialPark,
        )
        from recruitment.imports.services import IMPORTS  # cycle: models are not loaded before
        from recruitment.interests.services import INTERESTS  # cycle: models are not loaded before
        from recruitment.jobs import (  # cycle: models are not loaded before
            GO_ON_WITH_IMPORTS,
            KEEP_VACANCIES,
        )
        from recruitment.letters import LETTERS_OF_THIS_APP  # cycle: models are not loaded before
        from recruitment.permissions import Permission  # cycle: models are not loaded before
        from recruitment.registration.unconfirmed import (
            UNCONFIRMED,  # cycle: models are not loaded before
        )
        from recruitment.vacancies.models import (  # cycle: models are not loaded before
            Vacancy,
            VacancyHome,
        )
        from recruitment.waiting.queries import waiting_for  # cycle: models are not loaded before

        LETTERS.update(
            {name: (context, "emails/plain") for name, context in LETTERS_OF_THIS_APP.items()}
        )
        PUBLIC_MODELS.update({Employer, IndustrialPark, Vacancy, VacancyHome})
        COUNTERS.append(waiting_for)
        RULES.extend((INTERESTS, IMPORTS, UNCONFIRMED))
        JOBS.extend((KEEP_VACANCIES, GO_ON_WITH_IMPORTS))
        _enter_words()
        _enter_pages()
        _enter_places(PLACES, Place, Permission)


def _enter_words() -> None:
    """What the log calls the acts, fields and states of this app, and which page shows what it is
    about.
    """
    from agencies.audit.queries import (  # cycle: models are not loaded before
        ACTIONS,
        KINDS,
        LABELS,
        PAGES,
        WORDS,
    )
    from recruitment.employers.choices import EmployerStatus  # cycle: models are not loaded before
    from recruitment.employers.models import (  # cycle: models are not loaded before
        EmployerChange,
        IndustrialPark,
    )
    from recruitment.lodging.models import LodgingReport  # cycle: models are not loaded before
    from recruitment.usage.models import LabourUsageReport  # cycle: models are not loaded before
    from recruitment.vacancies.choices import (  # cycle: models are not loaded before
        InterestStatus,
        VacancyStatus,
    )
    from recruitment.vacancies.models import Vacancy  # cycle: models are not loaded before

    ACTIONS.update(ACTS)
    KINDS["recruitment"] = (_("Employers and demand"), Q(target_type__startswith="recruitment."))
    for model in (Vacancy, LabourUsageReport, LodgingReport, IndustrialPark, EmployerChange):
        for field in model._meta.fields:
            LABELS.setdefault(field.name, field.verbose_name)
    LABELS.setdefault("homes", _("people wanted by home province"))
    for value, label in (*VacancyStatus.choices, *EmployerStatus.choices, *InterestStatus.choices):
        WORDS.setdefault(value, label)
    PAGES.update(
        {f"recruitment.{model}": f"recruitment:{page}" for model, page in PAGES_OF_MODELS.items()}
    )


def _enter_pages() -> None:
    """Whose pages of this app are not everybody's who may open such pages."""
    from agencies.members.links import SHOWN  # cycle: models are not loaded before
    from recruitment.employers.queries import (
        visible_employers,  # cycle: models are not loaded before
    )
    from recruitment.service_firms.queries import (
        visible_inspections,  # cycle: models are not loaded before
    )
    from recruitment.usage.queries import visible_reports  # cycle: models are not loaded before
    from recruitment.vacancies.queries import (  # cycle: models are not loaded before
        visible_imports,
        visible_vacancies,
    )

    pages = {
        "employer-detail": visible_employers,
        "inspection": visible_inspections,
        "usage-detail": visible_reports,
        "demand-detail": visible_vacancies,
        "import-detail": visible_imports,
    }
    for name, visible in pages.items():
        SHOWN[f"recruitment:{name}"] = lambda by, keys, visible=visible: set(
            visible(by).filter(pk__in=keys).values_list("pk", flat=True)
        )


def _enter_places(places: list, place: type, permission: type) -> None:
    """After the documents, in the order of the rail."""
    after = (
        next(n for n, known in enumerate(places) if known.url_name == "agencies:directive-list") + 1
    )
    from agencies.bodies.choices import (  # cycle: models are not loaded before
        AgencyKind,
        AgencyLevel,
    )

    use = permission.SEE_LABOUR_USE
    own, demand = "recruitment:own-employer", ("recruitment:demand-list", "/nhu-cau/", "report")
    of_employers = {"not_of": AgencyKind.SERVICE_FIRM}
    employers, sheet = (
        ("/doanh-nghiep/", "board"),
        ("recruitment:demand-sheet", "/ban-tin/", "report"),
    )
    places[after:after] = [
        place(
            _("Employers"),
            "recruitment:employer-list",
            *employers,
            permission.SEE_EMPLOYERS,
            yields=True,
        ),
        place(_("Demand"), *demand, permission.SEE_EMPLOYERS, yields=True),
        place(_("Demand sheet"), *sheet, permission.TAKE_BULLETINS, yields=True),
        place(
            _("Use of labour"),
            "recruitment:usage-list",
            "/su-dung-lao-dong/",
            "report",
            use,
            yields=True,
            **of_employers,
        ),
        place(
            _("Lodging"),
            "recruitment:own-lodging",
            "/luu-tru/",
            "report",
            permission.KEEP_LODGING,
            level=AgencyLevel.COMMUNE,
        ),
        place(
            _("People we need"),
            *demand,
            permission.KEEP_OWN_EMPLOYER,
            short=_("Demand"),
            **of_employers,
        ),
        place(
            _("My employer"),
            own,
            *employers,
            permission.KEEP_OWN_EMPLOYER,
            short=_("Employer"),
            **of_employers,
        ),
    ]
