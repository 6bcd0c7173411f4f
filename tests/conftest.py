from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

REPLY = Path(__file__).resolve().parents[2] / "shared" / "source" / "reply-2024-00020.txt"


@pytest.fixture
def reply_bytes() -> bytes:
    """The official text of the reply, which the repository does not hold."""
    if not REPLY.exists():
        pytest.skip("the official text of the reply is not beside the repository (../shared/source)")
    return REPLY.read_bytes()


@pytest.fixture
def transaction_point(db):
    """A block whose writes are undone at its end: one example of a property test leaves nothing to the next."""

    @contextmanager
    def block():
        with transaction.atomic():
            point = transaction.savepoint()
            try:
                yield
            finally:
                transaction.savepoint_rollback(point)

    return block
