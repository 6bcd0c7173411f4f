from incentives.models.condition import Condition, Material
from incentives.models.facet_cell import FacetCell
from incentives.models.measure import Measure
from incentives.models.measure_agency import MeasureAgency
from incentives.models.presence import DraftPresence
from incentives.models.preview import PreviewLink
from incentives.models.provision import PROVISIONS, ApprovalReform, LoanProduct, SubsidyTier, TalentGrant
from incentives.models.reader_report import ReaderReport
from incentives.models.settled import SettledVersion
from incentives.models.tier import EnterpriseTier

__all__ = [
    "PROVISIONS",
    "ApprovalReform",
    "Condition",
    "DraftPresence",
    "EnterpriseTier",
    "FacetCell",
    "LoanProduct",
    "Material",
    "Measure",
    "MeasureAgency",
    "PreviewLink",
    "ReaderReport",
    "SettledVersion",
    "SubsidyTier",
    "TalentGrant",
]
