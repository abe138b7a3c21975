"""Another language: a .po file that any tool opens, drafts that say so, and never half of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from backend import translating
from backend.say import Say
from backend.wording import BANDS, CatalogueMistake, Wording
from backend.wording.render import CHECKED_BESIDE
from backend.wording.translated import messages

ENGLISH = """
it: {child: Hello., teen: Hi., adult: Good day.}
same: Yes
with_fact: By {due:date}.
days: {one: "{count:number} day", other: "{count:number} days"}
outer: "So: {inner}"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue with five keys in English and none in Polish."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "session.yml").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "en" / "safety.yml").write_text("urgent: Call now.", encoding="utf-8")
    return tmp_path


def entry(context: str, english: str, other: str, fuzzy: bool = False) -> str:
    """One entry of a .po file."""
    flag = "#, fuzzy\n" if fuzzy else ""
    return f'{flag}msgctxt "{context}"\nmsgid "{english}"\nmsgstr "{other}"\n'


def polish(folder: Path, *entries: str, language: str = "pl") -> Wording:
    (folder / f"{language}.po").write_text("\n".join(entries), encoding="utf-8")
    return Wording.load(folder)


def sent(folder: Path) -> Path:
    """Where a translator keeps the file."""
    (folder / "sent").mkdir(exist_ok=True)
    return folder / "sent" / "pl.po"


YES = entry("session.same", "Yes", "Tak")
OUTER = entry("session.outer", "So: {inner}", "Tak więc: {inner}")


def test_what_is_translated_is_said_and_the_rest_is_english_in_the_same_band(folder: Path) -> None:
    wording = polish(folder, YES)
    assert wording.locales() == ("en", "pl")
    assert wording.render("session.same", {}, "pl", "child").text == "Tak"
    words = wording.render("session.it", {}, "pl", "child")
    assert (words.text, words.lang) == ("Hello.", "en")


def test_a_sentence_that_lacks_a_band_is_not_said_in_it(folder: Path) -> None:
    told = [entry(f"session.it#{band}", english, "Cześć.") for band, english in (("teen", "Hi."),)]
    assert polish(folder, *told).render("session.it", {}, "pl", "teen").lang == "en"


def test_no_sentence_is_half_in_one_language_and_half_in_the_other(folder: Path) -> None:
    wording = polish(folder, OUTER, YES)
    whole = wording.render("session.outer", {"inner": Say("session.same")}, "pl", "teen")
    mixed = wording.render("session.outer", {"inner": Say("session.it")}, "pl", "teen")
    listed = wording.render(
        "session.outer", {"inner": [Say("session.same"), Say("session.it")]}, "pl", "teen"
    )
    assert (whole.text, whole.lang) == ("Tak więc: Tak", "pl")
    assert (mixed.text, mixed.lang) == ("So: Hi.", "en")
    assert listed.lang == "en"


def test_plural_forms_are_the_languages_own(folder: Path) -> None:
    forms = {"one": "{count:number} dzień", "few": "{count:number} dni"}
    forms |= {"many": "{count:number} dni", "other": "{count:number} dnia"}
    english = {"one": "{count:number} day"}
    told = [
        entry(f"session.days#{form}", english.get(form, "{count:number} days"), text)
        for form, text in forms.items()
    ]
    wording = polish(folder, *told)
    said = [wording.render("session.days", {"count": n}, "pl", "teen").text for n in (1, 2, 5)]
    assert said == ["1 dzień", "2 dni", "5 dni"]


def test_dates_follow_the_language(folder: Path) -> None:
    wording = polish(folder, entry("session.with_fact", "By {due:date}.", "Do: {due:date}."))
    said = wording.render("session.with_fact", {"due": date(2026, 12, 7)}, "pl", "teen").text
    assert said == "Do: poniedziałek 7 grudnia 2026."


def test_a_language_written_from_the_right_says_so(folder: Path) -> None:
    wording = polish(folder, entry("session.same", "Yes", "نعم"), language="ar")
    assert wording.render("session.same", {}, "ar", "adult").dir == "rtl"


def test_what_nobody_checked_is_a_draft_and_so_is_what_holds_it(folder: Path) -> None:
    wording = polish(folder, OUTER, entry("session.same", "Yes", "Tak", fuzzy=True))
    assert wording.is_draft("pl")
    assert wording.render("session.same", {}, "pl", "teen").draft
    assert wording.render("session.outer", {"inner": Say("session.same")}, "pl", "teen").draft
    assert not wording.render("session.outer", {"inner": "tak"}, "pl", "teen").draft
    assert not wording.render("session.same", {}, "en", "teen").draft


def test_words_of_safety_stand_beside_their_english_until_somebody_has_checked_them(folder: Path) -> None:
    draft = polish(folder, entry("safety.urgent", "Call now.", "Zadzwoń.", fuzzy=True))
    assert draft.render("safety.urgent", {}, "pl", "child").text == "Zadzwoń.\n\nCall now."
    checked = polish(folder, entry("safety.urgent", "Call now.", "Zadzwoń."))
    assert checked.render("safety.urgent", {}, "pl", "child").text == "Zadzwoń."


@pytest.mark.parametrize(
    ("told", "mistake"),
    [
        (entry("session.with_fact", "By {due:date}.", "Wkrótce."), "must name the same facts"),
        (entry("session.with_fact", "By {due:date}.", "Do {due:days}."), "is no format"),
        ('msgid "Yes', "not readable"),
    ],
)
def test_a_mistake_is_refused_with_its_place(folder: Path, told: str, mistake: str) -> None:
    with pytest.raises(CatalogueMistake, match=mistake):
        polish(folder, told).checked("pl")


def test_a_language_is_read_when_it_is_first_asked_for(folder: Path) -> None:
    wording = polish(folder, "msgid", YES)
    assert wording.locales() == ("en", "pl")
    assert wording.render("session.same", {}, "en", "teen").text == "Yes"
    with pytest.raises(CatalogueMistake, match="not readable"):
        wording.render("session.same", {}, "pl", "teen")


def test_a_sentence_whose_english_has_changed_is_not_said_any_more(folder: Path) -> None:
    polish(folder, YES)
    changed = ENGLISH.replace("same: Yes", "same: Perhaps")
    (folder / "en" / "session.yml").write_text(changed, encoding="utf-8")
    assert Wording.load(folder).render("session.same", {}, "pl", "teen").text == "Perhaps"
    translating.export("pl", sent(folder), folder)
    kept = {m.context: m for m in messages(sent(folder))}["session.same"]
    assert (kept.id, kept.string, kept.fuzzy) == ("Perhaps", "Tak", True)


def test_a_sentence_that_english_has_no_more_is_left_behind(folder: Path) -> None:
    wording = polish(folder, YES, entry("session.gone", "Gone", "Nie ma"))
    assert wording.checked("pl") == (1, 1)
    translating.take_in("pl", folder / "pl.po", folder)
    assert "Nie ma" not in (folder / "pl.po").read_text("utf-8")


def test_what_is_exported_translated_and_imported_is_said(folder: Path) -> None:
    out = sent(folder)
    translating.export("pl", out, folder)
    text = out.read_text("utf-8")
    assert text.count("msgctxt") == 3 + 1 + 1 + 4 + 1 + 1
    empty = 'msgctxt "session.same"\nmsgid "Yes"\nmsgstr ""'
    assert empty in text
    out.write_text(text.replace(empty, empty[:-1] + 'Tak"'), encoding="utf-8")
    assert translating.take_in("pl", out, folder) == (1, 1)
    assert Wording.load(folder).render("session.same", {}, "pl", "adult").text == "Tak"


def test_a_file_with_a_mistake_is_not_taken_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent(folder).write_text(entry("session.with_fact", "By {due:date}.", "Nic."), encoding="utf-8")
    with pytest.raises(CatalogueMistake):
        translating.take_in("pl", sent(folder), folder)
    assert not (folder / "pl.po").exists()
    assert translating.main(["export", "xx", str(sent(folder))]) == 1
    assert "no language" in capsys.readouterr().err


OURS = Wording.load()


def test_polish_is_whole_enough_for_a_childs_complaint() -> None:
    said, checked = OURS.checked("pl")
    assert said > 240
    assert checked == 0
    for key in (
        "session.welcome",
        "complaint.ask.what_happened",
        "complaint.sent",
        "safety.urgent",
        "widget.send",
    ):
        facts = {place.fact: "0800 1111" for place in OURS.facts(key)}
        for band in BANDS:
            words = OURS.render(key, facts, "pl", band)
            assert (words.lang, words.draft) == ("pl", True)


def test_every_word_on_who_sees_what_is_said_stands_beside_its_english_and_none_is_named_in_vain() -> None:
    on_who_sees = [key for key in OURS.entries() if ".sees" in key or key.endswith(".who_sees_this")]
    assert on_who_sees
    assert [key for key in on_who_sees if not key.startswith(CHECKED_BESIDE)] == []
    assert [
        start for start in CHECKED_BESIDE if not any(key.startswith(start) for key in OURS.entries())
    ] == []


def test_every_languages_file_is_whole_and_has_names_of_its_own() -> None:
    names, own = OURS.names, OURS.languages()
    assert own.keys() == set(OURS.locales())
    for tag in OURS.locales():
        assert OURS.has_all(tag, ("about", "plain", "safety", "texts", "widget")), tag
        assert names[own[tag]] == tag
    assert names["Polish"] == names["polski"] == "pl"
    assert (names["Ukrainian"], own["uk"]) == ("uk", "українська")
