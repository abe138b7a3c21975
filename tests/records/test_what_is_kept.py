"""What is kept, until when, who decides, and that what was erased is nowhere any more."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from backend import audit
from backend.chat.tokens import token_hash
from backend.services import conversation, sweeping, tracking
from tests.records import operating
from tests.staff.office import Colleague, Office

MARK = "zanzibarine marmalade"
URGENT = "He has got a knife and he is outside my door right now"
Receipt = dict[str, str]


@pytest.fixture
def manager(quick_office: Office) -> Colleague:
    return quick_office.colleague("manager")


def sql(office: Office, statement: str, *values: object) -> list[Any]:
    with sqlite3.connect(office.built.url.removeprefix("sqlite:///")) as database:
        return database.execute(statement, values).fetchall()


def told(manager: Colleague, **more: Any) -> Receipt:
    """A complaint with the mark in every place that words may stand in."""
    taken = manager.takes(
        what_happened=f"I was told about {MARK}.",
        desired_outcome=MARK,
        name=MARK,
        relationship="grandparent",
        points=[{"words": MARK, "desired_outcome": MARK}, {"words": "Nobody rang."}],
        contact_method="other",
        contact_detail=MARK,
        **more,
    )
    reference = taken["receipt"]["reference"]
    manager.post(f"/cases/{reference}/notes", {"text": f"Note of {MARK}"})
    manager.post(f"/cases/{reference}/messages", {"text": f"Dear {MARK}"}, key="a name of its own")
    return dict(taken["receipt"])


def ended(manager: Colleague, reference: str) -> None:
    """It is answered, and closed with a reason."""
    (first, *_) = manager.get(f"/cases/{reference}").json()["complaint"]["points"]
    outcomes = [{"point": first["id"], "outcome": "upheld"}]
    manager.records(reference, "stage1_responded", outcomes=outcomes)
    manager.records(reference, "closed", reason=f"Because of {MARK}")


def opened(office: Office, receipt: Receipt) -> dict[str, str]:
    pair = {name: receipt[name] for name in ("reference", "key")}
    answer = office.http.post("/api/cases/track", json=pair)
    return {"Authorization": f"Bearer {answer.json().get('access_token', '')}"}


def after(office: Office, years: int) -> None:
    """So many years later, and two days more."""
    office.go_to(f"{office.clock.at.year + years}-04-02")


# ------------------------------------------------------------------------------ when, and who decides


def test_a_case_waits_for_a_person_when_its_years_are_over_however_long_nobody_looked(
    quick_office: Office, manager: Colleague
) -> None:
    quick_office.go_to("2026-04-01")
    receipt = told(manager)
    other = told(manager)
    ended(manager, receipt["reference"])
    found = manager.get("/records").json()
    assert found["cases"] == []
    rules = {(rule["council"], rule["kind"]): (rule["count"], rule["unit"]) for rule in found["rules"]}
    assert rules["rutland", "chat"] == (7, "days")
    assert rules["rutland", "draft"] == (30, "days")
    assert rules["rutland", "case"] == (6, "years")
    assert rules["rutland", "alert"] == (None, "years")
    assert all(rule["why"] for rule in found["rules"] if rule["count"])
    refused = manager.post(f"/cases/{receipt['reference']}/erase", {"why": "time_is_up"})
    assert (refused.status_code, refused.json()["refusal"]) == (409, "too_soon")
    quick_office.go_to("2032-04-01")
    assert manager.get("/records").json()["cases"] == []
    quick_office.go_to("2034-09-12")
    (due,) = manager.get("/records").json()["cases"]
    assert (due["reference"], due["ended_on"], due["kept_until"]) == (
        receipt["reference"],
        "2026-04-01",
        "2032-04-01",
    )
    still_open = manager.post(f"/cases/{other['reference']}/erase", {"why": "time_is_up"})
    assert still_open.json()["refusal"] == "not_ended"


def test_a_council_may_keep_cases_for_another_time_and_say_why(
    quick_office: Office, manager: Colleague
) -> None:
    administrator = quick_office.colleague("administrator")
    filled = {"retention": {"years": 2, "basis": "an invented schedule", "alert_years": 30}}
    administrator.post("/councils/rutland/settings", filled)
    receipt = told(manager)
    ended(manager, receipt["reference"])
    after(quick_office, 1)
    assert manager.get("/records").json()["cases"] == []
    after(quick_office, 1)
    found = manager.get("/records").json()
    assert [case["reference"] for case in found["cases"]] == [receipt["reference"]]
    assert ("case", 2, "an invented schedule") in [
        (rule["kind"], rule["count"], rule["why"]) for rule in found["rules"] if rule["council"] == "rutland"
    ]


def test_a_hold_keeps_a_case_until_it_is_lifted_and_says_why_to_the_team_alone(
    quick_office: Office, manager: Colleague
) -> None:
    receipt = told(manager)
    reference = receipt["reference"]
    ended(manager, reference)
    for _ in range(2):
        held = manager.post(f"/cases/{reference}/hold", {"reason": "A court asked for pineapple"})
        assert held.json()["held"] is True
    after(quick_office, 7)
    refused = manager.post(f"/cases/{reference}/erase", {"why": "time_is_up"})
    assert refused.json()["refusal"] == "held"
    assert [case["held"] for case in manager.get("/records").json()["cases"]] == [True]
    bearer = opened(quick_office, receipt)
    for place in ("/api/cases/mine", "/api/cases/copy"):
        shown = quick_office.http.get(place, headers=bearer)
        assert shown.status_code == 200
        assert "pineapple" not in shown.text
        assert "hold_set" not in shown.text
    assert manager.post(f"/cases/{reference}/let-go", {"reason": "It is over"}).json()["held"] is False
    assert manager.post(f"/cases/{reference}/erase", {"why": "time_is_up"}).status_code == 200
    assert sql(quick_office, "SELECT count(*) FROM event WHERE kind LIKE 'hold_%'") == [(2,)]


# ------------------------------------------------------------------------------ erased


def test_what_was_erased_is_in_no_file_of_the_installation_and_the_numbers_and_the_chain_still_hold(
    quick_office: Office,
    manager: Colleague,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    receipt = told(manager, role="carer")
    reference = receipt["reference"]
    kept = told(manager)
    bearer = opened(quick_office, receipt)
    given = quick_office.http.post("/api/cases/access", json={"viewer": "advocate"}, headers=bearer).json()
    chat = _a_chat_in_the_case(quick_office, receipt)
    ended(manager, reference)
    assert manager.post(f"/cases/{reference}/erase", {"why": "time_is_up"}).status_code == 409
    report = manager.get("/reports/annual", year=2025).json()
    (case_id,) = sql(quick_office, "SELECT id FROM case_file WHERE reference = ?", reference)[0]
    sealed = [
        blob
        for query in (
            "SELECT sealed FROM words WHERE stream = ?",
            "SELECT wrapped FROM stream_key WHERE stream = ?",
            "SELECT text FROM turn WHERE session_id IN (SELECT id FROM chat_session WHERE case_id = ?)",
        )
        for (blob,) in sql(quick_office, query, case_id)
        if blob
    ]
    assert len(sealed) > 8
    assert _found(_folder(quick_office), sealed) == set(sealed)

    assert manager.post(f"/cases/{reference}/erase", {"why": "person_asked"}).status_code == 200

    assert _found(_folder(quick_office), [*sealed, MARK.encode()]) == set()
    for query in ("access", "case_key", "file_address", "staff_request"):
        assert sql(quick_office, f"SELECT 1 FROM {query} WHERE case_id = ?", case_id) == [], query  # noqa: S608
    assert sql(quick_office, "SELECT 1 FROM outbox WHERE id LIKE ?", f"%{case_id}%") == []
    assert quick_office.http.get("/api/chat/messages", headers=chat).status_code == 401
    assert sql(quick_office, "SELECT count(*) FROM outbox WHERE kind = 'rasa.forget'") == [(1,)]
    for pair in (receipt, {"reference": reference, "key": given["key"]}):
        opens = {name: pair[name] for name in ("reference", "key")}
        assert quick_office.http.post("/api/cases/track", json=opens).status_code == 404
    assert quick_office.http.get("/api/cases/mine", headers=bearer).status_code == 401

    assert manager.get("/reports/annual", year=2025).json() == report
    verdict = manager.get("/audit/verify").json()
    assert verdict["whole"] is True
    (head,) = sql(quick_office, "SELECT seq, mac, sealed_by FROM event_head")
    (tmp_path / "chain.head").write_text(
        json.dumps(dict(zip(("seq", "mac", "sealed_by"), head, strict=True)))
    )
    operating.at(monkeypatch, tmp_path, quick_office.built.url)
    assert audit.main([]) == 0

    page = manager.get(f"/cases/{reference}")
    assert page.status_code == 200
    assert MARK not in page.text
    assert page.json()["erased_on"] == "2026-03-31"
    assert page.json()["may_happen"] == []
    refused = manager.post(f"/cases/{reference}/notes", {"text": MARK})
    assert (refused.status_code, refused.json()["refusal"]) == (409, "erased")
    assert manager.post(f"/cases/{reference}/key").status_code == 409
    again = manager.post(f"/cases/{reference}/erase", {"why": "person_asked"})
    assert again.json()["refusal"] == "erased"
    assert MARK in manager.get(f"/cases/{kept['reference']}").text


def test_what_went_by_itself_is_in_no_file_of_the_installation(
    quick_office: Office, manager: Colleague
) -> None:
    """A chat and an unsent complaint, once their days are over and the worker swept."""
    begun = quick_office.http.post("/api/chat/sessions", json={"council": "rutland"}).json()
    bearer = {"Authorization": f"Bearer {begun['token']}"}
    sent = {"id": "message-0001", "text": f"I want to complain about {MARK}"}
    assert quick_office.http.post("/api/chat/messages", json=sent, headers=bearer).status_code == 200
    queries = ("SELECT text FROM turn", "SELECT says FROM turn", "SELECT data FROM draft")
    sealed = [blob for query in queries for (blob,) in sql(quick_office, query) if blob]
    assert len(sealed) > 2
    assert _found(_folder(quick_office), sealed) == set(sealed)
    quick_office.clock.move(days=38)
    sweeping.sweep(quick_office.inst)
    assert _found(_folder(quick_office), [*sealed, MARK.encode()]) == set()
    assert manager.get("/audit/verify").json()["whole"] is True


def test_a_chat_that_was_about_several_cases_goes_with_whichever_of_them_is_erased(
    quick_office: Office, manager: Colleague
) -> None:
    first, second, third = told(manager), told(manager), told(manager)
    several = _a_chat_in_the_case(quick_office, first)
    _is_about(quick_office, several, second)
    alone = _a_chat_in_the_case(quick_office, third)
    for receipt in (first, second):
        copy = quick_office.http.get("/api/cases/copy", headers=opened(quick_office, receipt)).json()
        assert len(copy["cases"][0]["chats"]) == 1
    ended(manager, first["reference"])
    assert manager.post(f"/cases/{first['reference']}/erase", {"why": "person_asked"}).status_code == 200
    assert quick_office.http.get("/api/chat/messages", headers=several).status_code == 401
    assert quick_office.http.get("/api/chat/messages", headers=alone).status_code == 200
    assert MARK in manager.get(f"/cases/{second['reference']}").text


def test_a_chat_in_which_two_people_opened_their_cases_is_in_the_copy_of_neither(
    quick_office: Office, manager: Colleague
) -> None:
    adult = told(manager)
    key = manager.post(f"/cases/{adult['reference']}/key", {"viewer": "child"}).json()
    chat = _a_chat_in_the_case(quick_office, adult)
    _is_about(quick_office, chat, key)
    for receipt in (adult, key):
        copy = quick_office.http.get("/api/cases/copy", headers=opened(quick_office, receipt)).json()
        assert copy["cases"][0]["chats"] == []


def _is_about(office: Office, bearer: dict[str, str], receipt: Receipt) -> None:
    """In this chat another case is opened as well."""
    found = tracking.find(office.inst, receipt["reference"], receipt["key"], "here")
    assert isinstance(found, tracking.FoundCase)
    with office.inst.store.begin() as tx:
        session = tx.sessions.by_token(token_hash(bearer["Authorization"].removeprefix("Bearer ")))
        assert session is not None
        tx.sessions.save(conversation.opened(office.inst, tx, session, found)[0])


def _folder(office: Office) -> Path:
    """Where the office's database stands, with its log."""
    return Path(office.built.url.removeprefix("sqlite:///")).parent


def _a_chat_in_the_case(office: Office, receipt: Receipt) -> dict[str, str]:
    """A conversation in which the case was opened, and something was typed."""
    pair = {name: receipt[name] for name in ("reference", "key")}
    begun = office.http.post("/api/chat/sessions", json=pair)
    assert begun.status_code == 201, begun.text
    bearer = {"Authorization": f"Bearer {begun.json()['token']}"}
    sent = {"id": "message-0001", "text": f"what about {MARK}"}
    assert office.http.post("/api/chat/messages", json=sent, headers=bearer).status_code == 200
    return bearer


def _found(folder: Path, what: list[bytes]) -> set[bytes]:
    """Which of these stand in any file of the folder: the database, its log, whatever else there is."""
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return {one for one in what if any(one in file for file in files)}


def test_an_alert_stays_as_long_as_its_councils_rule_says_and_goes_by_a_persons_hand(
    quick_office: Office, manager: Colleague
) -> None:
    safeguarding = quick_office.colleague("safeguarding")
    receipt = manager.takes(what_happened=URGENT)["receipt"]
    (alert,) = safeguarding.get("/alerts").json()
    place = f"/alerts/{alert['id']}"
    with quick_office.inst.store.begin() as tx:
        (row,) = tx.alerts.open()
        tx.alerts.save(replace(row, asked="What about your gran?"))
    assert safeguarding.post(f"{place}/erase").json()["refusal"] == "not_ended"
    safeguarding.post(f"{place}/acknowledge", {"note": MARK})
    after(quick_office, 40)
    assert safeguarding.post(f"{place}/erase").json()["refusal"] == "too_soon"
    quick_office.colleague("administrator").post(
        "/councils/rutland/settings",
        {"retention": {"years": 6, "basis": "an invented schedule", "alert_years": 30}},
    )
    assert [one["id"] for one in safeguarding.get("/records").json()["alerts"]] == [alert["id"]]
    manager.post(f"/cases/{receipt['reference']}/hold", {"reason": "An inquiry"})
    assert safeguarding.post(f"{place}/erase").json()["refusal"] == "held"
    manager.post(f"/cases/{receipt['reference']}/let-go", {"reason": "It is over"})
    assert safeguarding.post(f"{place}/erase").status_code == 204
    (gone,) = safeguarding.get("/alerts").json()
    assert (gone["words"], gone["asked"]) == ("", None)
    assert manager.get("/audit/verify").json()["whole"] is True
    assert safeguarding.post(f"{place}/erase").json()["refusal"] == "erased"


def test_requests_that_were_done_are_forgotten_after_a_week(quick_office: Office, manager: Colleague) -> None:
    told(manager)
    assert sql(quick_office, "SELECT count(*) FROM staff_request") == [(1,)]
    quick_office.go_to("2026-04-08")
    sweeping.sweep(quick_office.inst)
    assert sql(quick_office, "SELECT count(*) FROM staff_request") == [(0,)]


# ------------------------------------------------------------------------------ a copy


def test_a_person_gets_a_copy_of_all_that_is_theirs_and_of_nothing_that_is_not(
    quick_office: Office, manager: Colleague
) -> None:
    receipt = told(manager)
    reference = receipt["reference"]
    manager.post(f"/cases/{reference}/messages", {"text": "pineapple", "to": "child"})
    bearer = opened(quick_office, receipt)
    _a_chat_in_the_case(quick_office, receipt)
    quick_office.http.post("/api/cases/messages", json={"text": "cinnamon"}, headers=bearer)
    copy = quick_office.http.get("/api/cases/copy", headers=bearer)
    for theirs in (f"I was told about {MARK}.", "cinnamon", f"what about {MARK}", f"Dear {MARK}"):
        assert theirs in copy.text, theirs
    for not_theirs in ("pineapple", f"Note of {MARK}", "colleague1", "key_hash"):
        assert not_theirs not in copy.text, not_theirs
    assert copy.json()["cases"][0]["alerts"] is None
    paper = quick_office.http.get("/api/cases/copy", params={"format": "pdf"}, headers=bearer)
    assert paper.headers["content-disposition"] == 'attachment; filename="copy.pdf"'
    assert paper.content.startswith(b"%PDF")
    assert sql(quick_office, "SELECT count(*) FROM event WHERE kind = 'copied'") == [(2,)]


def test_the_team_makes_a_copy_over_all_of_a_persons_cases_with_its_notes(
    quick_office: Office, manager: Colleague
) -> None:
    first, second = told(manager)["reference"], told(manager)["reference"]
    found = manager.get("/copies", reference=[first, second])
    assert [case["reference"] for case in found.json()["cases"]] == [first, second]
    assert f"Note of {MARK}" in found.text
    page = manager.get("/copies", reference=first, format="html")
    assert page.headers["content-type"].startswith("text/html")
    assert MARK in page.text
    assert manager.get("/copies", reference=first, format="pdf").content.startswith(b"%PDF")
    assert sql(quick_office, "SELECT count(*) FROM event WHERE kind = 'copied'") == [(4,)]


def test_words_of_harm_are_in_the_copy_of_who_may_see_alerts_alone(quick_office: Office) -> None:
    manager, both = quick_office.colleague("manager"), quick_office.colleague("manager", "safeguarding")
    reference = manager.takes(what_happened=URGENT)["receipt"]["reference"]
    (without,) = manager.get("/copies", reference=reference).json()["cases"]
    (beside,) = both.get("/copies", reference=reference).json()["cases"]
    assert without["alerts"] is None
    assert [alert["words"] for alert in beside["alerts"]] == [URGENT]


def test_what_an_alert_keeps_beside_the_words_is_in_the_copy_too(quick_office: Office) -> None:
    both = quick_office.colleague("manager", "safeguarding")
    reference = both.takes(what_happened=URGENT)["receipt"]["reference"]
    with quick_office.inst.store.begin() as tx:
        (row,) = tx.alerts.open()
        tx.alerts.save(replace(row, asked="What went wrong?", role="young_person", age_band="teen"))
    (alert,) = both.get("/copies", reference=reference).json()["cases"][0]["alerts"]
    assert (alert["asked"], alert["role"], alert["age_band"]) == ("What went wrong?", "young_person", "teen")
    page = both.get("/copies", reference=reference, format="html").text
    for kept in ("What went wrong?", "A child or young person", "12 to 17"):
        assert kept in page, kept


def test_a_copy_of_nobody_is_refused_in_words(quick_office: Office, manager: Colleague) -> None:
    receipt = told(manager)
    nobody = manager.get("/copies")
    assert nobody.status_code == 422
    assert "whose copy" in nobody.json()["detail"]
    child = manager.get("/copies", reference=receipt["reference"], whose="child")
    assert child.status_code == 422
    assert "child" in child.json()["detail"]
    assert manager.get("/copies", reference="ZZZZ-ZZZZ").status_code == 404
    assert quick_office.http.get("/api/cases/copy").status_code == 401
    ended(manager, receipt["reference"])
    manager.post(f"/cases/{receipt['reference']}/erase", {"why": "person_asked"})
    assert "erased" in manager.get("/copies", reference=receipt["reference"]).json()["detail"]
