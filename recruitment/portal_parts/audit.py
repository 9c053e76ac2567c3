"""What the log says of this app: its acts, and what they write down beside the columns of their
models.
"""

from collections.abc import Iterator, Mapping

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.registry import AuditField, AuditParts, AuditSection
from recruitment.audit.choices import RecruitmentAction
from recruitment.vacancies.choices import EndReason, InterestStatus

NAME = pgettext_lazy("recorded", "Name")
# By model, without the name of this app.
RECORDED: Mapping[str, Mapping[str, Promise]] = {
    "employer": {
        "files": pgettext_lazy("recorded", "File"),
        "name": NAME,
        "text": _("What the office says"),
    },
    "labourusagereport": {
        "agency": _("Enterprise"),
        "period": _("Period"),
        "text": _("What the office says"),
    },
    "lodgingreport": {
        "agency": pgettext_lazy("table", "Commune"),
        "period": _("Period"),
        "text": _("What the office says"),
    },
    "servicefirm": {
        "contract": _("Contract"),
        "findings": _("Findings"),
        "licence": _("Licence"),
        "name": NAME,
        "on": _("On day"),
        "people": _("People"),
        "tax_code": _("Tax code"),
        "until": _("Valid until"),
    },
    "vacancy": {
        "copied_from": _("Copied from vacancy No."),
        "homes": _("People wanted by home province"),
        "people": _("People taken on"),
        "text": _("What the office says"),
        "reason": _("Reason"),
        "way": _("Way of recruiting"),
    },
    "vacancyimport": {"file": pgettext_lazy("recorded", "File"), "items": _("Rows")},
}


def _fields() -> Iterator[AuditField]:
    for model, labels in RECORDED.items():
        for name, label in labels.items():
            yield AuditField(f"recruitment.{model}", name, label)
    for name, label in (("email", _("E-mail")), ("full_name", _("Full name"))):
        yield AuditField("recruitment.employer", name, label, is_personal=True)
    yield AuditField("recruitment.vacancy", "interest", _("Interested worker"), InterestStatus)
    yield AuditField("recruitment.vacancy", "why", _("Why it ended"), EndReason)
    yield AuditField("agencies.agency", "period", _("Period"))
    yield AuditField("agencies.agency", "people", _("People written to"))


AUDIT = AuditParts(
    actions=RecruitmentAction,
    fields=tuple(_fields()),
    sections=(
        AuditSection(
            "recruitment", _("Employers and demand"), Q(target_type__startswith="recruitment.")
        ),
    ),
    pages={
        "recruitment.inspection": "recruitment:inspection",
        "recruitment.employer": "recruitment:employer-detail",
        "recruitment.industrialpark": "recruitment:park-change",
        "recruitment.labourusagereport": "recruitment:usage-detail",
        "recruitment.lodgingreport": "recruitment:lodging-detail",
        "recruitment.servicefirm": "recruitment:service-firm",
        "recruitment.vacancy": "recruitment:vacancy-desk-detail",
        "recruitment.vacancyimport": "recruitment:import-detail",
    },
)
