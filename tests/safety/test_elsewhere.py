"""Harm is heard in other languages than English, whatever language the chat is in.

`elsewhere.tsv` was written before the phrases and they were tuned on it; `elsewhere_after.tsv` was written
after them, scored once and never tuned on: it says how well strangers' words are heard. One hand wrote all
three, and nobody who speaks these languages has checked them.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from backend.parse import heard_in
from backend.safety import Screen, elsewhere
from backend.safety.check import check_elsewhere, unchecked
from backend.safety.elsewhere import FOLDER, IDEAS, folded
from backend.wording import Wording

HERE = Path(__file__).parent
BOT = HERE.parents[1] / "bot" / "data"
SCREEN = Screen.load()
OTHERS = elsewhere.read()
OF_THE_CHAT = set(Wording.load().names.values()) - {"en"}


def rows(name: str) -> list[tuple[str, str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(tag, tier, text) for tag, tier, text in (row.split("\t") for row in lines if row[0] != "#")]


def share_heard(written: list[tuple[str, str, str]], *, harm: bool) -> float:
    found = [SCREEN.hear(text).tier for _, tier, text in written if (tier != "none") is harm]
    return sum(tier != "none" for tier in found) / len(found)


def test_every_example_in_every_language_holds() -> None:
    assert check_elsewhere() == []


def test_each_language_of_the_chat_and_each_beyond_it_is_listened_for_with_every_idea() -> None:
    ideas = yaml.safe_load((FOLDER / IDEAS).read_text(encoding="utf-8"))
    spoken = {one.tag: {phrase.id.partition(":")[2] for phrase in one.phrases} for one in OTHERS.all}
    assert set(spoken) > OF_THE_CHAT
    assert all(said == set(ideas) for said in spoken.values()), spoken


def test_it_is_said_of_each_language_that_nobody_has_checked_it() -> None:
    assert {one.tag for one in unchecked()} == {one.tag for one in OTHERS.all}


@pytest.mark.parametrize("tag", sorted(one.tag for one in OTHERS.all))
def test_what_the_phrases_were_tuned_on_is_heard_and_complaints_are_let_pass(tag: str) -> None:
    written = [row for row in rows("elsewhere.tsv") if row[0] == tag]
    assert share_heard(written, harm=True) >= 0.9
    assert share_heard(written, harm=False) <= 0.1


def test_more_than_half_is_heard_of_what_they_were_never_tuned_on_and_hardly_a_complaint() -> None:
    written = [row for row in rows("elsewhere_after.tsv") if row[0] in OF_THE_CHAT]
    assert share_heard(written, harm=True) >= 0.6
    assert share_heard(written, harm=False) <= 0.05


def test_less_is_heard_of_it_in_the_languages_that_the_chat_does_not_speak() -> None:
    written = [row for row in rows("elsewhere_after.tsv") if row[0] not in OF_THE_CHAT]
    assert share_heard(written, harm=True) >= 0.5
    assert share_heard(written, harm=False) <= 0.05


def english() -> list[str]:
    """Texts in English that tell of no harm, and some that do: nothing of another language is in them."""
    evaluation = (HERE.parent / "nlu" / "evaluation.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ours = [
        line.split("\t")[0]
        for name in ("development.tsv", "development_held.tsv")
        for line in (HERE / name).read_text(encoding="utf-8").splitlines()[1:]
        if line.split("\t")[1] == "none"
    ]
    lists = [file.read_text(encoding="utf-8").splitlines() for file in BOT.rglob("not_harm*.txt")]
    return [*(line.split("\t")[0] for line in evaluation), *ours, *(line for one in lists for line in one)]


def test_hardly_a_text_in_english_is_heard_in_another_language() -> None:
    texts = english()
    taken = [text for text in texts if any(OTHERS.heard(OTHERS.read(text)))]
    assert len(texts) > 5_000
    assert len(taken) <= 3, taken


# what was typed, the tier, the language it was heard in
HEARD = [
    ("boje sie go", "concern", "pl"),
    ("Boję się go!", "concern", "pl"),
    ("I don't know how to say, tata mnie bije", "concern", "pl"),
    ("on mnie teraz bije", "urgent", "pl"),
    ("on mnie nie bije", "none", None),
    ("on nie tylko mnie bije", "concern", "pl"),
    ("nie wiem co robić, on mnie bije", "concern", "pl"),
    ("m-a bătut aseară", "concern", "ro"),
    ("ma batut aseara", "concern", "ro"),
    ("nu ma bate", "none", None),
    ("він мене б'є", "concern", "uk"),
    ("він мене не б'є", "none", None),
    ("on menya byet", "concern", "uk"),
    ("أبي يضربني", "concern", "ar"),
    ("ابي يضربني", "concern", "ar"),
    ("أبي لا يضربني", "none", None),
    ("ابو مجھے مارتے ہیں", "concern", "ur"),
    ("abu mujhe marte hain", "concern", "ur"),
    ("abu mujhe nahi marte", "none", None),
    ("aabahay ima garaaco", "none", None),
    ("aabahay wuu i garaacaa", "concern", "so"),
    ("mae o'n fy nharo i", "concern", "cy"),
    ("babi me rreh", "concern", "sq"),
    ("BABAM BENİ DÖVÜYOR", "concern", "tr"),
    ("babam beni dovmuyor", "none", None),
    ("پدرم مرا می‌زند", "concern", "fa"),
    ("پدرم مرا نمی زند", "none", None),
    ("mon père me frappe", "concern", "fr"),
    ("mon pere me frappe pas", "none", None),
    ("mi padrastro me pega", "concern", "es"),
    ("o meu padrasto bate-me", "concern", "pt"),
    ("bi danh dap", "concern", "vi"),
    ("باوکم لێم دەدات", "concern", "ku"),
    ("باوکم لیم نادات", "none", None),
    ("আব্বু আমাকে মারে না", "none", None),
    ("dydi o ddim yn fy nharo i", "none", None),
]


@pytest.mark.parametrize(("text", "tier", "language"), HEARD)
def test_it_is_heard_as_it_is_typed_unless_it_is_denied(text: str, tier: str, language: str | None) -> None:
    heard = SCREEN.hear(text)
    assert (heard.tier, heard.language) == (tier, language)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("mój opiekun bije mnie pasem", True),
        ("bije mnie pasem. to mój opiekun", True),
        ("my carer, ona mnie bije", True),
        ("tata mnie bije", False),
        ("îngrijitorul mă atinge", True),
    ],
)
def test_it_tells_when_the_harm_is_by_staff_or_a_carer(text: str, named: bool) -> None:
    assert SCREEN.hear(text).names_staff_or_carer is named


def test_a_worry_in_another_language_is_not_for_a_model_of_english_to_silence() -> None:
    sure = {"intent": "greet", "confidence": 0.9, "harm": "none", "no_harm": True}
    said = [json.dumps({**sure, "text": text}) for text in ("boje sie go", "my dad hits me")]
    assert [json.loads(line)["safety"] for line in heard_in(said, SCREEN)] == ["concern", "none"]


def test_marks_joining_signs_and_doubled_letters_are_read_away() -> None:
    assert folded("Boję się, m-a bătut") == ["boje", "sie", ",", "ma", "batut"]
    assert folded("б'є") == folded("б’є") == folded("бє")
    assert folded("garaacaa") == folded("garaaca") == ["garaca"]
    assert folded("ÖLMEK İSTİYORUM ISIRDI") == ["olmek", "istiyorum", "isirdi"]
    assert folded("đánh") == folded("danh")
    assert folded("می‌زند") == folded("ميزند")
    assert folded("دەیدۆزێت ڕووت ماڵ") == folded("دەیدوزیت رووت مال")


@pytest.mark.parametrize(
    ("says", "told"),
    [("[b* mnie]", "takes in too much"), ("[mnie ~9 bije]", "write ~1 to ~6"), ("[]", "write its says")],
)
def test_a_mistake_in_a_language_is_named(tmp_path: Path, says: str, told: str) -> None:
    (tmp_path / IDEAS).write_text("hits: {tier: concern, why: Hitting.}", encoding="utf-8")
    file = tmp_path / "pl.yml"
    file.write_text(
        f"language: Polish\nphrases:\n  hits: {{says: {says}, hears: [mnie bije]}}", encoding="utf-8"
    )
    assert told in " ".join(check_elsewhere(tmp_path))
    file.write_text("language: Polish\nphrases:\n  kicks: {says: [kopie], hears: [kopie]}", encoding="utf-8")
    assert "no idea 'kicks'" in " ".join(check_elsewhere(tmp_path))


def test_a_stem_takes_in_what_begins_so_and_a_plus_what_a_beginning_stands_before(tmp_path: Path) -> None:
    (tmp_path / IDEAS).write_text("hits: {tier: concern, why: Hitting.}", encoding="utf-8")
    (tmp_path / "pl.yml").write_text(
        "language: Polish\nbegins: po z\nphrases:\n  hits: {says: [+bij* mnie], hears: [bije mnie]}",
        encoding="utf-8",
    )
    languages = elsewhere.read(tmp_path)
    for text, heard in (
        ("bijesz mnie", True),
        ("pobije mnie", True),
        ("wbije mnie", False),
        ("bi mnie", False),
    ):
        assert any(languages.heard(languages.read(text))) is heard, text


@pytest.mark.parametrize("text", ["tata mnie bije teraz", "tata mnie bije teraz. tata mnie bije od roku"])
def test_what_is_said_to_be_now_stays_urgent_whatever_is_said_after_it(text: str) -> None:
    assert SCREEN.hear(text).tier == "urgent"
