"""The file of phrases can be read and changed by somebody who writes no programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.safety.check import check
from backend.safety.phrases import PhraseMistake, line, read
from backend.safety.words import PAUSE, STOP

LISTS = {"hits": frozenset({"hit", "hits"})}

WHOLE = """
also_written: {u: you}
often_misspelt: suicide
real_words: side
lists:
  in_every_text: he me
  staff: carer
  denies: not never
  between_denial_and_deed: ever
  joins_denials: or
  turns: but
  hits: hit hits
now: {why: now, says: [now]}
told_to_staff: {why: told, says: [told my carer]}
reported: {why: reported, says: [says]}
disowned: {why: disowned, says: [untrue]}
written: {why: written, says: [report]}
explained: {why: explained, says: [it was a]}
asked: {why: asked, says: [asked if]}
answered: {why: answered, says: [said no]}
upheld: {why: upheld, says: [he did]}
excepted: {why: excepted, says: [except]}
passes_over:
  - {id: figure, why: a figure, says: [hit me up], examples: [hit me up]}
phrases:
  - {id: hits, tier: concern, why: hitting, says: [<hits> me], hears: [he hits me],
     lets_pass: [he never hit me]}
"""


def test_every_example_in_the_file_holds() -> None:
    assert check() == []


def test_every_phrase_says_why_it_is_there() -> None:
    phrases = read()
    assert len(phrases.phrases) >= 40
    for one in (*phrases.phrases, *phrases.passed_over):
        assert one.why.endswith(".")


# a line, words, whether it fits from the first word
FITS = [
    ("<hits> me", "hits me", True),
    ("<hits> me", "hits him", False),
    ("<hits> ~2 me", "hits my dad me", True),
    ("<hits> ~2 me", "hits my old dad me", False),
    ("<hits> me", f"hits {PAUSE} me", True),
    ("<hits> me", f"hits {STOP} me", False),
    ("<hits> ~3 me", f"hits x {STOP} me", False),
    ("hits my? dad", "hits dad", True),
    ("hits my? dad", "hits my dad", True),
    ("hits my? dad", "hits our dad", False),
    ("hit|beat me|us", "beat us", True),
    ("hits me .", "hits me", True),
    ("hits me .", f"hits me {STOP} he", True),
    ("hits me .", "hits me now", False),
]


@pytest.mark.parametrize(("written", "words", "fits"), FITS)
def test_a_line_means_what_the_file_says_it_means(written: str, words: str, fits: bool) -> None:
    assert (line(written, LISTS, "x").ends(words.split(), 0) is not None) is fits


def test_a_line_that_opens_a_sentence_fits_there_alone() -> None:
    opening = line(". hits me", LISTS, "x")
    assert opening.ends(["hits", "me"], 0) == 2
    assert opening.ends(["he", "hits", "me"], 1) is None
    assert opening.ends([STOP, "hits", "me"], 1) == 3


def test_a_gap_never_takes_in_more_words_than_it_says() -> None:
    assert line("a ~1 b ~1 c", LISTS, "x").ends(["a", "x", "b", "y", "c"], 0) == 5
    assert line("a ~1 b ~1 c", LISTS, "x").ends(["a", "x", "b", "y", "z", "c"], 0) is None


# what somebody changed in the file, what they read
CHANGED = [
    ("tier: concern", "tier: bad", "hits: tier is urgent or concern"),
    ("tier: concern", "tier: urgent, beside_the_model: none", "beside_the_model is concern, where"),
    ("why: hitting, ", "", "hits: write its why"),
    ("[<hits> me]", "[<kicks> me]", "there is no list <kicks>"),
    ("[<hits> me]", "[~2 me]", "write ~1 to ~6, between two words"),
    ("[<hits> me]", "[he ~9 me]", "write ~1 to ~6, between two words"),
    ("[<hits> me]", "[he ~2]", "has to end with a word"),
    ("[<hits> me]", "['he? hits']", "the first word cannot be missing"),
    ("id: figure", "id: hits", "two phrases are called 'hits'"),
    ("{u: you}", "{u: you, u: your}", "'u' stands twice"),
    ("[he hits me]", "[he kicks me]", "hits: does not hear 'he kicks me'"),
    ("[he never hit me]", "[he hit me]", "hits: hears 'he hit me'"),
    ("examples: [hit me up]", "examples: [hit me]", "figure: 'hit me' is heard as concern"),
    ("also_written: {u: you}", "also_written: [", "is not YAML"),
]


@pytest.mark.parametrize(("was", "became", "told"), CHANGED)
def test_a_mistake_in_the_file_is_named_with_what_to_do(
    tmp_path: Path, was: str, became: str, told: str
) -> None:
    assert was in WHOLE
    file = tmp_path / "phrases.yml"
    file.write_text(WHOLE.replace(was, became, 1), encoding="utf-8")
    assert told in " ".join(check(file))


def test_a_file_without_mistakes_has_none(tmp_path: Path) -> None:
    file = tmp_path / "phrases.yml"
    file.write_text(WHOLE, encoding="utf-8")
    assert check(file) == []


def test_a_mistake_stops_the_reading(tmp_path: Path) -> None:
    file = tmp_path / "phrases.yml"
    file.write_text(WHOLE.replace("tier: concern", "tier: bad"), encoding="utf-8")
    with pytest.raises(PhraseMistake):
        read(file)
