"""Reading the scripts: what somebody says, and what is asked then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
NOTHING = "nothing"


@dataclass(frozen=True)
class Line:
    """One thing said, and what is expected of the answer."""

    said: str
    asks: str | None
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    receipt: str | None = None
    shows: str | None = None
    again: str | None = None
    """Why a question that was left already is asked again."""


@dataclass(frozen=True)
class Script:
    """One conversation: how somebody arrives, what is said, and what is in the case in the end.

    `case` is None where neither a case nor anything kept may be left of it.
    """

    arrives: Mapping[str, str]
    lines: tuple[Line, ...]
    case: Mapping[str, Any] | None


def all_scripts() -> dict[str, Path]:
    """Every script by its name: "refusals/skips_whatever_can_be_skipped"."""
    return {str(path.relative_to(HERE).with_suffix("")): path for path in sorted(HERE.glob("*/*.yml"))}


def read(path: Path) -> Script:
    """A script from its file. Every value is a text, so that `yes` and `10` stay what was typed."""
    told = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes texts only
    lines = tuple(_line(said, expected) for one in told["talk"] for said, expected in one.items())
    return Script(told.get("arrives") or {}, lines, None if told["case"] == NOTHING else told["case"])


def _line(said: str, expected: str | Mapping[str, Any]) -> Line:
    of = {"asks": expected} if isinstance(expected, str) else expected
    asks = of["asks"]
    return Line(
        said,
        None if asks == NOTHING else asks,
        _several(of.get("says")),
        _several(of.get("not")),
        of.get("receipt"),
        of.get("shows"),
        of.get("again"),
    )


def _several(named: str | list[str] | None) -> tuple[str, ...]:
    return (named,) if isinstance(named, str) else tuple(named or ())
