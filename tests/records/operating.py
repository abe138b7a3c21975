"""An operator's shell: the environment in which commands are given to an installation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.installed import SECRET


def at(monkeypatch: pytest.MonkeyPatch, home: Path, url: str) -> None:
    """From here on commands are about the installation in this folder, on this database, as of now."""
    monkeypatch.setenv("HEARD_HOME", str(home))
    monkeypatch.setenv("HEARD_DATABASE_URL", url)
    monkeypatch.setenv("HEARD_SECRET_KEY", SECRET)
    monkeypatch.delenv("HEARD_NOW", raising=False)
