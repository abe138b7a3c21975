"""Changes the law's code in one place at a time and sees whether a test goes red: `./heard mutants`.

A change is an operator turned, a constant raised by one, an "and" made an "or", a "not" taken away. Each
is tried in a process of its own, by an import hook: no file is written. What survives is printed with
its line; why it may is argued in docs/benchmarks/mutants.md.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType

import pytest

ROOT = Path(__file__).resolve().parents[1]
TESTS = {
    "deadlines": ("tests/deadlines", "tests/cases"),
    "eligibility": ("tests/eligibility",),
    "cases": ("tests/cases",),
}
PATIENCE = 120
"""Seconds after which a change that made the tests run on for ever counts as found."""

TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


@dataclass(frozen=True)
class Mutant:
    """One change: the file, which of its places, the line, and what it does there."""

    path: Path
    place: int
    line: int
    change: str

    @property
    def module(self) -> str:
        """The name by which the file is imported."""
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts)

    @property
    def package(self) -> str:
        """Which of the pure packages it is in."""
        return self.path.parent.name


class _Turn(ast.NodeTransformer):
    """Counts the places where something can be changed, and changes the one asked for."""

    def __init__(self, place: int = -1) -> None:
        self.place, self.found = place, []  # type: ignore[var-annotated]

    def _here(self, node: ast.AST, change: str) -> bool:
        self.found.append((getattr(node, "lineno", 0), change))
        return len(self.found) - 1 == self.place

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """One of its operators."""
        self.generic_visit(node)
        for at, operator in enumerate(node.ops):
            turned = TURNED[type(operator)]
            if self._here(node, f"{type(operator).__name__} to {turned.__name__}"):
                node.ops[at] = turned()  # type: ignore[call-overload]
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Sums and differences; joined types of an annotation are left alone."""
        self.generic_visit(node)
        turned = TURNED.get(type(node.op))
        if turned and self._here(node, f"{type(node.op).__name__} to {turned.__name__}"):
            node.op = turned()  # type: ignore[assignment]
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """All for any."""
        self.generic_visit(node)
        turned = TURNED[type(node.op)]
        if self._here(node, f"{type(node.op).__name__} to {turned.__name__}"):
            node.op = turned()  # type: ignore[assignment]
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """What was denied."""
        self.generic_visit(node)
        return node.operand if isinstance(node.op, ast.Not) and self._here(node, "not taken away") else node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Numbers by one, yes and no turned round."""
        if isinstance(node.value, bool) and self._here(node, f"{node.value} to {not node.value}"):
            return ast.copy_location(ast.Constant(not node.value), node)
        if type(node.value) is int and self._here(node, f"{node.value} to {node.value + 1}"):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node


def mutants(packages: list[str]) -> Iterator[Mutant]:
    """Every change there is."""
    for package in packages:
        for path in sorted((ROOT / "backend" / package).glob("*.py")):
            counted = _Turn()
            counted.visit(ast.parse(path.read_text(encoding="utf-8")))
            for place, (line, change) in enumerate(counted.found):
                yield Mutant(path, place, line, change)


def changed(path: Path, place: int) -> str:
    """A file's program with one place changed."""
    tree = _Turn(place).visit(ast.parse(path.read_text(encoding="utf-8")))
    return ast.unparse(ast.fix_missing_locations(tree))


class _Instead(SourceFileLoader, MetaPathFinder):
    """Imports the changed module in place of the one on disk."""

    def __init__(self, mutant: Mutant) -> None:
        super().__init__(mutant.module, str(mutant.path))
        self._mutant = mutant

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """This module alone."""
        return spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def get_code(self, name: str) -> CodeType:
        """The changed code, never a stored one."""
        return compile(changed(self._mutant.path, self._mutant.place), self.path, "exec")


def survives(mutant: Mutant) -> bool:
    """Whether every test still passes with this change."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    signal.alarm(PATIENCE)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.dont_write_bytecode = True
    sys.meta_path.insert(0, _Instead(mutant))
    os._exit(int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *TESTS[mutant.package]])))


def main(arguments: list[str]) -> int:
    """Try all of them, or `--most` of each package drawn by `--seed`; print what survives."""
    parser = argparse.ArgumentParser(prog="./heard mutants")
    parser.add_argument("packages", nargs="*", default=list(TESTS), help=", ".join(TESTS))
    parser.add_argument("--most", type=int, help="at most so many of each package, drawn by lot")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    os.chdir(ROOT)
    draw, tried, alive = random.Random(given.seed), 0, 0  # noqa: S311 - a sample, no secret
    for package in given.packages:
        every = list(mutants([package]))
        if not survives(replace(every[0], place=-1)):
            print(f"{package}: its tests are red without any change", file=sys.stderr)  # noqa: T201
            return 1
        some = draw.sample(every, min(given.most or len(every), len(every)))
        for mutant in sorted(some, key=lambda one: (one.path, one.place)):
            tried += 1
            if survives(mutant):
                alive += 1
                where = mutant.path.relative_to(ROOT)
                print(f"| {where}:{mutant.line} | {mutant.change} |", flush=True)  # noqa: T201
        print(f"{package}: {len(some)} of {len(every)} tried", flush=True)  # noqa: T201
    print(f"{alive} of {tried} survive")  # noqa: T201
    return 0


if __name__ == "__main__":
    # What every test imports is imported once, before the first fork; nothing of ours is.
    import holidays  # noqa: F401
    import hypothesis  # noqa: F401
    import playwright.sync_api  # noqa: F401
    import yaml  # noqa: F401

    sys.exit(main(sys.argv[1:]))
