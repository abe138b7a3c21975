"""The days that people's words name, on Friday 20 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.journeys import days, plan
from tests.examples import examples
from tests.journeys.worlds import A_CHILDS, AT_RUTLAND, TODAY, after, asks, begun, draft_of, keys, typed


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("today", "2026-11-20", "2026-11-20"),
        ("yesterday after school", "2026-11-19", "2026-11-19"),
        ("last night", "2026-11-19", "2026-11-19"),
        ("the day before yesterday", "2026-11-18", "2026-11-18"),
        ("last week", "2026-11-09", "2026-11-15"),
        ("this week", "2026-11-16", "2026-11-20"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("on Monday", "2026-11-16", "2026-11-16"),
        ("last friday", "2026-11-13", "2026-11-13"),
        ("Tuesday", "2026-11-17", "2026-11-17"),
        ("3 days ago", "2026-11-17", "2026-11-17"),
        ("a week ago", "2026-11-09", "2026-11-15"),
        ("two weeks ago", "2026-11-02", "2026-11-08"),
        ("a couple of weeks ago", "2026-11-02", "2026-11-08"),
        ("about 2 months ago", "2026-09-01", "2026-09-30"),
        ("a few weeks ago", "2026-10-16", "2026-11-06"),
        ("for 3 weeks", "2026-10-30", "2026-11-20"),
        ("over the last six months", "2026-05-20", "2026-11-20"),
        ("3 March 2026", "2026-03-03", "2026-03-03"),
        ("the 3rd of march", "2026-03-03", "2026-03-03"),
        ("March 3rd", "2026-03-03", "2026-03-03"),
        ("25 december", "2025-12-25", "2025-12-25"),
        ("14th feb last year", "2025-02-14", "2025-02-14"),
        ("feb last year", "2025-02-01", "2025-02-28"),
        ("in march this year", "2026-03-01", "2026-03-31"),
        ("last november", "2025-11-01", "2025-11-30"),
        ("november", "2026-11-01", "2026-11-20"),
        ("3/11", "2026-11-03", "2026-11-03"),
        ("2026/11/03", "2026-11-03", "2026-11-03"),
        ("last tues", "2026-11-17", "2026-11-17"),
        ("fri", "2026-11-13", "2026-11-13"),
        ("at the weekend", "2026-11-14", "2026-11-15"),
        ("last weekend", "2026-11-14", "2026-11-15"),
        ("boxing day", "2025-12-26", "2025-12-26"),
        ("2 wks ago", "2026-11-02", "2026-11-08"),
        ("couple weeks ago", "2026-11-02", "2026-11-08"),
        ("the past 3 months", "2026-08-20", "2026-11-20"),
        ("over the last year", "2025-11-20", "2026-11-20"),
        ("its been going on in the last year", "2025-11-20", "2026-11-20"),
        ("in the past year", "2025-11-20", "2026-11-20"),
        ("over this past month", "2026-10-20", "2026-11-20"),
        ("in the last few weeks", "2026-10-16", "2026-11-20"),
        ("all through last year", "2025-01-01", "2025-12-31"),
        ("since last year", "2025-01-01", "2026-11-20"),
        ("in the summer two years ago", "2024-06-01", "2024-08-31"),
        ("two years ago in the summer", "2024-06-01", "2024-08-31"),
        ("last year in the summer", "2025-06-01", "2025-08-31"),
        ("in the summer of 2024", "2024-06-01", "2024-08-31"),
        ("christmas of 2024", "2024-12-25", "2024-12-25"),
        ("back in march two years ago", "2024-03-01", "2024-03-31"),
        ("march 2025 till now", "2025-03-01", "2026-11-20"),
        ("it started in march 2025 and is still going on", "2025-03-01", "2026-11-20"),
        ("12/03/2026", "2026-03-12", "2026-03-12"),
        ("12.3.25", "2025-03-12", "2025-03-12"),
        ("2026-03-12", "2026-03-12", "2026-03-12"),
        ("in March", "2026-03-01", "2026-03-31"),
        ("March 2024", "2024-03-01", "2024-03-31"),
        ("in december", "2025-12-01", "2025-12-31"),
        ("in 2023", "2023-01-01", "2023-12-31"),
        ("last summer", "2026-06-01", "2026-08-31"),
        ("in the summer", "2026-06-01", "2026-08-31"),
        ("last winter", "2025-12-01", "2026-02-28"),
        ("summer 2024", "2024-06-01", "2024-08-31"),
        ("at christmas", "2025-12-25", "2025-12-25"),
        ("since September", "2026-09-01", "2026-11-20"),
        ("between 3 March and 10 March 2026", "2026-03-03", "2026-03-10"),
    ],
)
def test_days_are_understood(words: str, start: str, end: str) -> None:
    heard = days.when(words, TODAY)
    assert (heard["words"], heard["from"], heard["to"]) == (words, start, end)


@pytest.mark.parametrize(
    "words",
    [
        "before half term",
        "ages ago",
        "when I was little",
        "31/02/2026",
        "12/13/2026",
        "loads of times",
        "it may be",
    ],
)
def test_words_that_name_no_certain_day_stay_words(words: str) -> None:
    heard = days.when(words, TODAY)
    assert (heard["words"], heard["from"], heard["to"]) == (words, None, None)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("summer 2024 i said, but i only found out in october this year", "2024-06-01"),
        ("I found out in May that they lied in March", "2026-03-01"),
        ("in october i found out that they moved him in june", "2026-06-01"),
        ("it was may 2024 and i didnt know about it till last week", "2024-05-01"),
        ("we realised last week they had stopped his therapy in january 2025", "2025-01-01"),
        ("i only found out in october", None),
        ("it only came to light yesterday", None),
        ("they found out in march and grounded me", "2026-03-01"),
        ("i was told yesterday i have to move", "2026-11-19"),
        ("she learned to swim in march", "2026-03-01"),
    ],
)
def test_a_day_somebody_found_out_on_is_not_when_it_happened(words: str, start: str | None) -> None:
    heard = days.happened(words, TODAY)
    assert (heard["words"], heard["from"]) == (words, start)


@pytest.mark.parametrize("words", ["1 January 2030", "12/12/2031"])
def test_a_day_to_come_is_not_understood(words: str) -> None:
    assert days.when(words, TODAY)["from"] is None


def test_a_leap_days_year_before_is_the_28th() -> None:
    assert days.a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)


@pytest.mark.parametrize(("words", "over"), [("19/11/2025", True), ("20/11/2025", False)])
def test_late_is_more_than_a_year_ago(words: str, over: bool) -> None:
    assert days.when(words, TODAY)["over_a_year_ago"] is over


@examples(100)
@given(
    text=st.text(st.sampled_from("0123456789/-. abcdeghijlmnorstuvwy"), max_size=40),
    today=st.dates(date(2006, 9, 1), date(2090, 1, 1)),
)
def test_whatever_is_written_the_days_are_in_order_and_not_to_come(text: str, today: date) -> None:
    for span in days.spans(text, today):
        assert span.start <= span.end <= today


@examples(100)
@given(day=st.dates(date(2000, 1, 1), TODAY))
def test_a_day_written_out_is_understood_as_itself(day: date) -> None:
    for words in (f"{day:%d/%m/%Y}", f"{day.day} {day:%B %Y}", day.isoformat()):
        assert days.spans(words, TODAY) == [days.Span(day, day)]


@pytest.mark.parametrize(
    "words", ["more than a year ago", "over 2 years ago", "years ago", "14th feb last year", "2 yrs ago"]
)
def test_what_is_surely_more_than_a_year_past_is_late(words: str) -> None:
    assert days.when(words, TODAY)["over_a_year_ago"] is True


@pytest.mark.parametrize(
    "words", ["about a year ago", "march 2025 till now", "since 2019", "ages ago", "for over 2 years"]
)
def test_what_may_be_in_time_or_goes_on_still_is_not_late(words: str) -> None:
    assert days.when(words, TODAY)["over_a_year_ago"] is False


@pytest.mark.parametrize(
    "words", ["24/7", "he rates it 9/10 every time", "in 2 weeks", "tomorrow", "half term"]
)
def test_words_that_name_no_day_past_are_kept_as_words(words: str) -> None:
    assert days.when(words, TODAY)["from"] is None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("8 months ago and the eviction is 4 december", "2026-03-01", "2026-03-31"),
        ("since march and it ends 4 december", "2026-03-01", "2026-11-20"),
        ("last friday my worker said im moving on 4 december", "2026-11-13", "2026-11-13"),
        ("the court is on 4 dec and this has been going on since june", "2026-06-01", "2026-11-20"),
        ("theyre moving me 4 dec, they told me last week", "2026-11-09", "2026-11-15"),
        ("on monday she said she will ring me", "2026-11-16", "2026-11-16"),
    ],
)
def test_a_day_to_come_is_left_out_of_when_it_happened(words: str, start: str, end: str) -> None:
    heard = days.when(words, TODAY)
    assert (heard["from"], heard["to"]) == (start, end)


@pytest.mark.parametrize(
    "words",
    [
        "its going to be on 4 december",
        "it is on friday",
        "this saturday",
        "hes coming to our house on friday and i dont want him to",
        "they are going to move me on friday",
        "they'll move me on 4 december",
        "they said they will move me in december",
        "im moving on friday",
        "im being moved on friday",
        "they want to move me on friday",
        "she wont see me on monday or tuesday",
        "my placement ends on the 18th of december",
        "i have to be out by 4 december",
        "until 4 december",
        "the hearing is booked for 4 december",
        "itll be at christmas",
        "next week on monday",
        "i need it before my review on the 4th december",
        "its my birthday on 2 december and my worker said i cant see my dad for it",
        "contact on christmas day is cancelled",
        "can i see my mum on boxing day",
        "the court case is listed for 8 january",
        "my brother has his birthday on the 9th of december",
    ],
)
def test_a_day_to_come_alone_is_no_day_past(words: str) -> None:
    heard = days.when(words, TODAY)
    assert (heard["words"], heard["from"], heard["to"]) == (words, None, None)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("they moved me on friday", "2026-11-13"),
        ("they were going to move me on friday but didnt", "2026-11-13"),
        ("the visit was booked for 3 november", "2026-11-03"),
        ("i want to complain about what happened on friday", "2026-11-13"),
        ("im going to tell you what happened on friday", "2026-11-13"),
        ("as soon as he came on friday he shouted", "2026-11-13"),
        ("it is 3 november", "2026-11-03"),
        ("it went on until july", "2026-07-01"),
        ("from march until july", "2026-03-01"),
        ("it was 4 december", "2025-12-04"),
        ("4 december", "2025-12-04"),
        ("they cancelled contact on christmas day", "2025-12-25"),
        ("my complaint is about 4 december", "2025-12-04"),
        ("i want to complain that on 5 december my worker shouted", "2025-12-05"),
        ("i am angry about what she said on 10 december", "2025-12-10"),
        ("i need to tell you what i was told on 9 october", "2026-10-09"),
        ("this monday", "2026-11-16"),
        ("in october, they will not listen", "2026-10-01"),
    ],
)
def test_a_day_past_beside_other_words_is_one_past(words: str, start: str) -> None:
    assert days.when(words, TODAY)["from"] == start


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("the day b4 yesterday", "2026-11-18", "2026-11-18"),
        ("a week last monday", "2026-11-09", "2026-11-09"),
        ("between 3 and 5 november", "2026-11-03", "2026-11-05"),
        ("5th", "2026-11-05", "2026-11-05"),
        ("30 february", None, None),
        ("they cancelled my christmas money", None, None),
        ("at christmas", "2025-12-25", "2025-12-25"),
    ],
)
def test_days_as_people_say_them(words: str, first: str | None, last: str | None) -> None:
    told = days.when(words, TODAY)
    assert (told["from"], told["to"]) == (first, last)


@pytest.mark.parametrize(
    "words", ["31/02", "31/02/2026", "30 february", "29/02/2026", "12/13/2025", "april 31st"]
)
def test_a_day_that_no_calendar_has_is_asked_about_kindly(words: str) -> None:
    at_when = after(begun(), *A_CHILDS[:6])
    told = plan.step(draft_of(at_when), typed(words), AT_RUTLAND)
    assert keys(told) == ["complaint.refused.day"]
    assert asks(told) == "when_happened"


@pytest.mark.parametrize("words", ["29/02/2024", "31/1", "24/7", "5 march", "version 1.2.3"])
def test_a_day_that_was_is_not(words: str) -> None:
    assert not days.impossible(words)


@pytest.mark.parametrize(
    ("words", "youngest", "long_ago"),
    [
        ("when i was 9", 12, True),
        ("when i was 11", 12, False),
        ("when i was about 15", 18, True),
        ("when i was little", 18, True),
        ("when i was little", 12, False),
        ("since i was 9", 12, False),
    ],
)
def test_an_age_tells_how_long_ago_it_was(words: str, youngest: int, long_ago: bool) -> None:
    assert days.over_a_year_since_aged(words, youngest) is long_ago


@pytest.mark.parametrize(
    "words",
    [
        "i am an advocate for a 14 year old boy",
        "i foster for a 6 month old baby",
        "the rules for 2 year olds",
        "i look after my grandson for 3 days a week",
        "he stays for two weeks every month",
        "only for one day each week",
    ],
)
def test_an_age_or_a_habit_is_no_stretch_of_days(words: str) -> None:
    assert days.spans(words, TODAY) == []


@pytest.mark.parametrize(
    ("words", "start"),
    [("for 3 days and a week later", "2026-11-17"), ("for 2 years now", "2024-11-20")],
)
def test_a_stretch_of_days_stays_one(words: str, start: str) -> None:
    assert days.when(words, TODAY)["from"] == start
