"""Changes the law's code in one place at a time and sees whether a test goes red: `./heard mutants`.

A change is an operator turned, a constant raised by one, an "and" made an "or", a "not" taken away. No
file is written. A change in a function is tried in a fork of a process that has collected the tests and
knows which of them call that function: its changed code takes the place of the true one, and those tests
run, the quickest first, until one is red. What that cannot reach (tables, defaults, what ran when a
module was loaded), and whatever no test saw, is tried once more in a fork that loads everything anew.

What was found is kept in `.cache/mutants.json` under the module's text, so that a run that was stopped
goes on where it was; what survived is tried again each time. Why it may is argued in
docs/benchmarks/mutants.md.
"""

from __future__ import annotations

import argparse
import ast
import gc
import hashlib
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import hypothesis
import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".cache" / "mutants.json"
TESTS = {"deadlines": ("deadlines", "cases"), "eligibility": ("eligibility",), "cases": ("cases",)}
"""The folders of tests that may see a change in each package."""

SLOW = ("test_decision_table", "test_reckon", "test_properties")
"""Files that try a thing very often, and call nearly everything: asked last."""
PATIENCE = 120
"""Seconds of processor time after which a change that made the tests run on for ever counts as found: on
a busy machine slow is not for ever."""

QUIETLY = ("-x", "-q", "-p", "no:cacheprovider")

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
    function: str | None = None
    """The outermost function it is in, by its qualified name; None where it is in none."""

    @property
    def module(self) -> str:
        """The name by which the file is imported."""
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts)

    @property
    def tests(self) -> list[str]:
        """The files of tests that may see it: those of its own module first, the slow ones last."""
        package = self.path.parent.name
        files = [
            file for folder in TESTS[package] for file in sorted((ROOT / "tests" / folder).glob("test_*.py"))
        ]
        files.sort(key=lambda file: (file.stem in SLOW, file.stem != f"test_{self.path.stem}"))
        return [str(file.relative_to(ROOT)) for file in files]


class _Turn(ast.NodeTransformer):
    """Counts the places where something can be changed, and changes the one asked for.

    Decorators are left alone: whether a value is frozen or kept changes no verdict.
    """

    def __init__(self, place: int = -1) -> None:
        self.place = place
        self.found: list[tuple[int, str, str | None]] = []
        self._within: list[str] = []
        self._function: str | None = None

    def _here(self, node: ast.AST, change: str) -> bool:
        self.found.append((getattr(node, "lineno", 0), change, self._function))
        return len(self.found) - 1 == self.place

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Its defaults belong to whatever it stands in, its body to itself."""
        node.args = self.visit(node.args)
        outer, self._function = self._function, self._function or ".".join([*self._within, node.name])
        node.body = [self.visit(statement) for statement in node.body]
        self._function = outer
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Its body, its name going before those of its functions."""
        self._within.append(node.name)
        node.body = [self.visit(statement) for statement in node.body]
        self._within.pop()
        return node

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

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """All but the values of a `Literal`: a type checker reads them, nothing runs them."""
        named = node.value.id if isinstance(node.value, ast.Name) else None
        return node if named == "Literal" else self.generic_visit(node)

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
            for place, (line, change, function) in enumerate(counted.found):
                yield Mutant(path, place, line, change, function)


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


class _Session:
    """A pytest plugin that runs no test itself: it tries each change against the tests that may see it."""

    def __init__(self, some: Sequence[Mutant], verdicts: _Verdicts) -> None:
        self._some, self._verdicts = some, verdicts

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """See which test calls what and how long it takes, then try every change."""
        quick = [item for item in session.items if item.path.stem not in SLOW]
        slow = [item for item in session.items if item.path.stem in SLOW]
        called: dict[tuple[str, str], list[tuple[float, pytest.Item]]] = {}
        for item in quick:
            began = time.process_time()
            seen = _called_by(item)
            for function in seen:
                called.setdefault(function, []).append((time.process_time() - began, item))
        functions = [one for one in gc.get_objects() if isinstance(one, FunctionType)]
        gc.freeze()
        unseen = []
        for mutant in self._some:
            if timed := called.get((str(mutant.path), mutant.function or "")):
                tests = [item for _, item in sorted(timed, key=lambda one: one[0])]
                if _child(lambda: _all_pass(mutant, functions, tests)):  # noqa: B023
                    unseen.append(mutant)
                else:
                    self._verdicts.add(mutant)
        for mutant in unseen:
            files = {ROOT / file for file in mutant.tests}
            tests = [item for item in slow if item.path in files]
            if not _child(lambda: _all_pass(mutant, functions, tests)):  # noqa: B023
                self._verdicts.add(mutant)
        return True


def _called_by(item: pytest.Item) -> set[tuple[str, str]]:
    """The outermost functions, each with its file, that a test calls; none if it is red alone."""
    seen: dict[int, CodeType] = {}

    def look(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen[id(frame.f_code)] = frame.f_code

    sys.setprofile(look)
    reports = runtestprotocol(item, log=False, nextitem=None)
    sys.setprofile(None)
    if any(report.failed for report in reports):
        return set()
    return {(code.co_filename, code.co_qualname.split(".<locals>")[0]) for code in seen.values()}


def _all_pass(mutant: Mutant, functions: Sequence[FunctionType], tests: Sequence[pytest.Item]) -> bool:
    """Whether these tests pass with the changed function's code in the place of the true one."""
    program = compile(changed(mutant.path, mutant.place), str(mutant.path), "exec")
    code = next(one for one in _codes(program) if one.co_qualname == mutant.function)
    for function in functions:
        true = function.__code__
        if (true.co_filename, true.co_qualname) == (program.co_filename, mutant.function):
            function.__code__ = code
    return all(
        not report.failed for test in tests for report in runtestprotocol(test, log=False, nextitem=None)
    )


def _codes(program: CodeType) -> Iterator[CodeType]:
    """A program's functions and classes, at any depth."""
    for one in program.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def _child(passes: Callable[[], bool], patience: int = PATIENCE) -> bool:
    """What a child says, which hears and says nothing else; one that breaks or hangs says no."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    signal.setitimer(signal.ITIMER_PROF, patience)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.dont_write_bytecode = True
    try:
        os._exit(0 if passes() else 1)
    except BaseException:
        os._exit(1)


def survives(mutant: Mutant) -> bool:
    """Whether every test still passes where all is loaded anew with this change in it."""

    def passes() -> bool:
        sys.meta_path.insert(0, _Instead(mutant))
        return all(pytest.main([*QUIETLY, file]) == 0 for file in mutant.tests)

    return _child(passes)


def key(mutant: Mutant) -> str:
    """What a verdict is kept under: the module's text and the place in it."""
    text = hashlib.sha256(mutant.path.read_bytes()).hexdigest()[:16]
    return f"{mutant.path.relative_to(ROOT)} {text} {mutant.place}"


class _Verdicts:
    """Who was found, kept as each is."""

    def __init__(self) -> None:
        self.found: set[str] = set(json.loads(KEPT.read_text())) if KEPT.exists() else set()

    def add(self, mutant: Mutant) -> None:
        """Keep that a test saw this one."""
        self.found.add(key(mutant))
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(sorted(self.found)))


def main(arguments: list[str]) -> int:
    """Try all of them, or `--most` of each package drawn by `--seed`; print what survives."""
    parser = argparse.ArgumentParser(prog="./heard mutants")
    parser.add_argument("packages", nargs="*", default=list(TESTS), help=", ".join(TESTS))
    parser.add_argument("--most", type=int, help="at most so many of each package, drawn by lot")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    os.chdir(ROOT)
    hypothesis.settings.register_profile(
        "mutants",
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
        database=None,
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutants")
    draw, began, verdicts = random.Random(given.seed), time.monotonic(), _Verdicts()  # noqa: S311 - a sample
    tried: list[Mutant] = []
    for package in given.packages:
        every = list(mutants([package]))
        tried += draw.sample(every, min(given.most or len(every), len(every)))
    left = sorted(
        (one for one in tried if key(one) not in verdicts.found), key=lambda one: (one.path, one.place)
    )
    # The tests are collected in a child: only a parent that has nothing of ours can load all anew.
    if quick := [one for one in left if one.function is not None]:
        files = sorted({test for mutant in quick for test in mutant.tests})
        _child(lambda: pytest.main([*QUIETLY, *files], plugins=[_Session(quick, verdicts)]) == 0, patience=0)
        verdicts = _Verdicts()
    for package in given.packages:
        if not survives(Mutant(next((ROOT / "backend" / package).glob("*.py")), -1, 0, "")):
            print(f"{package}: its tests are red without any change", file=sys.stderr)
            return 1
    unseen = []
    for mutant in left:
        if key(mutant) not in verdicts.found:
            if survives(mutant):
                unseen.append(mutant)
            else:
                verdicts.add(mutant)
    for one in unseen:
        print(f"| {one.path.relative_to(ROOT)}:{one.line} | {one.change} |", flush=True)
    each = Counter(one.path.parent.name for one in tried)
    print(f"{len(unseen)} of {len(tried)} survive ({dict(each)}); {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    # What every test imports is imported once, before the first fork; nothing of ours is.
    import holidays  # noqa: F401
    import playwright.sync_api  # noqa: F401
    import yaml  # noqa: F401

    sys.exit(main(sys.argv[1:]))
