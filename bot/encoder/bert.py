"""A small BERT: its parameters from a safetensors file, and the way from word pieces to sentences, in JAX.

Parameters are a tree of arrays, layer by layer: stacked in one array they would have to be copied out of it
and back each time they are taught.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

HEADS = 12
EPSILON = 1e-12
Tree = dict[str, Any]


class Packed(NamedTuple):
    """Several texts in rows of one length, text behind text, so that hardly a place is empty."""

    words: jax.Array
    """(rows, places, width): rows of the word table."""
    places: jax.Array
    """(rows, places): where in its text each piece stands."""
    of: jax.Array
    """(rows, places): the number of its text in the batch; -1 where there is none."""


NUMBERS = {"F32": np.float32, "F16": np.float16, "I64": np.int64}


def read(weights: Path) -> Tree:
    """The parameters in a safetensors file of a BERT encoder, as float32; the word table beside the rest."""
    tensors = _tensors(weights)
    count = 1 + max(int(name.split(".")[2]) for name in tensors if name.startswith("encoder.layer."))

    def norm(name: str) -> Tree:
        return {"w": tensors[f"{name}.weight"], "b": tensors[f"{name}.bias"]}

    def dense(*names: str) -> Tree:
        return {
            "w": np.concatenate([tensors[f"{name}.weight"].T for name in names], axis=1),
            "b": np.concatenate([tensors[f"{name}.bias"] for name in names]),
        }

    def layer(name: str) -> Tree:
        return {
            "look": dense(*(f"{name}.attention.self.{part}" for part in ("query", "key", "value"))),
            "seen": dense(f"{name}.attention.output.dense"),
            "seen_norm": norm(f"{name}.attention.output.LayerNorm"),
            "wide": dense(f"{name}.intermediate.dense"),
            "back": dense(f"{name}.output.dense"),
            "back_norm": norm(f"{name}.output.LayerNorm"),
        }

    places = tensors["embeddings.position_embeddings.weight"]
    kind = tensors["embeddings.token_type_embeddings.weight"][0]
    return {
        "words": tensors["embeddings.word_embeddings.weight"],
        "places": places + kind,
        "norm": norm("embeddings.LayerNorm"),
        "layers": [layer(f"encoder.layer.{number}") for number in range(count)],
    }


def _tensors(file: Path) -> dict[str, np.ndarray]:
    data = file.read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    return {
        name.removeprefix("bert."): np.frombuffer(
            data, NUMBERS[entry["dtype"]], int(np.prod(entry["shape"])), 8 + length + entry["data_offsets"][0]
        )
        .reshape(entry["shape"])
        .astype(np.float32)
        for name, entry in header.items()
        if entry["dtype"] in ("F32", "F16")
    }


def normed(x: jax.Array, norm: Tree) -> jax.Array:
    """Each vector brought to mean 0 and variance 1, then scaled and moved as learnt."""
    x = x - x.mean(-1, keepdims=True)
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + EPSILON) * norm["w"] + norm["b"]


def sentences(parameters: Tree, texts: Packed, most: int) -> jax.Array:
    """A vector of length one for each of the `most` texts there may be; zeros for those there are not."""
    rows, length, width = texts.words.shape
    apart = jnp.where(texts.of[:, :, None] == texts.of[:, None, :], 0.0, -1e9)[:, None]

    def layer(x: jax.Array, of: Tree) -> jax.Array:
        look = (x @ of["look"]["w"] + of["look"]["b"]).reshape(rows, length, 3, HEADS, width // HEADS)
        asked, offered, told = look[:, :, 0], look[:, :, 1], look[:, :, 2]
        weights = jnp.einsum("bnhd,bmhd->bhnm", asked, offered) * (width // HEADS) ** -0.5 + apart
        seen = jnp.einsum("bhnm,bmhd->bnhd", jax.nn.softmax(weights), told).reshape(rows, length, width)
        x = normed(x + seen @ of["seen"]["w"] + of["seen"]["b"], of["seen_norm"])
        wide = jax.nn.gelu(x @ of["wide"]["w"] + of["wide"]["b"], approximate=False)
        return normed(x + wide @ of["back"]["w"] + of["back"]["b"], of["back_norm"])

    x = normed(texts.words + parameters["places"][texts.places], parameters["norm"])
    for of in parameters["layers"]:
        x = layer(x, of)
    belongs = (jnp.arange(most)[:, None] == texts.of.reshape(-1)).astype(x.dtype)
    summed = belongs @ x.reshape(-1, width)
    return summed * jax.lax.rsqrt((summed * summed).sum(-1, keepdims=True) + EPSILON)
