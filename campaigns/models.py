from campaigns.budget.models import Budget, BudgetChange, BudgetDate, BudgetLine
from campaigns.contents.models import Content, ContentClearance, ContentStep
from campaigns.kits.models import KitLink
from campaigns.outlets.models import Outlet
from campaigns.publications.models import ProofFile, Publication
from campaigns.waves.models import Wave, WaveDuty, WaveFile

__all__ = [
    "Budget",
    "BudgetChange",
    "BudgetDate",
    "BudgetLine",
    "Content",
    "ContentClearance",
    "ContentStep",
    "KitLink",
    "Outlet",
    "ProofFile",
    "Publication",
    "Wave",
    "WaveDuty",
    "WaveFile",
]
