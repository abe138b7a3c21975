"""What is said outside the questions has words in every band, whatever is known of a council."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from backend.cases.events import CLOCKS as CASE_CLOCKS
from backend.journeys import says
from backend.say import Say
from backend.wording import BANDS, Wording

WORDING = Wording.load()

FEWEST = {"childline": "0800 1111", "emergency": "999", "police": "101"}
TEAM = {"council": "Rutland County Council", "team": "complaints team"}
PEOPLE = [
    FEWEST,
    FEWEST | TEAM,
    FEWEST | TEAM | {"team_email": "team@example.org"},
    FEWEST
    | TEAM
    | {
        "team_phone": "01572 722577",
        "advocacy": "NYAS",
        "duty_phone": "01632 960001",
        "day_phone": "01632 960002",
    },
    FEWEST | TEAM | {"team_phone": "01572 722577", "advocacy": "NYAS", "advocacy_phone": "0808 000"},
]
DUE = date(2026, 12, 7)
TOLD = Say("safety.told.now")

every_council = pytest.mark.parametrize("facts", PEOPLE)


def rendered(told: Iterable[Say], band: str) -> str:
    texts = []
    for say in told:
        texts.append(WORDING.render(say.key, say.facts, "en", band).text)
        texts += [WORDING.render(choice.title, choice.facts, "en", band).text for choice in say.choices]
        texts += [WORDING.render(link.title, link.facts, "en", band).text for link in say.links]
    return "\n".join(texts)


@every_council
@pytest.mark.parametrize("band", BANDS)
def test_the_service_can_speak_whatever_is_known(facts: dict[str, object], band: str) -> None:
    for told in (
        says.welcome(facts),
        says.what_can_be_done(),
        says.stopped(),
        says.going_on(),
        says.picked_up(),
        says.sent_elsewhere(),
        says.kept_for_later(),
        says.kept({"reference": "ABCD-EF23", "draft_days": 30}),
        says.kept({"reference": "ABCD-EF23", "draft_days": 30}, again=True),
        says.no_answer(facts, kept=True),
        says.no_answer(facts, kept=False),
        says.closed(facts),
        says.talk_to_somebody(facts),
        (says.unsure(facts), says.unsure(facts, 2), says.too_long(1000), says.too_fast()),
        (says.safe_now(facts), says.what_next(facts)),
        *(says.safety(tier, facts, TOLD) for tier in ("urgent", "concern")),
        *(says.after_safe_now(said, facts) for said in ("safe", "not_safe", "not_saying")),
    ):
        assert rendered(told, band)


@pytest.mark.parametrize("band", BANDS)
def test_urgent_words_begin_with_the_number_to_call(band: str) -> None:
    first = rendered(says.safety("urgent", FEWEST, TOLD)[:1], band).splitlines()[0]
    assert "in danger now, call 999" in first
    assert "0800 1111" in rendered(says.safety("urgent", FEWEST, TOLD), band)
    assert "not your fault" in rendered(says.safety("urgent", FEWEST, TOLD), band)


@pytest.mark.parametrize("band", BANDS)
def test_the_welcome_says_what_this_is_and_is_not(band: str) -> None:
    words = rendered(says.welcome(FEWEST), band)
    assert "computer program, not a person" in words
    assert "999" in words
    assert "emergenc" in words


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("acknowledged", [None, date(2026, 11, 23)])
@pytest.mark.parametrize("who", [None, "team manager"])
@pytest.mark.parametrize("told", [True, False])
def test_a_receipt_says_what_happens_next_with_real_dates(
    band: str, acknowledged: date | None, who: str | None, told: bool
) -> None:
    facts = {**PEOPLE[3], "reference": "ABCD-EF23", "stage1_due": DUE, "stage1_days": 10}
    facts |= {"acknowledgement_due": acknowledged, "who": who, "answer_to": told, "wants_advocate": told}
    receipt = says.sent(facts)
    words = rendered(receipt, band)
    assert receipt[0].receipt == {"kind": "case", "reference": "ABCD-EF23"}
    assert "Monday 7 December 2026" in words
    assert ("Monday 23 November 2026" in words) is (acknowledged is not None)
    assert ("NYAS" in words) is told
    assert "stop your complaint at any time" in words


@pytest.mark.parametrize("band", BANDS)
def test_a_receipt_without_a_date_says_that_the_council_decides_first(band: str) -> None:
    facts = {**PEOPLE[1], "reference": "ABCD-EF23", "stage1_due": None, "stage1_days": None, "decides": True}
    told = says.sent(facts)
    assert "Rutland County Council" in rendered(told, band)
    lines = told[1].facts["lines"]
    assert isinstance(lines, list)
    assert [line.key.rpartition(".")[2] for line in lines] == ["acknowledged_soon", "decides", "come_back"]


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("state", ["running", "missed"])
@pytest.mark.parametrize("binds", ["council", "panel", "complainant"])
@pytest.mark.parametrize("clock", CASE_CLOCKS)
def test_a_case_says_the_next_date_and_whose_turn_it_is(
    clock: str, binds: str, state: str, band: str
) -> None:
    facts = {
        **FEWEST,
        "reference": "ABCD-EF23",
        "status": "open",
        "stage": 1,
        "next": {"clock": clock, "due": DUE, "binds": binds, "state": state, "who": None},
        "history": [{"on": date(2026, 11, 23), "what": Say("history.received")}],
    }
    words = rendered(says.status(facts), band)
    assert "Monday 7 December 2026" in words
    assert "Monday 23 November 2026: The council got your complaint." in words


@pytest.mark.parametrize(
    "state",
    [
        "draft",
        "awaiting_decision",
        "open",
        "answered",
        "on_hold",
        "withdrawn",
        "declined",
        "with_ombudsman",
        "closed",
    ],
)
def test_every_status_has_words(state: str) -> None:
    facts = {**FEWEST, "reference": "ABCD-EF23", "status": state, "stage": 1, "next": None, "history": []}
    assert rendered(says.status(facts), "child")


def test_the_date_of_the_answer_is_said_beside_an_earlier_one() -> None:
    following = {"clock": "acknowledgement", "due": DUE, "binds": "council", "state": "missed"}
    answer = Say("track.next.no_date", {"what": Say(says.CLOCKS["stage1_response"])})
    facts = {"reference": "ABCD-EF23", "status": "open", "stage": 1, "next": following, "answer": answer}
    assert answer in says.status({**FEWEST, **facts})


def test_a_date_not_set_yet_is_said_so() -> None:
    following = {"clock": "stage1_response", "due": None, "binds": "council", "state": "not_started"}
    facts = {**FEWEST, "reference": "ABCD-EF23", "status": "open", "stage": 1, "next": following}
    assert "no day for it yet" in rendered(says.status(facts), "child")
