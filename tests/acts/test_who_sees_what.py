"""The viewer matrix: who is let in sees what is theirs, and no hint of the rest, at every address."""

from __future__ import annotations

import json
from typing import Any

import pytest

from backend.services import accesses, letters
from backend.store.rows import OutboxRow
from tests.acts.people import People, Person

STORY = "The STORYMARK happened on Monday."
WISH = "I want a WISHMARK."
LATER = "And the LATERMARK too."
TOLD_TEAM = "Please note the TEAMMARK."
CHILDS = "I do not want this CHILDMARK."
CHILDS_WAY = "childmark@mail.example"
TO_CHILD = "We heard your REPLYMARK."

ACTS: list[tuple[str, Any]] = [
    ("/escalate", {"stage": 2, "skip_stage1": True}),
    ("/advocate", {"ask": "request"}),
    ("/information", {"text": "More."}),
    ("/contact", {"method": "none"}),
    ("/pause-decision", {"decision": "The move."}),
    ("/mediation", {"kind": "mediation"}),
    ("/panel-statement", {"text": "I was there."}),
    ("/messages", {"text": "Hello."}),
    ("/got-worse", {"text": "Nobody talks to me now."}),
    ("/key", {}),
    ("/access", {"viewer": "advocate"}),
    ("/files", {"file": "calendar"}),
    ("/withdraw", {}),
    ("/reinstate", {}),
]
READS = ["/mine", "/access", "/calendar.ics"]


def told(person: Person) -> str:
    """Everything the addresses for reading say to somebody."""
    file = person.does("/files", {"file": "calendar"})["href"]
    pages = [person.get(path).text for path in READS]
    return "\n".join(
        [*pages, person.get("/calendar.ics", details="full").text, person.office.http.get(file).text]
    )


@pytest.fixture
def parent(few_people: People) -> Person:
    person = few_people.complains(
        what_happened=STORY,
        desired_outcome=WISH,
        about="placement",
        when_happened={"words": "on MONDAYMARK", "from": "2026-03-02", "to": "2026-03-02"},
        contact_method="email",
        contact_detail="parentmark@mail.example",
    )
    person.does("/information", {"text": LATER})
    person.does("/messages", {"text": TOLD_TEAM})
    return person


def test_an_advocate_sees_all_that_nothing_was_kept_of(parent: Person) -> None:
    seen = told(parent.lets_in("advocate"))
    assert all(mark in seen for mark in ("STORYMARK", "WISHMARK", "LATERMARK", "TEAMMARK", "MONDAYMARK"))
    assert "parentmark" not in seen


# a part kept to oneself, and what then is nowhere to be seen
KEPT = [
    ("what_happened", ["STORYMARK"]),
    ("points", ["STORYMARK"]),
    ("1", ["STORYMARK"]),
    ("desired_outcome", ["WISHMARK"]),
    ("when_happened", ["MONDAYMARK", "2026-03-02", "2 March", "time_limit"]),
    ("information", ["LATERMARK", "More was added"]),
    ("messages", ["TEAMMARK"]),
    ("about", ["placement"]),
    ("role", ['"parent"']),
]


@pytest.mark.attack("enumeration by text")
@pytest.mark.parametrize(("part", "marks"), KEPT, ids=[part for part, _ in KEPT])
def test_what_is_just_mine_is_absent_as_if_it_had_never_been_told(
    few_people: People, parent: Person, part: str, marks: list[str]
) -> None:
    advocate = parent.lets_in("advocate", part)
    everything = told(advocate)
    for mark in marks:
        assert mark not in everything
        assert mark in told(parent)
    assert "hide" not in advocate.sees()
    # Nor in a key that the advocate hands on.
    child = advocate.lets_in("child")
    assert not [mark for mark in marks if mark in told(child)]
    # Nor in one that the team gives the child.
    assert not [mark for mark in marks if mark in told(few_people.child_of(parent))]


def test_the_shape_of_a_case_with_something_kept_is_that_of_one_without(few_people: People) -> None:
    kept = few_people.complains(what_happened=STORY, desired_outcome=WISH)
    never = few_people.complains(what_happened=STORY)
    with_it, without = kept.lets_in("advocate", "desired_outcome").sees(), never.lets_in("advocate").sees()
    with_it["reference"] = without["reference"]
    assert with_it == without


def test_one_point_is_kept_and_the_others_stand_as_if_it_had_not_been(few_people: People) -> None:
    points = [{"words": "A SECRETMARK."}, {"words": "The bus."}, {"words": "The phone."}]
    person = few_people.complains(what_happened="A SECRETMARK. The bus. The phone.", points=points)
    secret = person.sees()["complaint"]["points"][0]["id"]
    person.does("/withdraw", {"points": [secret]})
    advocate = person.lets_in("advocate", secret)
    assert [point["words"] for point in advocate.sees()["complaint"]["points"]] == ["The bus.", "The phone."]
    seen = told(advocate)
    assert "SECRETMARK" not in seen
    assert secret not in seen
    assert "A part of it was stopped" not in seen
    person.does("/reinstate")
    assert "started again" not in told(advocate)


@pytest.fixture
def child(few_people: People, parent: Person) -> Person:
    """The child has done all that a child may, and the team has answered."""
    held = few_people.child_of(parent)
    held.does("/information", {"text": CHILDS})
    held.does("/messages", {"text": CHILDS})
    held.does("/contact", {"method": "email", "detail": CHILDS_WAY})
    held.does("/advocate", {"ask": "request", "for": "me", "wishes": CHILDS})
    held.does("/pause-decision", {"decision": CHILDS})
    few_people.officer.post(f"/cases/{parent.reference}/messages", {"text": TO_CHILD, "to": "child"})
    few_people.officer.records(parent.reference, "advocate_appointed", who="Sam CHILDMARK")
    few_people.officer.records(parent.reference, "decision_pause_refused", reason="CHILDMARK")
    return held


def test_the_adult_who_complains_never_sees_the_childs_side(
    few_people: People, parent: Person, child: Person
) -> None:
    for adult in (parent, parent.lets_in("advocate")):
        seen = told(adult).lower()
        assert not [mark for mark in ("childmark", "replymark", "advocate was", "will wait") if mark in seen]
        case = adult.sees()
        assert case["advocate"] == {"wanted": None, "requested_on": None, "appointed_on": None}
        assert {one["option"]: one["available"] for one in case["options"]}["ask_to_pause_decision"]
        assert "The child" not in json.dumps(case["looked_at"])
        # Received, information added: nothing counts what the child did.
        assert (case["version"], len(case["history"])) == (2, 2)
    alone = few_people.complains(what_happened=STORY)
    assert alone.sees()["advocate"] == parent.sees()["advocate"]


def test_the_child_sees_their_own_side_and_not_what_the_adult_told_the_team(child: Person) -> None:
    seen = told(child)
    assert all(mark in seen for mark in ("STORYMARK", "CHILDMARK", "REPLYMARK"))
    assert not [mark for mark in ("LATERMARK", "TEAMMARK", "parentmark") if mark in seen]
    case = child.sees()
    assert case["viewer"] == "child"
    assert [message["from"] for message in case["messages"]] == ["child", "council"]
    assert case["advocate"]["appointed_on"] == "2026-03-31"


def test_whoever_the_child_lets_in_stands_on_the_childs_side(child: Person) -> None:
    advocate = child.lets_in("advocate", "information")
    seen = told(advocate)
    assert "REPLYMARK" in seen
    assert CHILDS not in json.dumps(advocate.sees()["complaint"])
    assert "TEAMMARK" not in seen


def test_the_team_sees_both_sides(few_people: People, parent: Person, child: Person) -> None:
    case = few_people.officer.get(f"/cases/{parent.reference}").json()
    assert case["viewer"] == "staff"
    assert {one["text"] for one in case["messages"]} == {TOLD_TEAM, CHILDS, TO_CHILD}
    assert case["person"]["contact_detail"] == "parentmark@mail.example"
    assert case["person"]["child_contact_detail"] == CHILDS_WAY


# who, and what each address answers them: done, not offered to them, or not theirs
MATRIX = {
    "complainant": {"/panel-statement": 409},
    "advocate": {
        "/withdraw": 409,
        "/reinstate": 409,
        "/advocate": 409,
        "/contact": 403,
        "/panel-statement": 409,
        "/access": 403,
    },
    "child": {
        "/escalate": 409,
        "/withdraw": 409,
        "/reinstate": 409,
        "/mediation": 409,
        "/panel-statement": 409,
    },
    "revoked": dict.fromkeys([path for path, _ in ACTS], 401),
    "stranger": dict.fromkeys([path for path, _ in ACTS], 401),
}


@pytest.mark.attack("privilege")
@pytest.mark.parametrize("who", MATRIX)
def test_every_address_answers_every_viewer_as_the_table_says(people: People, who: str) -> None:
    complainant = people.complains()
    match who:
        case "complainant":
            person = complainant
        case "advocate":
            person = complainant.lets_in("advocate")
        case "child":
            person = people.child_of(complainant)
        case "revoked":
            person = revoked(complainant)
        case _:
            person = Person(people.office, complainant.reference, "no-such-key", "no such token")
    answers = {path: person.post(path, body).status_code for path, body in ACTS}
    assert answers == {path: MATRIX[who].get(path, 200) for path, _ in ACTS}
    shown = 200 if who in ("complainant", "advocate", "child") else 401
    assert {person.get(path).status_code for path in READS} == {shown}
    assert person.delete("/access/nobody").status_code == (404 if shown == 200 else 401)


def revoked(person: Person) -> Person:
    """An advocate whose key was ended while they had the case open."""
    advocate = person.lets_in("advocate")
    (given,) = person.get("/access").json()
    assert person.delete(f"/access/{given['id']}").status_code == 204
    return advocate


@pytest.mark.attack("enumeration by count")
def test_no_refusal_tells_how_many_keys_the_other_side_has(
    few_people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accesses, "MOST", 3)
    adult = few_people.complains()
    child = few_people.child_of(adult)
    given = [child.post("/access", {"viewer": "advocate"}).status_code for _ in range(3)]
    assert given == [200, 200, 409]
    given = [adult.post("/access", {"viewer": "advocate"}).status_code for _ in range(4)]
    assert given == [200, 200, 200, 409]


@pytest.mark.attack("enumeration by count")
def test_how_often_somebody_came_back_is_not_in_what_others_get(few_people: People, parent: Person) -> None:
    quiet = few_people.complains(what_happened=STORY)
    counted = []
    for person in (parent, quiet):
        advocate = person.lets_in("advocate", "information", "messages")
        copy = advocate.get("/copy").json()["cases"][0]["file"]
        counted.append([(line["kind"], line["by"], line["data"]) for line in copy])
    assert counted[0] == counted[1]


HIT = "The carer hits me and I am not safe here"


@pytest.mark.parametrize("teller", ["child", "advocate"])
def test_what_is_told_of_harm_on_the_childs_side_changes_nothing_that_the_adult_gets(
    few_people: People, teller: str
) -> None:
    """A letter that stays away, or words in a copy, would tell of it."""
    adult = few_people.complains(
        contact_method="post", contact_detail="1 Some Road", safe_to_contact="yes", name="Ada"
    )
    few_people.officer.records(adult.reference, "acknowledged")
    child = few_people.child_of(adult)
    (child if teller == "child" else child.lets_in("advocate")).does("/information", {"text": HIT})
    office, both = few_people.office, few_people.office.colleague("manager", "safeguarding")
    (alert,) = both.get("/alerts").json()
    assert (alert["words"], alert["names_staff_or_carer"]) == (HIT, True)
    assert "1 Some Road" not in json.dumps(alert)
    with office.inst.store.begin() as tx:
        case = tx.cases.by_reference(adult.reference)
        assert case is not None
        body = {"case": case.id, "event": 2}
        tx.outbox.add(OutboxRow("print-one", letters.PRINT, body, office.clock.now()))
    assert both.get("/letters/print-one").content.startswith(b"%PDF")
    words = [
        [
            alert["words"]
            for alert in both.get("/copies", reference=adult.reference, whose=whose).json()["cases"][0][
                "alerts"
            ]
        ]
        for whose in ("complainant", "child")
    ]
    assert words == [[], [HIT]]


def test_what_is_not_a_viewers_to_do_says_so_in_their_options(few_people: People) -> None:
    person = few_people.complains()
    for guest in (person.lets_in("advocate"), few_people.child_of(person)):
        for option in guest.sees()["options"]:
            if option["option"] in ("withdraw", "reinstate"):
                assert not option["available"]
                assert "Only the person who made the complaint" in option["why"]


@pytest.mark.attack("privilege")
def test_a_revoked_advocate_is_out_at_once_and_their_key_is_like_any_wrong_one(few_people: People) -> None:
    person = few_people.complains()
    advocate = revoked(person)
    assert advocate.get("/mine").status_code == 401
    wrong = Person(few_people.office, person.reference, "maple-otter-lantern")
    assert advocate.tries().status_code == wrong.tries().status_code == 404
    assert advocate.tries().json() == wrong.tries().json()
    chat = {"reference": person.reference, "key": advocate.key}
    assert few_people.office.http.post("/api/chat/sessions", json=chat).status_code == 404
    assert person.get("/access").json() == []


def test_a_file_address_of_a_revoked_advocate_is_dead(few_people: People) -> None:
    person = few_people.complains()
    advocate = person.lets_in("advocate")
    href = advocate.does("/files", {"file": "calendar"})["href"]
    person.delete(f"/access/{person.get('/access').json()[0]['id']}")
    assert few_people.office.http.get(href).status_code == 404


@pytest.mark.attack("privilege")
def test_a_childs_key_never_comes_through_the_adult(few_people: People) -> None:
    person = few_people.complains(role="parent")
    assert person.post("/access", {"viewer": "child"}).status_code == 403
    by_advocate = few_people.complains(role="advocate", relationship="advocate")
    assert by_advocate.lets_in("child").sees()["viewer"] == "child"
    child = few_people.child_of(person)
    assert child.post("/access", {"viewer": "child"}).status_code == 403
    # Nor does the adult see that there is one, or can end it.
    assert person.get("/access").json() == []


def test_a_new_key_from_the_team_is_the_childs_only_one(few_people: People) -> None:
    person = few_people.complains()
    first = few_people.child_of(person)
    second = few_people.child_of(person)
    assert first.get("/mine").status_code == 401
    assert second.sees()["viewer"] == "child"
    assert person.sees()["viewer"] == "complainant"


def test_who_has_looked_is_shown_without_who_must_not_be_known_of(few_people: People) -> None:
    person = few_people.complains()
    advocate = person.lets_in("advocate")
    few_people.child_of(person)
    few_people.officer.get(f"/cases/{person.reference}")
    who = {one["who"] for one in person.sees()["looked_at"]}
    assert who == {"Somebody who works for the council", "The advocate"}
    assert {one["who"] for one in advocate.sees()["looked_at"]} == {
        "Somebody who works for the council",
        "The person who made the complaint",
    }


def test_a_chat_opened_by_a_guests_key_tells_what_the_guest_may_see(parent: Person, child: Person) -> None:
    opening = {"reference": parent.reference, "key": parent.key, "age_band": "adult"}
    said = parent.office.http.post("/api/chat/sessions", json=opening).json()["messages"]
    seen = "\n".join(message["text"] for message in said)
    assert "advocate was" not in seen.lower()
    assert "will not wait" not in seen


def test_an_alert_of_a_case_says_who_speaks_by_the_key_they_hold(few_people: People) -> None:
    parent = few_people.complains(role="parent")
    speaking = [parent, parent.lets_in("advocate"), few_people.child_of(parent)]
    for person in speaking:
        person.does("/messages", {"text": "He hits me."})
    told = few_people.office.colleague("safeguarding").get("/alerts").json()
    assert {(one["role"], one["age_band"]) for one in told} == {
        ("parent", "adult"),
        ("advocate", None),
        ("young_person", None),
    }
