"""A complaints office for tests: an installation, colleagues who sign in by themselves, a moved clock."""

from __future__ import annotations

import atexit
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.testclient import TestClient

from backend.app import create_apps
from backend.clock import LONDON
from backend.services import accounts
from backend.services.installation import Installation
from tests.chat.talking import StandInRasa
from tests.installed import Built, StandingClock, settings

PASSWORD = "a long enough password"


@dataclass
class Office:
    """One installation and its public door."""

    built: Built
    inst: Installation
    http: TestClient
    hired: int = field(default=0)

    @property
    def clock(self) -> StandingClock:
        return self.built.clock

    def colleague(self, *roles: str, council: str = "rutland", email: str = "") -> Colleague:
        """Somebody new with these roles."""
        self.hired += 1
        email = email or f"colleague{self.hired}@council.example"
        accounts.add(self.inst, email, [council], roles or ["officer"], PASSWORD)
        return Colleague(self, email)

    def begun_again(self) -> Office:
        """The same with nobody hired, and the calendar as at first; the seconds go on, so that no limit
        remembers the test before.
        """
        self.clock.begin_again()
        self.http.cookies.clear()
        return replace(self, hired=0)

    def go_to(self, day: str) -> None:
        """Ten in the morning of a day, and as many seconds later for limits."""
        later = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=LONDON)
        self.clock.move(seconds=(later - self.clock.at).total_seconds())


@dataclass
class Colleague:
    """Signs in whenever the last sign-in has run out."""

    office: Office
    email: str
    token: str = ""
    expires_at: str = ""

    def signed_in(self) -> dict[str, str]:
        if not self.token or datetime.fromisoformat(self.expires_at) <= self.office.clock.now():
            answer = self.office.http.post(
                "/api/staff/login", json={"email": self.email, "password": PASSWORD}
            )
            assert answer.status_code == 200, answer.text
            self.token, self.expires_at = answer.json()["token"], answer.json()["expires_at"]
        return {"Authorization": f"Bearer {self.token}"}

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.office.http.get(f"/api/staff{path}", params=query, headers=self.signed_in())

    def post(self, path: str, body: Any = None, key: str | None = None) -> httpx.Response:
        headers = self.signed_in() | ({"Idempotency-Key": key} if key else {})
        return self.office.http.post(f"/api/staff{path}", json=body or {}, headers=headers)

    def takes(self, **told: Any) -> dict[str, Any]:
        """A complaint taken by phone; gives `{case, receipt}`."""
        answer = self.post(
            "/cases",
            {"by": "phone", "role": "parent", "what_happened": "Nobody rang back.", **told},
        )
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def event(self, reference: str, kind: str, on: str | None = None, **data: Any) -> httpx.Response:
        today = self.office.inst.today().isoformat()
        return self.post(f"/cases/{reference}/events", {"kind": kind, "on": on or today, **data})

    def records(self, reference: str, kind: str, on: str | None = None, **data: Any) -> dict[str, Any]:
        answer = self.event(reference, kind, on, **data)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


def a_browser(app: Any, address: str = "192.0.2.7") -> TestClient:
    """Somebody's browser at an application. All of them share one loop: to start one costs more than most
    requests."""
    browser = TestClient(app, "http://127.0.0.1:8080", client=(address, 4711))
    browser.portal = _portal()
    return browser


@cache
def _portal() -> BlockingPortal:
    running = start_blocking_portal()
    atexit.register(running.__exit__, None, None, None)
    return running.__enter__()


def open_office(url: str, home: Path, head_file: Path | None = None) -> Office:
    """A fresh office on a migrated database, with a head file if one is named."""
    built = Built(url, head_file=head_file)
    inst = built.installation()
    apps = create_apps(settings(home), inst, StandInRasa(inst))
    return Office(built, inst, a_browser(apps.public))
