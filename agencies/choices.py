"""The states and kinds of the field, each with the sets that the rules need. No such string stands anywhere else."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProvinceKind(TextChoices):
    PROVINCE = "province", _("Province")
    CITY = "city", _("City")


class AgencyKind(TextChoices):
    COMMITTEE = "committee", _("People's committee")
    OFFICE = "office", _("Office of the people's committee")
    DEPARTMENT = "department", _("Department")
    ZONES_BOARD = "zones_board", _("Management board of industrial zones")
    NEWSPAPER = "newspaper", _("Newspaper")
    BROADCASTER = "broadcaster", _("Broadcaster")
    JOB_CENTRE = "job_centre", _("Job centre")
    UNION = "union", _("Labour federation")
    YOUTH_UNION = "youth_union", _("Youth union")
    MASS_ORGANISATION = "mass_organisation", _("Mass organisation")
    INSURANCE = "insurance", _("Social insurance")
    ASSOCIATION = "association", _("Association")
    MINISTRY = "ministry", _("Ministry")
    FIRM = "firm", _("Firm")
    OTHER = "other", _("Other body")


class AgencyLevel(TextChoices):
    CENTRAL = "central", _("Central")
    PROVINCE = "province", _("Provincial")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune")
    NONE = "none", _("Outside the administration")


class SeatRole(TextChoices):
    COORDINATOR = "coordinator", _("Coordinator")
    LEADER = "leader", _("Leader")
    OFFICER = "officer", _("Officer")
    VERIFIER = "verifier", _("Employer verifier")
    NEWSROOM = "newsroom", _("Newsroom")
    JOB_CENTRE = "job_centre", _("Job centre officer")
    PARTNER_OFFICER = "partner_officer", _("Partner province officer")
    FEDERATION_COLLECTOR = "federation_collector", _("Federation collector")


class DirectiveKind(TextChoices):
    """Kinds of documents that give tasks, by the abbreviations of decree 30/2020, annex III."""

    PLAN = "KH", _("Plan")
    CONCLUSION = "TB", _("Conclusion notice")
    DECISION = "QĐ", _("Decision")
    DISPATCH = "CV", _("Dispatch")
    URGENT_DISPATCH = "CĐ", _("Urgent dispatch")
    DIRECTIVE = "CT", _("Directive")
    PROGRAMME = "CTr", _("Programme")
    RESOLUTION = "NQ", _("Resolution")
    REPORT = "BC", _("Report")
    OTHER = "VB", _("Other document")


class DirectiveStatus(TextChoices):
    IN_REVIEW = "in_review", _("Being reviewed")
    ASSIGNED = "assigned", _("Assigned")
    WITHDRAWN = "withdrawn", pgettext_lazy("directive", "Withdrawn")


class ProposalStatus(TextChoices):
    PROPOSED = "proposed", _("To be checked")
    CONFIRMED = "confirmed", _("Confirmed")
    DROPPED = "dropped", _("Dropped")
    ASSIGNED = "assigned", _("Assigned")


ProposalStatus.OPEN = frozenset({ProposalStatus.PROPOSED, ProposalStatus.CONFIRMED})


class Verdict(TextChoices):
    """How a proposal stands in the review: what the reader is sure of, what a person must look at, what was decided."""

    CERTAIN = "certain", _("Certain")
    LOOK = "look", _("Needs a look")
    CONFIRMED = "confirmed", pgettext_lazy("proposal", "Confirmed")
    ASSIGNED = "assigned", pgettext_lazy("proposal", "Assigned")
    MILESTONE = "milestone", _("Milestone")
    ASIDE = "aside", _("Not a task")
    DROPPED = "dropped", pgettext_lazy("proposal", "Dropped")


Verdict.GOES_OUT = frozenset({Verdict.CERTAIN, Verdict.CONFIRMED})


class Scope(TextChoices):
    """How a proposed item binds: the reader's scopes (DESIGN.md, section 6)."""

    ASSIGNED = "assigned", _("Assigned to an agency")
    DATED = "dated", _("Milestone with a date")
    REQUEST = "request", _("Request to another body")
    PROGRAMME = "programme", _("Content of the programme")


Scope.BINDING = frozenset({Scope.ASSIGNED, Scope.DATED})


class AgencyRole(TextChoices):
    """What an agency does in a task (đơn vị chủ trì, phối hợp, duyệt)."""

    LEAD = "lead", _("Lead")
    COORDINATING = "coordinating", _("Co-ordinating")
    CLEARING = "clearing", _("Clearing")


class DeadlineKind(TextChoices):
    """The kinds of vietnam.deadlines.DeadlineKind, as stored."""

    ON = "on", _("By a date")
    WITHIN = "within", _("Within a period")
    FROM = "from", _("From a date on")
    RECURRING = "recurring", _("Recurring")
    CONTINUING = "continuing", _("Continuing")
    RELATIVE = "relative", _("Counted from an event")


class DeadlineBound(TextChoices):
    BEFORE = "before", _("before")
    BY = "by", _("no later than")
    AT = "on", _("on the day")


class OccurrenceStatus(TextChoices):
    ASSIGNED = "assigned", _("Newly assigned")
    IN_PROGRESS = "in_progress", _("In progress")
    SUBMITTED = "submitted", _("Awaiting acceptance")
    RETURNED = "returned", _("Returned")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", pgettext_lazy("task", "Withdrawn")


OccurrenceStatus.OWED = frozenset({OccurrenceStatus.ASSIGNED, OccurrenceStatus.IN_PROGRESS, OccurrenceStatus.RETURNED})
OccurrenceStatus.OPEN = OccurrenceStatus.OWED | {OccurrenceStatus.SUBMITTED}


class TaskState(TextChoices):
    """How a list asks for tasks: stored states, and those that are judged (agencies.queries.board, .scoreboard)."""

    OPEN = "open", _("Not finished")
    LATE = "late", _("Late")
    AT_RISK = "at_risk", _("Due soon")
    SUBMITTED = "submitted", _("Awaiting acceptance")
    RETURNED = "returned", _("Returned")
    UNDATED = "undated", _("Without a date")
    UNJUDGED = "unjudged", _("Cannot be judged yet")
    JUDGED = "judged", _("Done, or late")
    ON_TIME = "on_time", _("Done on time")
    ON_FIRST = "on_first", _("Done by the first deadline")
    DONE_LATE = "done_late", _("Done late")
    WAS_LATE = "was_late", _("Late, or done late")
    DONE = "done", _("Done")
    WAS_RETURNED = "was_returned", _("Returned at least once")
    EXTENDED = "extended", _("Deadline extended")
    EXPLAINED = "explained", _("Explanation asked for")
    ALL = "all", _("All but withdrawn")
    WITHDRAWN = "withdrawn", pgettext_lazy("task", "Withdrawn")


class BulkAct(TextChoices):
    """What can be done with many tasks of the list at once, as the addresses say it."""

    ASSIGN = "phan-cong", _("Give to a seat")
    REMIND = "nhac", _("Remind now")
    ACCEPT = "chap-nhan", _("Accept results")


class ProgressKind(TextChoices):
    REPORT = "report", _("Progress report")
    SUBMISSION = "submission", _("Result submitted")
    ACCEPTANCE = "acceptance", _("Result accepted")
    RETURN = "return", _("Result returned")
    WITHDRAWAL = "withdrawal", _("Task withdrawn")
    DEED = "deed", _("Deed reported")
    STRIKE = "strike", _("Deed struck out")
    CLEARANCE = "clearance", _("Content cleared")
    COMMENT = "comment", _("Comment")


class ExtensionStatus(TextChoices):
    """What became of a request for a later date (gia hạn)."""

    ASKED = "asked", _("Waiting for an answer")
    GRANTED = "granted", pgettext_lazy("extension", "Granted")
    AMENDED = "amended", _("Granted with another date")
    REFUSED = "refused", pgettext_lazy("extension", "Refused")
    LAPSED = "lapsed", _("No longer needed")


ExtensionStatus.GIVEN = frozenset({ExtensionStatus.GRANTED, ExtensionStatus.AMENDED})


class ClearanceStatus(TextChoices):
    """What a clearing agency (duyệt) says about a submitted result before it can be accepted."""

    ASKED = "asked", _("To be cleared")
    CLEARED = "cleared", pgettext_lazy("clearance", "Cleared")
    REFUSED = "refused", pgettext_lazy("clearance", "Not cleared")
    LAPSED = "lapsed", _("No longer needed")


class Roll(TextChoices):
    """What becomes of a due date on a day off."""

    NONE = "none", _("Stays on that day")
    BACK = "back", _("Moves to the working day before")
    FORWARD = "forward", _("Moves to the working day after")


class MessageStatus(TextChoices):
    QUEUED = "queued", _("Queued")
    SENT = "sent", _("Sent")
    PARKED = "parked", _("Refused by the mail server")
    CANCELLED = "cancelled", _("No longer needed")


class MailHealth(TextChoices):
    """How the outbox as a whole gets on."""

    FLOWS = "mail_flows", _("Goes out in time")
    STUMBLES = "mail_stumbles", _("Many messages need several attempts")
    STUCK = "mail_stuck", _("Does not go out in time")


class JobHealth(TextChoices):
    """How a periodic job gets on, judged by its last run and its last success."""

    ON_SCHEDULE = "on_schedule", _("Runs on schedule")
    STUMBLED = "stumbled", _("The last run failed")
    FAILING = "failing", _("Fails again and again")
    SILENT = "silent", _("Has stopped")
    NEVER = "never_ran", _("Has never run")


JobHealth.BAD = frozenset({JobHealth.FAILING, JobHealth.SILENT, JobHealth.NEVER})


class Channel(TextChoices):
    MAIL = "mail", _("E-mail")
    PORTAL = "portal", _("Notice in the portal")


class MustDoKind(TextChoices):
    """What a row of the must-do page asks of a seat."""

    OWED = "owed", _("Task owed")
    RESULT = "result", _("Result to decide on")
    EXTENSION = "extension", _("Request for a later date to answer")
    EXPLANATION = "explanation", _("Explanation to give")
    CLEARANCE = "clearance", _("Content to clear")


class Event(TextChoices):
    """What a seat is told as it happens, apart from reminders."""

    EXTENSION_ASKED = "extension_asked", _("An extension is asked for")
    EXTENSION_ANSWERED = "extension_answered", _("The request for an extension is answered")
    EXPLANATION_ASKED = "explanation_asked", _("An explanation is asked for")
    EXPLANATION_ANSWERED = "explanation_answered", _("The explanation is given")
    MENTIONED = "mentioned", _("You are mentioned in a comment")
    RETURNED = "returned", _("The result is returned")
    CLEARANCE_ASKED = "clearance_asked", _("A result waits to be cleared")
    CLEARANCE_REFUSED = "clearance_refused", _("The content is not cleared")
    HANDED_OVER = "handed_over", _("A task is handed over to your agency")
    HANDED_TO_SEAT = "handed_to_seat", _("A task is given to your seat")
    DATED = "dated", _("The deadline is counted: the day of its event is entered")


Event.URGENT = frozenset({Event.EXPLANATION_ASKED, Event.RETURNED, Event.CLEARANCE_ASKED, Event.CLEARANCE_REFUSED})
"""Mailed at once also to those who read one mail each morning."""


class MailMode(TextChoices):
    """How a person wants to be written to."""

    SINGLE = "single", _("A mail for each reminder")
    DIGEST = "digest", _("One mail each morning with everything")


class DaysUnit(IntegerChoices):
    """How a reminder policy counts its lead days."""

    WORKING = 1, _("working days")
    CALENDAR = 2, _("calendar days")


class FeedScope(TextChoices):
    """Which deadlines a calendar feed carries."""

    SEAT = "seat", _("What my seat must do")
    AGENCY = "agency", _("All that my agency leads or helps with")


class CalendarView(TextChoices):
    """How the calendar page lays out the days, as its address says it."""

    MONTH = "thang", _("Month")
    AGENDA = "lich-trinh", _("Agenda")


class CalendarScope(TextChoices):
    """Whose deadlines the calendar page shows, as its address says it."""

    MINE = "cua-toi", _("My agency")
    ALL = "tat-ca", _("All agencies")


class TaskPart(TextChoices):
    """What an agency does in the tasks that the list shows of it."""

    LEAD = "lead", _("leads")
    ANY = "any", _("leads or helps")
