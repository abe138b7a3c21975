"""How well texts were understood: figures from pairs of what was meant and what was understood.

PURE, and blind: no text comes in here, so none can come out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

NEIGHBOURS = {"make_complaint", "say_what_happened"}
"""A bare grievance taken for a wish to complain, or the other way round, counts half."""

OUTSIDE = "out_of_scope"
NOT_UNDERSTOOD = "nlu_fallback"
BINS = 10


class Pair(NamedTuple):
    """What a text means, what it was understood as, and how surely."""

    meant: str
    understood: str
    confidence: float


class Asked(NamedTuple):
    """What a text may be said to ask of the chat, and what was heard: a name, or "" where it was not sure."""

    names: Sequence[str]
    heard: str


NOTHING, UNKNOWN = "none", "unknown"
"""The names of what asks nothing of the chat, and of a question that nothing here answers."""


def asked_report(asked: Sequence[Asked]) -> list[str]:
    """How questions are told from one another, and from what asks nothing."""
    silent = ("", NOTHING, UNKNOWN)
    questions = [one for one in asked if not {NOTHING, UNKNOWN} & set(one.names)]
    others = [one for one in asked if NOTHING in one.names]
    right = sum(one.heard in one.names for one in questions)
    answered = sum(one.heard not in silent for one in questions)
    return [
        f"questions            {len(questions):5d}",
        f"heard as what asked  {right / len(questions):8.3f}",
        f"as something else    {(answered - right) / len(questions):8.3f}",
        f"as nothing           {sum(one.heard == NOTHING for one in questions) / len(questions):8.3f}",
        f"not sure, or unknown {sum(one.heard in ('', UNKNOWN) for one in questions) / len(questions):8.3f}",
        f"that ask nothing     {len(others):5d}",
        f"taken for a question {sum(one.heard not in silent for one in others) / len(others):8.3f}",
    ]


def right(pair: Pair) -> float:
    """1 where it was understood, a half between the two neighbours, else 0."""
    if pair.meant == pair.understood:
        return 1.0
    return 0.5 if {pair.meant, pair.understood} == NEIGHBOURS else 0.0


def accuracy(pairs: Sequence[Pair]) -> float:
    """The share understood, halves counted as halves."""
    return sum(map(right, pairs)) / len(pairs)


def f1(pairs: Sequence[Pair]) -> dict[str, float]:
    """Of each intent that is meant at least once: the harmonic mean of precision and recall."""
    meant = Counter(pair.meant for pair in pairs)
    understood = Counter(pair.understood for pair in pairs)
    both = Counter(pair.meant for pair in pairs if pair.meant == pair.understood)
    return {intent: 2 * both[intent] / (meant[intent] + understood[intent]) for intent in sorted(meant)}


def macro_f1(pairs: Sequence[Pair]) -> float:
    """The mean of `f1` over the intents, each counted alike."""
    each = f1(pairs)
    return sum(each.values()) / len(each)


def calibration_error(pairs: Sequence[Pair]) -> float:
    """The expected calibration error: by how much, on average, confidence misses the share that is right."""
    bins: dict[int, list[Pair]] = {}
    for pair in pairs:
        bins.setdefault(min(int(pair.confidence * BINS), BINS - 1), []).append(pair)
    gaps = (
        abs(sum(p.confidence for p in some) - sum(p.meant == p.understood for p in some))
        for some in bins.values()
    )
    return sum(gaps) / len(pairs)


def rejected(pairs: Iterable[Pair]) -> float:
    """Of what is out of scope, the share said to be so or not understood; 0 where there is none."""
    outside = [pair.understood in (OUTSIDE, NOT_UNDERSTOOD) for pair in pairs if pair.meant == OUTSIDE]
    return sum(outside) / len(outside) if outside else 0.0


def confusions(pairs: Iterable[Pair], most: int) -> list[tuple[str, str, int]]:
    """The commonest mistakes: meant, understood as, how often."""
    wrong = Counter((pair.meant, pair.understood) for pair in pairs if pair.meant != pair.understood)
    ranked = sorted(wrong.items(), key=lambda item: (-item[1], item[0]))
    return [(meant, understood, times) for (meant, understood), times in ranked[:most]]


def report(pairs: Sequence[Pair], most: int = 25) -> list[str]:
    """The lines that `./heard nlu` prints."""
    each, meant = f1(pairs), Counter(pair.meant for pair in pairs)
    return [
        f"texts                   {len(pairs)}",
        f"accuracy                {accuracy(pairs):.4f}",
        f"macro-F1                {macro_f1(pairs):.4f}",
        f"not understood          {sum(p.understood == NOT_UNDERSTOOD for p in pairs) / len(pairs):.4f}",
        f"out of scope, rejected  {rejected(pairs):.4f}",
        f"calibration error       {calibration_error(pairs):.4f}",
        "",
        "F1 of each intent, the weakest first",
        *(
            f"  {share:.2f}  {intent} ({meant[intent]})"
            for intent, share in sorted(each.items(), key=lambda item: item[1])
        ),
        "",
        "commonest confusions: times, meant, understood as",
        *(f"  {times:3}  {meant}  {understood}" for meant, understood, times in confusions(pairs, most)),
    ]


def beside(ours: Sequence[Pair], stock: Sequence[Pair]) -> list[str]:
    """The same figures of stock Rasa on the same texts, and by how many hundredths ours are better."""
    measured = (
        ("accuracy", accuracy, 1),
        ("macro-F1", macro_f1, 1),
        ("out of scope, rejected", rejected, 1),
        ("calibration error", calibration_error, -1),
    )
    lines = [f"{'beside stock Rasa':<24}{'ours':>8}{'stock':>8}{'better by':>11}"]
    for name, figure, sign in measured:
        here, there = figure(ours), figure(stock)
        lines.append(f"{name:<24}{here:8.4f}{there:8.4f}{100 * sign * (here - there):11.1f}")
    return lines


class Heard(NamedTuple):
    """The tier a message deserves, what makes it hard, and the tier that was heard."""

    meant: str
    kind: str
    heard: str


TIERS = ("urgent", "concern", "none")


def harm_report(messages: Sequence[Heard]) -> list[str]:
    """What was heard of each tier and, under it, of each kind: counts and shares."""
    lines = []
    for tier in TIERS:
        of_tier = [message for message in messages if message.meant == tier]
        lines += ["", _shares(tier, of_tier)]
        kinds = Counter(message.kind.split()[0].strip(",;:") for message in of_tier)
        lines += [
            _shares(f"  {kind}", [m for m in of_tier if m.kind.split()[0].strip(",;:") == kind])
            for kind in sorted(kinds)
        ]
    return lines[1:]


def _shares(name: str, messages: Sequence[Heard]) -> str:
    counted = Counter(message.heard for message in messages)
    shares = "".join(f"{tier:>10} {counted[tier]:3} {counted[tier] / len(messages):6.1%}" for tier in TIERS)
    return f"{name:<22}{len(messages):4}{shares}"
