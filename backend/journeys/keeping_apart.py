"""What is done with the points of a story: kept apart, joined, left out, or kept as one. PURE."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from backend.journeys import each
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
_ONE = phrases(
    "one|its one|its one thing|it is one thing|one thing|dont split it|no its one thing|one complaint"
)
_CHANGE = phrases("change|change the list|change it|not quite|nearly|almost")
_JOIN = phrases("join|merge|together|same|put|with")
_DROP = phrases("drop|leave out|leave|remove|delete|without|not|take out|forget")
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
    if change in ("join", "drop") and number.isdecimal():
        changed = _joined(points, int(number)) if change == "join" else _dropped(points, int(number))
        return Step(replace(draft, proposed=changed, failures=0))
    return None


def says_apart(text: str) -> bool:
    """Whether a text says no more than that what was told is to be kept apart: "keep my points apart"."""
    return _KEEP_APART.fullmatch(plain(text)) is not None


def points_typed(draft: Draft, asked: Question, understood: Understood, world: World) -> Step | None:
    """Words to the points' question: yes, no, or "put 2 and 3 together", "leave out 2"."""
    said = plain(understood.text)
    if said in YES or said in _APART or says_apart(said):
        return points_told(draft, asked, "apart", world)
    if said in NO or said in _ONE:
        return points_told(draft, asked, "one", world)
    if said in _CHANGE:
        return points_told(draft, asked, "change", world)
    numbers = sorted({int(number) for number in _NUMBER.findall(said)})
    if not numbers or len(said.split()) > 3 * len(numbers) + 6 or numbers[-1] > len(as_they_stand(draft)):
        return None
    if len(numbers) > 1 and any(holds(said, word) for word in _JOIN):
        return _changed(draft, [("join", number) for number in reversed(numbers[1:])], numbers)
    if any(holds(said, word) for word in _DROP):
        return _changed(draft, [("drop", number) for number in reversed(numbers)], numbers)
    return None


def _changed(draft: Draft, changes: list[tuple[str, int]], numbers: list[int]) -> Step | None:
    """Several changes, the last point first. Only neighbours are joined: a story keeps its order."""
    points = as_they_stand(draft)
    if changes[0][0] == "join" and numbers != list(range(numbers[0], numbers[-1] + 1)):
        return None
    for change, number in changes:
        points = _joined(points, number) if change == "join" else _dropped(points, number)
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
