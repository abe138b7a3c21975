"""People who hold a reference and a key, at the public door."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import httpx

from tests.staff.office import Colleague, Office


@dataclass
class Person:
    """Whoever a key opens a case for."""

    office: Office
    reference: str
    key: str
    token: str = ""

    def opens(self) -> dict[str, Any]:
        answer = self.tries()
        assert answer.status_code == 200, answer.text
        self.token = answer.json()["access_token"]
        return dict(answer.json())

    def tries(self) -> httpx.Response:
        pair = {"reference": self.reference, "key": self.key}
        return self.office.http.post("/api/cases/track", json=pair)

    def _headers(self, once: str | None = None) -> dict[str, str]:
        bearer = {"Authorization": f"Bearer {self.token}"}
        return bearer | ({"Idempotency-Key": once} if once else {})

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.office.http.get(f"/api/cases{path}", params=query, headers=self._headers())

    def post(self, path: str, body: Any = None, once: str | None = None) -> httpx.Response:
        return self.office.http.post(
            f"/api/cases{path}", json={} if body is None else body, headers=self._headers(once)
        )

    def post_as_written(self, path: str, body: Any) -> httpx.Response:
        """Whatever JSON can write, half letters among it."""
        headers = self._headers() | {"Content-Type": "application/json"}
        return self.office.http.post(f"/api/cases{path}", content=json.dumps(body), headers=headers)

    def delete(self, path: str) -> httpx.Response:
        return self.office.http.delete(f"/api/cases{path}", headers=self._headers())

    def does(self, path: str, body: Any = None, once: str | None = None) -> dict[str, Any]:
        answer = self.post(path, body, once)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def sees(self) -> dict[str, Any]:
        answer = self.get("/mine")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def lets_in(self, viewer: str, *hide: str) -> Person:
        """Somebody else, with a key of their own; the case is open to them."""
        given = self.does("/access", {"viewer": viewer, "hide": list(hide)})
        guest = Person(self.office, self.reference, given["key"])
        guest.opens()
        return guest


@dataclass
class People:
    """An office, an officer of it, and those who complain there."""

    office: Office

    @cached_property
    def officer(self) -> Colleague:
        return self.office.colleague()

    def on(self, moment: datetime) -> People:
        """At this moment, earlier ones too; whoever was signed in signs in anew."""
        self.office.clock.at = moment
        self.officer.token = ""
        return self

    def complains(self, **told: Any) -> Person:
        receipt = self.officer.takes(**told)["receipt"]
        person = Person(self.office, receipt["reference"], receipt["key"])
        person.opens()
        return person

    def child_of(self, person: Person) -> Person:
        """The child it is about, with a key from the team."""
        answer = self.officer.post(f"/cases/{person.reference}/key", {"viewer": "child"})
        assert answer.status_code == 200, answer.text
        child = Person(self.office, person.reference, answer.json()["key"])
        child.opens()
        return child
