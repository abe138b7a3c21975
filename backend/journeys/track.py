"""Coming back to see a complaint: the reference, then the key. PURE data.

`reference` is in its canonical form (`ABCD-EFGH`), `case_key` lower-case words joined by dashes. Their
shapes alone are looked at: whether they are right is told of both together, never of one.
"""

from __future__ import annotations

from backend.journeys import hearing
from backend.journeys.question import Journey, Question, Refused

REFERENCE = Question(
    id="reference",
    ask=lambda answers, world: "track.ask.reference",
    why="track.why.reference",
    line="track.line.reference",
    title="track.title.reference",
    called=("reference", "the reference", "my reference"),
    read=lambda text, answers, world: (
        hearing.reference(text, asked=True) or Refused("track.refused.reference")
    ),
    lost="track.lost.reference",
)

CASE_KEY = Question(
    id="case_key",
    ask=lambda answers, world: "track.ask.case_key",
    why="track.why.case_key",
    line="track.line.case_key",
    title="track.title.case_key",
    called=("key", "the key", "my key"),
    read=lambda text, answers, world: hearing.key(text, asked=True) or Refused("track.refused.case_key"),
    private=True,
    lost="track.lost.case_key",
)

TRACK = Journey("track", (REFERENCE, CASE_KEY))
