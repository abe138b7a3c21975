"""The running Heard that all conversations share."""

from __future__ import annotations

from tests.whole.conftest import heard

__all__ = ["heard"]
