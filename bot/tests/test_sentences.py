"""How a text is cut into the pieces that the sentence model reads."""

from pathlib import Path

import pytest

from components.wordpieces import FIRST, LAST, WordPieces, words

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
VOCABULARY = [*SPECIAL, "they", "don", "##t", "'", "listen", "##ing", "!", "naive", "face"]


@pytest.fixture
def cut(tmp_path: Path) -> WordPieces:
    """Pieces of a vocabulary of a dozen."""
    file = tmp_path / "vocabulary.txt"
    file.write_text("\n".join(VOCABULARY), encoding="utf-8")
    return WordPieces(file)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("They listen!", ["they", "listen", "!"]),
        ("dont listening", ["don", "##t", "listen", "##ing"]),
        ("don't", ["don", "'", "[UNK]"]),
        ("NAÏVE", ["naive"]),
        ("\u200bthey\u2060", ["they"]),
        ("xyz", ["[UNK]"]),
        ("listen" * 20, ["[UNK]"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_the_longest_pieces(cut: WordPieces, text: str, pieces: list[str]) -> None:
    assert [VOCABULARY[number] for number in cut(text)] == ["[CLS]", *pieces, "[SEP]"]


def test_a_word_met_before_is_cut_as_the_first_time(cut: WordPieces) -> None:
    assert cut("listening listening")[1:3] == cut("listening listening")[3:5] == cut("listening")[1:-1]


def test_a_picture_is_read_by_its_name() -> None:
    assert list(words("no😭")) == ["no", "loudly", "crying", "face"]


def test_of_a_long_text_the_beginning_and_the_end_are_read(cut: WordPieces) -> None:
    pieces = cut("they " * 200 + "listen")
    assert len(pieces) == FIRST + LAST + 2
    assert VOCABULARY[pieces[-2]] == "listen"
