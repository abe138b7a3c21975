"""What is typed is read as the words that were meant."""

from __future__ import annotations

from itertools import pairwise

import pytest

from backend.safety.words import PAUSE, STOP, Reader, near_misses, sentences

READER = Reader(
    {
        "u": "you",
        "kms": "kill myself",
        "step dad": "stepdad",
        "do not": "dont",
        "🔪": "knife",
        "od'd": "took",
    },
    known={"hit", "kill", "dont", "hitting"},
    often_misspelt={"suicide", "slapped"},
    real_words={"slipped"},
)

# what was typed, the words
READ = [
    ("He HIT me", "he hit me"),
    ("don't", "dont"),
    ("don\u2019t", "dont"),
    ("Do not!", f"dont {STOP}"),
    ("my step-dad", "my stepdad"),
    ("my step dad, u know", f"my stepdad {PAUSE} you know"),
    ("kms", "kill myself"),
    ("k i l l", "kill"),
    ("i k", "i k"),
    ("hiiiiit", "hit"),
    ("h1t", "hit"),
    ("sucide suiicide suicidee", "suicide suicide suicide"),
    ("slipped", "slipped"),
    ("hittin", "hitting"),
    ("od'd", "took"),
    ("🔪", "knife"),
    ("one. two", f"one {STOP} two"),
    ("one... two", f"one {PAUSE} two"),
    ("one\ntwo\n\nthree", f"one {PAUSE} two {STOP} three"),
    ("caf\u00e9", "cafe"),
    ("\uff48\uff49\uff54", "hit"),
    ("h\u00adi\u200bt", "hit"),
]


@pytest.mark.parametrize(("typed", "words"), READ)
def test_typing_is_read(typed: str, words: str) -> None:
    assert " ".join(READER.read(typed)) == words


def test_a_spelling_of_more_than_two_words_is_refused() -> None:
    with pytest.raises(ValueError, match="more than two words"):
        Reader({"one two three": "four"}, (), (), ())


def test_a_near_miss_is_one_slip_away() -> None:
    found = near_misses("scared")
    assert {"sared", "sccared", "csared", "scered", "skared"} <= found
    assert "scared" not in found
    assert "scarred" in found


def test_sentences_end_where_they_end_and_long_ones_overlap() -> None:
    assert sentences(["a", STOP, "b", "c"]) == [(0, 1), (2, 4)]
    assert sentences([STOP, STOP]) == []
    spans = sentences(["a"] * 200)
    assert spans[0] == (0, 80)
    assert all(later[0] < earlier[1] for earlier, later in pairwise(spans))
    assert spans[-1][1] == 200
