from incentives.models.condition import Condition, Material
from incentives.models.facet_cell import FacetCell
from incentives.models.measure import Measure
from incentives.models.measure_agency import MeasureAgency
from incentives.models.presence import DraftPresence
from incentives.models.preview import PreviewLink
from incentives.models.provision import PROVISIONS, ApprovalReform, LoanProduct, SubsidyTier, TalentGrant
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
    "SettledVersion",
    "SubsidyTier",
    "TalentGrant",
]
