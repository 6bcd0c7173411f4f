from incentives.models.condition import Condition, Material
from incentives.models.measure import Measure
from incentives.models.measure_agency import MeasureAgency
from incentives.models.provision import PROVISIONS, ApprovalReform, LoanProduct, SubsidyTier, TalentGrant
from incentives.models.tier import EnterpriseTier

__all__ = [
    "PROVISIONS",
    "ApprovalReform",
    "Condition",
    "EnterpriseTier",
    "LoanProduct",
    "Material",
    "Measure",
    "MeasureAgency",
    "SubsidyTier",
    "TalentGrant",
]
