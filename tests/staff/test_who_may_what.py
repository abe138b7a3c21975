"""Every role at every door, every role with every event, and no case of another council's."""

from __future__ import annotations

from typing import Any

import pytest

from backend.cases.events import EVENT_KINDS, needs
from backend.services import letters, notices, outbox
from backend.services.roles import ACTS, MAY, RECORDS, ROLES
from tests.staff.office import Colleague, Office

A_COMPLAINT = {"by": "phone", "role": "parent", "what_happened": "Nobody rang back."}
TODAY = "2026-03-31"

DOORS: tuple[tuple[str, str, Any, str], ...] = (
    ("GET", "/cases", None, "officer manager safeguarding advocacy_provider auditor"),
    ("POST", "/cases", A_COMPLAINT, "officer manager"),
    ("GET", "/cases/{reference}", None, "officer manager safeguarding advocacy_provider auditor"),
    (
        "POST",
        "/cases/{reference}/events",
        {"kind": "linked", "on": TODAY, "to": "another"},
        "officer manager safeguarding",
    ),
    ("POST", "/cases/{reference}/notes", {"text": "A note."}, "officer manager safeguarding"),
    ("POST", "/cases/{reference}/messages", {"text": "A word."}, "officer manager"),
    ("POST", "/cases/{reference}/key", {}, "officer manager"),
    ("POST", "/cases/{reference}/kept-from", {"email": "colleague1@council.example"}, "officer manager"),
    ("POST", "/cases/{reference}/let-see", {"email": "colleague1@council.example"}, "officer manager"),
    ("GET", "/alerts", None, "safeguarding"),
    ("POST", "/alerts/{alert}/acknowledge", {}, "safeguarding"),
    ("GET", "/letters", None, "officer manager"),
    ("GET", "/letters/{letter}", None, "officer manager"),
    ("POST", "/letters/{letter}/posted", {}, "officer manager"),
    ("GET", "/reports/annual", None, "manager auditor"),
    ("GET", "/delivery", None, "manager safeguarding administrator"),
    ("GET", "/councils/{council}/settings", None, "manager safeguarding administrator"),
    ("POST", "/councils/{council}/settings", {}, "administrator"),
    ("GET", "/events", None, "manager auditor"),
    ("GET", "/audit/verify", None, "manager auditor administrator"),
    ("GET", "/records", None, "manager safeguarding auditor"),
    ("GET", "/copies", None, "manager"),
    ("POST", "/cases/{reference}/hold", {"reason": "A court asked."}, "manager"),
    ("POST", "/cases/{reference}/let-go", {"reason": "It is over."}, "manager"),
    ("POST", "/cases/{reference}/erase", {"why": "time_is_up"}, "manager"),
    ("POST", "/alerts/{alert}/erase", {}, "safeguarding"),
    ("POST", "/councils/{council}/learning", {"you_said": "x", "we_did": "y"}, "manager"),
)
"""Method, address, body, and the roles let in: written here once more, by hand."""


@pytest.mark.attack("privilege")
@pytest.mark.parametrize("role", ROLES)
def test_each_role_at_each_door(quick_office: Office, role: str) -> None:
    reference, alert = a_case_with_an_alert(quick_office)
    letter = a_letter_to_print(quick_office)
    colleague = quick_office.colleague(role)
    for method, path, body, let_in in DOORS:
        address = path.format(reference=reference, alert=alert, letter=letter, council="rutland")
        answer = colleague.get(address) if method == "GET" else colleague.post(address, body)
        allowed = (200, 201, 204, 409, 422) if role in let_in.split() else (403,)
        assert answer.status_code in allowed, (method, path, answer.text)


@pytest.mark.attack("privilege")
def test_every_door_of_the_staff_asks_who_is_there(quick_office: Office) -> None:
    paths = quick_office.http.get("/api/openapi.json").json()["paths"]
    doors = {
        (method.upper(), path.removeprefix("/api/staff"))
        for path, methods in paths.items()
        if path.startswith("/api/staff/")
        for method in methods
    }
    tried = {
        (method, path.replace("{alert}", "{alert_id}").replace("{letter}", "{letter_id}"))
        for method, path, _, _ in DOORS
    }
    assert doors == tried | {("POST", "/login"), ("DELETE", "/login")}
    for method, path in doors - {("POST", "/login")}:
        for headers in ({}, {"Authorization": "Bearer nobody"}):
            answer = quick_office.http.request(method, f"/api/staff{path}", headers=headers, json={})
            expected = {204} if (path, bool(headers)) == ("/login", True) else {401, 422}
            assert answer.status_code in expected, (method, path)


@pytest.mark.attack("privilege")
@pytest.mark.parametrize("role", ROLES)
def test_each_role_records_its_own_kinds_of_event_and_no_other(quick_office: Office, role: str) -> None:
    reference, _ = a_case_with_an_alert(quick_office)
    colleague = quick_office.colleague(role)
    more = {
        "on": TODAY,
        "reason": "other",
        "until": "2026-04-02",
        "route": "corporate",
        "to": "another",
        "panel_on": "2026-05-05",
        "clock": "stage1_response",
        "lead": "other",
        "body": "A hospital",
    }
    for kind in EVENT_KINDS:
        body = {"kind": kind, "on": TODAY, **{name: more[name] for name in needs(kind)}}
        body["case_version"] = 0
        status = colleague.post(f"/cases/{reference}/events", body).status_code
        assert status == (409 if kind in RECORDS[role] else 403), kind  # type: ignore[index]


def test_the_table_has_a_line_for_each_role_and_a_role_for_each_act() -> None:
    assert set(MAY) == set(RECORDS) == set(ROLES)
    assert {act for acts in MAY.values() for act in acts} == set(ACTS)
    everything = frozenset().union(*RECORDS.values())
    assert set(EVENT_KINDS) - everything == {"received", "alert_raised", "alert_acknowledged"}


@pytest.mark.attack("cross-council")
def test_another_councils_case_is_not_there(quick_office: Office) -> None:
    reference, alert = a_case_with_an_alert(quick_office)
    letter = a_letter_to_print(quick_office)
    for role in ROLES:
        stranger = quick_office.colleague(role, council="surrey")
        for method, path, body, let_in in DOORS:
            if "{" not in path or role not in let_in.split():
                continue
            address = path.format(reference=reference, alert=alert, letter=letter, council="rutland")
            answer = stranger.get(address) if method == "GET" else stranger.post(address, body)
            assert answer.status_code == 404, (role, path)
    stranger = quick_office.colleague("officer", council="surrey")
    nothing = stranger.get("/cases/2222-2222")
    assert stranger.get(f"/cases/{reference}").content == nothing.content
    assert stranger.get("/cases").json()["total"] == 0
    assert stranger.get("/cases", q=reference).json()["total"] == 0
    watcher = quick_office.colleague("safeguarding", council="surrey")
    assert watcher.get("/alerts").json() == []


@pytest.mark.attack("privilege")
@pytest.mark.parametrize("role", ROLES)
def test_of_a_case_kept_from_them_nobody_finds_a_trace_at_any_door(quick_office: Office, role: str) -> None:
    letter = a_letter_to_print(quick_office)
    reference, alert = a_case_with_an_alert(quick_office)
    officer, named = quick_office.colleague(), quick_office.colleague(role)
    printed = officer.get("/letters").json()[0]["reference"]
    for kept in (reference, printed):
        assert officer.post(f"/cases/{kept}/kept-from", {"email": named.email}).status_code == 200
    for method, path, body, let_in in DOORS:
        if role not in let_in.split():
            continue
        address = path.format(reference=reference, alert=alert, letter=letter, council="rutland")
        answer = named.get(address) if method == "GET" else named.post(address, body)
        if any(f"{{{name}}}" in path for name in ("reference", "alert", "letter")):
            assert answer.status_code == 404, (path, answer.text)
        assert reference not in answer.text, path
        assert printed not in answer.text, path


def test_an_advocacy_provider_sees_only_where_an_advocate_was_asked_for_and_no_words(
    quick_office: Office,
) -> None:
    officer, provider = quick_office.colleague(), quick_office.colleague("advocacy_provider")
    asked = officer.takes(wants_advocate="yes", name="Jo", what_happened="I was moved.")
    other = officer.takes()["receipt"]["reference"]
    reference = asked["receipt"]["reference"]
    assert [case["reference"] for case in provider.get("/cases").json()["cases"]] == [reference]
    assert provider.get(f"/cases/{other}").status_code == 404
    seen = provider.get(f"/cases/{reference}")
    assert "I was moved." not in seen.text
    assert "Jo" not in seen.json()["person"].values()
    assert {possible["kind"] for possible in seen.json()["may_happen"]} <= RECORDS["advocacy_provider"]
    provider.records(reference, "advocate_appointed", who="Somebody")


def test_an_auditor_sees_that_things_happened_and_not_what_was_said(quick_office: Office) -> None:
    officer, auditor = quick_office.colleague(), quick_office.colleague("auditor")
    reference = officer.takes(what_happened="I was moved.")["receipt"]["reference"]
    officer.records(reference, "acknowledged", note="Rang back.")
    officer.post(f"/cases/{reference}/notes", {"text": "Seems tired."})
    seen = auditor.get(f"/cases/{reference}")
    assert [event["kind"] for event in seen.json()["events"]] == ["received", "acknowledged"]
    assert not any(said in seen.text for said in ("I was moved.", "Rang back.", "Seems tired."))
    assert seen.json()["may_happen"] == []


def test_an_alert_is_taken_once_and_by_name(office: Office) -> None:
    _, alert = a_case_with_an_alert(office)
    first, second = office.colleague("safeguarding"), office.colleague("safeguarding")
    taken = first.post(f"/alerts/{alert}/acknowledge", {"note": "Rang the home."})
    assert (taken.status_code, taken.json()["acknowledged_by"]) == (200, first.email)
    again = first.post(f"/alerts/{alert}/acknowledge")
    assert again.json()["acknowledged_by"] == first.email
    late = second.post(f"/alerts/{alert}/acknowledge")
    assert (late.status_code, late.json()["acknowledged_by"]) == (409, first.email)
    assert second.get("/alerts", open=True).json() == []
    assert len(second.get("/alerts").json()) == 1
    assert second.post("/alerts/none/acknowledge").status_code == 404
    with office.inst.store.read() as tx:
        told = [event.kind for event in tx.events.of(f"alert:{alert}")]
        kinds = [kind for kind in told if kind != "looked_at"]
    assert kinds == ["alert_raised", "alert_acknowledged"]


def a_case_with_an_alert(office: Office) -> tuple[str, str]:
    """A complaint in which an advocate was asked for, and the alert that its words raised."""
    officer: Colleague = office.colleague()
    told = officer.takes(wants_advocate="yes", what_happened="I took pills tonight, I want to die")
    [alert] = office.colleague("safeguarding").get("/alerts").json()
    return told["receipt"]["reference"], alert["id"]


def a_letter_to_print(office: Office) -> str:
    """A letter for which there is no way but the team's own printer."""
    officer: Colleague = office.colleague()
    told = officer.takes(contact_method="post", contact_detail="1 Some Road", safe_to_contact="yes")
    officer.records(told["receipt"]["reference"], "acknowledged")
    while (notice := outbox.take(office.inst, [notices.NOTICE])) is not None:
        letters.send(office.inst, notice)
    [letter] = officer.get("/letters").json()
    return str(letter["id"])
