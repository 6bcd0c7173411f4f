from incentives.models.agency_role import MeasureAgency
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
from incentives.models.rules.condition import Condition, Material
from incentives.models.rules.fact import Fact, FactChoice
from incentives.models.rules.match_case import MatchCase, MatchCaseVerdict
from incentives.models.scene import Scene, ScenePin
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
    "Fact",
    "FactChoice",
    "LoadedMeasure",
    "LoanProduct",
    "MatchCase",
    "MatchCaseVerdict",
    "Material",
    "Measure",
    "MeasureAgency",
    "PreviewLink",
    "ProposalDecision",
    "ReaderReport",
    "Scene",
    "ScenePin",
    "SettledVersion",
    "SubsidyTier",
    "TalentGrant",
    "TextPresence",
]
