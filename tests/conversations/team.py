"""The complaints team of a running Heard, who note in a case what happened between two messages."""

from __future__ import annotations

import os
import subprocess
from datetime import datetime
from functools import cached_property
from typing import Any

import httpx

from backend.clock import LONDON
from tests.whole.running import ROOT, Running

EMAIL, PASSWORD = "team@council.example", "a long enough password"
EVERY_COUNCIL = ("rutland", "somerset", "surrey", "bexley", "sefton")


class Team:
    """One account for every council, opened when it is first needed."""

    def __init__(self, heard: Running) -> None:
        self._heard = heard

    def sees(self, reference: str) -> dict[str, Any]:
        """A case as the team reads it."""
        answer = httpx.get(
            f"{self._heard.address}/api/staff/cases/{reference}", headers=self._signed_in, timeout=30
        )
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def notes(self, reference: str, kind: str, **data: Any) -> None:
        """Note one event of today in a case."""
        answer = httpx.post(
            f"{self._heard.address}/api/staff/cases/{reference}/events",
            json={"kind": kind, "on": datetime.now(LONDON).date().isoformat(), **data},
            headers=self._signed_in,
            timeout=30,
        )
        assert answer.status_code == 200, answer.text

    @cached_property
    def _signed_in(self) -> dict[str, str]:
        councils = [word for council in EVERY_COUNCIL for word in ("--council", council)]
        subprocess.run(
            [str(ROOT / "heard"), "staff", "add", *councils, "--email", EMAIL, "--role", "officer"],
            env={**os.environ, **self._heard.where, "HEARD_STAFF_PASSWORD": PASSWORD},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        told = {"email": EMAIL, "password": PASSWORD}
        answer = httpx.post(f"{self._heard.address}/api/staff/login", json=told, timeout=30)
        assert answer.status_code == 200, answer.text
        return {"Authorization": f"Bearer {answer.json()['token']}"}
