"""Who may do what with targets, waves of communication, the budget and the month's report
(docs/roles.md). Deny by default.

`ENTER_FIGURES`, `WRITE_CONTENTS`, `SEE_CONTENTS` and `ENTER_PUBLICATIONS` open to an officer, a
newsroom or a partner what is its own agency's, and what is released.
"""

from enum import auto

from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Right


class CampaignPermission(Right):
    SEE_TARGETS = auto()
    KEEP_TARGETS = auto()
    ENTER_FIGURES = auto()
    SEE_WAVES = auto()
    SEE_CONTENTS = auto()
    KEEP_WAVES = auto()
    WRITE_CONTENTS = auto()
    CLEAR_CONTENTS = auto()
    ENTER_PUBLICATIONS = auto()
    SEE_BUDGET = auto()
    KEEP_BUDGET = auto()
    KEEP_REPORTS = auto()
    CLOSE_PERIODS = auto()
    APPROVE_REPORTS = auto()

    def is_given_to(self, role: str) -> bool:
        return self in ROLE_PERMISSIONS.get(role, frozenset())


_OFFICER = frozenset(
    {
        CampaignPermission.SEE_TARGETS,
        CampaignPermission.ENTER_FIGURES,
        CampaignPermission.SEE_CONTENTS,
        CampaignPermission.ENTER_PUBLICATIONS,
    }
)
ROLE_PERMISSIONS: dict[str, frozenset[CampaignPermission]] = {
    SeatRole.COORDINATOR: frozenset(CampaignPermission) - {CampaignPermission.APPROVE_REPORTS},
    SeatRole.LEADER: frozenset(
        {
            CampaignPermission.SEE_TARGETS,
            CampaignPermission.SEE_WAVES,
            CampaignPermission.SEE_CONTENTS,
            CampaignPermission.SEE_BUDGET,
            CampaignPermission.CLOSE_PERIODS,
            CampaignPermission.APPROVE_REPORTS,
        }
    ),
    SeatRole.OFFICER: _OFFICER,
    SeatRole.VERIFIER: _OFFICER,
    SeatRole.JOB_CENTRE: _OFFICER,
    SeatRole.FEDERATION_COLLECTOR: _OFFICER,
    SeatRole.PARTNER_OFFICER: frozenset(
        {CampaignPermission.SEE_CONTENTS, CampaignPermission.ENTER_PUBLICATIONS}
    ),
    SeatRole.NEWSROOM: _OFFICER | {CampaignPermission.SEE_WAVES, CampaignPermission.WRITE_CONTENTS},
}
