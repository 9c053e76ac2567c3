"""What employers are, and how their registration stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.lists.numbers import localized_figures_lazy


class ParkKind(TextChoices):
    PARK = "park", _("Industrial park")
    CLUSTER = "cluster", _("Industrial cluster")


class EmployerKind(TextChoices):
    STATE = "state", _("State enterprise")
    DOMESTIC = "domestic", _("Domestic private enterprise")
    FOREIGN = "foreign", _("Foreign-invested enterprise")


class SizeBand(TextChoices):
    """People who work there now."""

    UNDER_10 = "u10", _("under 10")
    UP_TO_50 = "u50", "10–50"
    UP_TO_100 = "u100", "51–100"
    UP_TO_200 = "u200", "101–200"
    UP_TO_500 = "u500", "201–500"
    UP_TO_1000 = "u1000", localized_figures_lazy("501–1.000")
    UP_TO_3000 = "u3000", localized_figures_lazy("1.001–3.000")
    UP_TO_10000 = "u10000", localized_figures_lazy("3.001–10.000")
    OVER_10000 = "o10000", _("over 10,000")


class Industry(TextChoices):
    """The sections of the Vietnamese standard industrial classification (VSIC, decision
    27/2018/QĐ-TTg).
    """

    A = "A", _("Agriculture, forestry and fishing")
    B = "B", _("Mining")
    C = "C", _("Manufacturing")
    D = "D", _("Electricity, gas, steam and hot water")
    E = "E", _("Water supply, waste and waste water")
    F = "F", _("Construction")
    G = "G", _("Trade and repair of vehicles")
    H = "H", _("Transport and storage")
    I = "I", _("Accommodation and food services")  # noqa: E741 the section's own letter
    J = "J", _("Information and communication")
    K = "K", _("Finance, banking and insurance")
    L = "L", _("Real estate")
    M = "M", _("Professional, scientific and technical services")
    N = "N", _("Administrative and support services")
    P = "P", _("Education and training")
    Q = "Q", _("Health and social assistance")
    R = "R", _("Arts and recreation")
    S = "S", _("Other services")


class EmployerStatus(TextChoices):
    """How the responsible office judges the employer's registration."""

    REGISTERED = "registered", _("To be verified")
    ASKED_BACK = "asked_back", _("Asked to complete")
    VERIFIED = "verified", _("Verified")
    REFUSED = "refused", pgettext_lazy("employer", "Refused")


EmployerStatus.WAITING = frozenset({EmployerStatus.REGISTERED})
# A change by the employer sends these to the office again.
EmployerStatus.TO_MEND = frozenset({EmployerStatus.ASKED_BACK, EmployerStatus.REFUSED})


class ChangeDecision(TextChoices):
    """What the office decides on another name or place."""

    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", pgettext_lazy("employer", "Refused")
