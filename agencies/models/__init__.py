from agencies.models.accounts import EmailChange, Invitation
from agencies.models.api import ApiToken
from agencies.models.audit import AuditEntry
from agencies.models.bodies import Agency, AgencyAlias, AgencyGroup, GroupAlias, Province
from agencies.models.calendar import CalendarDay, DeadlinePolicy
from agencies.models.directives import Clause, Directive, Proposal, ProposalAgency
from agencies.models.feeds import CalendarFeed
from agencies.models.jobs import ExpectedJob, JobRun
from agencies.models.messages import OutboxMessage, Reminder, ReminderPolicy
from agencies.models.occurrences import EvidenceFile, Occurrence, Progress
from agencies.models.people import ContactPoint, Person, Seat, SeatHolding
from agencies.models.people_imports import PeopleImport, PeopleRow
from agencies.models.privacy import Breach, ConsentText, DataRequest, MemberReview
from agencies.models.requests import Clearance, Explanation, Extension, Snooze
from agencies.models.sent_forms import SentForm
from agencies.models.tasks import Deadline, Task, TaskAgency

__all__ = [
    "Agency",
    "AgencyAlias",
    "AgencyGroup",
    "ApiToken",
    "AuditEntry",
    "Breach",
    "CalendarDay",
    "CalendarFeed",
    "Clause",
    "Clearance",
    "ConsentText",
    "ContactPoint",
    "DataRequest",
    "Deadline",
    "DeadlinePolicy",
    "Directive",
    "EmailChange",
    "EvidenceFile",
    "ExpectedJob",
    "Explanation",
    "Extension",
    "GroupAlias",
    "Invitation",
    "JobRun",
    "MemberReview",
    "Occurrence",
    "OutboxMessage",
    "PeopleImport",
    "PeopleRow",
    "Person",
    "Progress",
    "Proposal",
    "ProposalAgency",
    "Province",
    "Reminder",
    "ReminderPolicy",
    "Seat",
    "SeatHolding",
    "SentForm",
    "Snooze",
    "Task",
    "TaskAgency",
]
