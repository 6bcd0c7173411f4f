import pytest

from tests import factories
from tests.incentives.admin.desk.made_text import stored


@pytest.fixture
def document():
    """A text with proposals that nobody has looked at."""
    factories.category("fiscal")
    return stored()
