"""A council's own case system is told of each event, signed, once it takes it, and without a word."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from backend.app import install
from backend.notify.webhook import Webhook, open_webhooks
from backend.services import case_system, outbox
from backend.settings import Settings, SettingsMistake
from tests.loopback import Door, serving
from tests.staff.office import Colleague, Office
from tests.telling.night import Killed, Night, killed_at
from tests.telling.test_the_person_is_told import SAFE, an_officer, makes_a_complaint

SECRET = "shared with the council's own"
MARKED = "marked words that nobody else reads"


@dataclass
class CaseSystem:
    """A council's own: it keeps what it is sent."""

    url: str = ""
    answers: int = 204
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def events(self) -> list[dict[str, Any]]:
        """What it knows: each message once, by its id."""
        known = {headers["Heard-Id"]: json.loads(body) for headers, body in self.taken}
        return list(known.values())


@contextmanager
def case_system_running() -> Iterator[CaseSystem]:
    system = CaseSystem()

    class CaseSystemDoor(Door):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            system.asked.append(self.path)
            if system.answers < 300:
                system.taken.append((dict(self.headers), body))
            self.send_response(system.answers)
            if system.answers == 307:
                self.send_header("Location", f"{system.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

    with serving(CaseSystemDoor) as port:
        system.url = f"http://127.0.0.1:{port}"
        yield system


@pytest.fixture
def system() -> Iterator[CaseSystem]:
    with case_system_running() as running:
        yield running


@pytest.fixture
def told(quick: Night, system: CaseSystem) -> Night:
    """A night in which Rutland has a case system of its own."""
    hooks = {"rutland": Webhook(f"{system.url}/heard", SECRET)}
    return replace(quick, inst=replace(quick.inst, webhooks=hooks))


@pytest.fixture
def officer(told: Night) -> Colleague:
    return an_officer(told)


def test_each_event_is_told_with_what_then_stands(
    told: Night, officer: Colleague, system: CaseSystem
) -> None:
    reference = makes_a_complaint(told, **SAFE)
    officer.records(reference, "acknowledged")
    officer.records(reference, "stage1_extended", reason="complex", until="2026-04-20", note=MARKED)
    told.work()
    first, *_, last = system.events()
    assert (first["kind"], first["position"], first["council"]) == ("received", 1, "rutland")
    assert (last["kind"], last["until"]) == ("stage1_extended", "2026-04-20")
    assert last["now"] == {
        "stage": 1,
        "status": "open",
        "version": 3,
        "restricted": False,
        "next": {"clock": "stage1_response", "due": "2026-04-20"},
    }


def test_no_word_and_nothing_told_in_confidence_goes_out(
    told: Night, officer: Colleague, system: CaseSystem
) -> None:
    reference = makes_a_complaint(told, **{**SAFE, "what_happened": MARKED, "about": ["staff"]})
    officer.records(reference, "put_on_hold", reason="safeguarding", note=MARKED)
    officer.records(reference, "resumed")
    officer.records(reference, "withdrawn", reason=MARKED)
    told.work()
    sent = b"".join(body for _, body in system.taken).decode()
    assert len(system.taken) == 4
    for word in (MARKED, "Ari", "ari@person.example", "staff", "safeguarding", "young_person", "digest"):
        assert word not in sent, word


@pytest.mark.attack("replay")
def test_a_message_is_signed_over_its_moment_and_its_body(
    told: Night, officer: Colleague, system: CaseSystem
) -> None:
    makes_a_complaint(told)
    told.work()
    headers, body = system.taken[0]
    moment, given = (part.partition("=")[2] for part in headers["Heard-Signature"].split(","))
    assert int(moment) == int(told.clock.now().timestamp())
    ours = hmac.new(SECRET.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(ours, given)


def test_what_is_not_taken_is_sent_again_under_the_same_id_until_it_is(
    told: Night, system: CaseSystem
) -> None:
    makes_a_complaint(told)
    system.answers = 500
    for _ in range(3):
        told.work()
        told.clock.move(minutes=15)
    assert system.taken == []
    assert len(system.asked) == 3
    with told.inst.store.read() as tx:
        assert tx.outbox.in_trouble()[case_system.TELL] == 1
    system.answers = 200
    told.work()
    told.work()
    assert [event["kind"] for event in system.events()] == ["received"]
    assert len(system.taken) == 1


@pytest.mark.attack("SSRF")
@pytest.mark.parametrize(
    ("module", "name", "after"),
    [(outbox, "take", True), (Webhook, "send", False), (Webhook, "send", True), (outbox, "done", False)],
)
def test_killed_at_any_point_a_case_system_knows_each_event_once(
    told: Night, system: CaseSystem, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, after: bool
) -> None:
    makes_a_complaint(told)
    killed_at(monkeypatch, module, name, after=after)
    for _ in range(2):
        with suppress(Killed):
            told.work()
        told.clock.move(minutes=4)
    assert [event["position"] for event in system.events()] == [1]


def test_a_redirect_is_not_followed(told: Night, system: CaseSystem) -> None:
    makes_a_complaint(told)
    system.answers = 307
    told.work()
    assert system.asked == ["/heard"]


@pytest.mark.attack("cross-council")
def test_another_councils_cases_are_not_told(told: Night, system: CaseSystem) -> None:
    makes_a_complaint(told, "surrey")
    told.work()
    assert system.asked == []


@pytest.mark.attack("SSRF")
@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("rutland=http://:a-long-enough-secret@cases.example/heard", "https"),
        ("rutland=https://cases.example/heard", "secret"),
        ("rutland=https://:short@cases.example/heard", "secret"),
        ("rutland=file:///etc/passwd", "https"),
        ("rutland=http://:a-long-enough-secret@169.254.169.254/heard", "https"),
        ("https://:a-long-enough-secret@cases.example/heard", "a council"),
        ("rutland=https://[:a-long-enough-secret", "IPv6"),
    ],
)
def test_an_address_that_could_be_overheard_or_is_not_whole_is_refused(named: str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as mistake:
        open_webhooks(named)
    assert "a-long-enough-secret" not in str(mistake.value)


def test_a_council_that_is_not_there_is_refused(tmp_path: Any) -> None:
    settings = Settings(home=tmp_path, webhooks="atlantis=https://:a-long-enough-secret@cases.example/")
    with pytest.raises(SettingsMistake, match="atlantis"):
        install(settings)


def test_a_table_of_events_holds_what_happened_in_its_days_and_no_word(quick_office: Office) -> None:
    officer, manager = quick_office.colleague(), quick_office.colleague("manager")
    reference = officer.takes(what_happened=MARKED, name="Ari")["receipt"]["reference"]
    officer.records(reference, "acknowledged", note=MARKED)
    hidden = officer.takes()["receipt"]["reference"]
    officer.post(f"/cases/{hidden}/kept-from", {"email": manager.email})
    quick_office.go_to("2026-04-10")
    officer.records(
        reference, "stage1_responded", outcomes=[{"point": 1, "outcome": "upheld", "action": MARKED}]
    )
    table = manager.get("/events", first="2026-04-01", last="2026-04-30").text
    assert table.splitlines()[1:] == [
        f"rutland,{reference},complaint,3,stage1_responded,2026-04-10,2026-04-10T09:00:00+00:00,,,,,1:upheld"
    ]
    whole = manager.get("/events", first="2026-01-01", last="2026-12-31")
    assert whole.headers["content-type"] == "text/csv; charset=utf-8"
    assert MARKED not in whole.text
    assert hidden not in whole.text
    assert manager.get("/events", first="2026-05-01", last="2026-04-01").status_code == 422
    assert (
        quick_office.colleague("manager", council="surrey")
        .get("/events", first="2026-01-01", last="2026-12-31")
        .text.splitlines()[1:]
        == []
    )
