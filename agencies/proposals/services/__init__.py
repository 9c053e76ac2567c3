"""What an officer does with a proposal: confirm, drop, restore, edit, merge, split, add; and with
a place that was not read.

Each takes the `version` which the officer saw and raises StaleError when somebody else has changed
the proposal since.
"""

from agencies.proposals.services.cutting import (
    add_proposal,
    find_in_text,
    merge_proposals,
    split_proposal,
)
from agencies.proposals.services.editing import NewAddressee, edit_proposal, register_for
from agencies.proposals.services.unread import make_unread_task, wave_unread_away
from agencies.proposals.services.verdicts import (
    StaleProposalError,
    confirm_all_certain,
    confirm_proposal,
    drop_proposal,
    restore_proposal,
)

__all__ = [
    "NewAddressee",
    "StaleProposalError",
    "add_proposal",
    "confirm_all_certain",
    "confirm_proposal",
    "drop_proposal",
    "edit_proposal",
    "find_in_text",
    "make_unread_task",
    "merge_proposals",
    "register_for",
    "restore_proposal",
    "split_proposal",
    "wave_unread_away",
]
