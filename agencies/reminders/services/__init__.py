"""Who is owed which reminder: decided into the ledger and the outbox together, by statements that
add nothing twice.
"""

from agencies.reminders.services.decision import (
    DECIDING_HOURS,
    AgencyCount,
    Decision,
    decide_by_day,
    decide_reminders,
)

__all__ = ["DECIDING_HOURS", "AgencyCount", "Decision", "decide_by_day", "decide_reminders"]
