"""The evaluation set is whole: every intent is there, every line one text, nothing in it real or twice."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

SET = Path(__file__).parent / "evaluation.tsv"
TAUGHT = Path(__file__).parents[2] / "bot" / "data"

INTENTS = {
    "make_complaint",
    "say_what_happened",
    "track_complaint",
    "ask_what_happens_next",
    "ask_deadline",
    "escalate_complaint",
    "withdraw_complaint",
    "request_advocate",
    "ask_about_advocate",
    "ask_who_can_complain",
    "ask_what_can_complain_about",
    "ask_time_limit",
    "ask_confidentiality",
    "ask_ombudsman",
    "ask_stage_explained",
    "ask_contact_human",
    "give_compliment",
    "make_comment",
    "ask_for_mediation",
    "ask_to_pause_decision",
    "ask_why_late",
    "change_contact_details",
    "ask_my_data",
    "safeguarding_disclosure",
    "self_harm_or_suicide",
    "affirm",
    "deny",
    "dont_know",
    "greet",
    "goodbye",
    "thanks",
    "ask_are_you_human",
    "ask_repeat_or_simplify",
    "change_language",
    "correct_previous_answer",
    "stop_or_cancel",
    "out_of_scope",
}
WRITERS = {
    "child",
    "teen",
    "care_leaver",
    "parent",
    "carer",
    "grandparent",
    "advocate",
    "professional",
    "esl",
}

# Nobody answers there: Ofcom keeps these mobile numbers for drama, RFC 2606 these domains for examples.
FICTIONAL_NUMBER = re.compile(r"07700 ?900 ?\d{3}")
FICTIONAL_DOMAIN = re.compile(r"@example\.(com|org|net)\b")
NUMBER = re.compile(r"\+?\d(?:[ ()-]*\d){7,}")
ADDRESS = re.compile(r"\S+@\S+")


class Line(NamedTuple):
    """One labelled text."""

    text: str
    intent: str
    writer: str


def fields() -> list[list[str]]:
    """Every line of the file, split at its tabs; the header is the first."""
    return [line.split("\t") for line in SET.read_text(encoding="utf-8").removesuffix("\n").split("\n")]


def lines() -> list[Line]:
    """The labelled texts, without the header."""
    return [Line(*three) for three in fields()[1:]]


@cache
def taught() -> frozenset[tuple[str, ...]]:
    """The words of every line of the training texts."""
    return frozenset(
        words(line)
        for folder in TAUGHT.glob("*")
        for file in [*folder.glob("*nlu.yml"), *folder.glob("*.txt")]
        for line in file.read_text(encoding="utf-8").splitlines()
    )


def test_the_header_names_the_columns_and_every_line_has_all_three() -> None:
    header, *rows = fields()
    assert header == ["text", "intent", "writer"]
    assert [
        row for row in rows if len(row) != 3 or any(part != part.strip() or not part for part in row)
    ] == []


def test_there_are_enough_texts_to_measure_by() -> None:
    assert len(lines()) >= 1050


def test_every_intent_is_there_at_least_twenty_times_and_no_other() -> None:
    counted = Counter(line.intent for line in lines())
    assert set(counted) == INTENTS
    assert {intent: number for intent, number in counted.items() if number < 20} == {}


def test_every_kind_of_writer_is_heard_and_no_other() -> None:
    assert {line.writer for line in lines()} == WRITERS


def test_no_text_stands_twice_even_in_other_capitals() -> None:
    counted = Counter(" ".join(line.text.casefold().split()) for line in lines())
    assert [text for text, number in counted.items() if number > 1] == []


def test_every_text_is_short_enough_to_be_read_whole() -> None:
    assert [line.text for line in lines() if len(line.text) > 1000] == []


def test_no_telephone_number_could_be_somebodys() -> None:
    numbers = [number for line in lines() for number in NUMBER.findall(line.text)]
    assert [number for number in numbers if not FICTIONAL_NUMBER.fullmatch(number)] == []


def test_no_address_could_be_somebodys() -> None:
    addresses = [address for line in lines() for address in ADDRESS.findall(line.text)]
    assert [address for address in addresses if not FICTIONAL_DOMAIN.search(address)] == []


def test_no_text_of_more_than_three_words_is_also_taught() -> None:
    # How many, and no more: whoever mends the training text must not read the set.
    assert sum(words(line.text) in taught() for line in lines() if len(words(line.text)) > 3) == 0


def test_no_text_to_tune_by_is_also_taught() -> None:
    _, *rows = (SET.parent / "development.tsv").read_text(encoding="utf-8").splitlines()
    asked = [row.split("\t") for row in rows]
    assert {intent for _, intent in asked} <= INTENTS
    assert [text for text, _ in asked if words(text) in taught() and len(words(text)) > 3] == []


def words(text: str) -> tuple[str, ...]:
    """What is left of a text without capitals, marks and its place in a list."""
    return tuple(re.findall(r"[a-z0-9]+", re.sub("['’]", "", text.casefold())))
