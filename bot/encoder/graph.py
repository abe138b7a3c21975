"""The taught model as an ONNX graph of 8-bit weights: word pieces in; a score for each intent and the
sentence itself out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from encoder.bert import EPSILON, HEADS, Tree

OPSET = 17
IR_VERSION = 8


class Drawing:
    """A graph as it grows: each call adds one step and gives the name of what comes out."""

    def __init__(self) -> None:
        self.steps: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def held(self, value: np.ndarray) -> str:
        """A constant."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def whole(self, *numbers: int) -> str:
        """A constant of whole numbers: shapes, axes, bounds."""
        return self.held(np.array(numbers, dtype=np.int64))

    def step(self, kind: str, *given: str, outputs: int = 1, **settings: Any) -> Any:
        """One operation."""
        names = [f"s{len(self.steps)}.{number}" for number in range(outputs)]
        self.steps.append(helper.make_node(kind, list(given), names, **settings))
        return names[0] if outputs == 1 else names

    def dense(self, x: str, of: Tree) -> str:
        """A matrix and a bias."""
        return self.step("Add", self.step("MatMul", x, self.held(of["w"])), self.held(of["b"]))

    def normed(self, x: str, norm: Tree) -> str:
        """As `bert.normed`."""
        return self.step(
            "LayerNormalization", x, self.held(norm["w"]), self.held(norm["b"]), axis=-1, epsilon=EPSILON
        )


def write(parameters: Tree, head: Tree, file: Path) -> None:
    """Draw `bert.sentences` and the head behind it for one text, quantise its weights, write it."""
    drawing = Drawing()
    sentence = _sentence(drawing, parameters)
    scores = drawing.dense(sentence, head)
    graph = helper.make_graph(
        drawing.steps,
        "sentence",
        [helper.make_tensor_value_info("pieces", TensorProto.INT64, [1, "pieces"])],
        [
            helper.make_tensor_value_info(scores, TensorProto.FLOAT, [1, len(head["b"])]),
            helper.make_tensor_value_info(sentence, TensorProto.FLOAT, [1, len(head["w"])]),
        ],
        drawing.constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
    onnx.checker.check_model(model)
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch) / "exact.onnx"
        onnx.save(model, exact)
        quantize_dynamic(
            exact,
            file,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
        )


def _sentence(drawing: Drawing, parameters: Tree) -> str:
    d = drawing
    width = parameters["places"].shape[1]
    words = d.step("Gather", d.held(parameters["words"]), "pieces")
    length = d.step("Shape", "pieces", start=1, end=2)
    places = d.step("Slice", d.held(parameters["places"]), d.whole(0), length, d.whole(0))
    x = d.normed(d.step("Add", words, places), parameters["norm"])
    for of in parameters["layers"]:
        x = _layer(d, x, of, width)
    mean = d.step("ReduceMean", x, axes=[1], keepdims=0)
    length_of_it = d.step("ReduceL2", mean, axes=[1], keepdims=1)
    return str(d.step("Div", mean, length_of_it))


def _layer(d: Drawing, x: str, of: Tree, width: int) -> str:
    each = width // HEADS
    looks = d.step("Split", d.dense(x, of["look"]), d.whole(width, width, width), outputs=3, axis=-1)
    asked, offered, told = (
        d.step("Transpose", d.step("Reshape", look, d.whole(0, 0, HEADS, each)), perm=perm)
        for look, perm in zip(looks, ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]), strict=True)
    )
    near = d.step("Mul", d.step("MatMul", asked, offered), d.held(np.float32(each**-0.5)))
    seen = d.step("MatMul", d.step("Softmax", near, axis=-1), told)
    seen = d.step("Reshape", d.step("Transpose", seen, perm=[0, 2, 1, 3]), d.whole(0, 0, width))
    x = d.normed(d.step("Add", x, d.dense(seen, of["seen"])), of["seen_norm"])
    wide = d.dense(x, of["wide"])
    bent = d.step("Erf", d.step("Mul", wide, d.held(np.float32(0.5**0.5))))
    half = d.step("Mul", wide, d.held(np.float32(0.5)))
    wide = d.step("Mul", half, d.step("Add", bent, d.held(np.float32(1))))
    return d.normed(d.step("Add", x, d.dense(wide, of["back"])), of["back_norm"])
