from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class PetitionKind(TextChoices):
    """What was said, as the delegations of the National Assembly tell it apart. An opinion is owed
    no answer; each kind is counted by itself.
    """

    PETITION = "petition", pgettext_lazy("kind", "Petition")
    OPINION = "opinion", pgettext_lazy("kind", "Opinion")
    INFORMATION = "information", _("Request for information")


OWED_AN_ANSWER = (PetitionKind.PETITION, PetitionKind.INFORMATION)


class Theme(TextChoices):
    """What it is about."""

    WAGES = "wages", _("Wages and bonuses")
    HOURS = "hours", _("Working hours and rest")
    INSURANCE = "insurance", _("Social, health and unemployment insurance")
    SAFETY = "safety", _("Safety and health at work")
    MEALS = "meals", _("Meals between shifts")
    HOUSING = "housing", _("Housing and dormitories")
    SCHOOLS = "schools", _("Nurseries and schools")
    HEALTH = "health", _("Medical care")
    TRANSPORT = "transport", _("Transport and roads")
    SECURITY = "security", _("Public order")
    ENVIRONMENT = "environment", pgettext_lazy("theme", "Environment, electricity and water")
    CULTURE = "culture", _("Culture and sports")
    TRAINING = "training", pgettext_lazy("theme", "Training and skills")
    UNION = "union", _("Work of the unions")
    PROCEDURES = "procedures", _("Administrative procedures")
    OTHER = "other", pgettext_lazy("theme", "Other matters")


class PartState(TextChoices):
    """Where the part of one agency stands. Answered is not resolved: that is told by the class of
    the answer.
    """

    OPEN = "open", pgettext_lazy("petition", "Waiting for an answer")
    ANSWERED = "answered", pgettext_lazy("petition", "Answered, to be checked")
    RETURNED = "returned", pgettext_lazy("petition", "Sent back to be completed")
    ACCEPTED = "accepted", pgettext_lazy("petition", "Answer checked")
    REDIRECTED = "redirected", pgettext_lazy("petition", "Redirected")

    @property
    def tone(self) -> str:
        return _PART_TONES[self]


OWING = (PartState.OPEN, PartState.RETURNED)
GIVEN = (PartState.ANSWERED, PartState.ACCEPTED)
_PART_TONES = {
    PartState.OPEN: "wait",
    PartState.ANSWERED: "open",
    PartState.RETURNED: "risk",
    PartState.ACCEPTED: "done",
    PartState.REDIRECTED: "off",
}


class AnswerClass(TextChoices):
    """The class of an answer, after the list of the delegations of the National Assembly."""

    EXPLAINED = "explained", _("Explained, information given")
    RULES = "rules", _("Resolved: rules issued or changed")
    INSPECTED = "inspected", _("Resolved: inspected")
    CARRIED_OUT = "carried_out", _("Resolved: carried out")
    PROMISED = "promised", _("Being resolved: with a date")
    SENT_UP = "sent_up", _("Being resolved: submitted to a higher level")
    NO_FUNDS = "no_funds", _("Being resolved: no funds yet")
    NOT_YET = "not_yet", _("Being resolved: cannot be done yet")
    HIGHER_RULES = "higher_rules", _("Being resolved: depends on rules of a higher level")
    OTHER_REASON = "other_reason", _("Being resolved: for another reason")
    DUPLICATE = "duplicate", _("The same as another petition")
    NOT_COMPETENT = "not_competent", _("Not within its powers")


RESOLVED = (AnswerClass.RULES, AnswerClass.INSPECTED, AnswerClass.CARRIED_OUT)
UNDER_WAY = (
    AnswerClass.PROMISED,
    AnswerClass.SENT_UP,
    AnswerClass.NO_FUNDS,
    AnswerClass.NOT_YET,
    AnswerClass.HIGHER_RULES,
    AnswerClass.OTHER_REASON,
)
NEEDS_A_REASON = frozenset(UNDER_WAY) - {AnswerClass.PROMISED}
ELSEWHERE = (AnswerClass.DUPLICATE, AnswerClass.NOT_COMPETENT)


class Progress(TextChoices):
    """The first axis: whether those who are asked have answered."""

    NOT_OWED = "not_owed", pgettext_lazy("petition", "Owed no answer")
    UNROUTED = "unrouted", pgettext_lazy("petition", "Not routed yet")
    WAITING = "waiting", pgettext_lazy("petition", "Not answered")
    PARTLY = "partly", pgettext_lazy("petition", "Answered in part")
    ANSWERED = "answered", pgettext_lazy("petition", "Answered")

    @property
    def tone(self) -> str:
        return _PROGRESS_TONES[self]


_PROGRESS_TONES = {
    Progress.NOT_OWED: "off",
    Progress.UNROUTED: "wait",
    Progress.WAITING: "wait",
    Progress.PARTLY: "risk",
    Progress.ANSWERED: "open",
}


class Result(TextChoices):
    """The second axis: what came of an answered petition; the least of its parts counts."""

    NONE = "none", pgettext_lazy("petition", "No answer yet")
    RESOLVED = "resolved", pgettext_lazy("petition", "Resolved")
    UNDER_WAY = "under_way", pgettext_lazy("petition", "Being resolved")
    EXPLAINED = "explained", pgettext_lazy("petition", "Explained")
    ELSEWHERE = "elsewhere", pgettext_lazy("petition", "A duplicate, or for another body")

    @property
    def tone(self) -> str:
        return _RESULT_TONES[self]


_RESULT_TONES = {
    Result.NONE: "off",
    Result.RESOLVED: "done",
    Result.UNDER_WAY: "risk",
    Result.EXPLAINED: "open",
    Result.ELSEWHERE: "off",
}
