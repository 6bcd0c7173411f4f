import pytest

from policies.importing.actions import import_document
from tests.policies.admin.handing_in import TEXT


@pytest.fixture
def known(db):
    return import_document(data=TEXT.encode()).document
