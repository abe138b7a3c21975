"""Who is meant, when it was, and whether it is denied, quoted or only a manner of speaking."""

from __future__ import annotations

import random
import string
import time

import pytest

from backend.safety import Heard, Screen

SCREEN = Screen.load()


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


def slowest(texts: list[str]) -> float:
    """The longest that any of the texts took, in milliseconds of processor time; the best of three."""
    worst = 0.0
    for text in texts:
        tries = []
        for _ in range(3):
            begun = time.process_time()
            SCREEN.hear(text)
            tries.append((time.process_time() - begun) * 1000)
        worst = max(worst, min(tries))
    return worst


def test_a_message_takes_two_milliseconds_at_most() -> None:
    messages = [
        "my social worker never comes when she says and i am fed up with it",
        "he hits me and i dont know what to do because he said he will kill me if i tell",
    ]
    assert slowest(messages) <= 2


def test_no_story_takes_long_however_it_is_written() -> None:
    chance = random.Random(7)  # noqa: S311 - the same stories every time
    words = [*sorted(SCREEN.vocabulary()), *string.ascii_lowercase, ".", ",", "!!!", "aaaaaaaa", "🔪"]
    stories = [
        " ".join(chance.choices(words, k=4_000))[:20_000],
        ("he she they me my " * 1_200)[:20_000],
        "a" * 20_000,
        "a " * 10_000,
        "." * 20_000,
        "he hit " * 2_800,
        "!?" * 10_000,
        "@$*1'" * 4_000,
        "\u0301" * 20_000,
        "\ufdfa" * 20_000,
    ]
    # Written to be slow; a story people would write takes a tenth of the fifty milliseconds.
    assert slowest(stories) <= 400
    ordinary = "My social worker never came. I told them he did not ring for weeks, and they said fine. "
    assert slowest([(ordinary * 250)[:20_000]]) <= 50
