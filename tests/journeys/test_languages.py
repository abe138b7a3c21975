"""Another language in the middle of whatever is being asked."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from backend.journeys import plan
from backend.journeys.draft import Speak, Understood
from backend.journeys.languages import choices, language_wished
from backend.journeys.spoken import SPOKEN as OWN_WORDS
from backend.journeys.spoken import in_english
from backend.journeys.words import NO, YES, move, plain
from backend.wording import Wording
from tests.journeys.worlds import A_CHILDS, AT_RUTLAND, LANGUAGES, after, asks, begun, draft_of, keys, typed

WORDING = Wording.load()
SPOKEN = WORDING.names
WORLD = replace(AT_RUTLAND, languages=LANGUAGES)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Polish", "pl"),
        ("polski", "pl"),
        ("po polsku proszę", "pl"),
        ("can you speak polish?", "pl"),
        ("in English please", "en"),
        ("my social worker only speaks polish to my mum", None),
        ("the police came", None),
        ("polish the car", None),
        ("deutsch", None),
        ("", None),
        ("can you speak", None),
    ],
)
def test_a_language_is_wished_for_by_its_name_and_little_else(text: str, tag: str | None) -> None:
    assert language_wished(typed(text), LANGUAGES) == tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("mówię po polsku", "pl"),
        ("українською мовою будь ласка", "uk"),
        ("Українська", "uk"),
        ("розмовляю українською", "uk"),
        ("ukrainian please", "uk"),
        ("بالعربية من فضلك", "ar"),
        ("عربي", "ar"),
        ("مجھے اردو میں لکھیں", "ur"),
        ("în română, vă rog", "ro"),
        ("vorbesc românește", "ro"),
        ("in romana", "ro"),
        ("in Welsh please", "cy"),
        ("yn Gymraeg os gwelwch", "cy"),
        ("siarad Cymraeg", "cy"),
        ("af Soomaali fadlan", "so"),
        ("can you speak somali", "so"),
        ("in Romania", None),
        ("in Somalia", None),
        ("in Wales", None),
        ("a Roman", None),
        ("мій соціальний працівник не говорить українською", None),
        ("моя мама плаче", None),
    ],
)
def test_a_language_is_wished_for_in_its_own_words(text: str, tag: str | None) -> None:
    assert language_wished(typed(text), SPOKEN) == tag


def test_at_any_question_the_language_changes_and_the_question_stays() -> None:
    step = begun(world=WORLD)
    for message in A_CHILDS:
        asked = asks(step, WORLD)
        if asked != "name":
            changed = after(step, typed("po polsku"), world=WORLD)
            assert changed.effect == Speak(locale="pl"), asked
            assert keys(changed) == ["session.speaking"]
            assert asks(changed, WORLD) == asked
        step = after(step, message, world=WORLD)


def test_a_story_in_another_language_is_a_story() -> None:
    at_story = after(begun(world=WORLD), *A_CHILDS[:4], world=WORLD)
    told = after(at_story, typed("moja pani nie dzwoni", "change_language"), world=WORLD)
    assert told.draft is not None
    assert told.draft.answers["what_happened"] == "moja pani nie dzwoni"
    wished_for = after(at_story, typed("i dont speak english", "change_language"), world=WORLD)
    assert not wished_for.handled


@pytest.mark.parametrize("language", sorted(OWN_WORDS))
def test_each_language_has_its_own_yes_no_and_moves(language: str) -> None:
    heard = {move(in_english(own, language)) for meant in OWN_WORDS[language].values() for own in meant}
    assert heard == {"stop_or_cancel", "go_back", "skip", "ask_why", "who_sees", "dont_know", None}
    assert all(in_english(own, language) in YES for own in OWN_WORDS[language]["yes"])
    assert all(in_english(own, language) in NO for own in OWN_WORDS[language]["no"])


@pytest.mark.parametrize(("word", "language"), [("da", "ro"), ("maya", "so"), ("pam", "cy"), ("nie", "pl")])
def test_a_word_means_what_it_does_in_the_language_spoken_and_nothing_elsewhere(
    word: str, language: str
) -> None:
    assert in_english(word, language) != word
    assert in_english(word, "en") == word
    assert in_english(word.title(), language, at_a_name=True) == word.title()


def test_what_a_draft_says_may_be_written_is_heard_in_its_language() -> None:
    """ "You can write “back” (wstecz)": the word in brackets is one of that language's own."""
    for language, own in OWN_WORDS.items():
        told = WORDING.render("complaint.how_we_treat", {"they": ""}, language, "teen").text
        named = re.findall(r"[(]([^()]+)[)]", told)
        assert len(named) >= 3, told
        for name in named:
            assert any(plain(name) in words for words in own.values()), (language, name)


def test_a_name_is_not_taken_for_a_language() -> None:
    step = after(begun(world=WORLD), *A_CHILDS[:10], world=WORLD)
    assert asks(step, WORLD) == "name"
    assert after(step, typed("Polish"), world=WORLD).effect is None


@pytest.mark.parametrize("text", ["Polish", "a polish interpreter"])
def test_the_language_that_an_advocate_should_speak_is_an_answer(text: str) -> None:
    understood = Understood("", "request_advocate", 0.95)
    for_whom = (typed("no"), typed("skip"), Understood(choice={"answer": "self"}))
    asked = after(plan.begin("advocate_request", understood, WORLD), *for_whom, world=WORLD)
    assert asks(asked, WORLD) == "advocate_wishes"
    step = after(asked, typed(text, "change_language"), world=WORLD)
    assert step.effect is None
    assert step.draft is not None
    assert step.draft.answers["advocate_wishes"] == text


def test_the_model_may_hear_the_wish_and_a_button_may_carry_it() -> None:
    pressed = Understood(choice={"intent": "change_language", "locale": "pl"})
    assert after(begun(world=WORLD), pressed, world=WORLD).effect == Speak(locale="pl")
    unknown = after(begun(world=WORLD), typed("do you speak german", "change_language"), world=WORLD)
    assert not unknown.handled


def test_a_button_names_each_language_by_its_own_name() -> None:
    assert [choice.facts["language"] for choice in choices(LANGUAGES)] == ["English", "polski"]
    assert choices({"English": "en"}) == ()
    assert plan.question(after(begun(world=WORLD)).draft, WORLD).asks == "about_whom"  # type: ignore[arg-type]


def test_a_story_in_the_language_that_is_spoken_is_kept_wherever_it_is_told() -> None:
    in_polish = replace(WORLD, in_english=False)
    story = typed("pracownica nie dzwoni od dwóch miesięcy i nikt mi nic nie mówi", "change_language")
    told = plan.step(draft_of(begun(world=in_polish)), story, in_polish)
    assert draft_of(told).answers["what_happened"] == story.text
    assert asks(told, in_polish) == "about_whom"
