"""The training texts are many people's words: enough of them, none twice, none that points at anybody."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
import yaml

DATA = Path(__file__).parents[2] / "bot" / "data"

TOPICS = {
    "session": "affirm deny dont_know greet goodbye thanks ask_are_you_human ask_repeat_or_simplify"
    " change_language correct_previous_answer stop_or_cancel out_of_scope go_back skip ask_why",
    "complaint": "make_complaint say_what_happened withdraw_complaint",
    "track": "track_complaint ask_what_happens_next ask_deadline ask_why_late",
    "escalate": "escalate_complaint ask_ombudsman ask_stage_explained ask_for_mediation"
    " ask_to_pause_decision",
    "advocate": "request_advocate ask_about_advocate",
    "rights": "ask_who_can_complain ask_what_can_complain_about ask_time_limit ask_confidentiality"
    " ask_my_data",
    "feedback": "give_compliment make_comment",
    "contact": "ask_contact_human change_contact_details",
    "safety": "safeguarding_disclosure self_harm_or_suicide",
}
"""Every intent learnt from text, under its topic. `choose`, `resume` and `start` never come from text."""

PLACED = [(topic, intent) for topic, intents in TOPICS.items() for intent in intents.split()]
STARTS = {
    "make_complaint",
    "say_what_happened",
    "track_complaint",
    "escalate_complaint",
    "withdraw_complaint",
    "request_advocate",
    "ask_to_pause_decision",
    "change_contact_details",
    "ask_contact_human",
    "ask_for_mediation",
    "give_compliment",
    "make_comment",
}
"""The intents that begin something: many people's ways of saying them are to be known."""
ENOUGH = 60
ENOUGH_TO_START = 100
TOO_LIKE = 0.85
COMMON_WORDS = 3
"""Texts of so few words are everybody's: "bye" and "what happens next" are in any set."""
MOST_IN_COMMON = 34
"""Longer ones that two hands wrote alike without knowing; counted in November 2026 and not to grow."""
SMALL_WORDS = "session"
"""The topic of answers such as yes, no and hello: nobody says those at length."""

TELEPHONE = re.compile(r"(?:\d[\s().-]{0,2}){7,}")
EMAIL = re.compile(r"\S@\S+\.\S")
RASA_MARKUP = re.compile(r"\]\s*[({]|^/")


@cache
def read(topic: str) -> dict[str, list[str]]:
    """The examples of one topic by intent, as a person would have typed them."""
    texts: dict[str, list[str]] = {}
    for path in (DATA / topic).glob("*nlu.yml"):
        file = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        assert file["version"] == "3.1", f"{path}: Rasa 3.6 reads training data of version 3.1"
        for entry in file["nlu"]:
            texts.setdefault(entry["intent"], []).extend(
                line.removeprefix("- ").strip() for line in entry["examples"].splitlines()
            )
    return texts


def plain(text: str) -> str:
    """Casefolded, without punctuation; emoji stay, and a text of punctuation alone stays as it is."""
    kept = "".join(c for c in text.casefold() if not unicodedata.category(c).startswith("P"))
    return " ".join(kept.split()) or text


def words_of(text: str) -> frozenset[str]:
    """The set of words of a text, plain."""
    return frozenset(plain(text).split())


def likeness(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """The Jaccard index of two sets of words: 1 where they are the same, 0 where they share none."""
    return len(ours & theirs) / len(ours | theirs)


def every_text() -> list[tuple[str, str, str]]:
    """Every example of every topic with its topic and intent."""
    return [
        (topic, intent, text) for topic in TOPICS for intent, texts in read(topic).items() for text in texts
    ]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_holds_its_own_intents_and_no_others(topic: str) -> None:
    assert sorted(read(topic)) == sorted(TOPICS[topic].split())


@pytest.mark.parametrize(("topic", "intent"), PLACED)
def test_every_intent_has_enough_examples(topic: str, intent: str) -> None:
    assert len(read(topic)[intent]) >= (ENOUGH_TO_START if intent in STARTS else ENOUGH)


@pytest.mark.parametrize(("topic", "intent"), PLACED)
def test_no_two_examples_of_an_intent_say_the_same_in_nearly_the_same_words(topic: str, intent: str) -> None:
    texts = read(topic)[intent]
    assert [(texts[one], texts[other]) for one, other in too_like([words_of(text) for text in texts])] == []


def too_like(texts: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """The places of texts that are too like, without holding each against each.

    Two sets as like as that share one of the few rarest words of each: as many as may differ, and one.
    """
    times = Counter(word for words in texts for word in words)
    holding: dict[str, set[int]] = {}
    for place, words in enumerate(texts):
        rarest_first = sorted(words, key=lambda word: (times[word], word))
        telling = rarest_first[: len(words) - math.ceil(TOO_LIKE * len(words)) + 1]
        near = {other for word in telling for other in holding.get(word, ())}
        yield from ((other, place) for other in sorted(near) if likeness(texts[other], words) > TOO_LIKE)
        for word in telling:
            holding.setdefault(word, set()).add(place)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("new sw pls", "pls new sw", True),
        ("my sw never rings me", "my sw never rings", False),
        ("a b c d e f g h", "a b c d e f g", True),
        ("a b c d e f g h", "a b c d e f x", False),
        ("no", "yes", False),
    ],
)
def test_texts_too_like_are_found_among_others(one: str, other: str, alike: bool) -> None:
    among = [words_of(text) for text in (one, "something else is said here", other, "and here")]
    assert list(too_like(among)) == ([(0, 2)] if alike else [])


def test_no_text_is_taught_twice() -> None:
    places: dict[str, list[str]] = {}
    for _, intent, text in every_text():
        places.setdefault(plain(text), []).append(intent)
    assert {text: intents for text, intents in places.items() if len(intents) > 1} == {}


def test_no_text_of_the_evaluation_that_could_be_said_otherwise_is_taught() -> None:
    rows = (DATA.parents[1] / "tests" / "nlu" / "evaluation.tsv").read_text(encoding="utf-8").split("\n")
    asked = {plain(row.split("\t")[0]) for row in rows if row}
    taught = {plain(text) for *_, text in every_text()}
    in_common = [text for text in asked & taught if len(text.split()) > COMMON_WORDS]
    assert len(in_common) <= MOST_IN_COMMON, "do not look which: write fewer of the obvious sentences"


def test_no_example_holds_a_telephone_number_or_an_email_address() -> None:
    pointing = [text for *_, text in every_text() if TELEPHONE.search(text) or EMAIL.search(text)]
    assert pointing == []


def test_every_example_is_text_and_not_markup_to_rasa() -> None:
    assert [text for *_, text in every_text() if not text or RASA_MARKUP.search(text)] == []


def test_a_tenth_of_what_is_wished_for_is_said_in_three_words_or_fewer() -> None:
    # Harm is seldom told in so few.
    lengths = [len(text.split()) for topic, _, text in every_text() if topic != "safety"]
    assert sum(length <= 3 for length in lengths) >= len(lengths) / 10


def test_a_tenth_of_the_examples_that_tell_something_is_longer_than_twenty_words() -> None:
    lengths = [len(text.split()) for topic, _, text in every_text() if topic != SMALL_WORDS]
    assert sum(length > 20 for length in lengths) >= len(lengths) / 10


def test_no_example_is_longer_than_a_message_passed_on_to_the_model() -> None:
    assert max(len(text) for *_, text in every_text()) <= 1000


def test_words_in_another_order_or_case_are_as_like_as_can_be() -> None:
    assert likeness(words_of("Stage 2, please!"), words_of("please stage 2")) == 1
    assert likeness(words_of("my worker never came"), words_of("the taxi is late")) == 0


def test_what_only_sounds_like_harm_is_there_once_and_never_as_harm() -> None:
    files = {
        file.name: [line for line in file.read_text("utf-8").splitlines() if line]
        for file in DATA.glob("safety/not_harm*.txt")
    }
    assert set(files) == {"not_harm.txt", "not_harm_long.txt"}
    assert max(len(text.split()) for text in files["not_harm.txt"]) <= 25
    assert min(len(text.split()) for text in files["not_harm_long.txt"]) > 25
    texts = [plain(text) for file in files.values() for text in file]
    assert len(texts) >= 500
    assert [text for text, times in Counter(texts).items() if times > 1 or not text] == []
    # A wish may stand here too: both say that there is no harm in it.
    harm = {plain(text) for topic, _, text in every_text() if topic == "safety"}
    assert sorted(harm & set(texts)) == []
