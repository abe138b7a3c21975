"""Whether and when a person may be written to: a table of what they said, and what follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from backend.clock import LONDON
from backend.services.safe_contact import Go, NotNow, Waits, Wish, gate

NOON = datetime(2026, 3, 31, 12, 0, tzinfo=LONDON)
QUIET = time(20), time(8)
MAIL = Wish("email", "ari@person.example", safe=True)
TEXT = Wish("text", "07700 900123", safe=True)
POST = Wish("post", "1 Some Road\nOakham", safe=True)


def decided(wish: Wish, at: str = "12:00", near: bool = False, ways: str = "email text post") -> str:
    """What the gate says, in a word or two."""
    now = datetime.combine(NOON.date(), time.fromisoformat(at), LONDON)
    match gate(wish, now, QUIET, lambda way: way in ways.split(), harm_is_near=near):
        case Go(way, _, neutral):
            return f"{way} neutral" if neutral else way
        case NotNow(until):
            return f"{until:%d %H:%M}"
        case Waits(why):
            return why


@pytest.mark.parametrize(
    ("wish", "follows"),
    [
        (Wish(), "no_choice"),
        (Wish("none"), "no_choice"),
        (Wish("phone", "07700 900123", safe=True), "no_choice"),
        (Wish("other", "through my teacher", safe=True), "no_choice"),
        (Wish("email", None, safe=True), "no_choice"),
        (replace(MAIL, safe=False), "not_said_to_be_safe"),
        (MAIL, "email"),
        (TEXT, "text"),
        (POST, "post"),
        (replace(MAIL, neutral=True), "email neutral"),
        (replace(MAIL, not_to=("my foster dad",)), "email neutral"),
        (replace(MAIL, not_to=("ari@person.example",)), "in_words"),
        (replace(POST, not_to=("the house",)), "in_words"),
        (replace(POST, neutral=True), "in_words"),
        (replace(MAIL, when="not when dad is home"), "in_words"),
        (replace(MAIL, when="25:00-26:00"), "in_words"),
        (replace(MAIL, when="16:00-18:00"), "31 16:00"),
        (replace(MAIL, when="21:00-23:00"), "in_words"),
        (replace(MAIL, detail="ask mum for it"), "no_address"),
        (replace(MAIL, detail="a@b.example and c@d.example"), "no_address"),
        (replace(TEXT, detail="01572 722577"), "no_address"),
    ],
)
def test_what_the_person_said_is_what_is_done(wish: Wish, follows: str) -> None:
    assert decided(wish) == follows


@pytest.mark.parametrize(
    ("at", "follows"),
    [
        ("07:59", "31 08:00"),
        ("08:00", "email"),
        ("19:59", "email"),
        ("20:00", "01 08:00"),
        ("23:30", "01 08:00"),
    ],
)
def test_in_quiet_hours_nobody_is_written_to(at: str, follows: str) -> None:
    assert decided(MAIL, at) == follows


def test_where_harm_by_staff_or_a_carer_is_near_no_paper_goes_and_the_rest_is_neutral() -> None:
    assert decided(POST, near=True) == "shared_address"
    assert decided(MAIL, near=True) == "email neutral"
    assert decided(TEXT, near=True) == "text neutral"


def test_without_a_way_out_it_waits() -> None:
    assert decided(TEXT, ways="email") == "no_way_here"


@given(some.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), some.times(), some.times())
def test_whatever_the_hour_it_goes_now_or_at_a_moment_when_it_may(
    at: datetime, start: time, end: time
) -> None:
    now = at.replace(tzinfo=LONDON)
    quiet = start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    if quiet[0] == quiet[1]:
        return
    verdict = gate(MAIL, now, quiet, lambda _: True, harm_is_near=False)
    if isinstance(verdict, NotNow):
        assert verdict.until > now
        assert isinstance(gate(MAIL, verdict.until, quiet, lambda _: True, harm_is_near=False), Go)
    else:
        assert isinstance(verdict, Go)
