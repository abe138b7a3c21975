"""Keys and facts into words."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from backend.say import Choice, Say
from backend.wording import CatalogueMistake, MissingFact, UnknownKey, UnknownLocale, UnknownVoice, Wording


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    return tmp_path


def catalogue(folder: Path, text: str, topic: str = "session") -> Wording:
    (folder / "en" / f"{topic}.yml").write_text(text, encoding="utf-8")
    return Wording.load(folder)


def said(wording: Wording, facts: dict[str, object], band: str = "teen", locale: str = "en") -> str:
    return wording.render("session.it", facts, locale, band).text


@pytest.mark.parametrize(
    ("sentence", "value", "words"),
    [
        ("by {it:date}", date(2024, 11, 28), "by Thursday 28 November 2024"),
        ("at {it:time}", datetime(2024, 11, 28, 15, 5), "at 15:05"),
        ("{it:number} letters", 20000, "20,000 letters"),
        ("on {it:list}", ["Good Friday", "Easter Monday"], "on Good Friday and Easter Monday"),
        ("on {it:list}", ["Monday", date(2024, 11, 28), 3], "on Monday, Thursday 28 November 2024 and 3"),
        ("so:\n{it:lines}", ["one", "two"], "so:\n• one\n• two"),
        ("{it}", "his {own} words", "his {own} words"),
        ("{it}", date(2024, 11, 28), "Thursday 28 November 2024"),
        ("{it}", Say("session.inner", {"n": 2}), "two, that is 2"),
    ],
)
def test_facts_are_written_as_english_writes_them(
    folder: Path, sentence: str, value: object, words: str
) -> None:
    (folder / "en" / "feedback.yml").write_text("unused: x", encoding="utf-8")
    quoted = sentence.replace("\n", "\\n")
    wording = catalogue(folder, f'it: "{quoted}"\ninner: "two, that is {{n}}"')
    assert said(wording, {"it": value}) == words


def test_each_band_has_its_own_words(folder: Path) -> None:
    wording = catalogue(folder, "it: {child: a, teen: b, adult: c}")
    assert [said(wording, {}, band) for band in ("child", "teen", "adult")] == ["a", "b", "c"]


def test_one_and_many_follow_the_language(folder: Path) -> None:
    wording = catalogue(folder, "it: {one: '{count:number} day', other: '{count:number} days'}")
    assert [said(wording, {"count": n}) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    with pytest.raises(MissingFact, match=r"session\.it.*count"):
        said(wording, {})


def test_nothing_missing_is_ever_passed_over(folder: Path) -> None:
    wording = catalogue(folder, "it: 'by {due:date} for {name}'")
    with pytest.raises(MissingFact, match=r"session\.it needs the fact 'due'"):
        said(wording, {"name": "Sam"})
    with pytest.raises(MissingFact, match=r"session\.it cannot write the fact 'due' as date"):
        said(wording, {"due": "tomorrow", "name": "Sam"})
    with pytest.raises(MissingFact, match="'name' as words"):
        said(wording, {"due": date(2024, 1, 1), "name": True})
    with pytest.raises(UnknownKey, match=r"session\.that"):
        wording.render("session.that", {}, "en", "teen")
    with pytest.raises(UnknownVoice):
        said(wording, {}, "baby")


@pytest.mark.parametrize(("asked", "found"), [("en", "en"), ("en-GB", "en"), ("EN_us", "en")])
def test_the_nearest_language_is_found(asked: str, found: str) -> None:
    assert Wording.load().match(asked) == found


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(UnknownLocale, match="There are: en") as refused:
        Wording.load().match("xx")
    assert refused.value.available[0] == "en"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("it: a\nit: b", r"session\.yml, line 2: 'it' stands twice"),
        ("it: {child: a, adult: c}", r"session\.yml, session\.it: \['teen'\] missing or unknown"),
        ("it: {child: '{x}', teen: a, adult: a}", r"session\.it: teen lacks \['x'\]"),
        ("it: 'by {due:day}'", r"session\.it: 'day' is no format"),
        ("it: 'by {Due}'", r"session\.it: a brace is open"),
        ("it: ''", r"session\.it: found no text"),
        ("a-b: x", r"session: 'a-b' is no name"),
        ("it: {}", r"session\.it: found no sentence"),
        ("it: [a", r"session\.yml: not readable as YAML"),
        ("it.a: x\nit:\n  a: y", r"session\.it\.a: stands twice"),
        ("it: {child: {many: a}, teen: b, adult: c}", r"session\.it: write a sentence, or one and other"),
    ],
)
def test_a_mistake_is_refused_with_its_place_and_what_to_write(
    folder: Path, text: str, complaint: str
) -> None:
    with pytest.raises(CatalogueMistake, match=complaint):
        catalogue(folder, text)


def test_yes_and_no_are_words(folder: Path) -> None:
    assert said(catalogue(folder, "it: yes"), {}) == "yes"


def test_the_groups_of_a_telephone_number_keep_their_order_among_words_that_run_from_the_right() -> None:
    wording, numbers = Wording.load(), {"emergency": "999", "childline": "0800 1111"}
    said = wording.render("case.help", numbers, "ur", "adult").text
    assert "\u20660800 1111\u2069" in said.partition("\n\n")[0]
    assert "\u2066" not in wording.render("case.help", numbers, "pl", "adult").text


def test_what_a_sentence_quotes_is_kept_of_its_facts_and_nothing_else(folder: Path) -> None:
    wording = catalogue(
        folder,
        'told: {one: "{count:number} day from {team}", other: "{count:number} days from {team}. {why}"}\n'
        'why: "It is {due:date}."\nbutton: "Ask {team}"\n',
    )
    facts = {"team": "the team", "childline": "0800 1111", "due": date(2026, 4, 16)}
    said = Say(
        "session.told",
        {**facts, "count": 2, "why": Say("session.why", facts)},
        choices=(Choice({}, "session.button", facts),),
    )
    kept = wording.quoted(said)
    assert kept.facts == {
        "team": "the team",
        "count": 2,
        "why": Say("session.why", {"due": date(2026, 4, 16)}),
    }
    assert kept.choices[0].facts == {"team": "the team"}
    assert wording.render(kept.key, kept.facts, "en", "teen") == wording.render(
        said.key, said.facts, "en", "teen"
    )
