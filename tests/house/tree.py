"""Reads the tree as it stands: which files there are, and what the Python in them says."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def files() -> tuple[Path, ...]:
    """Every file that is in the tree or would be with the next commit, ignored ones left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return tuple(path for name in sorted(set(listed.split("\0")) - {""}) if (path := ROOT / name).is_file())


def under(*folders: str, suffix: str = ".py") -> list[Path]:
    """The files of one kind in some folders."""
    return [
        path
        for path in files()
        if path.suffix == suffix and any(path.is_relative_to(ROOT / folder) for folder in folders)
    ]


def named(path: Path) -> str:
    """A file's name as a person would look for it."""
    return path.relative_to(ROOT).as_posix()


@dataclass(frozen=True)
class Module:
    """One Python file."""

    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        """What Python makes of it; each node knows the one it stands in as `.within`."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            for child in ast.iter_child_nodes(node):
                child.within = node  # type: ignore[attr-defined]
        return tree

    def texts(self) -> Iterator[tuple[ast.expr, str]]:
        """Every string of the program, docstrings left out; a value in an f-string is a "\\x00"."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if not isinstance(node.within, ast.JoinedStr | ast.Expr | ast.FormattedValue):  # type: ignore[attr-defined]
                    yield node, node.value
            elif isinstance(node, ast.JoinedStr):
                parts = (str(v.value) if isinstance(v, ast.Constant) else "\x00" for v in node.values)
                yield node, "".join(parts)


def around(node: ast.AST) -> Iterator[ast.AST]:
    """What a node stands in, from the inside out."""
    while (node := getattr(node, "within", None)) is not None:  # type: ignore[assignment]
        yield node


@cache
def module(path: Path) -> Module:
    """One file, read once."""
    return Module(path)


def modules(*folders: str) -> tuple[Module, ...]:
    """The Python files of some folders."""
    return tuple(module(path) for path in under(*folders))
