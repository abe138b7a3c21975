"""The OpenAPI document is true: whatever is sent, the answer is one of those it describes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from schemathesis import GenerationMode

from tests.api.asking import Public, ask, operations
from tests.installed import Built

EXAMPLES = 12
"""For each of some thirty addresses and both ways of asking: more than 300 in all."""


@pytest.fixture(scope="session")
def public(sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Public]:
    home = tmp_path_factory.mktemp("described")
    shutil.copy(sqlite, home / "heard.sqlite")
    built = Public(Built(f"sqlite:///{home / 'heard.sqlite'}", limits=False), home)
    yield built
    built.inst.store.close()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_address_answers_as_it_is_described(public: Public, mode: GenerationMode) -> None:
    described = operations(public)
    assert len(described) * EXAMPLES * 2 >= 300
    for operation in described:
        ask(public, operation, mode, EXAMPLES, seeded=True)
