"""Who is owed which reminder: decided into the ledger and the outbox together, by statements that add nothing twice."""

from agencies.services.reminders.decision import AgencyCount, Decision, decide_reminders

__all__ = ["AgencyCount", "Decision", "decide_reminders"]
