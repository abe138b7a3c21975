"""Who may import whom, and what everything public says of itself."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.actions.guided import guided_actions
from tests.house.tree import ROOT, modules, named, under

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def test_the_import_contracts_are_kept() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_everything_public_in_the_backend_says_what_it_promises() -> None:
    silent = [
        f"{named(module.path)}:{node.lineno} {node.name}"
        for module in modules("backend", "bot/actions")
        for node in public(module.tree)
        if ast.get_docstring(node) is None
    ]
    assert silent == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        named(module.path)
        for module in modules("backend", "bot", "launch")
        if module.tree.body and not ast.get_docstring(module.tree)
    ]
    assert silent == []


def public(tree: ast.Module) -> list[Definition]:
    """The functions and classes of a module that others may use, and the methods that promise something new.

    A method that keeps what a base class or a protocol beside it promises need not say it again.
    """
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    promised = {m.name for c in classes if "Protocol" in map(ast.unparse, c.bases) for m in definitions(c)}
    methods = [
        method
        for outer in classes
        if not outer.name.startswith("_")
        for method in definitions(outer)
        if not outer.bases or isinstance(method, ast.ClassDef) or "Protocol" in map(ast.unparse, outer.bases)
        if method.name not in promised or ast.get_docstring(method)
    ]
    return [node for node in (*definitions(tree), *methods) if not node.name.startswith("_")]


def definitions(of: ast.Module | ast.ClassDef) -> list[Definition]:
    """What a module or class defines at its first level."""
    return [node for node in of.body if isinstance(node, Definition)]


@pytest.mark.parametrize("word", ["utils", "util", "helpers", "helper", "manager", "misc", "common"])
def test_no_file_is_named_for_nothing(word: str) -> None:
    assert [
        named(path) for path in under("backend", "bot", "launch", "tests") if word in path.stem.split("_")
    ] == []


def test_the_actions_that_are_hosted_are_those_the_domain_names() -> None:
    declared = {
        name
        for path in under("bot/domain", suffix=".yml")
        for name in yaml.safe_load(path.read_text("utf-8")).get("actions", ())
    }

    class Nobody:
        """A backend that is never called."""

    assert {action.name() for action in guided_actions(Nobody())} == declared  # type: ignore[arg-type]
