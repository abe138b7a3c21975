"""Which attacks are tried: each test marked `attack` is one, wherever it stands."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Probe:
    """One way to break in, as a test tries it."""

    kind: str
    file: Path
    test: str


def probes(folder: Path = TESTS) -> Iterator[Probe]:
    """Every test under `folder` that is marked `@pytest.mark.attack(kind)`."""
    for file in sorted(folder.rglob("test_*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for mark in node.decorator_list:
                    if ast.unparse(mark).startswith("pytest.mark.attack("):
                        assert isinstance(mark, ast.Call)
                        yield Probe(ast.literal_eval(mark.args[0]), file, node.name)
