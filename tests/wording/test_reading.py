"""How hard the words are, and what they never say. See docs/writing-for-ages.md.

Every key is rendered in every band with facts of everyday length, so that what is measured is what is
read. Grades are Flesch-Kincaid's, which means little on a few words: a message is graded from
`ENOUGH_WORDS` on, and each topic as one flow.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
import textstat

import backend.wording
from backend.cases.said import WORDING as OF_CASES
from backend.procedures import load
from backend.wording import BANDS, Wording

WORDING = Wording.load()
FOR_STAFF = ("console", "refusal", "staff")
"""Topics that only the complaints team reads."""
KEYS = sorted(key for key in WORDING.keys() if key.split(".")[0] not in FOR_STAFF)  # noqa: SIM118
TOPICS = sorted({key.split(".")[0] for key in KEYS})

GRADE = {"child": 5.0, "teen": 6.0, "adult": 7.0}
MEAN_GRADE = {"child": 4.5, "teen": 6.0, "adult": 7.0}
LONGEST = {"child": 20, "teen": 25, "adult": 25}
CHILDS_MEAN_SENTENCE = 12
ENOUGH_WORDS = 25

BY_FORMAT = {
    "date": date(2026, 12, 7),
    "time": datetime(2026, 12, 7, 10, 30),
    "number": 10,
    "list": ["Christmas Day", "Boxing Day"],
    "lines": ["One thing.", "Another thing."],
}
SENTENCES = (
    "told",
    "person",
    "advocacy_from",
    "rule",
    "not_counted",
    "then",
    "first",
    "explanation",
    "explained",
    "reason",
    "line",
)
"""Facts that are sentences of their own; their own keys are measured."""
NUMBERS = {"emergency": "999", "police": "101", "childline": "0800 1111"}


@cache
def words(key: str, band: str) -> str:
    facts: dict[str, object] = {"count": 10}
    for place in WORDING.facts(key):
        if place.fact in SENTENCES:
            facts[place.fact] = "That is so."
        else:
            facts[place.fact] = NUMBERS.get(place.fact) or BY_FORMAT.get(place.format, "the team")
    return WORDING.render(key, facts, "en", band).text


def sentences(text: str) -> list[str]:
    found = re.split(r"(?<=[.!?:])\s+|\n+", text)
    return [re.sub(r"[:,]?$", ".", s) if s[-1] not in ".!?" else s for s in found if re.search(r"\w", s)]


def length(sentence: str) -> int:
    return len(sentence.split())


def grade(told: list[str]) -> float:
    return float(textstat.flesch_kincaid_grade(" ".join(told)))


@pytest.mark.parametrize("band", BANDS)
def test_no_sentence_is_longer_than_a_breath(band: str) -> None:
    long = {key: s for key in KEYS for s in sentences(words(key, band)) if length(s) > LONGEST[band]}
    assert long == {}


@pytest.mark.parametrize("band", BANDS)
def test_no_message_is_harder_than_its_band(band: str) -> None:
    told = {key: sentences(words(key, band)) for key in KEYS}
    hard = {
        key: graded
        for key, text in told.items()
        if sum(map(length, text)) >= ENOUGH_WORDS and (graded := grade(text)) > GRADE[band]
    }
    assert hard == {}


@pytest.mark.parametrize("band", BANDS)
def test_the_whole_reads_easily(band: str) -> None:
    assert grade([s for key in KEYS for s in sentences(words(key, band))]) <= MEAN_GRADE[band]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_childs_sentences_are_short(topic: str) -> None:
    told = [s for key in KEYS if key.startswith(f"{topic}.") for s in sentences(words(key, "child"))]
    assert sum(map(length, told)) / len(told) <= CHILDS_MEAN_SENTENCE
    assert grade(told) <= GRADE["child"]


NEVER = {
    "Latin and jargon": r"\b(?:e\.g|i\.e|etc|via|per annum|pro rata|re:)\b|\beg\b|\bie\b",
    "an appeal, which stage 3 is not": r"\bappeal",
    "blame": r"\byou failed\b|\byou should have\b|\byour mistake\b|\byou forgot\b|\binvalid\b",
    "a promise of secrecy": r"\b(?:secret|confidential|nobody will (?:ever )?know|we will not tell)\b",
    "a promise of an outcome": r"\bwe will (?:fix|sort|stop)\b|\bguarantee\b|\beverything will be\b",
    "doubt of the wish": r"\bare you sure you want to complain\b",
}


@pytest.mark.parametrize("what", NEVER)
def test_what_is_never_said(what: str) -> None:
    never = re.compile(NEVER[what], re.IGNORECASE)
    said = [(key, band) for key in KEYS for band in BANDS if never.search(words(key, band))]
    assert said == []


GLOSSES = {
    "complaint.ask.wants_advocate": r"person who helps you",
    "complaint.ask.wants_advocate_named": r"person who helps you",
    "complaint.ask.wants_advocate_adult": r"helps (?:a person|someone) (?:to )?speak up",
    "advocate.answer.about": r"person who helps you|helps somebody to speak up",
    "escalate.answer.ombudsman": r"checks (?:if|whether) councils have (?:been fair|acted fairly)",
    "escalate.answer.stages": r"people (?:who do not work for|from outside) the council",
    "escalate.answer.stage2": r"who was not part of it|a new person",
    "escalate.answer.stage3": r"people (?:who do not work for|from outside) the council",
    "escalate.people.independent_person": r"do not work for the council|from outside the council",
    "rights.answer.any_age": r"person who is on (?:your|the child's) side",
    "rights.answer.care_leavers": r"person who helps (?:you|them) speak up",
    "rights.answer.trouble": r"person on your side|person who helps to speak up",
    "track.answer.stage2_time": r"checks what councils do",
    "track.answer.working_day": r"from Monday to Friday",
    "escalate.answer.mediation": r"takes no side|talk it over",
}
"""Where a hard word is met, and what must stand beside it."""


@pytest.mark.parametrize("key", GLOSSES)
@pytest.mark.parametrize("band", BANDS)
def test_a_hard_word_comes_with_its_meaning(key: str, band: str) -> None:
    assert re.search(GLOSSES[key], words(key, band))


def source(topic: str) -> str:
    return (Path(backend.wording.__file__).parent / "en" / f"{topic}.yml").read_text("utf-8")


FIGURES_IN_NAMES = re.compile(r"[Ss]tage [123]\b|stage[123]|\{[^}]*\}")


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic != "widget"])
def test_figures_are_facts_and_never_written_in_a_sentence(topic: str) -> None:
    lines = [line.partition(":")[2] for line in source(topic).splitlines() if not line.startswith("#")]
    written = [line for line in lines if re.search(r"\d", FIGURES_IN_NAMES.sub("", line))]
    assert written == []


def test_the_pages_own_numbers_are_those_of_the_procedures() -> None:
    """They stand in the page itself, to be there when nothing else is."""
    known = {
        re.sub(r"\D", "", way.value)
        for line in load().council("england").helplines
        for kind, way in line.shown.items()
        if kind == "phone"
    }
    text = " ".join(line.partition(":")[2] for line in source("widget").splitlines())
    found = {re.sub(r"\s", "", n) for n in re.findall(r"\d[\d ]{2,}\d", text)}
    assert found
    assert found <= known


def test_what_a_case_says_of_itself_has_words_with_the_facts_it_gives() -> None:
    for key, given in OF_CASES.items():
        assert {place.fact for place in WORDING.facts(key)} <= set(given), key
