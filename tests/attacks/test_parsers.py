"""Whatever is typed, what reads it gives an answer of its own shape, and is never at a loss."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.journeys import days
from backend.journeys.hearing import ages, councils, pairs, speakers
from backend.services.keys import REFERENCE_LENGTH, tidy_key, tidy_reference
from tests.examples import examples
from tests.installed import procedures
from tests.journeys.worlds import A_CHILDS, AT_RUTLAND, after, begun, draft_of, pressed, typed

TODAY = date(2026, 3, 31)
PIECES = st.sampled_from(
    ("rutland", "ruttland", "Surrey County Council", "bexley", "sefton", "council", "not", "the", "0800 1111",
     "31/02/2025", "29.2.24", "last summer", "two weeks ago", "jo@person.example", "7KQM-2XPA", "maple-otter",
     "i am 11", "my mum", "’", "\u200b", "\u202e", "İ", "ß", "½", "१२", "٣", "\ud800", "\x00", "🙂")
)  # fmt: skip
TYPED = st.lists(PIECES | st.text(max_size=12), max_size=30).map(" ".join)


@examples(50)
@given(text=TYPED)
def test_a_councils_name_is_one_that_is_known_or_none(text: str) -> None:
    known = {council.id for council in AT_RUTLAND.councils}
    assert set(councils.named(text, AT_RUTLAND.councils)) <= known
    assert set(councils.councils_told(text, AT_RUTLAND.councils)) <= known
    assert councils.elsewhere(text, AT_RUTLAND.elsewhere) in {None, *AT_RUTLAND.elsewhere.values()}


@examples(50)
@given(text=TYPED)
def test_a_day_is_a_day_past(text: str) -> None:
    assert all(span.start <= span.end <= TODAY for span in days.spans(text, TODAY))
    assert "over_a_year_ago" in days.when(text, TODAY)


@examples(50)
@given(text=TYPED)
def test_what_is_heard_of_a_person_is_of_the_known_kinds(text: str) -> None:
    assert ages.age_band(text) in (None, "child", "teen", "adult")
    assert all(isinstance(value, str) for value in speakers.who(text).values())
    reference, key = pairs.pair(text)
    assert reference is None or tidy_reference(reference) == reference
    assert key is None or tidy_key(key) == key


@examples(50)
@given(text=TYPED)
def test_a_reference_and_a_key_are_tidy_once_and_for_all(text: str) -> None:
    assert tidy_reference(tidy_reference(text)) == tidy_reference(text)
    assert tidy_key(tidy_key(text)) == tidy_key(text)
    # One letter more than a reference has, so that what is too long stays wrong, and a dash.
    assert len(tidy_reference(text)) <= REFERENCE_LENGTH + 2


@examples(50)
@given(name=TYPED)
def test_no_name_opens_a_council_there_is_not(name: str) -> None:
    known = {council.id for council in procedures().councils()} | {"england"}
    try:
        assert procedures().council(name).id in known
    except LookupError:
        assert name not in known


LONGEST = 20_000
TO_A_STORY, TO_A_NAME = A_CHILDS[:3], A_CHILDS[:10]
PLACES = {
    "story": TO_A_STORY,
    "name": TO_A_NAME,
    "contact_detail": (*TO_A_NAME, typed("Sam"), pressed("email")),
}


@pytest.mark.attack("bombs")
@pytest.mark.timeout(30)
@pytest.mark.parametrize("row", [" ", ",", "\n", "a", "a-", "a dot ", "a@", " and "])
@pytest.mark.parametrize("place", PLACES)
def test_a_long_row_of_anything_holds_nobody_up(place: str, row: str) -> None:
    """Where each of its places was looked at anew, such a row took minutes; it takes half a second."""
    answered = after(begun(), *PLACES[place], typed("a" + (row * LONGEST)[: LONGEST - 2] + "b"))
    assert draft_of(answered).answers["role"] == "young_person"
