"""What the log of acts knows of this app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RecruitmentAction(TextChoices):
    """An act that the log keeps, by the name in its row."""

    EMPLOYER_REGISTERED = "employer-registered", _("Employer registered")
    EMPLOYER_CHANGED = "employer-changed", _("Registration of an employer changed")
    EMPLOYER_DOCUMENTS = "employer-documents", _("Documents of an employer handed in")
    EMPLOYER_JUDGED = "employer-judged", _("Registration of an employer decided on")
    EMPLOYER_CHANGE_PROPOSED = (
        "employer-change-proposed",
        _("Change of an employer's name or place proposed"),
    )
    EMPLOYER_CHANGE_ACCEPTED = (
        "employer-change-accepted",
        _("Change of an employer's name or place accepted"),
    )
    EMPLOYER_CHANGE_REFUSED = (
        "employer-change-refused",
        _("Change of an employer's name or place refused"),
    )
    EMPLOYER_CHANGE_WITHDRAWN = (
        "employer-change-withdrawn",
        _("Change of an employer's name or place taken back"),
    )
    EMPLOYER_ACCESS_ASKED = "employer-access-asked", _("Access to an employer asked for")
    VACANCY_ADDED = "vacancy-added", _("Vacancy written")
    VACANCY_CHANGED = "vacancy-changed", _("Vacancy changed")
    VACANCY_SUBMITTED = "vacancy-submitted", _("Vacancy sent to be checked")
    VACANCY_COPIED = "vacancy-copied", _("Vacancy copied")
    VACANCY_CHECKED = "vacancy-checked", _("Vacancy checked")
    VACANCY_ASKED_BACK = "vacancy-asked-back", _("Vacancy sent back to be completed")
    VACANCY_PUBLISHED = "vacancy-published", _("Vacancy published on its day")
    VACANCY_PAUSED = "vacancy-paused", _("Vacancy paused")
    VACANCY_RESUMED = "vacancy-resumed", _("Vacancy opened again")
    VACANCY_REFRESHED = "vacancy-refreshed", _("Need confirmed")
    VACANCY_HELD = (
        "vacancy-held",
        _("Vacancy not public until the employer is verified again"),
    )
    VACANCY_RELEASED = (
        "vacancy-released",
        _("Vacancy public again, its employer being verified"),
    )
    VACANCY_REROUTED = "vacancy-rerouted", _("Vacancy given to another office")
    VACANCY_FILL_ADDED = "vacancy-fill-added", _("People taken on entered")
    VACANCY_FILL_CORRECTED = "vacancy-fill-corrected", _("People taken on corrected")
    VACANCY_EXTENDED = "vacancy-extended", _("Last day to apply extended")
    VACANCY_CLOSED = "vacancy-closed", _("Vacancy closed")
    VACANCIES_UPLOADED = "vacancies-uploaded", _("Workbook of vacancies uploaded")
    VACANCIES_IMPORTED = "vacancies-imported", _("Vacancies made from a workbook")
    USAGE_SUBMITTED = "usage-submitted", _("Report on the use of labour handed in")
    USAGE_RETURNED = (
        "usage-returned",
        _("Report on the use of labour sent back to be completed"),
    )
    USAGE_ACCEPTED = "usage-accepted", _("Report on the use of labour accepted")
    USAGE_REMINDED = "usage-reminded", _("Employers reminded of their reports")
    PARK_TOLD = "park-told", _("Living and routes of a park written")
    PARK_GIVEN = "park-given", _("Park given to the successor of its board")
    SERVICE_FIRM_ENTERED = "service-firm-entered", _("Service firm entered")
    SERVICE_FIRM_CHANGED = "service-firm-changed", _("Service firm changed")
    LICENCE_ENTERED = "licence-entered", _("Licence of a service firm entered")
    LICENCE_REVOKED = "licence-revoked", _("Licence of a service firm revoked")
    SUPPLY_CONTRACT_ENTERED = "supply-contract-entered", _("Contract of a service firm entered")
    SUPPLY_COUNTED = "supply-counted", _("People supplied by a service firm counted")
    FIRM_INSPECTED = "firm-inspected", _("Inspection of a service firm entered")
    LODGING_SUBMITTED = "lodging-submitted", _("People who lodge in a commune counted")
    LODGING_RETURNED = "lodging-returned", _("Lodging count sent back to be completed")
    LODGING_ACCEPTED = "lodging-accepted", _("Lodging count accepted")
    LODGING_REMINDED = "lodging-reminded", _("Communes reminded of their counts")
    INTEREST_STATUS = "interest-status", _("State of an interested worker changed")
    INTEREST_REMINDED = "interest-reminded", _("Employer reminded to call workers")
    INTEREST_WITHDRAWN = "interest-withdrawn", _("Interest withdrawn by the worker")
