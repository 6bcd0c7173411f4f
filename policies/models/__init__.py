from policies.models.agency import Agency
from policies.models.category import Category
from policies.models.clause import Clause
from policies.models.document import Document, DocumentRelation
from policies.models.indicator import Indicator

__all__ = ["Agency", "Category", "Clause", "Document", "DocumentRelation", "Indicator"]
