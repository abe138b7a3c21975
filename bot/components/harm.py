"""Whether harm is told in a text, judged by what the sentence model makes of it whole and in parts.

PURE. A story of twenty sentences may hold one of harm, which the whole drowns; and of twenty sentences one
may sound worse than the story it stands in. So whole and worst part are weighed together, and the more parts
there are to choose from, the less the worst of them says of whether there is harm. What may be urgent counts
for more there, since it is worse not to hear it. Where there is harm, how grave it is is asked of both again:
to take nothing for danger is worse than to take a concern for it.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

HARM = "harm"
"""What the tier is called in a parse."""
NO_HARM = "no_harm"
"""And whether it is as good as sure that none is told, so that a phrase that was heard is one misheard."""
TIERS = ("none", "concern", "urgent")
"""Of harm, as the sentence model scores them: danger now is urgent, what somebody must look at a concern."""
LONGEST_PART, STEP = 24, 12
"""Words of one part, and after how many the next begins where a sentence has no end in sight."""
FEW = 5
"""Words. Up to here a text says too little to be judged by its likeness alone."""

CERTAINTY = 0.001
"""No share counts for nearer to nothing, or to all, than this."""

_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Needed:
    """How likely a text has to be to tell of harm, and of any at all, and how many times what is urgent
    counts there; and how many times the likelihood of no harm, and of a concern, being urgent has to outweigh
    together."""

    harm: float
    any: float
    urgent: float
    none: float
    concern: float


def parts(text: str) -> list[str]:
    """The sentences of a text, long ones in stretches that overlap; none for a text of one sentence."""
    found = []
    for sentence in _END.split(text):
        words = sentence.split()
        last = max(0, len(words) - LONGEST_PART)
        found += [" ".join(words[at : at + LONGEST_PART]) for at in (*range(0, last, STEP), last) if words]
    return found if len(found) > 1 else []


def tier(shares: Sequence[Sequence[float]], needed: Needed) -> tuple[str, bool]:
    """The tier of a text, and whether it is as good as sure that it tells of no harm, whole and in each part.

    `shares` are how likely each of `TIERS` is: the whole's, then its parts'.
    """
    to_choose_from = math.log(max(1, len(shares) - 1))
    worth = [(none, concern + needed.urgent * urgent) for none, concern, urgent in shares]
    harm = _both([_log_odds(told / (none + told)) for none, told in worth]) - to_choose_from / 2
    if harm < _log_odds(needed.harm):
        return TIERS[0], all(1 - none < needed.any for none, *_ in shares)
    against = [(urgent, needed.none * none + needed.concern * concern) for none, concern, urgent in shares]
    danger = _both([_log_odds(urgent / (urgent + rest)) for urgent, rest in against])
    return TIERS[2 if danger >= 0 else 1], False


def _both(of: Sequence[float]) -> float:
    """What the whole says, or the mean of it and of what its worst part says."""
    whole, *of_parts = of
    return (whole + max(of_parts)) / 2 if of_parts else whole


def _log_odds(share: float) -> float:
    """The logarithm of how many times likelier it is than not; a certainty is held back a little."""
    held = min(max(share, CERTAINTY), 1 - CERTAINTY)
    return math.log(held / (1 - held))
