from pathlib import Path

import pytest

REPLY = Path(__file__).resolve().parents[2] / "shared" / "source" / "reply-2024-00020.txt"


@pytest.fixture
def reply_bytes() -> bytes:
    """The official text of the reply, which the repository does not hold."""
    if not REPLY.exists():
        pytest.skip("the official text of the reply is not beside the repository (../shared/source)")
    return REPLY.read_bytes()
