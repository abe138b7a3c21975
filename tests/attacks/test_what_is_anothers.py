"""Whoever holds something of their own gets nothing of anybody else's with it, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from backend.app import create_apps
from backend.services import tracking
from backend.settings import Settings
from tests.acts.people import People
from tests.chat.talking import StandInRasa
from tests.installed import SECRET
from tests.staff.office import PASSWORD, Office
from tests.staff.test_signing_in import CountingHash
from tests.staff_pages.browsing import Browsing

COOKIE = "heard_staff"


@pytest.mark.attack("enumeration by time")
def test_every_wrong_pair_is_held_against_as_many_hashes_of_the_same_cost(few_people: People) -> None:
    """Whether there is such a case, a draft, nothing, or a case to which somebody else has a key."""
    alone, shared = few_people.complains(), few_people.complains()
    shared.lets_in("advocate")

    def cost(reference: str) -> list[str]:
        counting = CountingHash()
        inst = replace(few_people.office.inst, slow_hash=counting, limits=False)
        assert isinstance(
            tracking.find(inst, reference, "maple-otter-lantern", "somewhere"), tracking.NotFound
        )
        return counting.costs

    costs = [cost(reference) for reference in (alone.reference, shared.reference, "2222-2222", "no such")]
    assert costs == [costs[0]] * 4
    assert len(costs[0]) == 2


@pytest.mark.attack("privilege")
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/information", {"text": "x", "case_id": "1"}),
        ("/information", {"text": "x", "actor": "officer"}),
        ("/messages", {"text": "x", "viewer": "child"}),
        ("/access", {"viewer": "complainant"}),
        ("/access", {"viewer": "officer"}),
        ("/contact", {"method": "none", "reference": "2222-2222"}),
        ("/key", {"viewer": "child"}),
        ("/escalate", {"stage": 4}),
    ],
)
def test_a_field_that_would_make_somebody_else_of_a_person_is_refused(
    few_people: People, path: str, body: dict[str, Any]
) -> None:
    person = few_people.complains()
    before = person.sees()["version"]
    assert person.post(path, body).status_code == 422
    assert person.sees()["version"] == before


@pytest.mark.attack("privilege")
@pytest.mark.parametrize("name", ["actor", "recorded_at", "position", "council", "stream", "seq"])
def test_nobody_signs_an_event_with_another_name_or_moment(few_people: People, name: str) -> None:
    person = few_people.complains()
    few_people.officer.event(person.reference, "acknowledged", **{name: "somebody else"})
    with few_people.office.inst.store.read() as tx:
        case = tx.cases.by_reference(person.reference)
        assert case is not None
        for event in tx.events.of(case.id):
            assert event.actor != "somebody else"
        assert (case.council, tx.events.verify().whole) == ("rutland", True)


@pytest.mark.attack("privilege")
def test_a_staff_token_is_no_key_to_a_case_and_a_persons_no_sign_in(few_people: People) -> None:
    person = few_people.complains()
    http, staff = few_people.office.http, few_people.officer.signed_in()
    person_bearer = {"Authorization": f"Bearer {person.token}"}
    chat = http.post("/api/chat/sessions", json={}).json()["token"]
    chat_bearer = {"Authorization": f"Bearer {chat}"}
    for headers in (staff, chat_bearer):
        assert http.get("/api/cases/mine", headers=headers).status_code == 401
    for headers in (person_bearer, chat_bearer):
        assert http.get("/api/staff/cases", headers=headers).status_code == 401
    for headers in (staff, person_bearer):
        assert http.get("/api/chat/messages", headers=headers).status_code == 401


@pytest.mark.attack("privilege")
def test_an_access_of_another_case_cannot_be_ended(few_people: People) -> None:
    mine, theirs = few_people.complains(), few_people.complains()
    guest = theirs.lets_in("advocate")
    (given,) = theirs.get("/access").json()
    assert mine.delete(f"/access/{given['id']}").status_code == 404
    assert guest.get("/mine").status_code == 200


@pytest.mark.attack("privilege")
@pytest.mark.parametrize(
    "headers", [{"X-HTTP-Method-Override": "DELETE"}, {"X-Original-URL": "/staff/records"}]
)
def test_a_header_does_not_change_what_is_asked(few_people: People, headers: dict[str, str]) -> None:
    person = few_people.complains()
    bearer = {"Authorization": f"Bearer {person.token}", **headers}
    answer = few_people.office.http.get("/api/cases/mine", headers=bearer)
    assert (answer.status_code, answer.json()["reference"]) == (200, person.reference)


@pytest.mark.attack("session fixation")
def test_a_sign_in_never_takes_a_token_the_browser_brought(few_people: People) -> None:
    office = few_people.office
    email = office.colleague("officer").email
    for brought in ("planted-by-somebody", office.colleague("officer").signed_in()["Authorization"][7:]):
        browsing = Browsing.anonymous(office)
        browsing.http.cookies.set(COOKIE, brought, path="/staff")
        form = browsing.open("/staff/sign-in").form("/sign-in")
        answer = browsing.http.post(
            form.action, data={**form.fields, "email": email, "password": PASSWORD}, follow_redirects=False
        )
        (given,) = answer.headers.get_list("set-cookie")
        assert given.startswith(f"{COOKIE}=")
        assert brought not in given


@pytest.mark.attack("session fixation")
def test_a_case_opened_in_a_browser_never_takes_a_token_it_brought(few_people: People) -> None:
    person = few_people.complains()
    http = TestClient(few_people.office.http.app, "http://127.0.0.1:8080", client=("192.0.2.9", 4711))
    http.cookies.set("heard_case", "planted-by-somebody", path="/case")
    pair = {"reference": person.reference, "key": person.key, "age_band": "adult"}
    answer = http.post("/case", data=pair, follow_redirects=False)
    assert answer.status_code == 303
    assert "planted-by-somebody" not in answer.headers["set-cookie"]


@pytest.mark.attack("session fixation")
def test_two_sign_ins_of_one_colleague_share_no_token(quick_office: Office) -> None:
    email = quick_office.colleague("officer").email
    body = {"email": email, "password": PASSWORD}
    tokens = {quick_office.http.post("/api/staff/login", json=body).json()["token"] for _ in range(3)}
    assert len(tokens) == 3


@pytest.mark.attack("replay")
def test_an_access_from_before_a_new_key_is_dead_with_the_old_key(few_people: People) -> None:
    person = few_people.complains()
    caught = person.token
    person.opens()
    renewed = person.does("/key")["key"]
    caught_bearer = {"Authorization": f"Bearer {caught}"}
    assert few_people.office.http.get("/api/cases/mine", headers=caught_bearer).status_code == 401
    old = {"reference": person.reference, "key": person.key}
    assert few_people.office.http.post("/api/cases/track", json=old).status_code == 404
    person.key = renewed
    assert person.tries().status_code == 200


@pytest.mark.attack("replay")
def test_one_persons_request_name_is_nobody_elses(few_people: People) -> None:
    """An Idempotency-Key that was seen tells another person nothing and stops nothing of theirs."""
    one, other = few_people.complains(), few_people.complains()
    one.does("/information", {"text": "One's own words."}, once="seen-by-somebody")
    seen = other.does("/information", {"text": "Another's words."}, once="seen-by-somebody")
    assert seen["version"] == 2
    assert "One's own" not in str(seen)


@pytest.mark.attack("cookies")
@pytest.mark.parametrize("page", ["/staff/sign-in", "/case"])
def test_behind_tls_a_cookie_never_travels_without_it(few_people: People, tmp_path: Path, page: str) -> None:
    origin = "https://heard.council.example"
    settings = Settings(home=tmp_path, secret_key=SECRET, origin=origin)
    inst = few_people.office.inst
    http = TestClient(create_apps(settings, inst, StandInRasa(inst)).public, origin, client=("192.0.2.7", 1))
    person = few_people.complains()
    filled = {
        "/staff/sign-in": {"email": few_people.office.colleague().email, "password": PASSWORD},
        "/case": {"reference": person.reference, "key": person.key, "age_band": "adult"},
    }[page]
    answer = http.post(page, data=filled, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    for cookie in answer.headers.get_list("set-cookie"):
        assert "; secure" in cookie.lower()


@pytest.mark.attack("cached pages")
def test_nothing_of_a_case_is_kept_on_the_way(few_people: People) -> None:
    person = few_people.complains()
    href = person.does("/files", {"file": "summary"})["href"]
    http, bearer = few_people.office.http, {"Authorization": f"Bearer {person.token}"}
    paths = ("/mine", "/access", "/calendar.ics", "/summary.pdf", "/copy")
    answers = [http.get(f"/api/cases{path}", headers=bearer) for path in paths]
    answers += [http.get(href), http.get(href), person.tries(), few_people.officer.get("/cases")]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store", answer.url
        assert "etag" not in answer.headers


@pytest.mark.attack("enumeration by text")
def test_a_file_address_and_an_access_that_never_were_look_like_those_that_ended(few_people: People) -> None:
    person, http = few_people.complains(), few_people.office.http
    href = person.does("/files", {"file": "calendar"})["href"]
    assert http.get(href).status_code == 200
    used, never = http.get(href), http.get(href[:-8] + "AAAAAAAA")
    assert (used.status_code, used.text) == (never.status_code, never.text) == (404, used.text)


@pytest.mark.attack("key guessing")
def test_a_made_up_sender_gives_no_fresh_count_of_tries(few_people: People) -> None:
    names = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "Client-IP")
    codes = []
    for number in range(61):
        pair = {"reference": f"3333-{2222 + number}", "key": "maple-otter-lantern"}
        headers = dict.fromkeys(names, f"198.51.100.{number}")
        answer = few_people.office.http.post("/api/cases/track", json=pair, headers=headers)
        codes.append(answer.status_code)
    assert codes == [404] * 60 + [429]


@pytest.mark.attack("key guessing")
def test_writing_a_reference_another_way_gives_no_fresh_count_of_tries(few_people: People) -> None:
    reference, http = few_people.complains().reference, few_people.office.http
    wrong = {"reference": reference, "key": "maple-otter-lantern"}
    for _ in range(5):
        assert http.post("/api/cases/track", json=wrong).status_code == 404
    for written in (reference, f" {reference} ", reference.lower(), reference.replace("-", " . ")):
        for path in ("/api/cases/track", "/api/chat/sessions"):
            assert http.post(path, json={**wrong, "reference": written}).status_code == 429
