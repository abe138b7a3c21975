"""What is done with the points of a story: kept apart, joined, split, left out, or kept as one. PURE."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import takewhile

from backend.journeys import each, splitting
from backend.journeys.draft import Draft, Step, Understood, World
from backend.journeys.path import go_on, line, put
from backend.journeys.pointing import as_they_stand, listed, outcomes
from backend.journeys.question import Question
from backend.journeys.words import NO, YES, holds, phrases, plain
from backend.say import Say

_APART = phrases("apart|thats right|thats right now|all of them|keep them")
_KEEP_APART = re.compile(
    r"(?:(?:yes|no|please|can you|could you|just|i want you to|id like you to|and|but) )*"
    r"(?:keep|take|treat|count|handle|list|put|look at) "
    r"(?:them|these|those"
    r"|(?:all )?(?:my|the|these|those)(?: \w+)? (?:points|complaints|issues|problems))"
    r" (?:all )?(?:apart|separate|separately|one by one|as separate \w+)(?: please)?"
)
_ONE = re.compile(
    r"(?:(?:no|yes|please|actually|really|honestly|think|id|i|say|to|me|well|just|but|and|can|you|keep|leave"
    r"|treat|count|have|make|put|its|it|is|theyre|they|are|thats|that|this|these|them|those|all|of|as|only|a"
    r"|the|both|everything) )*"
    r"(?:one|1|same|single|one and the same|one big)(?: (?:thing|complaint|point|issue|problem|story|whole))?"
    r"(?: (?:really|please|to me|altogether|in the end))*"
    r"|(?:no )?(?:please )?(?:dont|do not) (?:split|separate|divide) (?:it|them|this|that|these)(?: up)?"
    r"(?: please)?"
    r"|(?:(?:no|keep|leave|its|theyre|it|them|all) )*(?:together|connected|linked|related)(?: please)?"
)
_CHANGE = phrases("change|change the list|change it|not quite|nearly|almost")
_JOIN = phrases("join|merge|together|same|put|with")
_DROP = phrases("drop|leave out|leave|remove|delete|without|not|take out|forget")
_SPLIT = phrases(
    "split|separate|separately|divide|different|not the same|apart|on its own|on their own|its own|their own"
    "|two things|three things|two points|three points|several things|more than one"
)
_HOW_MANY = re.compile(
    r"\b(?:two|three|four|five|six) (?:different |separate )?(?:things?|points?|issues?|problems?)\b"
)
_FIGURES = {
    word: str(number)
    for number, words in enumerate(
        (("first", "1st"), ("second", "2nd", "two"), ("third", "3rd", "three"), ("fourth", "4th", "four"),
         ("fifth", "5th", "five"), ("sixth", "6th", "six"), ("seventh", "7th"), ("eighth", "8th"),
         ("ninth", "9th")), 1
    )
    for word in words
}  # fmt: skip
_NUMBER = re.compile(r"\b[1-9]\b")


def points_told(draft: Draft, asked: Question, value: str, world: World) -> Step | None:
    """An answer to the points' question, as its choices mean it; None for any other."""
    points = as_they_stand(draft)
    if value == "change":
        return Step(replace(draft, proposed=points, failures=0))
    if value in ("apart", "one"):
        answer = [{"words": words} for words in points] if value == "apart" else "one"
        after, says = put(replace(draft, proposed=()), asked, answer, world)
        return go_on(after, says, world)
    change, _, number = value.partition(" ")
    if change in _CHANGES and number.isdecimal():
        return Step(replace(draft, proposed=_CHANGES[change](points, int(number)), failures=0))
    return None


def says_apart(text: str) -> bool:
    """Whether a text says no more than that what was told is to be kept apart: "keep my points apart"."""
    return _KEEP_APART.fullmatch(plain(text)) is not None


def points_typed(draft: Draft, asked: Question, understood: Understood, world: World) -> Step | None:
    """Words to the points' question: yes, no, or "put 2 and 3 together", "split 3", "leave out 2"."""
    said = plain(understood.text)
    if said in YES or said in _APART or says_apart(said):
        return points_told(draft, asked, "apart", world)
    if said in NO or _ONE.fullmatch(said):
        return points_told(draft, asked, "one", world)
    if said in _CHANGE:
        return points_told(draft, asked, "change", world)
    counted = " ".join(_FIGURES.get(word, word) for word in _HOW_MANY.sub(" ", said).split())
    numbers = sorted({int(number) for number in _NUMBER.findall(counted)})
    if not numbers or len(said.split()) > 3 * len(numbers) + 6:
        return None
    if any(holds(said, word) for word in _SPLIT):
        return _split_typed(draft, numbers)
    if numbers[-1] > len(as_they_stand(draft)):
        return None
    if len(numbers) > 1 and any(holds(said, word) for word in _JOIN):
        return _changed(draft, [("join", number) for number in reversed(numbers[1:])], numbers)
    if any(holds(said, word) for word in _DROP):
        return _changed(draft, [("drop", number) for number in reversed(numbers)], numbers)
    return None


def _split_typed(draft: Draft, numbers: list[int]) -> Step:
    """The points of those numbers as separate ones; where there are fewer, the last holds the others."""
    points = as_they_stand(draft)
    there = [number for number in numbers if number <= len(points)]
    if len(there) < len(numbers) or len(numbers) == 1:
        points = _split(points, there[-1] if there else len(points))
    return Step(replace(draft, proposed=points, failures=0))


def _changed(draft: Draft, changes: list[tuple[str, int]], numbers: list[int]) -> Step | None:
    """Several changes, the last point first. Only neighbours are joined: a story keeps its order."""
    points = as_they_stand(draft)
    if changes[0][0] == "join" and numbers != list(range(numbers[0], numbers[-1] + 1)):
        return None
    for change, number in changes:
        points = _CHANGES[change](points, number)
    return Step(replace(draft, proposed=points, failures=0))


def _joined(points: tuple[str, ...], number: int) -> tuple[str, ...]:
    """The point of that number put with the one before it; as they were, if there is none."""
    if not 2 <= number <= len(points):
        return points
    both = f"{points[number - 2]} {points[number - 1]}"
    return (*points[: number - 2], both, *points[number:])


def _dropped(points: tuple[str, ...], number: int) -> tuple[str, ...]:
    """The points without that one; the last one stays."""
    return (*points[: number - 1], *points[number:]) if len(points) > 1 and number <= len(points) else points


def _split(points: tuple[str, ...], number: int) -> tuple[str, ...]:
    """The points with that one as its sentences; as they were, if it is one."""
    if not 1 <= number <= len(points):
        return points
    return (*points[: number - 1], *splitting.apart(points[number - 1]), *points[number:])


_CHANGES: Mapping[str, Callable[[tuple[str, ...], int], tuple[str, ...]]] = {
    "join": _joined,
    "drop": _dropped,
    "split": _split,
}
"""What changes the list, by the word of its button."""


def outcomes_told(draft: Draft, asked: Question, text: str, world: World) -> Step:
    """What would put the next point right or, where it says that of each child by name, theirs too.

    Each child's wish goes to the points that name this child and no other. Where one of the wishes would
    reach no point so, the words are kept whole with this point, and the others are asked about.
    """
    points, told = listed(draft.answers), outcomes(draft.answers)
    so_far = [] if len(told) == len(points) else told
    wishes = each.wished_by_name(text, draft.answers)
    of = [each.only_named(point["words"], draft.answers) for point in points[len(so_far) :]]
    ready = list(takewhile(lambda name: name in wishes, of))
    if set(ready) != set(wishes) or not wishes:
        return outcome_told(draft, asked, text, world)
    answer = [*so_far, *(wishes[str(name)] for name in ready)]
    after = replace(draft, answers={**draft.answers, asked.id: answer}, failures=0)
    return go_on(after, (Say("complaint.heard", {"lines": [line(asked, answer, world)]}),), world)


def outcome_told(draft: Draft, asked: Question, wish: str | None, world: World) -> Step:
    """What would put the next point right, or None to leave it open. Told for all, it begins anew."""
    told = outcomes(draft.answers)
    so_far = [] if len(told) == len(listed(draft.answers)) else told
    after = replace(draft, answers={**draft.answers, asked.id: [*so_far, wish]}, failures=0)
    noted = Say("complaint.point_noted" if wish else "session.skipped")
    return go_on(after, (noted,), world)


def same_again(draft: Draft, asked: Question, world: World) -> Step:
    """What would put the point before right does for this one too, and for all that follow."""
    told = outcomes(draft.answers)
    rest = len(listed(draft.answers)) - len(told)
    after = replace(draft, answers={**draft.answers, asked.id: [*told, *([told[-1]] * rest)]}, failures=0)
    return go_on(after, (Say("complaint.point_noted"),), world)
