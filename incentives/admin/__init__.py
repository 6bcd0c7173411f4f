from incentives.admin.measure import MeasureAdmin
from incentives.admin.people import RoleAdmin, StaffAdmin
from incentives.admin.preview import PreviewLinkAdmin
from incentives.admin.records import AttemptAdmin, FailureAdmin, LogEntryAdmin, SignInAdmin
from incentives.admin.tier import EnterpriseTierAdmin

__all__ = [
    "AttemptAdmin",
    "EnterpriseTierAdmin",
    "FailureAdmin",
    "LogEntryAdmin",
    "MeasureAdmin",
    "PreviewLinkAdmin",
    "RoleAdmin",
    "SignInAdmin",
    "StaffAdmin",
]
