from incentives.admin.measure import MeasureAdmin
from incentives.admin.preview_link import PreviewLinkAdmin
from incentives.admin.public_rows import EnterpriseTierAdmin, SceneAdmin
from incentives.admin.reader_report import ReaderReportAdmin
from incentives.admin.rules import FactAdmin, MatchCaseAdmin

__all__ = [
    "EnterpriseTierAdmin",
    "FactAdmin",
    "MatchCaseAdmin",
    "MeasureAdmin",
    "PreviewLinkAdmin",
    "ReaderReportAdmin",
    "SceneAdmin",
]
