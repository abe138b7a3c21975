"""A council that is not served here, or another country: rights are told, nothing is sent or invented."""

from __future__ import annotations

import pytest

from backend.journeys import plan
from backend.journeys.draft import Drop, Keep
from backend.procedures import load
from backend.procedures.elsewhere import load_elsewhere
from tests.journeys.worlds import (
    A_CHILDS,
    AT_RUTLAND,
    after,
    asks,
    begun,
    draft_of,
    keys,
    pressed,
    typed,
)

ASKED = A_CHILDS[:3]
AWAY = (*ASKED, pressed("no"), pressed("elsewhere"))
IN_ENGLAND = (*AWAY, pressed("england"))


def test_a_council_that_is_not_here_is_asked_for_its_country() -> None:
    assert asks(after(begun(), *AWAY)) == "country"


def test_that_both_are_county_councils_makes_no_name_like_another() -> None:
    asked = after(begun(), *ASKED, typed("Nowhere County Council"))
    assert keys(asked) == ["complaint.council.not_found"]


@pytest.mark.parametrize("words", ["Kent", "no, Kent County Council", "its North Somerset not here"])
def test_one_known_by_name_is_heard_at_once(words: str) -> None:
    heard = after(begun(), *ASKED, typed(words))
    assert draft_of(heard).answers["council"] == "elsewhere"
    assert keys(heard) == ["elsewhere.not_here", "elsewhere.england.rights"]


@pytest.mark.parametrize(
    "words",
    [
        "i live in kent",
        "my placement is in Cardiff",
        "my carers are in kent",
        "i moved to kent last year",
        "i got moved out of rutland",
        "my foster carers live near Oakham",
        "i live in kent not rutland",
        "they moved me to a different place",
        "i go to school in Oakham",
    ],
)
def test_where_a_child_lives_is_not_taken_for_the_council(words: str) -> None:
    told = after(begun(), *ASKED, typed(words))
    assert keys(told) == ["rights.answer.which_council"]
    assert asks(told) == "council"
    assert (draft_of(told).proposed, draft_of(told).answers.get("council")) == (("rutland",), None)


@pytest.mark.parametrize(
    ("words", "council"),
    [
        ("yes but i live in kent", "rutland"),
        ("i live in kent but my social worker is from Cardiff council", "elsewhere"),
        ("my social worker works in kent", "elsewhere"),
        ("im under kent", "elsewhere"),
    ],
)
def test_whose_the_social_worker_is_counts_beside_where_somebody_lives(words: str, council: str) -> None:
    assert draft_of(after(begun(), *ASKED, typed(words))).answers["council"] == council


@pytest.mark.parametrize("words", ["i live in Southport", "no my placement is in Southport"])
def test_where_another_council_is_served_it_is_asked_whether_it_is_the_one(words: str) -> None:
    told = after(begun(), *ASKED, typed(words))
    assert (draft_of(told).proposed, asks(told)) == (("sefton",), "council")
    assert "council" not in draft_of(told).answers


def test_a_no_with_where_somebody_lives_leaves_the_others_to_choose_from() -> None:
    told = after(begun(), *ASKED, typed("no i live in kent"))
    assert keys(told) == ["rights.answer.which_council"]
    assert (draft_of(told).proposed, draft_of(told).answers.get("council")) == ((), None)


@pytest.mark.parametrize("words", ["whats rutland", "where is Oakham"])
def test_a_question_about_a_council_is_no_yes_to_it(words: str) -> None:
    told = after(begun(), *ASKED, typed(words))
    assert keys(told) == ["complaint.why.council"]
    assert asks(told) == "council"


def test_a_name_within_a_longer_one_is_not_taken_for_a_council_served_here() -> None:
    assert draft_of(begun("my social worker from North Somerset never rings me")).proposed == (
        "elsewhere/north somerset",
    )


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("my social worker in Cardiff never listens to me im 14", "Cardiff"),
        ("the assessment by Kent County Council is full of lies", "Kent"),
        ("my dad lives in Cardiff and they wont let me go there", None),
    ],
)
def test_one_that_a_story_names_as_the_council_is_confirmed(story: str, name: str | None) -> None:
    begun_so = begun(story, "say_what_happened")
    asked = draft_of(begun_so)
    assert asked.proposed == ((f"elsewhere/{name.lower()}",) if name else ())
    if name and asked.asking == "council":
        say = plan.question(asked, AT_RUTLAND)
        assert (say.key, say.facts["council"]) == ("complaint.ask.council_confirm", name)
        assert keys(after(begun_so, typed("yes", "affirm")))[0] == "elsewhere.not_here"


def test_the_rights_told_are_national() -> None:
    (_, rights) = after(begun(), *IN_ENGLAND).says
    lines = rights.facts["lines"]
    assert isinstance(lines, list)
    assert all(line.facts == AT_RUTLAND.national for line in lines)


@pytest.mark.parametrize("country", ["wales", "scotland", "northern_ireland"])
def test_where_other_rules_hold_none_of_ours_is_told(country: str) -> None:
    (_, other) = after(begun(), *AWAY, pressed(country)).says
    assert other.key == "elsewhere.other_rules"
    assert set(other.facts) == {"country", "ombudsman", "childline"}


def test_who_does_not_want_to_write_it_down_is_done_and_nothing_is_kept() -> None:
    left = after(begun(), *IN_ENGLAND, pressed("no"))
    assert (left.draft, left.effect) == (None, Drop())


def test_written_down_it_is_read_back_and_kept_and_never_sent() -> None:
    told = after(
        begun(), *IN_ENGLAND, pressed("yes"), typed("they lost my things"), pressed("no"), typed("last week")
    )
    assert asks(told) == "desired_outcome"
    read_back = after(told, typed("give them back"))
    say = plan.question(draft_of(read_back), AT_RUTLAND)
    assert say.key == "complaint.ask.check_answers_elsewhere"
    assert "yes" not in [choice.means.get("answer") for choice in say.choices]
    assert plan.receiving_council(draft_of(read_back), AT_RUTLAND) is None
    assert after(read_back, typed("yes", "affirm")).effect == Keep()


def test_a_story_told_before_need_not_be_told_again() -> None:
    story = begun("my social worker shouted at me and never came back, I am 14 and in care")
    heard = after(story, typed("Kent"))
    assert asks(heard) == "anything_else"


def test_the_right_council_named_after_all_is_taken_and_the_rest_is_asked() -> None:
    back = after(begun(), *IN_ENGLAND, pressed("yes"), typed("no I meant Sefton"))
    asked = plan.question(draft_of(back), AT_RUTLAND)
    assert (asked.key, asked.facts["council"]) == ("complaint.ask.council_confirm", "Sefton Council")
    here = after(back, pressed("yes"))
    assert draft_of(here).answers["council"] == "sefton"
    assert asks(here) == "what_happened"


def test_no_council_served_here_stands_among_those_elsewhere() -> None:
    served = {name.casefold() for c in load().councils() for name in (c.id, c.name, *c.also)}
    away = {name.casefold() for country in load_elsewhere().countries for name in country.names}
    assert not served & away


def test_one_that_a_story_names_is_asked_about_first_and_its_rights_told_before_anything_else() -> None:
    told = "Kent County Council moved my son without telling me"
    first = begun(told, "say_what_happened")
    assert asks(first) == "council"
    confirmed = after(first, typed("yes"))
    assert keys(confirmed) == ["elsewhere.not_here", "elsewhere.england.rights"]
    assert draft_of(confirmed).answers["what_happened"] == told
    assert asks(confirmed) == "child_name"


def test_one_that_a_story_names_and_is_not_theirs_leaves_them_the_others() -> None:
    first = begun("my social worker in Kent never came and then we moved", "say_what_happened")
    here = after(first, typed("no"), pressed("rutland"), pressed("yes"))
    assert draft_of(here).answers["council"] == "rutland"
    assert asks(here) == "role"


TO_READ_BACK = (*A_CHILDS[:11], pressed("none"))


@pytest.mark.parametrize("words", ["another council", "a different one", "none of these", "its not listed"])
def test_that_it_is_none_of_those_shown_may_be_said(words: str) -> None:
    changing = after(begun(), *TO_READ_BACK, pressed("change"), pressed("council"))
    said = after(changing, typed(words))
    assert draft_of(said).answers["council"] == "elsewhere"
    assert draft_of(said).answers["role"] == draft_of(changing).answers["role"]
    assert asks(said) == "country"


@pytest.mark.parametrize("words", ["Kent", "no its kent", "kent county council not rutland"])
def test_one_named_at_the_read_back_is_asked_about(words: str) -> None:
    read_back = after(begun(), *TO_READ_BACK)
    assert asks(read_back) == "check_answers"
    named = after(read_back, typed(words))
    assert (asks(named), draft_of(named).proposed) == ("council", ("elsewhere/kent",))
    confirmed = after(named, typed("yes"))
    assert "elsewhere.england.rights" in keys(confirmed)
    assert asks(confirmed) == "check_answers"
