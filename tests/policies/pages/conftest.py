import pytest

from tests import factories


@pytest.fixture
def document():
    document = factories.document(title="绿谷市扶持办法", index_number="X/1", doc_number="绿政〔2031〕1号")
    document.issuers.add(factories.agency(name="绿谷市政府"))
    for path, position in (("0.1", 1), ("1.1", 2), ("1.2", 3), ("2.1", 4)):
        factories.clause(document, path=path, position=position, gist=f"大意{path}")
    return document
