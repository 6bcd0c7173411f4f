from incentives.models.agency_role import MeasureAgency
from incentives.models.condition import Condition, Material
from incentives.models.draft import DocumentTask, DraftPresence, PreviewLink, ProposalDecision, TextPresence
from incentives.models.facet_cell import FacetCell
from incentives.models.immutability import SettledVersion
from incentives.models.loaded_measure import LoadedMeasure
from incentives.models.measure import CITING, PARTS, Measure
from incentives.models.provision import (
    PROVISIONS,
    ApprovalReform,
    LoanProduct,
    SubsidyTier,
    TalentGrant,
)
from incentives.models.reader_report import ReaderReport
from incentives.models.tier import EnterpriseTier

__all__ = [
    "CITING",
    "PARTS",
    "PROVISIONS",
    "ApprovalReform",
    "Condition",
    "DocumentTask",
    "DraftPresence",
    "EnterpriseTier",
    "FacetCell",
    "LoadedMeasure",
    "LoanProduct",
    "Material",
    "Measure",
    "MeasureAgency",
    "PreviewLink",
    "ProposalDecision",
    "ReaderReport",
    "SettledVersion",
    "SubsidyTier",
    "TalentGrant",
    "TextPresence",
]
