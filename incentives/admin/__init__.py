from incentives.admin.measure import MeasureAdmin
from incentives.admin.tier import EnterpriseTierAdmin

__all__ = ["EnterpriseTierAdmin", "MeasureAdmin"]
