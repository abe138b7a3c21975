"""The questions that the model is taught, those it is scored by, and the answers there are to them."""

from __future__ import annotations

from pathlib import Path

from backend.journeys import asked_of_case, information, typed

SET = Path(__file__).parent / "asked.tsv"
TAUGHT = Path(__file__).parents[2] / "bot" / "data" / "asked" / "questions.tsv"
ANSWERED_ELSEWHERE = {"none", "unknown", "case_status", "lost_pair", "questions_left", "council_missing"}
"""What asks nothing, what nobody can answer, and what plain words are listened for already."""


def rows(file: Path) -> list[tuple[str, str]]:
    """Names and texts of a file."""
    return [(name, text) for name, text in (line.split("\t") for line in file.read_text().splitlines())]


def plainly(text: str) -> str:
    """A text without signs and capitals."""
    return " ".join("".join(sign for sign in text.casefold() if sign.isalnum() or sign == " ").split())


def test_no_text_is_taught_that_is_scored() -> None:
    taught = {plainly(text) for _, text in rows(TAUGHT)}
    assert taught.isdisjoint(plainly(text) for _, text in rows(SET))


def test_every_name_is_taught_by_many_texts_and_scored() -> None:
    taught = [name for name, _ in rows(TAUGHT)]
    scored = {name for names, _ in rows(SET)[1:] for name in names.split("|")}
    assert set(taught) == scored
    assert min(map(taught.count, scored)) >= 35


def test_every_name_has_an_answer_and_every_answer_that_waits_for_a_name_has_it() -> None:
    names = {name for name, _ in rows(TAUGHT)}
    answered = {name for topics in information.topics().values() for topic in topics for name in topic.taught}
    of_a_case, moves = set(asked_of_case.AS_TAUGHT), set(typed.MOVES_ASKED)
    assert names == answered | of_a_case | moves | ANSWERED_ELSEWHERE
