"""One case in the hands of a team: what may happen, what may not, and nothing twice."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.staff.office import Office

Sql = Callable[..., list[tuple[object, ...]]]


def test_a_complaint_taken_by_phone_opens_by_its_receipt_and_counts_like_any_other(
    quick_office: Office,
) -> None:
    officer = quick_office.colleague()
    taken = officer.takes(
        what_happened="Nobody rang back.\n\nFor weeks.",
        desired_outcome="A call.",
        when_happened={"words": "in March", "from": "2026-03-01", "to": "2026-03-20"},
        name="Jo",
        contact_method="phone",
        contact_detail="01572 000000",
        about=["communication", "delay"],
        received_on="2026-03-30",
    )
    assert taken["receipt"]["kind"] == "case"
    opened = quick_office.http.post(
        "/api/cases/track", json={k: taken["receipt"][k] for k in ("reference", "key")}
    ).json()
    assert opened["complaint"]["what_happened"] == "Nobody rang back.\n\nFor weeks."
    assert opened["received_on"] == "2026-03-30"
    stage1 = next(d for d in opened["deadlines"] if d["clock"] == "stage1_response")
    assert stage1["due"] == "2026-04-15"
    assert taken["case"]["person"] == {
        "name": "Jo",
        "contact_method": "phone",
        "contact_detail": "01572 000000",
    }


@pytest.mark.parametrize(
    ("told", "understood"),
    [
        ({"words": "last June"}, ("2025-06-01", "2025-06-30")),
        ({"words": "since the school did it"}, (None, None)),
        ({"words": "last June", "from": "2025-05-30", "to": "2025-06-02"}, ("2025-05-30", "2025-06-02")),
    ],
)
def test_words_for_a_day_are_understood_as_in_the_chat_where_the_team_gave_none(
    quick_office: Office, told: dict[str, str], understood: tuple[str | None, str | None]
) -> None:
    when = quick_office.colleague().takes(when_happened=told)["case"]["complaint"]["when_happened"]
    assert (when["from"], when["to"]) == understood
    assert when["words"] == told["words"]


def test_harm_told_on_the_phone_raises_an_alert_as_it_would_in_the_chat(quick_office: Office) -> None:
    quick_office.colleague().takes(what_happened="I took pills tonight, I want to die", name="Sam")
    [alert] = quick_office.colleague("safeguarding").get("/alerts", open=True).json()
    assert alert["tier"] == "urgent"
    assert "I took pills tonight" in alert["words"]
    assert alert["reach"] == {"name": "Sam"}


def test_an_event_moves_the_case_and_says_what_may_happen_next(quick_office: Office) -> None:
    officer = quick_office.colleague()
    reference = officer.takes()["receipt"]["reference"]
    before = officer.get(f"/cases/{reference}").json()
    assert {"kind": "stage1_extended", "needs": ["reason", "until"]} in before["may_happen"]
    after = officer.records(reference, "stage1_responded", outcomes=[{"point": 1, "outcome": "upheld"}])
    assert (after["status"], after["version"]) == ("answered", 2)
    assert "stage1_responded" not in [one["kind"] for one in after["may_happen"]]
    assert after["events"][-1]["by"] == officer.email
    assert after["events"][-1]["data"] == {"outcomes": [{"point": 1, "outcome": "upheld"}]}


def test_a_case_moved_to_another_route_is_on_it_wherever_it_is_read(quick_office: Office) -> None:
    officer = quick_office.colleague(council="somerset")
    receipt = officer.takes()["receipt"]
    reference = receipt["reference"]
    assert officer.records(reference, "rerouted", route="corporate")["route"] == "corporate"
    assert officer.get(f"/cases/{reference}").json()["route"] == "corporate"
    [line] = officer.get("/cases").json()["cases"]
    assert line["route"] == "corporate"
    pair = {name: receipt[name] for name in ("reference", "key")}
    assert quick_office.http.post("/api/cases/track", json=pair).json()["route"] == "corporate"
    # It goes on by the terms it began under: a stage that its route does not have is refused.
    officer.records(reference, "stage1_responded")
    officer.records(reference, "stage2_requested")
    officer.records(reference, "stage2_responded")
    assert officer.event(reference, "stage3_requested").json()["refusal"] == "no_such_stage"


def test_what_cannot_happen_now_is_refused_with_what_can(quick_office: Office) -> None:
    officer = quick_office.colleague()
    reference = officer.takes()["receipt"]["reference"]
    answer = officer.event(reference, "panel_held")
    assert answer.status_code == 409
    problem = answer.json()
    assert problem["refusal"] == "stage3_not_asked_for"
    assert "acknowledged" in [one["kind"] for one in problem["may_happen"]]
    assert officer.get(f"/cases/{reference}").json()["version"] == 1


# received on 31 March, due on 16 April and at the longest on 30 April: the day, what was recorded before,
# what is recorded then, and what is said, or the date that stands
GIVEN_A_DATE: list[tuple[str, dict[str, Any] | None, dict[str, Any], str]] = [
    ("2026-04-10", None, {"until": "2026-04-24"}, "2026-04-24"),
    ("2026-04-10", None, {"until": "2026-04-15"}, "until: it is due on 2026-04-16 already"),
    ("2026-04-10", None, {"until": "2026-04-16"}, "until: it is due on 2026-04-16 already"),
    ("2026-04-10", None, {"until": "2026-05-01"}, "until: the longest this procedure allows is 2026-04-30"),
    (
        "2026-04-13",
        {"until": "2026-04-24"},
        {"until": "2026-04-22"},
        "until: it is due on 2026-04-24 already",
    ),
    ("2026-04-13", {"until": "2026-04-24"}, {"until": "2026-04-27"}, "2026-04-27"),
    ("2026-04-17", None, {"until": "2026-04-24"}, "on: it was due on 2026-04-16"),
    # Told in time and written down late.
    ("2026-04-17", None, {"until": "2026-04-24", "on": "2026-04-16"}, "2026-04-24"),
]


@pytest.mark.parametrize(("day", "before", "given", "said"), GIVEN_A_DATE)
def test_more_time_is_taken_only_where_it_gives_some(
    quick_office: Office, day: str, before: dict[str, Any] | None, given: dict[str, Any], said: str
) -> None:
    officer = quick_office.colleague()
    reference = officer.takes()["receipt"]["reference"]
    quick_office.go_to("2026-04-10")
    if before:
        officer.records(reference, "stage1_extended", reason="complex", **before)
    quick_office.go_to(day)
    version = officer.get(f"/cases/{reference}").json()["version"]
    answer = officer.event(reference, "stage1_extended", reason="complex", **given)
    case = officer.get(f"/cases/{reference}").json()
    [due] = [one["due"] for one in case["deadlines"] if one["clock"] == "stage1_response"]
    if said[:4].isdigit():
        assert (answer.status_code, due) == (200, said)
    else:
        assert (answer.status_code, case["version"]) == (422, version)
        assert said in answer.json()["detail"]


@pytest.mark.parametrize(
    ("clock", "until", "said"),
    [
        ("stage1_response", "2026-04-20", ""),
        ("stage1_response", "2026-04-14", ""),
        ("stage1_response", "2026-04-18", "until: 2026-04-18 is no working day"),
        ("stage1_response", "2026-12-25", "until: 2026-12-25 is no working day"),
        ("stage1_response", "2026-04-16", "until: it is due on 2026-04-16 already"),
        ("stage2_response", "2026-04-20", "clock: on 2026-03-31 it does not run"),
        ("panel_hearing", "2026-04-20", "clock: on 2026-03-31 it does not run"),
        ("stage2_request", "2026-04-20", "clock: on 2026-03-31 it does not run"),
        ("acknowledgement", "2026-04-02", "clock: on 2026-03-31 it does not run"),
        # A limit in months may end on any day.
        ("ombudsman", "2027-05-01", ""),
    ],
)
def test_a_date_is_given_anew_to_a_clock_that_runs_and_on_a_day_that_counts(
    quick_office: Office, clock: str, until: str, said: str
) -> None:
    manager = quick_office.colleague("manager")
    told = {"when_happened": {"from": "2026-03-02", "to": "2026-03-02"}}
    reference = manager.takes(**told)["receipt"]["reference"]
    manager.records(reference, "acknowledged")
    answer = manager.event(reference, "redated", clock=clock, until=until, reason="A slip.")
    assert answer.status_code == (422 if said else 200), answer.text
    if said:
        assert said in answer.json()["detail"]
    else:
        [due] = [one["due"] for one in answer.json()["deadlines"] if one["clock"] == clock]
        assert due == until


# what was recorded before, what is recorded then, and what is said of it; A and B are the points there are
UPHELD = [{"point": "A", "outcome": "upheld"}]
NOWHERE = [{"point": "nope", "outcome": "upheld"}]
TAKEN_BACK = {"kind": "withdrawn", "points": ["A"]}
HELD = {"kind": "put_on_hold", "reason": "other", "points": ["A"]}
NAMED: list[tuple[dict[str, Any] | None, dict[str, Any], str]] = [
    (None, TAKEN_BACK, ""),
    (None, {"kind": "withdrawn", "points": ["bogus"]}, "does not have"),
    (None, {"kind": "withdrawn", "points": ["A", "bogus"]}, "does not have"),
    (None, {"kind": "put_on_hold", "reason": "other", "points": ["1"]}, "does not have"),
    (None, {"kind": "stage2_requested", "points": [7]}, "does not have"),
    (None, {"kind": "stage1_responded", "outcomes": UPHELD}, ""),
    (None, {"kind": "stage1_responded", "outcomes": NOWHERE}, "does not have"),
    (TAKEN_BACK, {"kind": "stage1_responded", "outcomes": UPHELD}, "was withdrawn"),
    (TAKEN_BACK, HELD, "was withdrawn"),
    (TAKEN_BACK, {"kind": "reinstated", "points": ["A"]}, ""),
    (TAKEN_BACK, {"kind": "reinstated", "points": ["bogus"]}, "does not have"),
    (HELD, TAKEN_BACK, ""),
]


@pytest.mark.parametrize(("before", "event", "said"), NAMED)
def test_no_point_is_named_that_the_case_has_not_or_that_was_taken_back(
    quick_office: Office, before: dict[str, Any] | None, event: dict[str, Any], said: str
) -> None:
    officer = quick_office.colleague()
    case = officer.takes(points=[{"words": "Nobody rang."}, {"words": "Nobody came."}])["case"]
    ids = dict(zip("AB", (point["id"] for point in case["complaint"]["points"]), strict=True))

    def sent(told: dict[str, Any]) -> Any:
        named = json.loads(json.dumps(told))
        named["points"] = [ids.get(str(id), id) for id in named.get("points", ())]
        named["outcomes"] = [
            {**one, "point": ids.get(one["point"], one["point"])} for one in named.get("outcomes", ())
        ]
        return officer.event(case["reference"], **{name: value for name, value in named.items() if value})

    if before:
        assert sent(before).status_code == 200
    stood = officer.get(f"/cases/{case['reference']}").json()["complaint"]["points"]
    answer = sent(event)
    assert answer.status_code == (422 if said else 200), answer.text
    if said:
        assert said in answer.json()["detail"]
        assert officer.get(f"/cases/{case['reference']}").json()["complaint"]["points"] == stood


def test_the_second_of_two_officers_is_told_what_changed(office: Office) -> None:
    first, second = office.colleague(), office.colleague()
    reference = first.takes()["receipt"]["reference"]
    first.records(reference, "acknowledged", version=1)
    answer = second.event(reference, "accepted", version=1)
    assert answer.status_code == 409
    assert answer.json()["version"] == 2
    assert [one["kind"] for one in answer.json()["changed"]] == ["acknowledged"]
    second.records(reference, "accepted", version=2)


def test_for_an_agreed_statement_the_version_is_the_statements_own(quick_office: Office) -> None:
    officer = quick_office.colleague()
    reference = officer.takes()["receipt"]["reference"]
    officer.records(reference, "stage2_requested")
    assert (
        officer.event(reference, "statement_agreed", version=3, signed=True, case_version=1).status_code
        == 409
    )
    agreed = officer.records(reference, "statement_agreed", version=3, signed=True, case_version=2)
    assert agreed["events"][-1]["data"] == {"version": 3, "signed": True}


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"kind": "acknowledged"}, "on: is needed"),
        ({"kind": "acknowledged", "on": "1066-10-14"}, "too early"),
        ({"kind": "acknowledged", "on": "9999-12-31"}, "in the future"),
        ({"kind": "acknowledged", "on": "2026-02-30"}, "not a day"),
        ({"kind": "acknowledged", "on": "2026-04-01"}, "in the future"),
        ({"kind": "beheaded", "on": "2026-03-31"}, "unknown kind"),
        ({"kind": "stage1_extended", "on": "2026-03-31", "reason": "complex"}, "until: missing"),
        (
            {"kind": "stage1_extended", "on": "2026-03-31", "reason": "lazy", "until": "2026-04-20"},
            "not one of",
        ),
        (
            {"kind": "stage1_extended", "on": "2026-03-31", "reason": "complex", "until": "2026-06-30"},
            "the longest this procedure allows is 2026-04-30",
        ),
        ({"kind": "acknowledged", "on": "2026-03-31", "secret-field": "x"}, "one of: note"),
        ({"kind": "acknowledged", "on": "2026-03-31", "note": "\ud800"}, "note"),
        ({"kind": "acknowledged", "on": "2026-03-31", "note": "x" * 20_001}, "note"),
        ({"kind": "withdrawn", "on": "2026-03-31", "points": ["a whole sentence"]}, "points"),
        ({"kind": "withdrawn", "on": "2026-03-31", "points": [True]}, "points"),
        ({"kind": "stage1_responded", "on": "2026-03-31", "outcomes": [{"point": [1]}]}, "outcomes"),
        (
            {
                "kind": "stage1_responded",
                "on": "2026-03-31",
                "outcomes": [{"point": 1, "outcome": "upheld", "x": 1}],
            },
            "outcomes",
        ),
        (
            {
                "kind": "stage1_responded",
                "on": "2026-03-31",
                "outcomes": [{"point": 1, "outcome": "upheld", "action": 3}],
            },
            "action",
        ),
        ({"kind": "acknowledged", "on": "2026-03-31", "version": "new"}, "version"),
        ({"kind": 3, "on": "2026-03-31"}, "kind"),
    ],
)
def test_a_malformed_event_is_a_clear_problem_and_changes_nothing(
    quick_office: Office, event: dict[str, Any], said: str
) -> None:
    officer = quick_office.colleague()
    reference = officer.takes()["receipt"]["reference"]
    sent = quick_office.http.post(
        f"/api/staff/cases/{reference}/events",
        content=json.dumps(event),
        headers={**officer.signed_in(), "Content-Type": "application/json"},
    )
    assert sent.status_code == 422, sent.text
    assert said in sent.json()["detail"]
    assert "secret-field" not in sent.text
    assert officer.get(f"/cases/{reference}").json()["version"] == 1


def test_what_somebody_writes_is_kept_as_words_and_never_in_the_chain(office: Office) -> None:
    officer = office.colleague()
    reference = officer.takes()["receipt"]["reference"]
    officer.records(
        reference,
        "stage1_responded",
        note="Rang Mrs Quill",
        outcomes=[{"point": 1, "outcome": "upheld", "action": "Apologise to Mrs Quill"}],
    )
    shown = officer.records(reference, "closed", reason="Mrs Quill is content")
    assert shown["events"][-2]["words"] == {"note": "Rang Mrs Quill", "action:0": "Apologise to Mrs Quill"}
    assert shown["events"][-1]["words"] == {"reason": "Mrs Quill is content"}
    with office.inst.store.read() as tx:
        case = tx.cases.by_reference(reference)
        assert case is not None
        assert "Quill" not in repr(tx.events.of(case.id))


def test_sending_an_event_again_under_its_key_does_nothing_twice(office: Office) -> None:
    officer = office.colleague()
    reference = officer.takes()["receipt"]["reference"]
    body = {"kind": "information_added", "on": "2026-03-31", "note": "A letter came."}
    path = f"/cases/{reference}/events"
    first = officer.post(path, body, key="click-0001").json()
    again = officer.post(path, body, key="click-0001")
    assert (again.status_code, again.json()["version"], first["version"]) == (200, 2, 2)
    other = officer.post(path, {**body, "note": "Another."}, key="click-0001")
    assert other.status_code == 409
    colleague = office.colleague()
    assert colleague.post(path, body, key="click-0001").json()["version"] == 3, "a key is its sender's own"


def test_a_refused_event_does_not_use_up_its_key(quick_office: Office) -> None:
    officer = quick_office.colleague()
    reference = officer.takes()["receipt"]["reference"]
    body = {"kind": "stage2_acknowledged", "on": "2026-03-31"}
    path = f"/cases/{reference}/events"
    assert officer.post(path, body, key="click-0002").status_code == 409
    officer.records(reference, "stage2_requested")
    assert officer.post(path, body, key="click-0002").status_code == 200


def test_a_complaint_sent_twice_is_one_case_and_its_key_is_told_once(quick_office: Office) -> None:
    officer = quick_office.colleague()
    body = {"by": "letter", "role": "young_person", "what_happened": "I was moved."}
    first = officer.post("/cases", body, key="letter-0001").json()
    again = officer.post("/cases", body, key="letter-0001")
    assert again.status_code == 201
    assert again.json()["receipt"] == {**first["receipt"], "key": None}
    assert officer.get("/cases").json()["total"] == 1


def test_of_eight_clicks_at_once_one_records_the_event(office: Office) -> None:
    officer = office.colleague()
    reference = officer.takes()["receipt"]["reference"]
    body = {"kind": "information_added", "on": "2026-03-31", "note": "A letter came."}
    statuses: list[int] = []

    def click() -> None:
        answer = officer.post(f"/cases/{reference}/events", body, key="click-0003")
        statuses.append(answer.status_code)

    threads = [threading.Thread(target=click) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 8
    assert officer.get(f"/cases/{reference}").json()["version"] == 2


def test_a_note_is_the_teams_and_a_message_is_the_persons(quick_office: Office) -> None:
    officer = quick_office.colleague()
    taken = officer.takes()
    reference = taken["receipt"]["reference"]
    assert (
        officer.post(f"/cases/{reference}/notes", {"text": "Seems tired."}, key="note-0001").status_code
        == 200
    )
    officer.post(f"/cases/{reference}/notes", {"text": "Seems tired."}, key="note-0001")
    shown = officer.post(f"/cases/{reference}/messages", {"text": "We have rung."}).json()
    assert [note["text"] for note in shown["notes"]] == ["Seems tired."]
    opened = quick_office.http.post(
        "/api/cases/track", json={k: taken["receipt"][k] for k in ("reference", "key")}
    )
    assert [message["text"] for message in opened.json()["messages"]] == ["We have rung."]
    assert "tired" not in opened.text


def test_a_new_key_opens_the_case_and_the_old_one_and_its_accesses_are_dead(quick_office: Office) -> None:
    officer = quick_office.colleague()
    receipt = officer.takes()["receipt"]
    pair = {"reference": receipt["reference"], "key": receipt["key"]}
    access = quick_office.http.post("/api/cases/track", json=pair).json()["access_token"]
    fresh = officer.post(f"/cases/{pair['reference']}/key").json()
    assert quick_office.http.post("/api/cases/track", json=fresh).status_code == 200
    assert quick_office.http.post("/api/cases/track", json=pair).status_code == 404
    mine = quick_office.http.get("/api/cases/mine", headers={"Authorization": f"Bearer {access}"})
    assert mine.status_code == 401


def test_the_list_is_by_what_is_due_and_counts_working_days(office: Office) -> None:
    officer = office.colleague()
    late = officer.takes(received_on="2026-03-02")["receipt"]["reference"]
    fresh = officer.takes()["receipt"]["reference"]
    answered = officer.takes()["receipt"]["reference"]
    officer.records(answered, "stage1_responded")
    officer.records(fresh, "acknowledged")
    office.go_to("2026-04-09")

    def references(**query: Any) -> list[str]:
        return [case["reference"] for case in officer.get("/cases", **query).json()["cases"]]

    assert references() == [late, fresh, answered]
    assert references(late=True) == [late]
    assert references(late=False) == [fresh, answered]
    assert references(status="answered") == [answered]
    assert references(stage=2) == []
    assert references(due_before="2026-04-17") == [late, fresh]
    assert references(q=fresh[:6].lower()) == references(q=fresh) == [fresh]
    assert references(q="0") == references(q="%") == references(page=2) == []
    listed = officer.get("/cases", q=fresh).json()["cases"][0]["next"]
    assert listed == {
        "clock": "stage1_response",
        "due": "2026-04-16",
        "state": "running",
        "day": 5,
        "of": 10,
    }


@pytest.mark.parametrize(
    "query",
    [{"page": 0}, {"page": "x"}, {"stage": 9}, {"status": "lost"}, {"due_before": "soon"}, {"q": "x" * 41}],
)
def test_a_malformed_list_is_a_clear_problem(quick_office: Office, query: dict[str, Any]) -> None:
    assert quick_office.colleague().get("/cases", **query).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": "pigeon"},
        {"what_happened": ""},
        {"what_happened": " \n "},
        {"what_happened": "x" * 20_001},
        {"contact_method": "email", "contact_detail": "not an email"},
        {"contact_method": "email"},
        {"received_on": "1066-10-14"},
        {"received_on": "2026-04-01"},
        {"council": "surrey"},
        {"route": "corporate"},
        {"role": "king"},
        {"nickname": "x"},
        {"when_happened": {"from": "9999-99-99"}},
        {"when_happened": {"words": "on 31/02"}},
        {"when_happened": {"from": "1066-10-14"}},
        {"when_happened": {"from": "2026-12-01", "to": "2026-12-01"}},
        {"when_happened": {"from": "2026-03-02", "to": "2026-03-01"}},
    ],
)
def test_a_malformed_complaint_opens_nothing(quick_office: Office, wrong: dict[str, Any]) -> None:
    officer = quick_office.colleague()
    plain = {"by": "phone", "role": "parent", "what_happened": "Nobody rang back."}
    assert officer.post("/cases", {**plain, **wrong}).status_code == 422
    assert officer.get("/cases").json()["total"] == 0


def test_the_record_is_whole_until_somebody_changes_it(office: Office, raw: Sql) -> None:
    officer, auditor = office.colleague(), office.colleague("auditor")
    reference = officer.takes()["receipt"]["reference"]
    officer.records(reference, "acknowledged")
    assert auditor.get("/audit/verify").json() == {"whole": True, "events": 2, "first_bad": None}
    sqlite = office.built.url.startswith("sqlite")
    raw("DROP TRIGGER event_refuses_update" if sqlite else "DROP TRIGGER event_refuses ON event")
    raw("UPDATE event SET actor = 'nobody' WHERE position = 2")
    bad = {"reference": reference, "position": 2, "why": "changed"}
    assert auditor.get("/audit/verify").json() == {"whole": False, "events": 2, "first_bad": bad}
    stranger = office.colleague("auditor", council="surrey").get("/audit/verify").json()
    assert stranger["first_bad"] == {**bad, "reference": None}


def test_a_case_nobody_touches_is_late_all_the_same(quick_office: Office) -> None:
    officer = quick_office.colleague()
    reference = officer.takes()["receipt"]["reference"]
    quick_office.go_to("2026-06-01")
    [late] = officer.get("/cases", late=True).json()["cases"]
    assert (late["reference"], late["next"]["state"]) == (reference, "missed")
