"""The running Heard that all conversations share."""

from __future__ import annotations

import pytest

from tests.conversations.team import Team
from tests.whole.conftest import heard
from tests.whole.running import Running

__all__ = ["heard"]


@pytest.fixture(scope="session")
def team(heard: Running) -> Team:
    """The complaints team of the Heard that is talked to."""
    return Team(heard)
