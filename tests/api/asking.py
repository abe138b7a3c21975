"""Asks every address of the OpenAPI document in made-up ways, and looks at how it answers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
)

from backend.app import create_apps
from backend.services import complaints, tracking
from tests.chat.talking import StandInRasa
from tests.installed import Built, settings

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
        self.asked: Counter[str] = Counter()

    def bearer(self, path: str) -> dict[str, str]:
        """The token that fits an address."""
        if path.startswith("/api/chat"):
            token = self.http.post("/api/chat/sessions", json={"council": "rutland"}).json()["token"]
        elif path.startswith("/api/cases"):
            token = self.case
        else:
            token = "nobody"
        return {"Authorization": f"Bearer {token}"}


def operations(public: Public) -> list[APIOperation]:
    """Every address and method that the document describes."""
    described = schemathesis.openapi.from_asgi("/api/openapi.json", public.app)
    # A query's name that nobody knows is passed over, as everywhere on the web.
    described.config.generation.allow_extra_parameters = False
    return [found.ok() for found in described.get_all_operations()]


def ask(public: Public, operation: APIOperation, mode: GenerationMode, times: int, seeded: bool) -> None:
    """Ask one address so many times, as it wants to be asked or as it does not.

    `seeded`: the same requests every time. Raises what schemathesis found.
    """

    @given(case=operation.as_strategy(generation_mode=mode))
    @examples(
        max_examples=times,
        deadline=None,
        derandomize=seeded,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def one(case: schemathesis.Case) -> None:
        excluded = [*NOT_SO, *([ignored_auth] if case.path in SIGNED_OUT_ANYWAY else [])]
        if not case.operation.body:
            # All that may have been wrong is the token, and that is always ours.
            excluded.append(negative_data_rejection)
        public.asked[part_of(case.path)] += 1
        case.call_and_validate(headers=public.bearer(case.path), excluded_checks=excluded)

    try:
        one()
    except Unsatisfiable:
        # Nothing wrong can be sent to an address that takes nothing.
        assert mode is GenerationMode.NEGATIVE


def part_of(path: str) -> str:
    """The part of the API that an address belongs to."""
    part = path.split("/")[2]
    return part if part in ("chat", "cases", "staff") else "the law"
