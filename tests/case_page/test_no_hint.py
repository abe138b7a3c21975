"""Nothing of what is not for a viewer, and no hint of it, at any address there is.

Two worlds are made that differ only in what the viewer must not know. Every route of the application is
walked in both by the same person, and every answer must be the same: status, headers, length, order and
words, in pages, files, chat and API. The routes are the application's own list, so a new one is walked
from the day it is there; who may be answered by it at all stands in `OPEN`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count
from typing import Any, NamedTuple

import httpx
import pytest
from fastapi.routing import APIRoute
from pypdf import PdfReader
from starlette.routing import BaseRoute, Mount, Route

from backend.api.casepage.forms import FORMS
from backend.browser_forms import mark
from backend.cases.viewers import PARTS
from backend.services import complaints, files
from tests.acts.people import People, Person
from tests.offices import fresh
from tests.staff.office import Office, a_browser

OPEN = re.compile(
    r"/(|before|about/.*|heard\.js|chat(/plain(/page\.css)?)?|widget/.*|favicon\.ico|robots\.txt|case(/.*)?|staff(/(sign-in|pages\.css).*)?"
    r"|api/(openapi\.json|health/.*|councils(/.*)?|eligibility|deadlines|timeline|chat/sessions|staff/login))"
)
"""What anybody at all may be answered by: no word of a case is in it without its key."""

LAST = ("/case/key", "/case/close", "/case/leave", "/api/cases/key", "/api/chat/sessions")
"""What ends a key, a visit or a conversation is done after everything else, in this order."""

BODIES: dict[str, Any] = {
    "/api/cases/escalate": {"stage": 2, "skip_stage1": True, "reason": "More."},
    "/api/cases/advocate": {"ask": "request"},
    "/api/cases/information": {"text": "More."},
    "/api/cases/contact": {"method": "none"},
    "/api/cases/pause-decision": {"decision": "The move."},
    "/api/cases/mediation": {"kind": "mediation"},
    "/api/cases/panel-statement": {"text": "I was there."},
    "/api/cases/messages": {"text": "Hello."},
    "/api/cases/got-worse": {"text": "It is worse."},
    "/api/cases/access": {"viewer": "advocate"},
    "/api/cases/files": {"file": "calendar"},
}
FILLED = {
    "text": "Something more to say.",
    "method": "none",
    "for": "me",
    "ask": "request",
    "pressed": "no",
    "viewer": "advocate",
    "age_band": "teen",
}
"""What every form of the case page is filled in with."""


class Answer(NamedTuple):
    """What one address said, with what is drawn by chance taken out."""

    at: str
    status: int
    headers: tuple[str, ...]
    said: str


CHANCE = (
    (re.compile(r"[0-9A-HJ-NP-Z]{4}-[0-9A-HJ-NP-Z]{4}"), "REFERENCE"),
    (re.compile(r'"(key|id|address|token)":"[^"]*"'), r'"\1":"DRAWN"'),
    (re.compile(r"expires=[^;]*;", re.IGNORECASE), "expires;"),
    (re.compile(r"<dd>[a-z]+-[a-z]+-[a-z]+</dd>"), "<dd>KEY</dd>"),
    (re.compile(r"(?:child|teen|adult)\.[\w-]{43}"), "TICKET"),
    (re.compile(r"\b[0-9a-f]{16,}\b"), "HEX"),
    (re.compile(r'(?<=[\s"/:=])[\w-]{22,}(?=["\s<;])'), "TOKEN"),
)
"""References, keys, tokens and ids: made by chance, and as long as each other or told once."""


def normal(text: str) -> str:
    for pattern, name in CHANCE:
        text = pattern.sub(name, text)
    return text


class Walker:
    """Somebody who tries every address there is, as whom they hold a key for, or as nobody."""

    def __init__(self, person: Person) -> None:
        app = person.office.http.app
        self.person, self.numbers = person, count()
        self.http = a_browser(app, "192.0.2.33")
        self.http.cookies.set("heard_case", f"adult.{person.token}", path="/case")
        pair = {"reference": person.reference, "key": person.key, "age_band": "adult"}
        self.pair = {"reference": person.reference, "key": person.key}
        opened = self.http.post("/api/chat/sessions", json=pair)
        self.chat = opened.json().get("token", "no token")
        self.first = self._answer("chat opened", opened)

    def walk(self) -> list[Answer]:
        """Every route, those that read first."""
        wanted = sorted(
            (
                (LAST.index(path) if path in LAST else -1, method != "GET", path, method)
                for path, method in every_route(self.person.office.http.app)
            ),
        )
        return [
            self.first,
            *(self._try(path, method) for _, _, path, method in wanted for path in said(path)),
        ]

    def _try(self, path: str, method: str) -> Answer:
        path = path.replace("{reference}", self.person.reference)
        path = re.sub(r"\{[^}]*\}", "nobody", path)
        token = self.chat if path.startswith("/api/chat") else self.person.token
        sent: dict[str, Any] = {"headers": {"Authorization": f"Bearer {token}"}}
        if method in ("POST", "PATCH", "PUT"):
            if path.startswith(("/case", "/staff")):
                more = self.pair if path == "/case" else {"csrf": mark(self.person.token)}
                sent["data"] = {**FILLED, **more}
            elif path in ("/api/cases/track", "/api/chat/sessions"):
                sent["json"] = self.pair if method == "POST" else {"age_band": "teen"}
            elif path == "/api/chat/messages":
                sent["json"] = {"id": f"message-{next(self.numbers)}", "text": "what happens next"}
            else:
                sent["json"] = BODIES.get(path, {})
        answer = self.http.request(method, path, follow_redirects=False, **sent)
        return self._answer(f"{method} {path}", answer)

    def _answer(self, at: str, answer: httpx.Response) -> Answer:
        kept = sorted(
            f"{name}: {normal(value)}"
            for name, value in answer.headers.items()
            if name not in ("date", "content-length")
        )
        return Answer(normal(at), answer.status_code, tuple(kept), normal(read(answer)))


def read(answer: httpx.Response) -> str:
    """What somebody can read in an answer; the letters of a reference change how a font is packed."""
    if answer.headers.get("content-type") != "application/pdf":
        return answer.text
    return "\f".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def every_route(app: Any) -> Iterator[tuple[str, str]]:
    """Each address and method of an application, as it lists them itself."""

    def walk(routes: list[BaseRoute], before: str = "") -> Iterator[tuple[str, str]]:
        for route in routes:
            if isinstance(route, APIRoute | Route):
                for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
                    yield before + route.path, method
            elif isinstance(route, Mount):
                yield from walk(list(route.routes), before + route.path)
            elif (inner := getattr(route, "original_router", None)) is not None:
                included: Any = route
                yield from walk(list(inner.routes), before + included.include_context.prefix)
            else:
                raise AssertionError(f"a route of a kind that nobody walks: {route!r}")

    yield from walk(list(app.routes))


def said(path: str) -> list[str]:
    """An address with each of the names it may have in it."""
    if path == "/case/acts/{kind:path}":
        return [f"/case/acts/{kind}" for kind in FORMS]
    if path == "/case/files/{file:path}":
        return [f"/case/files/{file}" for file in files.KINDS]
    return [path]


STORY = {
    "what_happened": "A SECRETMARK. The bus. The phone.",
    "points": [{"words": "A SECRETMARK.", "desired_outcome": "A SECRETMARK."}, {"words": "The bus."}],
    "desired_outcome": "A SECRETMARK.",
    "when_happened": {"words": "SECRETMARK day", "from": "2026-03-02", "to": "2026-03-02"},
    "about": "placement",
    "relationship": "foster_carer",
}


def does_everything(person: Person) -> None:
    """What somebody tells and asks for besides the complaint."""
    person.does("/information", {"text": "A SECRETMARK."})
    person.does("/messages", {"text": "A SECRETMARK."})
    person.does("/advocate", {"ask": "request", "wishes": "A SECRETMARK."})
    person.does("/pause-decision", {"decision": "A SECRETMARK."})
    person.does("/contact", {"method": "email", "detail": "secretmark@mail.example"})
    person.does("/got-worse", {"text": "A SECRETMARK."})


def looked_at_by_the_team(people: People, person: Person) -> None:
    assert people.officer.get(f"/cases/{person.reference}").status_code == 200


def an_advocate(people: People, *, secret: bool) -> Person:
    """To whom nothing at all was shown of what somebody told."""
    person = people.complains(**(STORY if secret else {"what_happened": "Nobody rang."}))
    if secret:
        person.does("/information", {"text": "A SECRETMARK."})
        person.does("/messages", {"text": "A SECRETMARK."})
        person.does("/contact", {"method": "email", "detail": "secretmark@mail.example"})
        person.does("/advocate", {"ask": "request", "wishes": "A SECRETMARK."})
    looked_at_by_the_team(people, person)
    return person.lets_in("advocate", *PARTS)


def the_adult(people: People, *, secret: bool) -> Person:
    """Whose child has a key and tells of it nobody but the team, which answers."""
    person = people.complains()
    if secret:
        child = people.child_of(person)
        does_everything(child)
        child.lets_in("advocate")
        to_child = {"text": "A SECRETMARK.", "to": "child"}
        people.officer.post(f"/cases/{person.reference}/messages", to_child)
        people.officer.records(person.reference, "advocate_appointed", who="SECRETMARK")
        people.officer.records(person.reference, "decision_pause_refused", reason="SECRETMARK")
    looked_at_by_the_team(people, person)
    return person


def the_child(people: People, *, secret: bool) -> Person:
    """To whom the adult shows the complaint alone."""
    person = people.complains()
    if secret:
        does_everything(person)
        person.lets_in("advocate", "desired_outcome")
        people.officer.post(f"/cases/{person.reference}/messages", {"text": "A SECRETMARK."})
        people.officer.records(person.reference, "advocate_appointed", who="SECRETMARK")
    else:
        person.lets_in("advocate", "desired_outcome")
    looked_at_by_the_team(people, person)
    return people.child_of(person)


def a_revoked_advocate(people: People, *, secret: bool) -> Person:
    """Who had it open when their key was ended."""
    person = people.complains(**(STORY if secret else {}))
    advocate = person.lets_in("advocate")
    (given,) = person.get("/access").json()
    assert person.delete(f"/access/{given['id']}").status_code == 204
    return advocate


def a_stranger(people: People, *, secret: bool) -> Person:
    """Who knows a reference, or makes one up."""
    reference = people.complains(**STORY).reference if secret else "ABCD-EFGH"
    return Person(people.office, reference, "maple-otter-lantern", "no such token")


def first_difference(one: Answer, other: Answer) -> str:
    """Where two answers begin to differ, short enough to be read."""
    if one[:3] != other[:3]:
        return f"{one[:3]} and {other[:3]}"
    place = next((n for n, (a, b) in enumerate(zip(one.said, other.said, strict=False)) if a != b), 0)
    return f"{one.at}: {one.said[max(0, place - 60) : place + 60]!r} and {other.said[place : place + 60]!r}"


VIEWERS: tuple[Callable[..., Person], ...] = (
    an_advocate,
    the_adult,
    the_child,
    a_revoked_advocate,
    a_stranger,
)


@pytest.mark.attack("enumeration by text")
@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.__name__)
def test_every_address_answers_as_if_there_were_nothing_to_know(
    few_people: People, viewer: Callable[..., Person]
) -> None:
    with_it = Walker(viewer(few_people, secret=True)).walk()
    without = Walker(viewer(few_people, secret=False)).walk()
    assert [one.at for one in with_it if "secretmark" in one.said.lower()] == []
    differ = [
        first_difference(one, other) for one, other in zip(with_it, without, strict=True) if one != other
    ]
    assert differ == [], "\n".join(differ)
    if viewer in (a_revoked_advocate, a_stranger):
        answered = {one.at.partition(" ")[2] for one in with_it if one.status < 300}
        assert {path for path in answered if not OPEN.fullmatch(path)} == set()


@pytest.mark.attack("enumeration by count")
@pytest.mark.parametrize("viewer", VIEWERS[:3], ids=lambda viewer: viewer.__name__)
def test_no_answer_is_a_byte_longer_or_shorter_for_what_is_hidden(
    kept_office: Office, monkeypatch: pytest.MonkeyPatch, viewer: Callable[..., Person]
) -> None:
    """In two worlds where even the references are the same, so that files can be weighed."""
    weights = []
    for secret in (True, False):
        references = count(2222)
        monkeypatch.setattr(complaints, "new_reference", lambda numbers=references: f"AAAA-{next(numbers)}")
        weights.append(weighed(viewer(People(fresh(kept_office)), secret=secret)))
    assert weights[0] == weights[1]


def weighed(person: Person) -> dict[str, tuple[int, int, list[str]]]:
    """Status, length and headers of all that can be read, fetched or asked after."""
    asked = {
        f"{method} {path}": person.office.http.request(
            method, f"/api/cases{path}", headers={"Authorization": f"Bearer {person.token}"}
        )
        for path in (
            "/mine",
            "/calendar.ics?details=full",
            "/summary.pdf",
            "/copy",
            "/copy?format=pdf",
            "/access",
        )
        for method in ("GET", "HEAD")
    }
    for file in ("summary", "calendar", "letter-1", "letter-9"):
        asked[f"file {file}"] = address = person.post("/files", {"file": file})
        if address.is_success:
            asked[f"fetched {file}"] = person.office.http.get(address.json()["href"])
    for ask in ("change", "stop", "request"):
        asked[f"advocate {ask}"] = person.post("/advocate", {"ask": ask})
    asked["pause"] = person.post("/pause-decision", {"decision": "The move."})
    return {
        at: (
            one.status_code,
            len(one.content),
            sorted(f"{name}: {value}" for name, value in one.headers.items()),
        )
        for at, one in asked.items()
    }


def test_the_walk_is_over_the_whole_application(few_people: People) -> None:
    paths = {path for path, _ in every_route(few_people.office.http.app)}
    assert {"/case", "/api/cases/mine", "/api/chat/messages", "/staff", "/api/staff/cases", "/chat"} <= paths
