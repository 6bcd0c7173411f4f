from incentives.admin.measure import MeasureAdmin
from incentives.admin.people import RoleAdmin, StaffAdmin
from incentives.admin.preview import PreviewLinkAdmin
from incentives.admin.reader_report import ReaderReportAdmin
from incentives.admin.records import AttemptAdmin, FailureAdmin, LogEntryAdmin, SignInAdmin
from incentives.admin.tier import EnterpriseTierAdmin

__all__ = [
    "AttemptAdmin",
    "EnterpriseTierAdmin",
    "FailureAdmin",
    "LogEntryAdmin",
    "MeasureAdmin",
    "PreviewLinkAdmin",
    "ReaderReportAdmin",
    "RoleAdmin",
    "SignInAdmin",
    "StaffAdmin",
]
