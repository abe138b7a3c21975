"""The running Heard that all conversations share, and its complaints team."""

from __future__ import annotations

from tests.whole.conftest import heard, team

__all__ = ["heard", "team"]
