from agencies.api.models import ApiToken
from agencies.audit.models import AuditEntry
from agencies.bodies.models import Agency, AgencyAlias, AgencyGroup, GroupAlias, Province
from agencies.calendar.models import CalendarDay, DeadlinePolicy
from agencies.column_templates.models import ColumnTemplate
from agencies.directives.models import Clause, Directive, Proposal, ProposalAgency
from agencies.feeds.models import CalendarFeed
from agencies.forms.models import SentForm
from agencies.jobs.models import ExpectedJob, JobRun
from agencies.mail.models import OutboxMessage
from agencies.member_reviews.models import MemberReview
from agencies.members.models import EmailChange, Invitation
from agencies.papers.models import IssuedPaper
from agencies.people.models import ContactPoint, Person, Seat, SeatHolding
from agencies.people_import.models import PeopleImport, PeopleRow
from agencies.policies.models import ReminderPolicy
from agencies.privacy.models import Breach, ConsentText, DataRequest
from agencies.reminders.models import Reminder
from agencies.requests.models import Clearance, Explanation, Extension, Snooze
from agencies.tasks.models import Deadline, Task, TaskAgency
from agencies.tasks.occurrence_models import EvidenceFile, Occurrence, Progress

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
    "ColumnTemplate",
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
    "IssuedPaper",
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
