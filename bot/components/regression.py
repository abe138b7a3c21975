"""Logistic regression over few of many features: one against the rest, for every class at once.

Rasa's environment is 250 MB smaller and its server 34 MB lighter without the libraries that would do this,
and it is needed while training alone. The classes are learnt side by side, so that each reading of the
features, which is what takes the time, serves all of them.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

STEPS = 30
"""Steps of Newton's that are taken at most; about twelve are."""
INNER_STEPS = 50
"""Steps of conjugate gradients, at most, that one of them takes; about six do."""
ENOUGH = 1e-4
"""How small a part of the first slope the last one is."""
CLOSE = 0.1
"""How small a part of the slope a step may leave unexplained."""
_AT_ONCE = 4_096
"""Entries looked at together: what they are multiplied by then stays in the processor's cache."""


@dataclass(frozen=True)
class Sparse:
    """A matrix of which most is nothing: its entries row by row, `starts` being where each row begins."""

    values: np.ndarray
    columns: np.ndarray
    starts: np.ndarray
    width: int

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.starts) - 1

    @cached_property
    def turned(self) -> "Sparse":
        """Its columns as rows."""
        order = np.argsort(self.columns, kind="stable")
        rows = np.repeat(np.arange(self.height, dtype=np.int32), np.diff(self.starts))
        starts = np.concatenate([[0], np.cumsum(np.bincount(self.columns, minlength=self.width))])
        return Sparse(self.values[order], rows[order], starts, self.height)

    def times(self, dense: np.ndarray) -> np.ndarray:
        """This matrix times one that is full."""
        product = np.zeros((self.height, dense.shape[1]), dtype=np.float32)
        filled = np.flatnonzero(np.diff(self.starts))
        begins = self.starts[filled]
        first = 0
        while first < len(filled):
            last = max(first + 1, int(np.searchsorted(begins, begins[first] + _AT_ONCE)))
            entries = slice(begins[first], self.starts[filled[last - 1] + 1])
            weighed = dense[self.columns[entries]] * self.values[entries, None]
            product[filled[first:last]] = np.add.reduceat(weighed, begins[first:last] - begins[first])
            first = last
        return product

    def with_bias(self) -> "Sparse":
        """The same with a last feature that every row has."""
        ends = self.starts[1:]
        return Sparse(
            np.insert(self.values, ends, 1).astype(np.float32),
            np.insert(self.columns, ends, self.width),
            self.starts + np.arange(self.height + 1),
            self.width + 1,
        )


@dataclass(frozen=True)
class Beside:
    """Rows of a sparse matrix with those of a full one behind them."""

    sparse: Sparse
    full: np.ndarray

    @property
    def width(self) -> int:
        """How many columns there are."""
        return self.sparse.width + self.full.shape[1]

    @cached_property
    def turned(self) -> "Turned":
        """Its columns as rows."""
        return Turned(self)

    def times(self, dense: np.ndarray) -> np.ndarray:
        """This matrix times one that is full."""
        return self.sparse.times(dense[: self.sparse.width]) + self.full @ dense[self.sparse.width :]

    def with_bias(self) -> "Beside":
        """The same with a last feature that every row has."""
        every = np.ones((len(self.full), 1), dtype=np.float32)
        values = self.sparse.values.astype(np.float32)
        return Beside(replace(self.sparse, values=values), np.hstack([self.full, every]))


@dataclass(frozen=True)
class Turned:
    """Both matrices turned: the columns of the sparse one, then those of the full one, as rows."""

    of: Beside

    def times(self, dense: np.ndarray) -> np.ndarray:
        """This matrix times one that is full."""
        return np.vstack([self.of.sparse.turned.times(dense), self.of.full.T @ dense])


def learnt(features: Sparse | Beside, belongs: np.ndarray, closeness: float) -> tuple[np.ndarray, np.ndarray]:
    """Weights (feature by class) and biases that tell each class from the rest.

    `belongs` says of each row whether it is of each class. Minimised for each class is half the square of
    weights and bias, and `closeness` times the sum of log(1 + exp(-score)) over its rows, the score's sign
    turned for the rows of others: what liblinear calls L2-regularised logistic regression.
    """
    rows = features.with_bias()
    sides = np.where(belongs, 1, -1).astype(np.float32)
    weights = np.zeros((rows.width, belongs.shape[1]), dtype=np.float32)
    scores = np.zeros_like(sides)
    at_first = None
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-scores))
        slope = weights + closeness * rows.turned.times(likely - belongs)
        steepness = _lengths(slope)
        at_first = steepness if at_first is None else at_first
        if (steepness <= ENOUGH * at_first).all():
            break
        step = _newton(rows, closeness * likely * (1 - likely), -slope)
        change = rows.times(step)
        pace = _pace(weights, step, scores, change, sides, closeness)
        weights += pace * step
        scores += pace * change
    return weights[:-1], weights[-1]


def _newton(rows: Sparse | Beside, bend: np.ndarray, slope: np.ndarray) -> np.ndarray:
    """The step at whose end the slope would be none if it changed evenly; by conjugate gradients."""
    step = np.zeros_like(slope)
    left, towards = slope.copy(), slope.copy()
    size = _squares(left)
    enough = CLOSE**2 * size
    for _ in range(INNER_STEPS):
        if (size <= enough).all():
            break
        turned = towards + rows.turned.times(bend * rows.times(towards))
        length = _share(size, (towards * turned).sum(axis=0))
        step += length * towards
        left -= length * turned
        before, size = size, _squares(left)
        towards = left + _share(size, before) * towards
    return step


def _pace(
    weights: np.ndarray,
    step: np.ndarray,
    scores: np.ndarray,
    change: np.ndarray,
    sides: np.ndarray,
    closeness: float,
) -> np.ndarray:
    """How much of the step each class takes: all of it, or half as often as it would lead upwards."""

    def loss(pace: np.ndarray) -> np.ndarray:
        wrong = np.logaddexp(0, -sides * (scores + pace * change)).sum(axis=0, dtype=np.float64)
        return _squares(weights + pace * step) / 2 + closeness * wrong

    pace = np.ones(scores.shape[1], dtype=np.float32)
    now = loss(0 * pace)
    for _ in range(10):
        upwards = loss(pace) > now
        if not upwards.any():
            break
        pace[upwards] /= 2
    return pace


def _squares(columns: np.ndarray) -> np.ndarray:
    return np.einsum("ij,ij->j", columns, columns)


def _lengths(columns: np.ndarray) -> np.ndarray:
    return np.sqrt(_squares(columns))


def _share(some: np.ndarray, of: np.ndarray) -> np.ndarray:
    """One through the other, nothing where there is nothing left."""
    return np.divide(some, of, out=np.zeros_like(some), where=of > 0)
