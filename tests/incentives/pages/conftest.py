import pytest

from incentives.enums import Kind
from tests import factories


@pytest.fixture
def age_limit(db):
    """A talent measure with one grant for people up to 40."""
    measure = factories.measure(kind=Kind.TALENT, title="青年资助")
    factories.talent_grant(measure, 100_000, max_age=40)
    return measure
