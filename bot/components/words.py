"""What a text is by its words and letters: tf-idf, as scikit-learn would count it, in numbers alone."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from components.regression import Sparse

LETTERS = range(2, 6)
"""How many letters together are looked at."""


def words(text: str) -> Iterator[str]:
    """Every word, and every two beside each other."""
    each = text.split()
    yield from each
    yield from (f"{first} {second}" for first, second in pairwise(each))


def letters(text: str) -> Iterator[str]:
    """Every few letters beside each other within a word, the gaps around it counted as one each.

    A word shorter than that stands once, whole.
    """
    for word in text.split():
        padded = f" {word} "
        for size in LETTERS:
            yield from (padded[at : at + size] for at in range(max(1, len(padded) - size + 1)))
            if size >= len(padded):
                break


ANALYSERS: tuple[Callable[[str], Iterator[str]], ...] = (words, letters)
"""The two ways a text is taken apart."""


@dataclass(frozen=True)
class View:
    """One way of taking a text apart, and what each part weighs."""

    analyse: Callable[[str], Iterator[str]]
    vocabulary: Mapping[str, int]
    idf: np.ndarray
    first: int
    """The place of this view's first part among the parts of all views."""

    def weigh(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """The places of the parts of `text` that are known, and their weights, of length one together."""
        counts = Counter(self.vocabulary[part] for part in self.analyse(text) if part in self.vocabulary)
        places = np.fromiter(counts, dtype=np.intp, count=len(counts))
        weights = (1 + np.log(np.fromiter(counts.values(), dtype=float, count=len(counts)))) * self.idf[
            places
        ]
        return places + self.first, weights / (np.linalg.norm(weights) or 1.0)


def views_of(texts: Sequence[str]) -> list[View]:
    """Both views, knowing every part of these texts: the rarer among them, the more it weighs."""
    views, first = list[View](), 0
    for analyse in ANALYSERS:
        within = Counter(part for text in texts for part in set(analyse(text)))
        vocabulary = {part: place for place, part in enumerate(sorted(within))}
        often = np.fromiter((within[part] for part in vocabulary), dtype=float, count=len(vocabulary))
        views.append(View(analyse, vocabulary, np.log((1 + len(texts)) / (1 + often)) + 1, first))
        first += len(vocabulary)
    return views


def weighed(views: Sequence[View], text: str) -> tuple[np.ndarray, np.ndarray]:
    """The places of the known parts of a text among those of all views, and their weights."""
    seen = [view.weigh(text) for view in views]
    return np.concatenate([places for places, _ in seen]), np.concatenate([weights for _, weights in seen])


def rows(views: Sequence[View], texts: Sequence[str]) -> Sparse:
    """A row of weights for each text."""
    each = [weighed(views, text) for text in texts]
    return Sparse(
        np.concatenate([weights for _, weights in each]),
        np.concatenate([places for places, _ in each]),
        np.concatenate([[0], np.cumsum([len(places) for places, _ in each])]),
        sum(len(view.vocabulary) for view in views),
    )
