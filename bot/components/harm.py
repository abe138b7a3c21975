"""Whether harm is told in a text, judged by what the sentence model makes of it whole and in parts.

PURE. A story of twenty sentences may hold one of harm, which the whole drowns; and one sentence may sound
worse than the story it stands in. So a part alone has to be surer than the whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

HARM = "harm"
"""What the tier is called in a parse."""
TIERS = ("none", "concern", "urgent")
"""Of harm, as the sentence model scores them: danger now is urgent, what somebody must look at a concern."""
LONGEST_PART, STEP = 24, 12
"""Words of one part, and after how many the next begins where a sentence has no end in sight."""
FEW = 5
"""Words. Up to here a text says too little to be judged by its likeness alone."""

_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Needed:
    """How sure the model has to be: that there is harm, of the whole or of a part; and that it is urgent."""

    whole: float
    part: float
    urgent: float


def parts(text: str) -> list[str]:
    """The sentences of a text, long ones in stretches that overlap; none for a text of one sentence."""
    found = []
    for sentence in _END.split(text):
        words = sentence.split()
        last = max(0, len(words) - LONGEST_PART)
        found += [" ".join(words[at : at + LONGEST_PART]) for at in (*range(0, last, STEP), last) if words]
    return found if len(found) > 1 else []


def tier(shares: Sequence[Sequence[float]], needed: Needed) -> str:
    """The tier of a text: `shares` are how likely each of `TIERS` is: the whole's, then its parts'."""
    harmful = [
        share
        for place, share in enumerate(shares)
        if 1 - share[0] >= (needed.part if place else needed.whole)
    ]
    if not harmful:
        return "none"
    return "urgent" if any(urgent >= needed.urgent for *_, urgent in harmful) else "concern"
