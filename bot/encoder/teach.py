"""Teaches a sentence model to tell intents apart, by examples.

Every weight but the word table is moved, in few and small steps, from where a billion sentences of other
people left it. Each time a text is read it is read a little differently (a letter lost, doubled or swapped,
now and then), since people who are upset type so. The same texts and weights give the same model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from encoder.bert import Tree, sentence

LENGTHS = (12, 24, 48, 98)
"""Texts are filled up to one of these: each is compiled once."""

Cut = Callable[[str], list[int]]


@dataclass(frozen=True)
class Lessons:
    """How it is taught."""

    rounds: int = 2
    together: int = 32
    """Texts looked at before each step."""
    pace: float = 1.5e-4
    """Of the first step after warming up; it falls to nothing by the last."""
    head_pace: float = 20.0
    """How many times faster the head moves than the model."""
    warming: int = 20
    dropped: float = 0.1
    doubt: float = 0.1
    """The share of belief kept back from the right intent and given to all."""
    decay: float = 0.01
    sharpness: float = 20.0
    """What a likeness of 1 is worth as a score."""
    slips: float = 0.25
    """The share of texts read with a slip of the finger in them."""
    seed: int = 0


class Taught(NamedTuple):
    """A model, its head (`w`, `b`: a score for each intent from a sentence) and the intents in that order."""

    model: Tree
    head: Tree
    intents: list[str]


def teach(
    model: Tree, cut: Cut, texts: Sequence[str], intents: Sequence[str], lessons: Lessons | None = None
) -> Taught:
    """The model taught that `texts[n]` means `intents[n]`."""
    lessons = lessons or Lessons()
    names = sorted(set(intents))
    wanted = np.array([names.index(intent) for intent in intents])
    table, learning = model["words"], {name: part for name, part in model.items() if name != "words"}
    learning["places"] = learning["places"][: LENGTHS[-1]]
    read = partial(_batch, table)
    centre, head = _first_head(learning, read, [cut(text) for text in texts], wanted, lessons)
    state = {"model": learning, "head": head}
    moved = (jax.tree.map(jnp.zeros_like, state), jax.tree.map(jnp.zeros_like, state))
    step = jax.jit(partial(_step, lessons=lessons, centre=centre))
    key = jax.random.PRNGKey(lessons.seed)
    chance = np.random.default_rng(lessons.seed)
    steps = lessons.rounds * -(-len(texts) // lessons.together)
    number = 0
    for _ in range(lessons.rounds):
        seen = [cut(_slipped(text, chance) if chance.random() < lessons.slips else text) for text in texts]
        for some in _batches(seen, lessons.together, chance):
            number += 1
            pace = lessons.pace * min(1.0, number / lessons.warming) * max(0.0, 1 - (number - 1) / steps)
            key, now = jax.random.split(key)
            words, mask = read([seen[place] for place in some])
            state, moved = step(state, moved, words, mask, wanted[some], now, pace, number)
    state = jax.tree.map(np.asarray, state)
    weights = state["head"]["w"] * lessons.sharpness
    head = {"w": weights, "b": state["head"]["b"] - centre @ weights}
    return Taught({**state["model"], "words": table}, head, names)


def _step(
    state: Tree,
    moved: tuple[Tree, Tree],
    words: jax.Array,
    mask: jax.Array,
    wanted: jax.Array,
    key: jax.Array,
    pace: float,
    number: int,
    lessons: Lessons,
    centre: np.ndarray,
) -> tuple[Tree, tuple[Tree, Tree]]:
    """One step of Adam with decay towards nothing."""

    def loss(state: Tree) -> jax.Array:
        found = sentence(state["model"], words, mask, key, lessons.dropped) - centre
        believed = jax.nn.log_softmax(found @ state["head"]["w"] * lessons.sharpness + state["head"]["b"])
        count = believed.shape[-1]
        deserved = jax.nn.one_hot(wanted, count) * (1 - lessons.doubt) + lessons.doubt / count
        return -(deserved * believed).sum(-1).mean()

    slope = jax.grad(loss)(state)
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

    return jax.tree_util.tree_map_with_path(stepped, state, first, second), (first, second)


def _first_head(
    model: Tree,
    read: Callable[..., tuple[np.ndarray, np.ndarray]],
    cut: list[list[int]],
    wanted: np.ndarray,
    lessons: Lessons,
) -> tuple[np.ndarray, Tree]:
    """The middle of all sentences, and a head that looks for each intent's own middle, as a beginning."""
    found = np.zeros((len(cut), model["places"].shape[1]), np.float32)
    embed = jax.jit(partial(sentence, dropped=0.0))
    for some in _batches(cut, lessons.together, np.random.default_rng(lessons.seed)):
        words, mask = read([cut[place] for place in some])
        found[some] = embed(model, words, mask, jax.random.PRNGKey(0))
    centre = found.mean(0)
    found -= centre
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    means = np.stack([found[wanted == intent].mean(0) for intent in range(wanted.max() + 1)], axis=1)
    return centre, {
        "w": means - means.mean(1, keepdims=True),
        "b": np.zeros(means.shape[1], np.float32),
    }


def _batch(table: np.ndarray, texts: Sequence[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the word table and the mask of some texts, all filled up to the same length."""
    longest = max(map(len, texts))
    length = next(length for length in LENGTHS if longest <= length)
    words = np.zeros((len(texts), length, table.shape[1]), np.float32)
    mask = np.zeros((len(texts), length), np.float32)
    for place, pieces in enumerate(texts):
        words[place, : len(pieces)] = table[pieces]
        mask[place, : len(pieces)] = 1
    return words, mask


def _batches(texts: Sequence[list[int]], size: int, chance: np.random.Generator) -> Iterator[np.ndarray]:
    """All places in a new order, in batches of texts nearly as long as each other; the last are filled up."""
    order = chance.permutation(len(texts))
    batches = []
    for start in range(0, len(order), 16 * size):
        some = order[start : start + 16 * size]
        some = some[np.argsort([len(texts[place]) for place in some], kind="stable")]
        batches += [np.resize(some[at : at + size], size) for at in range(0, len(some), size)]
    for place in chance.permutation(len(batches)):
        yield batches[place]


def _slipped(text: str, chance: np.random.Generator) -> str:
    """The text with one slip of the finger for about every thirty letters."""
    letters = list(text)
    for _ in range(1 + len(text) // 30):
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
