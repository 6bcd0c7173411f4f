from policies.models.agency import Agency
from policies.models.category import Category
from policies.models.clause import Clause
from policies.models.content_version import ContentVersion
from policies.models.document import Document, DocumentRelation
from policies.models.indicator import Indicator
from policies.models.source_file import SourceFile
from policies.models.synonym import Synonym
from policies.models.term import DocumentTerm

__all__ = [
    "Agency",
    "Category",
    "Clause",
    "ContentVersion",
    "Document",
    "DocumentRelation",
    "DocumentTerm",
    "Indicator",
    "SourceFile",
    "Synonym",
]
