"""Cuts a text into the word pieces that the sentence model reads.

PURE. The uncased BERT way: small letters without accents, signs apart, and each word in the longest pieces
the vocabulary has. An emoji the vocabulary lacks is read by its name: a face in tears is a word too.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
FIRST, LAST = 64, 32
"""Pieces of a long text that are read, some seventy words: it says what it wants as it begins or ends."""
LONGEST_WORD = 40
KEPT = 20_000
"""Words whose pieces are remembered."""


class WordPieces:
    """The pieces of one vocabulary."""

    def __init__(self, vocabulary: Path) -> None:
        with vocabulary.open(encoding="utf-8") as lines:
            self._ids = {piece.rstrip("\n"): number for number, piece in enumerate(lines)}
        self._start, self._end, self._unknown = (self._ids[name] for name in (START, END, UNKNOWN))
        self._known: dict[str, list[int]] = {}

    def __call__(self, text: str) -> list[int]:
        """The numbers of a text's pieces, between those of its start and its end."""
        pieces = [piece for word in words(text) for piece in self._pieces(word)]
        if len(pieces) > FIRST + LAST:
            pieces = pieces[:FIRST] + pieces[-LAST:]
        return [self._start, *pieces, self._end]

    def _pieces(self, word: str) -> list[int]:
        if (known := self._known.get(word)) is None:
            known = self._cut(word)
            if len(self._known) < KEPT:
                self._known[word] = known
        return known

    def _cut(self, word: str) -> list[int]:
        if len(word) > LONGEST_WORD:
            return [self._unknown]
        found: list[int] = []
        begin = 0
        while begin < len(word):
            mark = "##" if begin else ""
            ends = range(len(word), begin, -1)
            end = next((end for end in ends if mark + word[begin:end] in self._ids), None)
            if end is None:
                return [self._unknown]
            found.append(self._ids[mark + word[begin:end]])
            begin = end
        return found


def words(text: str) -> Iterator[str]:
    """The words of a text and the signs between them."""
    word = ""
    for letter in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower()):
        kind = unicodedata.category(letter)
        if kind[0] in "LN":
            word += letter
            continue
        if kind in ("Mn", "Cf"):
            continue
        if word:
            yield word
            word = ""
        if kind == "So":
            yield from unicodedata.name(letter, "").lower().replace("-", " ").split()
        elif kind[0] in "PS":
            yield letter
    if word:
        yield word
