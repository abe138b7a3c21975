"""Words and letters are weighed, and classes learnt from them, to the figures scikit-learn 1.1 gives."""

import numpy as np
import pytest

from components.regression import Beside, Sparse, learnt
from components.words import letters, rows, views_of, weighed, words

TEXTS = ["hello there", "hi there", "what is an advocate", "an advocate is what", "a b"]
THERE_IS = {
    "words": {"is": 0.508542, "there": 0.861037},
    "letters": {
        **dict.fromkeys((" i", " is", " is ", "is", "is ", "s "), 0.133473),
        **dict.fromkeys((" t", " th", " the", " ther", "th", "the", "ther", "there"), 0.225989),
        **dict.fromkeys(("er", "ere", "ere ", "he", "her", "here", "here ", "re", "re "), 0.225989),
        "e ": 0.157808,
    },
}
AN_A = {
    "words": {"a": 0.778283, "an": 0.627914},
    "letters": {
        " a": 0.443386,
        **dict.fromkeys((" a ", "a "), 0.39102),
        **dict.fromkeys((" an", " an ", "an", "an ", "n "), 0.315473),
    },
}


@pytest.mark.parametrize(("text", "expected"), [("there there is", THERE_IS), ("an a", AN_A), ("zq", {})])
def test_each_part_of_a_text_weighs_what_scikit_learn_says(
    text: str, expected: dict[str, dict[str, float]]
) -> None:
    for view in views_of(TEXTS):
        names = {place: part for part, place in view.vocabulary.items()}
        places, weights = view.weigh(text)
        found = {names[place - view.first]: weight for place, weight in zip(places, weights, strict=True)}
        assert found == pytest.approx(expected.get(view.analyse.__name__, {}), abs=1e-6)


def test_a_text_is_taken_apart_within_its_words() -> None:
    assert list(words("an  old one")) == ["an", "old", "one", "an old", "old one"]
    assert list(letters("i am")) == [" i", "i ", " i ", " a", "am", "m ", " am", "am ", " am "]


def test_the_places_of_both_views_follow_each_other() -> None:
    first, second = views_of(TEXTS)
    assert (first.first, second.first) == (0, len(first.vocabulary))
    places, _ = weighed([first, second], "hello")
    assert len(set(places)) == len(places)
    assert rows([first, second], TEXTS).width == len(first.vocabulary) + len(second.vocabulary)


EXAMPLES = np.array([[1, 0, 0], [0.6, 0.8, 0], [0, 1, 0], [0, 0.6, 0.8], [0, 0, 1], [0, 0, 0]])
"""Two rows of each class, one of them with nothing in it."""
BELONGS = np.repeat(np.eye(3, dtype=bool), 2, axis=0)


def sparse(full: np.ndarray) -> Sparse:
    """The same, without what is nothing."""
    height, columns = np.nonzero(full)
    starts = np.concatenate([[0], np.cumsum(np.bincount(height, minlength=len(full)))])
    return Sparse(full[height, columns], columns, starts, full.shape[1])


def test_classes_are_told_apart_by_what_liblinear_learns() -> None:
    weights, bias = learnt(sparse(EXAMPLES), BELONGS, 10.0)
    assert weights == pytest.approx(
        np.array([[3.2509, -2.1672, -2.0513], [0.0047, 2.4796, -2.933], [-1.356, 0.4654, 0.4372]]), abs=2e-3
    )
    assert bias == pytest.approx([-1.2811, -1.4485, 0.5223], abs=2e-3)


def test_a_full_matrix_beside_a_sparse_one_is_learnt_from_alike() -> None:
    beside = Beside(sparse(EXAMPLES[:, :2]), EXAMPLES[:, 2:].astype(np.float32))
    weights, bias = learnt(beside, BELONGS, 10.0)
    alone, alone_bias = learnt(sparse(EXAMPLES), BELONGS, 10.0)
    assert weights == pytest.approx(alone, abs=1e-3)
    assert bias == pytest.approx(alone_bias, abs=1e-3)


@pytest.mark.parametrize("seed", range(5))
def test_a_product_is_that_of_the_full_matrix(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.regression._AT_ONCE", 7)
    chance = np.random.default_rng(seed)
    full = chance.random((20, 30)) * (chance.random((20, 30)) < 0.1)
    assert sparse(full).times(np.eye(30)) == pytest.approx(full)
    assert sparse(full).turned.times(np.eye(20)) == pytest.approx(full.T)


@pytest.mark.parametrize("closeness", [0.1, 10.0, 1000.0])
def test_where_it_ends_no_step_leads_further_down(closeness: float) -> None:
    chance = np.random.default_rng(3)
    full = chance.random((60, 8)) * (chance.random((60, 8)) < 0.5)
    belongs = chance.integers(0, 2, (60, 1)).astype(bool)
    weights, bias = learnt(sparse(full), belongs, closeness)

    def loss(weights: np.ndarray, bias: np.ndarray) -> float:
        scores = np.where(belongs, 1, -1) * (full @ weights + bias)
        return float((weights**2).sum() + bias**2) / 2 + closeness * float(np.logaddexp(0, -scores).sum())

    least = loss(weights, bias)
    for _ in range(20):
        away = chance.normal(size=(9, 1)) * 0.05
        assert loss(weights + away[:-1], bias + away[-1]) > least
