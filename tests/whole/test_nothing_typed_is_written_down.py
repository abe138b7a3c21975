"""Words that nobody else would write are typed into a running Heard, and looked for in all that it writes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from datetime import date

import httpx
import pytest

from tests.whole.conftest import METRICS_TOKEN
from tests.whole.running import ROOT, Running, wait_for
from tests.whole.visiting import ANSWERS, Visitor

TOLD = {
    **ANSWERS,
    "what_happened": "my social worker wobblefinch never came and nobody rang",
    "desired_outcome": "that someone says sorry for the wobblefinch",
    "name": "Quillonby",
    "contact_detail": "quillonby@example.com",
}
HARM = ("he has got a knife tarnwhistle and he is outside my door right now", "my dad hits me tarnwhistle")
MARKED = ("wobblefinch", "quillonby", "tarnwhistle")


@pytest.mark.attack("what is stored")
def test_nothing_typed_is_in_any_log_metric_error_or_file_of_any_part(heard: Running) -> None:
    """All parts write under one home; what is sealed cannot be read there."""
    visitor = Visitor(heard.address, council="rutland")
    visitor.type("I want to make a complaint")
    visitor.answer_all(TOLD)
    assert visitor.receipt is not None
    told = Visitor(heard.address, council="rutland")
    for words in HARM:
        told.type(words)
        assert told.asks == "safe_now"
    bearer = {"Authorization": f"Bearer {told.token}", "Content-Type": "application/json"}
    answers = [
        told.http.post(
            "/api/chat/messages", content=b'{"id": "broken-one", "text": "tarnwhistle', headers=bearer
        ),
        told.http.post("/api/chat/messages", json={"id": "wrong-one", "tarnwhistle": 1}, headers=bearer),
        told.http.post("/api/cases/track", json={"reference": "wobblefinch", "key": "quillonby"}),
        told.http.post("/api/cases/track", json={"reference": ["wobblefinch"], "key": {}}),
        told.http.get("/api/health/metrics", headers={"Authorization": f"Bearer {METRICS_TOKEN}"}),
    ]
    assert answers[-1].status_code == 200
    written = [answer.content for answer in answers]
    written += [file.read_bytes() for file in heard.home.rglob("*") if file.is_file()]
    assert len(written) > len(answers)
    for marked in MARKED:
        assert not any(marked.encode() in each.lower() for each in written), marked


PASSWORD = "a long enough password"


def test_after_a_case_was_erased_nothing_of_it_is_in_any_file_of_any_part(heard: Running) -> None:
    """Sealed or plain, in the database, its log or a log; and the conversation is in no file of Rasa's."""
    visitor = Visitor(heard.address, council="rutland")
    receipt = visitor.complain(what_happened=TOLD["what_happened"], name=TOLD["name"])
    visitor.type("what happens next with the wobblefinch?")
    case_id, sender = _database(
        heard,
        "SELECT c.id, s.sender FROM case_file c JOIN chat_session s ON s.case_id = c.id "
        "WHERE c.reference = ?",
        receipt["reference"],
    )[0]
    sealed = [
        blob
        for query in (
            "SELECT sealed FROM words WHERE stream = ?",
            "SELECT wrapped FROM stream_key WHERE stream = ?",
        )
        for (blob,) in _database(heard, query, case_id)
    ]
    assert len(sealed) > 3
    assert _found(heard, "heard.db*", sealed) == set(sealed)
    assert _found(heard, "rasa.db*", [str(sender).encode()])

    manager = _manager(heard)
    place = f"/api/staff/cases/{receipt['reference']}"
    for told in ({"kind": "declined", "reason": "A court decides."}, {"kind": "closed", "reason": "Done."}):
        answer = manager.post(f"{place}/events", json={**told, "on": date.today().isoformat()})
        assert answer.status_code == 200, answer.text
    assert manager.post(f"{place}/erase", json={"why": "person_asked"}).status_code == 200

    wait_for(lambda: not _found(heard, "rasa.db*", [str(sender).encode()]))
    marks = [mark.encode() for mark in MARKED]
    assert _found(heard, "*", [*sealed, *marks]) == set()
    assert manager.get("/api/staff/audit/verify").json()["whole"] is True


def _manager(heard: Running) -> httpx.Client:
    """Somebody who may erase, signed in."""
    roles = ("--role", "manager", "--role", "auditor")
    subprocess.run(
        [str(ROOT / "heard"), "staff", "add", "--council=rutland", "--email=m@council.example", *roles],
        env=os.environ | {"HEARD_HOME": str(heard.home), "HEARD_STAFF_PASSWORD": PASSWORD},
        check=True,
        capture_output=True,
    )
    http = httpx.Client(base_url=heard.address, timeout=30)
    signed_in = http.post("/api/staff/login", json={"email": "m@council.example", "password": PASSWORD})
    http.headers["Authorization"] = f"Bearer {signed_in.json()['token']}"
    return http


def _database(heard: Running, query: str, *values: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{heard.home / 'heard.db'}?mode=ro", uri=True)) as database:
        return database.execute(query, values).fetchall()


def _found(heard: Running, pattern: str, what: list[bytes]) -> set[bytes]:
    """Which of these stand in the files of its home, in small letters or as they are."""
    files = [file.read_bytes() for file in heard.home.rglob(pattern) if file.is_file()]
    return {one for one in what if any(one in file or one in file.lower() for file in files)}
