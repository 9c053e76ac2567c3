"""What an app gives to the portal, and the one registry that knows it.

Each app declares its parts in its `portal_parts.py`, which is found when Django starts, as
`admin.py` is; what shows them (the frame, the must-do page, the search, the log, the outbox, the
jobs) asks the registry.
"""

from agencies.registry.audit import AuditField, AuditParts, AuditSection
from agencies.registry.jobs import Job, JobOutcome
from agencies.registry.letters import LetterKind
from agencies.registry.must_do import MustDoItem, MustDoSection
from agencies.registry.navigation import EVERYBODY, NOBODY, NavGroup, NavItem
from agencies.registry.parts import AppParts, visible_keys
from agencies.registry.registration import DuplicatePartError, Registry, registry
from agencies.registry.retention import RetentionRule
from agencies.registry.search import SearchHit, SearchProvider

__all__ = [
    "EVERYBODY",
    "NOBODY",
    "AppParts",
    "AuditField",
    "AuditParts",
    "AuditSection",
    "DuplicatePartError",
    "Job",
    "JobOutcome",
    "LetterKind",
    "MustDoItem",
    "MustDoSection",
    "NavGroup",
    "NavItem",
    "Registry",
    "RetentionRule",
    "SearchHit",
    "SearchProvider",
    "registry",
    "visible_keys",
]
