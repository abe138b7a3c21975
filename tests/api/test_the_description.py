"""The OpenAPI document is true: whatever is sent, the answer is one of those it describes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from backend.app import create_apps
from backend.services import complaints, tracking
from tests.chat.talking import StandInRasa
from tests.installed import Built, settings

EXAMPLES = 12
"""For each of some thirty addresses and both ways of asking: more than 300 in all."""

# An id that no council has is well formed, and so refused by what is known, not by its shape.
NOT_SO = [positive_data_acceptance]
SIGNED_OUT_ANYWAY = {"/api/staff/login"}
"""Who is not signed in is signed out, whatever they show."""


class Public:
    """The application, and somebody who may knock at each of its doors."""

    def __init__(self, built: Built, home: Path) -> None:
        self.inst = built.installation()
        self.app = create_apps(settings(home), self.inst, StandInRasa(self.inst)).public
        self.http = TestClient(self.app, base_url="http://127.0.0.1:8080", raise_server_exceptions=False)
        with self.inst.store.begin() as tx:
            told = {"role": "parent", "what_happened": "Nobody rang back."}
            today = self.inst.today()
            row = complaints.open_case(self.inst, tx, told, "rutland", today, by="chat", actor="person")
        self.case = tracking.grant(self.inst, tracking.FoundCase(row.id))[0]

    def bearer(self, path: str) -> dict[str, str]:
        """The token that fits an address."""
        if path.startswith("/api/chat"):
            token = self.http.post("/api/chat/sessions", json={"council": "rutland"}).json()["token"]
        elif path.startswith("/api/cases"):
            token = self.case
        else:
            token = "nobody"
        return {"Authorization": f"Bearer {token}"}


@pytest.fixture(scope="session")
def public(sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Public]:
    home = tmp_path_factory.mktemp("described")
    shutil.copy(sqlite, home / "heard.sqlite")
    built = Public(Built(f"sqlite:///{home / 'heard.sqlite'}", limits=False), home)
    yield built
    built.inst.store.close()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_address_answers_as_it_is_described(public: Public, mode: GenerationMode) -> None:
    described = schemathesis.openapi.from_asgi("/api/openapi.json", public.app)
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) * EXAMPLES * 2 >= 300
    for operation in operations:
        try:
            ask(public, operation.as_strategy(generation_mode=mode))
        except Unsatisfiable:
            # Nothing wrong can be sent to an address that takes nothing.
            assert mode is GenerationMode.NEGATIVE


def ask(public: Public, ways: SearchStrategy[schemathesis.Case]) -> None:
    """Ask in a few of these ways, and look at how it is answered."""

    @given(case=ways)
    @examples(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    def one(case: schemathesis.Case) -> None:
        excluded = [*NOT_SO, *([ignored_auth] if case.path in SIGNED_OUT_ANYWAY else [])]
        case.call_and_validate(headers=public.bearer(case.path), excluded_checks=excluded)

    one()
