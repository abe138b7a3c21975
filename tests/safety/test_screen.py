"""Who is meant, when it was, and whether it is denied, quoted or only a manner of speaking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants, _parser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.safety import GRAVITY, Heard, Screen, elsewhere
from backend.safety import phrases as phrasing
from backend.safety import screen as screening
from backend.safety import words as reading
from backend.safety.phrases import Line
from backend.safety.words import sentences
from tests.examples import examples

SCREEN = Screen.load()


STABBED_AS_A_FIGURE = (
    "my social worker stabbed me in the back",
    "the council has stabbed us in the back again",
    "the IRO stabbed us in the back.",
    "our solicitor stabbed us in the back",
    "i feel like i've been stabbed in the back by my social worker",
    "we were stabbed in the back by the people meant to help",
    "she is a backstabber",
    "they are all backstabbing me",
    "it was like a knife in the back after all we did",
    "my social worker threw me under the bus at the meeting",
)
STABBED = (
    "he stabbed me in the back with a screwdriver",
    "he stabbed me in the back",
    "i was stabbed in the back last night",
    "they stabbed him in the back outside school",
    "a lad at school stabbed me in the back",
    "someone on my team stabbed me in the back",
    "my social worker stabbed me in the back with a screwdriver",
    "my social worker stabbed me in the back, there was blood",
    "my social worker's brother stabbed me in the back",
    "the council said he stabbed me in the back",
    "i was stabbed in the back by my key worker with scissors",
    "i got stabbed in the back by a boy from my school",
    "he held a knife to my back",
)


@pytest.mark.parametrize("words", STABBED_AS_A_FIGURE)
def test_those_whose_job_it_is_stab_nobody_in_the_back_but_in_a_manner_of_speaking(words: str) -> None:
    assert SCREEN.hear(words).tier == "none"


@pytest.mark.parametrize("words", STABBED)
def test_a_stabbing_is_urgent_wherever_and_whoever_else_is_named(words: str) -> None:
    assert SCREEN.hear(words).tier == "urgent"


# what was typed, the tier
HEARD = [
    ("", "none"),
    ("   \n\t ", "none"),
    ("🙂", "none"),
    ("my dad hits me", "concern"),
    ("MY DAD HITS ME", "concern"),
    ("my dad hits me!!!", "concern"),
    ("my dad… hits me", "concern"),
    ("my dad\nhits me", "concern"),
    ("my dad\u200b hits me", "concern"),
    ("my d\u00e1d h1ts me", "concern"),
    # Denied, and not denied.
    ("he has never hit me", "none"),
    ("he doesn't hit me", "none"),
    ("he does not hit me", "none"),
    ("nobody hits me", "none"),
    ("nobody's hitting me", "none"),
    ("no one's hitting me", "none"),
    ("nobody has threatened me or hit me", "none"),
    ("nobody has threatened me, he hits me", "concern"),
    ("i can't eat or sleep because he hits me", "concern"),
    ("he not only hits me but my sister too", "concern"),
    ("he doesn't only hit me, he hits my sister", "concern"),
    ("don't let him hit me again", "concern"),
    ("i can't stop him hitting me", "concern"),
    ("he never stops hitting me", "concern"),
    ("they've never hit me but I'm always waiting for it", "concern"),
    ("nobody hits me except my uncle", "concern"),
    ("nobody has ever touched me apart from my stepdad", "concern"),
    ("he never hit me before, but last night he did", "concern"),
    ("I don't feel unsafe at school but I do at home", "concern"),
    ("nobody hits me. except on holidays it is noisy", "none"),
    ("I don't want to die", "none"),
    ("I don't want to live", "urgent"),
    ("i never want to wake up", "urgent"),
    # Somebody else said it, and the person says it is not so; their own words taken back are heard.
    ("the report says my dad hits me. that is not true", "none"),
    ("the report says my dad hits me", "concern"),
    ("page 9 states my dad hits me, that is another family", "none"),
    ("it says in my file I hit somebody", "none"),
    ("i said my dad hits me and it is not true", "concern"),
    ("they accused me of hitting my daughter", "none"),
    ('he said "I will kill you"', "urgent"),
    ("they wrote that I was found with a knife. it was actually a spoon", "none"),
    ("they wrote that he came with a knife", "urgent"),
    ("'manhandled' is the word in the report, he was never touched, it's a mistake", "none"),
    ("the letter accuses me of leaving him home alone, he was at my mum's", "none"),
    ("he asked if he could touch me. I said no. He did it anyway", "concern"),
    ("a man online asked me for pictures. I said no", "concern"),
    ("the notes say I cut myself. it was a bad day", "concern"),
    ("they asked me if anyone hurts me and I said no", "none"),
    ("has he ever hit me? no", "none"),
    ('"Was punched by his uncle" should read "was praised by"', "none"),
    ("the report says he hit me. Nobody asked. It went to court. That is not true", "none"),
    # Whoever stands by it is heard, and so is what they say for themselves.
    ("they wrote that I lie but he does hurt me", "concern"),
    ("it says in my file he hit me and he did", "concern"),
    ("they asked me if he hits me and I said no because he was there", "concern"),
    ("she asked if he hits me and I said no. I was too scared", "concern"),
    ("the report says he hit me and it is wrong, but he still does it", "concern"),
    ("they said it was unfounded but he raped me", "urgent"),
    ("he said he would hurt me and it is wrong what he does", "urgent"),
    # Now, or another time.
    ("he is hitting me now", "urgent"),
    ("he used to hit me", "concern"),
    ("he just hit me", "urgent"),
    ("he hits me and i am hiding in the wardrobe", "urgent"),
    # Figures of speech, alone and beside harm.
    ("you're killing me with paperwork", "none"),
    ("I could murder a pizza", "none"),
    ("this wait is killing me and he is going to kill me", "urgent"),
    ("I could murder a pizza. My stepdad hits me.", "concern"),
    # Everyday words that were once heard as harm.
    ("we waited without anybody coming to see us", "none"),
    ("we wrote to you in anger", "none"),
    ("my social worker is rubbish", "none"),
    # Written otherwise.
    ("kms", "urgent"),
    ("unalive myself", "urgent"),
    ("i started sh again", "concern"),
    ("i want to dieeeeee", "urgent"),
    ("k m s", "urgent"),
    ("k*ll", "none"),
    ("sucidal", "urgent"),
    ("he is stranglin me", "urgent"),
    ("overdosd", "urgent"),
]


@pytest.mark.parametrize(("text", "tier"), HEARD)
def test_what_is_typed_is_heard_as_it_was_meant(text: str, tier: str) -> None:
    assert SCREEN.hear(text).tier == tier


# what was typed, whether staff or a carer are named in it
NAMED = [
    ("my carer hits me", True),
    ("my foster dad slaps me", True),
    ("the staff restrained me and it hurt", True),
    ("my social worker touches my leg", True),
    ("he hits me. he is my key worker", True),
    ("my dad hits me", False),
    ("i told my social worker my dad hits me", False),
    ("i told my key worker that my dad hits me and she didnt believe me", False),
    ("nothing happened with my carer", False),
]


@pytest.mark.parametrize(("text", "named"), NAMED)
def test_it_tells_when_the_harm_is_by_staff_or_a_carer(text: str, named: bool) -> None:
    assert SCREEN.hear(text).names_staff_or_carer is named


def test_what_was_heard_is_named_by_its_phrase() -> None:
    heard = SCREEN.hear("my dad hits me and i want to die")
    assert heard.tier == "urgent"
    assert {"hurts-me", "kill-myself"} <= set(heard.phrases)
    assert SCREEN.hear("when will they answer") == Heard("none", (), False)


def test_harm_in_the_middle_of_a_long_story_is_heard() -> None:
    grievance = "The social worker never rang me back and the meeting was moved again. " * 130
    story = f"{grievance}When I go home he hits me with a belt. {grievance}"
    assert 18_000 < len(story) <= 20_000
    assert SCREEN.hear(story).tier == "concern"


def test_harm_in_a_story_without_a_single_full_stop_is_heard() -> None:
    running_on = "and then she said it would be fine and they wrote it down " * 20
    assert SCREEN.hear(f"{running_on} and my stepdad hits me {running_on}").tier == "concern"


@pytest.mark.attack("bombs")
@pytest.mark.parametrize(
    "story",
    [
        "he she they me my ",
        "he hit ",
        "a ",
        "not never ever or ",
        "my dad hits me and i am scared and he said he will kill me ",
        "the social worker said that he would come and did not come ",
        "tata mnie bije i boje sie go ma noz ",
    ],
)
def test_the_work_grows_with_the_length_alone(monkeypatch: pytest.MonkeyPatch, story: str) -> None:
    """Counted, not timed: how often a line is held against a place in the text."""
    held: list[int] = []
    ends = Line.ends
    monkeypatch.setattr(Line, "ends", lambda line, *where: (held.append(1), ends(line, *where))[1])
    SCREEN.hear(story * 100)
    once = len(held)
    SCREEN.hear(story * 1_000)
    assert len(held) - once <= 11 * max(once, 1)


def test_no_sentence_is_compared_with_more_than_a_stretch_of_words() -> None:
    stretches = sentences(["a"] * 20_000)
    assert max(end - begin for begin, end in stretches) <= 80
    assert sum(end - begin for begin, end in stretches) <= 1.5 * 20_000


@pytest.mark.attack("bombs")
def test_no_pattern_can_be_made_to_try_the_same_letters_twice() -> None:
    """Only a repeat within a repeat takes time beyond measure; the phrases themselves are no patterns."""
    modules = (reading, screening, phrasing, elsewhere)
    patterns = [value for one in modules for value in vars(one).values() if isinstance(value, re.Pattern)]
    assert len(patterns) >= 2
    for pattern in patterns:
        for repeated in repeats(_parser.parse(pattern.pattern)):
            assert not list(repeats(repeated)), pattern.pattern


def repeats(parsed: _parser.SubPattern) -> Iterator[_parser.SubPattern]:
    """What is repeated without end anywhere in a pattern."""
    for kind, held in parsed:
        inner = [one for one in _flat(held) if isinstance(one, _parser.SubPattern)]
        if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and held[1] is _constants.MAXREPEAT:
            yield held[2]
        else:
            for one in inner:
                yield from repeats(one)


def _flat(held: object) -> Iterator[object]:
    if isinstance(held, list | tuple):
        for one in held:
            yield from _flat(one)
    else:
        yield held


@examples(60)
@given(text=st.text(max_size=100))
def test_whatever_is_typed_is_listened_to(text: str) -> None:
    assert SCREEN.hear(text).tier in GRAVITY


@examples(60)
@given(
    before=st.lists(st.sampled_from(sorted(SCREEN.vocabulary())), max_size=60),
    after=st.text(alphabet="ab .,!?\u0301\u200b\n'@$1", max_size=200),
)
def test_harm_is_heard_whatever_stands_around_it(before: list[str], after: str) -> None:
    assert SCREEN.hear(f"{' '.join(before)}. My uncle raped me. {after}").tier == "urgent"


@pytest.mark.parametrize(
    "told", ["he is strangling me", "i want to kill myself", "he hits me", "i took all my tablets"]
)
def test_no_plain_danger_is_left_to_the_model(told: str) -> None:
    assert SCREEN.hear(told, beside_the_model=True).tier == SCREEN.hear(told).tier != "none"


@pytest.mark.parametrize(
    ("told", "beside"),
    [
        ("he said he will kill me", "concern"),
        ("im gonna shoot you", "concern"),
        ("he said he will kill me tonight", "urgent"),
    ],
)
def test_what_is_often_a_figure_of_speech_is_a_worry_at_least_and_urgent_without_a_model(
    told: str, beside: str
) -> None:
    assert SCREEN.hear(told).tier == "urgent"
    assert SCREEN.hear(told, beside_the_model=True).tier == beside
