"""A letter as a tagged PDF (PDF/UA-1), so that who listens to it hears it in order."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

import typst

from backend.notify.drawing import drawn_all

_SENTENCE_ENDS = re.compile(r"(?<=[.!?]) +(?=\S)")
_TEMPLATE = Path(__file__).with_name("letter.typ")


@dataclass(frozen=True)
class Letter:
    """What stands in a letter, in words."""

    title: str
    head: Sequence[str]
    """Who writes: name and address, a line each."""
    to: Sequence[str]
    """Who it goes to: name and address, a line each."""
    day: str
    paragraphs: Sequence[str]
    lang: str
    rtl: bool = False
    print: Literal["usual", "large", "easy"] = "usual"
    """In large print all is big but the address, which has to fit its window; easy is large, and a line for
    each sentence."""


def pdf(letter: Letter, written_at: datetime) -> bytes:
    """The letter's PDF; the same letter gives the same bytes. What stands in it is data, never markup."""
    if letter.print == "easy":
        letter = replace(letter, paragraphs=[_SENTENCE_ENDS.sub("\n", one) for one in letter.paragraphs])
    return typst.compile(
        str(_TEMPLATE),
        sys_inputs={"letter": json.dumps(drawn_all(asdict(letter)))},
        pdf_standards=["ua-1"],
        timestamp=int(written_at.timestamp()),
        ignore_system_fonts=True,
    )
