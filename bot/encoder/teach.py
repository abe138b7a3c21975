"""Teaches a sentence model to tell intents apart, and beside them whether harm is told, by examples.

The weights of all layers are moved, in few and small steps, from where a billion sentences of other people
left them. Every text is read once; those that surprised it most are then read again by two pupils, each from
where the first reading ended and in an order of its own. The mean of their weights is the model: it costs a
message no more than one of them would, and errs less, since they err apart (Wortsman and others, "Model
soups", 2022). Each time a text is read it is read a little differently (a letter lost, doubled or swapped,
now and then), since people who are upset type so. The same texts and weights on the same machine give the
same model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax.sharding import AxisType, NamedSharding, PartitionSpec

from components.harm import TIERS
from components.wordpieces import FIRST, LAST
from encoder.bert import Packed, Tree, sentences

ROW = FIRST + LAST + 2
"""Places of a row: the longest text there can be fills one."""
MOST = 16
"""Texts of a row however short they are."""

SIDES = 2
"""Each reads its part of a batch's rows by itself; then what they found is added. Two, since the sum of two
is the same in either order, and the smallest machine has as many cores."""
jax.config.update("jax_num_cpu_devices", SIDES)
_SIDES = jax.make_mesh((SIDES,), ("rows",), axis_types=(AxisType.Auto,))
EVERYWHERE, BY_ROWS = NamedSharding(_SIDES, PartitionSpec()), NamedSharding(_SIDES, PartitionSpec("rows"))

Cut = Callable[[str], list[int]]
UNTAUGHT = -1_000
"""Where an example teaches nothing of a kind, or there is none."""
Batch = list[list[int]]
"""Texts by their numbers, row by row."""


@dataclass(frozen=True)
class Lessons:
    """How it is taught."""

    begin_by: int = 40
    """Texts of each intent and tier that its first idea of it comes from."""
    again: float = 0.6
    """The share of the texts, those that surprised it most, that is read a second time."""
    pupils: int = 2
    """Each reads it by itself."""
    rows: int = 8
    """Looked at before each step: some thirty-four texts."""
    open: int = 16
    """Rows that are filled at a time: the more, the fewer places are left empty."""
    pace: float = 2.1e-4
    """Of the first step after warming up; it falls to nothing by the last."""
    head_pace: float = 20.0
    """How many times faster the head moves than the model."""
    warming: int = 20
    doubt: float = 0.1
    """The share of belief kept back from the right intent and given to all."""
    weight_of_harm: float = 1.5
    """How much worse it is to be wrong about harm than about what is wished for."""
    doubt_of_harm: float = 0.05
    """The same of the right tier of harm."""
    decay: float = 0.01
    sharpness: float = 20.0
    """What a likeness of 1 is worth as a score."""
    slips: float = 0.25
    """The share of texts read with a slip of the finger in them."""
    seed: int = 0


class Example(NamedTuple):
    """A text, what it wishes for (None: that is not taught by it), and the harm that is told in it."""

    text: str
    intent: str | None
    harm: str


class Pupil(NamedTuple):
    """How far one is."""

    state: Tree
    """The layers and the head, as taught so far."""
    moved: tuple[Tree, Tree]
    """How they were moved of late, and how widely."""
    number: int
    """Of steps taken."""


class Taught(NamedTuple):
    """A model and its head: from a sentence a score for each intent, in their order, then each of `TIERS`."""

    model: Tree
    head: Tree
    intents: list[str]


def teach(model: Tree, cut: Cut, examples: Sequence[Example], lessons: Lessons | None = None) -> Taught:
    """The model taught what each example means."""
    lessons = lessons or Lessons()
    chance = np.random.default_rng(lessons.seed)
    texts = [example.text for example in examples]
    names = sorted({example.intent for example in examples if example.intent})
    wanted = np.array(
        [
            (names.index(e.intent) if e.intent else UNTAUGHT, len(names) + TIERS.index(e.harm))
            for e in examples
        ]
    )
    table, given = model["words"], {"places": model["places"][:ROW], "norm": model["norm"]}
    given, layers = jax.device_put((given, model["layers"]), EVERYWHERE)
    seen = [cut(text) for text in texts]
    centre, head = _first_head(given | {"layers": layers}, table, seen, wanted, chance, lessons)
    state = {"layers": layers, "head": head}
    pupil = Pupil(state, (jax.tree.map(jnp.zeros_like, state), jax.tree.map(jnp.zeros_like, state)), 0)
    steps = (1 + lessons.again) * len(_batches(dict(enumerate(seen)), lessons))
    # What it moves it moves in its place, and copies nothing.
    taught = partial(_step, lessons=lessons, centre=centre, intents=len(names))
    step = jax.jit(taught, donate_argnames=("state", "moved"))

    def reading(pupil: Pupil, some: np.ndarray) -> tuple[Pupil, np.ndarray]:
        """The pupil after it has read some texts (it is used up), and how much each surprised it."""
        state, moved, number = pupil
        surprise = np.zeros(len(texts))
        read = {text: cut(_read(texts[text], chance, lessons.slips)) for text in chance.permutation(some)}
        for batch in _batches(read, lessons):
            number += 1
            pace = lessons.pace * min(1.0, number / lessons.warming) * max(0.0, 1 - (number - 1) / steps)
            together = list(chain(*batch))
            deserved = np.full((lessons.rows * MOST, 2), UNTAUGHT)
            deserved[: len(together)] = wanted[together]
            packed = _packed(batch, read, table)
            state, moved, loss = step(given, state, moved, packed, deserved, pace, number)
            surprise[together] = np.asarray(loss)[: len(together)]
        return Pupil(state, moved, number), surprise

    pupil, surprise = reading(pupil, np.arange(len(texts)))
    hardest = np.argsort(-surprise, kind="stable")[: round(lessons.again * len(texts))]
    pupils = [
        jax.tree.map(np.asarray, reading(_copy(pupil), hardest)[0].state) for _ in range(lessons.pupils)
    ]
    mean = jax.tree.map(lambda *weights: np.mean(weights, axis=0), *pupils)
    weights = mean["head"]["w"] * lessons.sharpness
    head = {"w": weights, "b": mean["head"]["b"] - centre @ weights}
    return Taught({**model, "places": given["places"], "layers": mean["layers"]}, head, names)


def _copy(pupil: Pupil) -> Pupil:
    """Another who knows the same."""
    return Pupil(*jax.tree.map(jnp.copy, (pupil.state, pupil.moved)), pupil.number)


def _step(
    given: Tree,
    state: Tree,
    moved: tuple[Tree, Tree],
    texts: Packed,
    wanted: jax.Array,
    pace: float,
    number: int,
    lessons: Lessons,
    centre: np.ndarray,
    intents: int,
) -> tuple[Tree, tuple[Tree, Tree], jax.Array]:
    """One step of Adam with decay towards nothing, and how surprised the model was by each text."""

    def loss(state: Tree) -> tuple[jax.Array, jax.Array]:
        found = sentences(given | {"layers": state["layers"]}, texts, lessons.rows * MOST) - centre
        scores = found @ state["head"]["w"] * lessons.sharpness + state["head"]["b"]
        meant = _surprise(scores[:, :intents], wanted[:, 0], lessons.doubt)
        harmed = _surprise(scores[:, intents:], wanted[:, 1] - intents, lessons.doubt_of_harm)
        harmed = lessons.weight_of_harm * harmed
        mean = meant.sum() / (wanted[:, 0] >= 0).sum() + harmed.sum() / (wanted[:, 1] >= 0).sum()
        return mean, meant + harmed

    slope, surprise = jax.grad(loss, has_aux=True)(state)
    first = jax.tree.map(lambda kept, now: 0.9 * kept + 0.1 * now, moved[0], slope)
    second = jax.tree.map(lambda kept, now: 0.99 * kept + 0.01 * now * now, moved[1], slope)
    fair, wide = 1 - 0.9**number, 1 - 0.99**number

    def stepped(
        path: tuple[jax.tree_util.DictKey, ...], x: jax.Array, a: jax.Array, b: jax.Array
    ) -> jax.Array:
        of_head = path[0].key == "head"
        decay = 0.0 if of_head or path[-1].key == "b" else lessons.decay
        move = (a / fair) / (jnp.sqrt(b / wide) + 1e-8) + decay * x
        return x - pace * (lessons.head_pace if of_head else 1.0) * move

    return jax.tree_util.tree_map_with_path(stepped, state, first, second), (first, second), surprise


def _surprise(scores: jax.Array, wanted: jax.Array, doubt: float) -> jax.Array:
    """How surprising what is wanted is to each text's scores; 0 where nothing is."""
    count = scores.shape[-1]
    deserved = jax.nn.one_hot(wanted, count) * (1 - doubt) + doubt / count
    return -(deserved * jax.nn.log_softmax(scores)).sum(-1) * (wanted >= 0)


def _first_head(
    model: Tree,
    table: np.ndarray,
    seen: Sequence[list[int]],
    wanted: np.ndarray,
    chance: np.random.Generator,
    lessons: Lessons,
) -> tuple[np.ndarray, Tree]:
    """The middle of some sentences of each kind, and a head that looks for each one's own, to begin by."""
    order = chance.permutation(len(seen))
    some = [order[(wanted[order] == kind).any(1)][: lessons.begin_by] for kind in range(wanted.max() + 1)]
    few = {text: seen[text] for text in chain(*some)}
    found = np.zeros((len(seen), model["places"].shape[1]), np.float32)
    read = jax.jit(partial(sentences, most=lessons.rows * MOST))
    for batch in _batches(few, lessons):
        together = list(chain(*batch))
        found[together] = read(model, _packed(batch, few, table))[: len(together)]
    centre = found[list(few)].mean(0)
    away = found - centre
    away /= np.linalg.norm(away, axis=1, keepdims=True)
    means = np.stack([away[texts].mean(0) for texts in some], axis=1)
    return centre, {
        "w": means - means.mean(1, keepdims=True),
        "b": np.zeros(means.shape[1], np.float32),
    }


def _batches(seen: Mapping[int, list[int]], lessons: Lessons) -> list[Batch]:
    """The texts nearly in their order, each in the first of the latest rows where it has room."""
    rows: list[list[int]] = []
    room: list[int] = []
    for text, pieces in seen.items():
        latest = range(max(0, len(rows) - lessons.open), len(rows))
        row = next((row for row in latest if len(pieces) <= room[row] and len(rows[row]) < MOST), len(rows))
        if row == len(rows):
            rows.append([])
            room.append(ROW)
        rows[row].append(text)
        room[row] -= len(pieces)
    rows += [[] for _ in range(-len(rows) % lessons.rows)]
    return [rows[begin : begin + lessons.rows] for begin in range(0, len(rows), lessons.rows)]


def _packed(batch: Batch, seen: Mapping[int, list[int]], table: np.ndarray) -> Packed:
    """A batch as the model reads it; its texts are numbered row by row."""
    pieces, places = np.zeros((2, len(batch), ROW), np.int32)
    of = np.full((len(batch), ROW), -1, np.int32)
    number = 0
    for row, texts in enumerate(batch):
        begin = 0
        for text in texts:
            end = begin + len(seen[text])
            pieces[row, begin:end], places[row, begin:end] = seen[text], range(end - begin)
            of[row, begin:end] = number
            begin, number = end, number + 1
    return jax.device_put(Packed(table[pieces], places, of), BY_ROWS)


def _read(text: str, chance: np.random.Generator, slips: float) -> str:
    """The text as it is, or at times with one slip of the finger for about every thirty letters."""
    letters = list(text)
    for _ in range(1 + len(text) // 30 if chance.random() < slips else 0):
        places = [
            place
            for place in range(1, len(letters) - 1)
            if letters[place].isalpha() and letters[place + 1].isalpha()
        ]
        if not places:
            break
        place = int(chance.choice(places))
        match chance.integers(4):
            case 0:
                del letters[place]
            case 1:
                letters.insert(place, letters[place])
            case 2:
                letters[place], letters[place + 1] = letters[place + 1], letters[place]
            case _:
                letters[place] = chr(ord("a") + int(chance.integers(26)))
    return "".join(letters)
