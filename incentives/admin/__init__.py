from incentives.admin.measure import MeasureAdmin
from incentives.admin.people import LogEntryAdmin, StaffAdmin
from incentives.admin.tier import EnterpriseTierAdmin

__all__ = ["EnterpriseTierAdmin", "LogEntryAdmin", "MeasureAdmin", "StaffAdmin"]
