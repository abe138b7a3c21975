from __future__ import annotations

from pathlib import Path

import pytest

from backend.procedures import Procedures, load
from tests.procedures.planting import Files


@pytest.fixture(scope="session")
def procedures() -> Procedures:
    return load()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)
