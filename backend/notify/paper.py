"""A paper to keep or to hand on, as a tagged PDF (PDF/UA-1): headings, facts by name, words as typed.

The same paper gives the same bytes. What stands in it is data, never markup.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

import typst

from backend.notify.drawing import drawn_all

_TEMPLATE = Path(__file__).with_name("sheet.typ")


@dataclass(frozen=True)
class Part:
    """Something under a heading, in this order: sentences, facts by their names, somebody's own words."""

    heading: str
    sentences: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    words: Sequence[str] = ()


@dataclass(frozen=True)
class Paper:
    """What stands in it, in words. `title` names the file where others may see it, so it tells nothing."""

    title: str
    parts: Sequence[Part] = field(default=())
    lang: str = "en"
    rtl: bool = False


def pdf(paper: Paper, written_at: datetime) -> bytes:
    """The paper's PDF."""
    return typst.compile(
        str(_TEMPLATE),
        sys_inputs={"paper": json.dumps(drawn_all(asdict(paper)))},
        pdf_standards=["ua-1"],
        timestamp=int(written_at.timestamp()),
        ignore_system_fonts=True,
    )
