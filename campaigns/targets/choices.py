"""How targets are stated, and how one stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Operator(TextChoices):
    """How a document states its goal; `REDUCE_TO` and `BELOW` are met by small numbers."""

    ABOVE = "above", pgettext_lazy("target", "above")
    REACH = "reach", pgettext_lazy("target", "reach")
    BELOW = "below", pgettext_lazy("target", "below")
    REDUCE_TO = "reduce_to", pgettext_lazy("target", "down to")

    @property
    def less_is_better(self) -> bool:
        return self in (Operator.BELOW, Operator.REDUCE_TO)


class Channel(TextChoices):
    """By which way people got work: the parts of the year's headline target."""

    PROGRAMME = "programme", _("Socio-economic programmes")
    LOAN_FUND = "loan_fund", _("Job creation loan fund")
    ABROAD = "abroad", _("Work abroad under contract")
    JOB_CENTRE = "job_centre", _("Job centre")


class Verdict(TextChoices):
    MET = "met", pgettext_lazy("target", "Met")
    ON_COURSE = "on_course", pgettext_lazy("target", "On course")
    BEHIND = "behind", pgettext_lazy("target", "Behind the plan")
    NOT_MET = "not_met", pgettext_lazy("target", "Not met yet")
    MISSED = "missed", pgettext_lazy("target", "Missed")
    UNJUDGED = "unjudged", _("Cannot be assessed yet")
    NOT_COLLECTED = "not_collected", _("Not collected")


VERDICT_TONES = {
    Verdict.MET: "done",
    Verdict.ON_COURSE: "open",
    Verdict.BEHIND: "risk",
    Verdict.NOT_MET: "risk",
    Verdict.MISSED: "late",
    Verdict.UNJUDGED: "wait",
    Verdict.NOT_COLLECTED: "off",
}
