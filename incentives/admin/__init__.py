from incentives.admin.measure import MeasureAdmin
from incentives.admin.preview_link import PreviewLinkAdmin
from incentives.admin.reader_report import ReaderReportAdmin
from incentives.admin.rules import FactAdmin, MatchCaseAdmin
from incentives.admin.scene import SceneAdmin
from incentives.admin.tier import EnterpriseTierAdmin

__all__ = [
    "EnterpriseTierAdmin",
    "FactAdmin",
    "MatchCaseAdmin",
    "MeasureAdmin",
    "PreviewLinkAdmin",
    "ReaderReportAdmin",
    "SceneAdmin",
]
