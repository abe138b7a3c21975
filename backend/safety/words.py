"""Turns what somebody typed into plain words that phrases can be compared with.

Case, accents, apostrophes, stretched letters, digits for letters, text-speak, emoji and common slips
of the pen are read away; the order of the words and the ends of sentences are kept. One pass over
the text, one look-up a word: the time it takes grows with the length and with nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

STOP = "."
"""Stands between two sentences; no phrase reaches across it."""

PAUSE = ","
"""Stands for a comma, a dash or a bracket; phrases reach across it, denials do not."""

QUOTE = '"'
"""Stands where a quotation opens."""

_TOKEN = re.compile(r"[^\W_](?:[\w'@$*]|!(?=\w))*|[.!?;\n]+|[,():\u2013\u2014-]|[^\w\s]")
_ENDS = ".!?;\n"
_TRAILING_OFF = ("..", "...", "....", "\n")
"""Between these a sentence goes on: "he... hit me", and a line that was broken."""
_PAUSES = ",():\u2013\u2014"
_QUOTES = "\"'\u201c"
_STRETCHED = re.compile(r"(.)\1\1+")
_BREATH, _OVERLAP = 80, 16
"""In words: the longest stretch read as one sentence, and by how much two of a long one overlap."""
_SPELT_OUT_FROM = 3
"""So many single letters in a row are somebody spelling a word out."""

_LOOKS_LIKE = str.maketrans("013457@$!", "oieastasi")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'", "\u00b4": "'"})
# Signs nobody sees, and one that unfolds to eighteen letters.
UNSEEN = dict.fromkeys(
    (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFE0E, 0xFE0F, 0xFEFF, *range(0x202A, 0x202F), 0xFDFA)
)
_KEYS_NEAR = "aeiou"


class Reader:
    """Reads text into words, by the spellings it was given.

    `also_written` says how else words are written ("kms": "kill myself", an emoji's meaning), one or
    two words to any number; `known` are words never taken for a slip; of the `often_misspelt` every
    near miss is recognised, unless it is one of `real_words`.
    """

    def __init__(
        self,
        also_written: Mapping[str, str],
        known: Iterable[str],
        often_misspelt: Iterable[str],
        real_words: Iterable[str],
    ) -> None:
        self._one: dict[str, tuple[str, ...]] = {}
        self._two: dict[tuple[str, str], tuple[str, ...]] = {}
        for written, meant in also_written.items():
            match written.split():
                case [word]:
                    self._one[word] = tuple(meant.split())
                case [first, second]:
                    self._two[first, second] = tuple(meant.split())
                case _:
                    raise ValueError(f"{written!r} has more than two words")
        self._second = frozenset(second for _, second in self._two)
        self._known = frozenset(known) | frozenset(often_misspelt) | frozenset(self._one)
        self._known |= {word for pair in self._two for word in pair}
        avoid = self._known | frozenset(real_words)
        self._slips = {
            slip: word for word in often_misspelt for slip in near_misses(word) if slip not in avoid
        }

    def read(self, text: str) -> list[str]:
        """The words of `text` in order, with `STOP` and `PAUSE` between them."""
        plain = unicodedata.normalize("NFKC", text.translate(UNSEEN)).translate(_APOSTROPHES).lower()
        plain = "".join(
            sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign)
        )
        words: list[str] = []
        letters: list[str] = []
        for sign in _TOKEN.findall(plain):
            if len(sign) == 1 and sign.isalpha():
                letters.append(sign)
                continue
            if letters:
                self._add_letters(words, letters)
            if sign[0] in _ENDS:
                words.append(PAUSE if sign in _TRAILING_OFF else STOP)
            elif sign in _PAUSES:
                words.append(PAUSE)
            elif sign in _QUOTES:
                words.append(QUOTE)
            elif sign != "-":
                self._add(words, sign)
        if letters:
            self._add_letters(words, letters)
        return words

    def _add_letters(self, words: list[str], letters: list[str]) -> None:
        if len(letters) >= _SPELT_OUT_FROM:
            self._add(words, "".join(letters))
        else:
            for letter in letters:
                self._add(words, letter)
        letters.clear()

    def _add(self, words: list[str], token: str) -> None:
        for word in self._one.get(token) or self._word(token.replace("'", "")):
            if word in self._second and words and (meant := self._two.get((words[-1], word))) is not None:
                words[-1:] = meant
            else:
                words.append(word)

    def _word(self, word: str) -> tuple[str, ...]:
        """What is meant by one written word."""
        if (meant := self._one.get(word)) is not None:
            return meant
        if word in self._known:
            return (word,)
        if (slip := self._slips.get(word)) is not None:
            return (slip,)
        for other in self._readings(word):
            if (meant := self._one.get(other)) is not None:
                return meant
            if other in self._known:
                return (other,)
            if (slip := self._slips.get(other)) is not None:
                return (slip,)
        return (word,)

    @staticmethod
    def _readings(word: str) -> Iterable[str]:
        """Other readings: letters for look-alikes, "doin" for "doing", stretches drawn in."""
        if not word.isalpha():
            word = word.translate(_LOOKS_LIKE)
            yield word
        if word.endswith("in"):
            yield word + "g"
        if _STRETCHED.search(word):
            yield _STRETCHED.sub(r"\1\1", word)
            yield _STRETCHED.sub(r"\1", word)


def near_misses(word: str) -> set[str]:
    """Ways in which a word is easily mistyped: a letter left out, doubled, swapped or a vowel mistaken."""
    found = set()
    for at, letter in enumerate(word):
        before, after = word[:at], word[at + 1 :]
        found |= {before + after, before + letter + letter + after}
        if after:
            found.add(before + after[0] + letter + after[1:])
        if letter in _KEYS_NEAR:
            found |= {before + other + after for other in _KEYS_NEAR}
        elif letter in "sc":
            found |= {before + other + after for other in "sck"}
        if letter in "cks" and at:
            found.add(before + "ck" + after)
    found.discard(word)
    return found


def sentences(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, as positions in `words`.

    One without an end in sight is taken in lengths that overlap, so that no phrase is cut in two.
    """
    found: list[tuple[int, int]] = []
    begin = 0
    for at, word in enumerate((*words, STOP)):
        if word == STOP:
            while at - begin > _BREATH:
                found.append((begin, begin + _BREATH))
                begin += _BREATH - _OVERLAP
            if at > begin:
                found.append((begin, at))
            begin = at + 1
    return found
