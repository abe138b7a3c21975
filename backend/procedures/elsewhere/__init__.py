"""DATA. Who is responsible for children's social care where Heard does not serve: names, no procedures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "councils.yml"


@dataclass(frozen=True)
class Country:
    """A country of the United Kingdom: the names of those responsible there, and its Ombudsman.

    `ombudsman` is None where the law of England holds, whose Ombudsman stands in the national procedure.
    """

    id: str
    names: tuple[str, ...]
    ombudsman: str | None


@dataclass(frozen=True)
class Elsewhere:
    """The countries, England first, and the address where any council's website is found."""

    countries: tuple[Country, ...]
    find: str


@cache
def load_elsewhere(path: Path = FILE) -> Elsewhere:
    """What the file holds. Raises KeyError where something is missing."""
    told = yaml.safe_load(path.read_text("utf-8"))
    return Elsewhere(tuple(_country(id, of) for id, of in told["countries"].items()), str(told["find"]))


def _country(id: str, told: Mapping[str, Any]) -> Country:
    return Country(id, tuple(str(name) for name in told["names"]), told.get("ombudsman"))
