"""The addresses of a case: done once, or refused with the Option that says until when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.acts.people import People, Person
from tests.acts.test_who_sees_what import ACTS

ONCE = "a-key-of-my-own"


def test_an_act_answers_with_the_case_as_it_then_stands(people: People) -> None:
    person = people.complains()
    case = person.does("/escalate", {"stage": 2, "skip_stage1": True, "reason": "I cannot wait."})
    assert (case["stage"], case["version"]) == (1, 2)
    assert case == person.sees()


def test_what_is_not_open_is_refused_with_the_option_in_the_voice_asked_for(few_people: People) -> None:
    person = few_people.complains()
    answer = person.post("/escalate", {"stage": 2})
    told = answer.json()
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    (option,) = [one for one in person.sees()["options"] if one["option"] == "ask_for_stage2"]
    assert {name: told[name] for name in option} == option
    assert option["until"] == "2026-04-17"
    assert told["detail"] == option["why"]


def test_the_same_request_twice_does_nothing_twice(people: People) -> None:
    person = people.complains()
    first = person.does("/messages", {"text": "Hello."}, once=ONCE)
    second = person.does("/messages", {"text": "Hello."}, once=ONCE)
    assert first == second
    assert [message["text"] for message in second["messages"]] == ["Hello."]
    assert person.post("/messages", {"text": "Another."}, once=ONCE).status_code == 409
    # A name is the sender's own.
    assert len(people.complains().does("/messages", {"text": "Hello."}, once=ONCE)["messages"]) == 1


def test_a_withdrawal_sent_again_after_it_was_taken_back_is_not_done_again(few_people: People) -> None:
    person = few_people.complains()
    person.does("/withdraw", {}, once=ONCE)
    person.does("/reinstate")
    assert person.does("/withdraw", {}, once=ONCE)["status"] == "open"


def test_a_refused_request_can_be_sent_again_under_its_name(few_people: People) -> None:
    person = few_people.complains()
    assert person.post("/reinstate", {}, once=ONCE).status_code == 409
    person.does("/withdraw")
    assert person.does("/reinstate", {}, once=ONCE)["status"] == "open"


def test_a_new_key_lost_on_the_way_is_told_again_to_who_asked_and_to_nobody_else(people: People) -> None:
    person = people.complains()
    elsewhere = Person(people.office, person.reference, person.key)
    elsewhere.opens()
    new = person.does("/key", {}, once=ONCE)["key"]
    assert person.does("/key", {}, once=ONCE)["key"] == new
    assert person.tries().status_code == 404
    assert elsewhere.get("/mine").status_code == 401
    assert Person(people.office, person.reference, new).tries().status_code == 200
    assert person.does("/key", {})["key"] != new


def test_a_guests_new_key_leaves_the_complainants_alone(few_people: People) -> None:
    person = few_people.complains()
    advocate = person.lets_in("advocate")
    new = advocate.does("/key", {}, once=ONCE)["key"]
    assert advocate.does("/key", {}, once=ONCE)["key"] == new
    assert advocate.tries().status_code == 404
    again = Person(few_people.office, person.reference, new)
    assert again.opens()["viewer"] == "advocate"
    assert person.tries().status_code == 200


def test_an_access_given_twice_under_one_name_is_one(few_people: People) -> None:
    person = few_people.complains()
    first = person.does("/access", {"viewer": "advocate"}, once=ONCE)
    assert person.does("/access", {"viewer": "advocate"}, once=ONCE) == first
    assert [one["id"] for one in person.get("/access").json()] == [first["id"]]


def test_so_many_keys_may_be_given_and_no_more(few_people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.services.accesses.MOST", 2)
    person = few_people.complains()
    for status in (200, 200, 409):
        assert person.post("/access", {"viewer": "advocate"}).status_code == status
    person.delete(f"/access/{person.get('/access').json()[0]['id']}")
    assert person.post("/access", {"viewer": "advocate"}).status_code == 200


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("/escalate", {"stage": 4}, "stage"),
        ("/escalate", {"stage": 2, "skip_stage1": True, "points": ["nobody's"]}, "points"),
        ("/withdraw", {"points": ["nobody's"]}, "points"),
        ("/withdraw", {"reason": "   "}, "reason"),
        ("/information", {"text": "x" * 20_001}, "text"),
        ("/information", {"text": "half a \ud800"}, "text"),
        ("/messages", {}, "text"),
        ("/pause-decision", {"decision": "The move.", "happens_on": "30 June"}, "happens_on"),
        ("/pause-decision", {"decision": "The move.", "happens_on": 20_000}, "happens_on"),
        ("/contact", {"method": "pigeon"}, "method"),
        ("/access", {"viewer": "complainant"}, "viewer"),
        ("/access", {"viewer": "advocate", "hide": ["my secretmark"]}, "hide"),
        ("/files", {"file": "../secrets"}, "file"),
        ("/messages", {"text": "Hello.", "to": "secretmark"}, "body"),
    ],
)
def test_bad_input_is_explained_and_never_repeated(
    few_people: People, path: str, body: Any, said: str
) -> None:
    person = few_people.complains()
    answer = person.post_as_written(path, body)
    assert answer.status_code == 422
    assert said in answer.json()["detail"]
    assert "secretmark" not in answer.text
    assert person.sees()["version"] == 1


@pytest.mark.attack("replay")
def test_a_file_is_fetched_once_within_five_minutes(few_people: People) -> None:
    person, http = few_people.complains(), few_people.office.http
    href = person.does("/files", {"file": "calendar"})["href"]
    fetched = http.get(href)
    assert fetched.text == person.get("/calendar.ics").text
    assert fetched.headers["cache-control"] == "no-store"
    assert http.get(href).status_code == 404
    late = person.does("/files", {"file": "calendar"})["href"]
    few_people.office.clock.move(minutes=5)
    assert http.get(late).status_code == 404


def test_messages_go_both_ways_in_the_order_they_were_written(few_people: People) -> None:
    person = few_people.complains()
    person.does("/messages", {"text": "Is there news?"})
    few_people.officer.post(f"/cases/{person.reference}/messages", {"text": "Not yet."})
    told = [(message["from"], message["text"]) for message in person.sees()["messages"]]
    assert told == [("person", "Is there news?"), ("council", "Not yet.")]


def test_the_team_is_given_the_newest_way_to_reach_the_person(few_people: People) -> None:
    person = few_people.complains(contact_method="phone", contact_detail="020 7946 0000")
    person.does("/contact", {"method": "email", "detail": "new@mail.example", "not_to": ["My home"]})
    told = few_people.officer.get(f"/cases/{person.reference}").json()["person"]
    assert (told["contact_method"], told["contact_detail"]) == ("email", "new@mail.example")
    assert told["not_to"] == "My home"
    assert "0000" not in str(told)


def test_every_point_has_its_words_its_wish_and_its_outcome(few_people: People) -> None:
    points = [{"words": "Nobody rang.", "desired_outcome": "A call."}, {"words": "The bus."}]
    person = few_people.complains(points=points)
    first, second = person.sees()["complaint"]["points"]
    few_people.officer.records(
        person.reference,
        "stage1_responded",
        outcomes=[
            {"point": first["id"], "outcome": "upheld"},
            {"point": second["id"], "outcome": "no_finding"},
        ],
    )
    told = person.sees()["complaint"]["points"]
    assert [point["outcome"] for point in told] == ["upheld", "no_finding"]
    assert [point["desired_outcome"] for point in told] == ["A call.", None]
    case = person.does("/escalate", {"stage": 2, "points": [second["id"]]})
    assert [point["status"] for point in case["complaint"]["points"]] == ["answered", "open"]


def test_an_advocate_is_asked_for_found_changed_and_not_wanted_any_more(few_people: People) -> None:
    person = few_people.complains()
    asked = person.does("/advocate", {"ask": "request", "wishes": "Somebody who signs."})["advocate"]
    assert asked == {"wanted": "yes", "requested_on": "2026-03-31", "appointed_on": None}
    few_people.officer.records(person.reference, "advocate_appointed", who="Sam")
    assert person.sees()["advocate"]["appointed_on"] == "2026-03-31"
    another = person.does("/advocate", {"ask": "change", "for": "child"})
    assert "Another advocate" in another["history"][-1]["what"]
    stopped = person.does("/advocate", {"ask": "stop"})["advocate"]
    assert stopped == {"wanted": "no", "requested_on": None, "appointed_on": None}


def test_a_decision_asked_to_wait_heads_the_teams_list_until_it_is_answered(few_people: People) -> None:
    officer = few_people.office.colleague(council="surrey")
    older, newer = (officer.takes(received_on=day)["receipt"] for day in ("2026-03-20", "2026-03-31"))
    person = Person(few_people.office, newer["reference"], newer["key"])
    person.opens()

    def first() -> str:
        return str(officer.get("/cases").json()["cases"][0]["reference"])

    assert first() == older["reference"]
    person.does("/pause-decision", {"decision": "The move on Friday.", "happens_on": "2026-04-03"})
    assert first() == newer["reference"]
    officer.records(newer["reference"], "decision_paused")
    assert first() == older["reference"]


KINDS = ["comment", "compliment", "enquiry", "advocate_request", "call_back", "about_earlier_complaint"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_of_every_kind_is_read_acted_on_and_listed(few_people: People, kind: str) -> None:
    person = few_people.complains(kind=kind)
    case = person.sees()
    assert (case["kind"], case["stage"], case["status"], case["deadlines"]) == (kind, 0, "open", [])
    assert "complaint" not in case["history"][0]["what"].replace("earlier complaint", "")
    assert person.get("/calendar.ics").status_code == 200
    for path, body in ACTS:
        assert person.post(path, body).status_code in (200, 409), path
    (line,) = few_people.officer.get("/cases", q=person.reference).json()["cases"]
    assert (line["kind"], line["next"]) == (kind, None)
    assert few_people.officer.get(f"/cases/{person.reference}").json()["may_happen"]


def test_each_sentence_of_a_case_is_told_in_the_band_asked_for(few_people: People) -> None:
    person = few_people.complains()
    child = person.get("/mine", age_band="child").json()
    adult = person.get("/mine", age_band="adult").json()
    straight = [
        next(one["why"] for one in case["options"] if one["option"] == "go_straight_to_stage2")
        for case in (child, adult)
    ]
    assert straight[0] != straight[1]


def test_a_withdrawal_keeps_the_day_it_was_received_and_its_dates(people: People) -> None:
    person = people.complains()
    before = person.sees()
    assert person.does("/withdraw", {"reason": "It is sorted."})["status"] == "withdrawn"
    people.office.go_to("2026-04-09")
    person.opens()
    after = person.does("/reinstate")
    assert after["received_on"] == before["received_on"]
    assert {d["clock"]: d["due"] for d in after["deadlines"]} == {
        d["clock"]: d["due"] for d in before["deadlines"]
    }
    assert date.fromisoformat(after["received_on"]) == date(2026, 3, 31)


def test_the_sixth_working_day_is_too_late_to_take_it_back_oneself(few_people: People) -> None:
    person = few_people.complains()
    person.does("/withdraw")
    few_people.office.go_to("2026-04-10")
    person.opens()
    answer = person.post("/reinstate")
    assert (answer.status_code, answer.json()["option"]) == (409, "reinstate")
    # It is the council's now.
    few_people.officer.records(person.reference, "reinstated")
    assert person.sees()["status"] == "open"
