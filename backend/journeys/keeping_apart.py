"""What is done with the points of a story: kept apart, joined, split, left out, or kept as one. PURE."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import takewhile

from backend.journeys import each, splitting
from backend.journeys.draft import Draft, Step, Understood, World
from backend.journeys.path import ask_again, go_on, line, put
from backend.journeys.pointing import POINT_OUTCOME, POINTS, as_they_stand, left_out, listed, outcomes
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
_YES_LIKE_THAT = re.compile(
    r"(?:(?:yes|yh|yeah|yep|yea|ok|okay|that|thats|it|its|is|looks|now|all|just|like|this|much|better|keep"
    r"|leave|please|thanks|them|so) )*(?:like (?:that|this)|ok|okay|fine|good|right|great|perfect|better|it)"
    r"(?: (?:now|thanks|thank you|please))*"
)
"""That the list is right as it stands, in a few words more than yes."""
_TAKEN_OUT = re.compile(r"\b(?:take|leave|cut|get|cross) (?:\w+ ){1,4}out\b|\bget rid of\b")
_CHANGE = phrases("change|change the list|change it|not quite|nearly|almost")
_JOIN = phrases("join|merge|together|same|put|with")
_DROP = phrases("drop|leave out|leave|remove|delete|without|not|take out|forget")
_SPLIT = phrases(
    "split|separate|separately|divide|different|not the same|apart|on its own|on their own|its own|their own"
    "|two things|three things|two points|three points|several things|more than one"
)
_HOW_MANY = re.compile(
    r"\b(?:two|three|four|five|six|[2-6]) (?:different |separate )?"
    r"(?:things?|points?|issues?|problems?|complaints?)\b"
)
_ORDERED = re.compile(
    r"\b(?=(?:leave out|take out|take|get rid|drop|remove|delete|forget|without|not|split|divide|break"
    r"|join|merge|put|keep|only|just)\b)"
)
"""Where one of several orders begins: "leave out 1 and 4, and split 2"."""
_SPLIT_EACH = re.compile(r"\b(?:split|divide|break)\b")
_ONLY = re.compile(
    r"\b(?:only|just|keep)(?: (?:the|keep|want|have|do|send|points?|numbers?|things?|with|no))* [1-9]\b"
    r"|\b[1-9] (?:please )?only\b"
)
_NO_POINT = re.compile(
    r"\b(?:arent|are not|isnt|is not|wasnt|was not|werent|were not) (?:really |even )?"
    r"(?:an? |my |part |any )*"
    r"(?:things?|points?|complaints?|problems?|issues?|grievances?|of)\b"
    r"|\b(?:was|were|is|are|im|its|thats) (?:just |only |me )*(?:answering|an answer|answers|replying)\b"
)
"""That what was taken for a point is none: "3 and 4 aren't things, I was just answering you"."""
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
_THINGS = "several things"
"""What stands for how many things a point holds: the number would name a point."""
_BACK = re.compile(
    r"\b(?:want|put|bring|add|get|have|need|include)\b.*\b(?:back|again|after all)\b"
    r"|\b(?:shouldnt|didnt mean to|wrong to) (?:have )?(?:left|leave|taken|take) out\b"
)
_A_POINT = re.compile(r"\b(?:one|points?|part|bit|thing)\b")
_MOST_TO_BRING_BACK = 14
_ALIKE = 5
"""So many first letters in common, and two words are of one thing: therapy, therapist."""
_NAMED_LIST = re.compile(
    r"^\W*(?:(?:no|nope|not|actually|really|but|so|well)\W+)*(?:it['’]?s|it is|there['’]?s|there are"
    r"|they['’]?re|i have|i['’]?ve got)(?: (?:really|only|just|actually|more|like|about))*"
    r" (?:two|three|four|five|six|[2-6])"
    r"(?: (?:main|different|separate))? (?:things?|points?|issues?|problems?|complaints?)\b[\s:;,.–-]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
"""Somebody's own list, by names: "no it's two things: the money and the therapy"."""
_BETWEEN_NAMES = re.compile(r"[,;&+\n]|\band\b", re.IGNORECASE)
_TELLS_NOTHING = phrases(
    "that|this|with|from|they|them|their|about|what|when|want|back|please|point|part|thing|again|after"
)


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
    if _YES_LIKE_THAT.fullmatch(said):
        return points_told(draft, asked, "apart", world)
    if len(numbered := _numbered_names(understood.text)) > 1:
        return _as_named(draft, numbered)
    if (as_named := _NAMED_LIST.match(understood.text)) is not None:
        return _as_named(draft, [name for name in _BETWEEN_NAMES.split(as_named[1]) if plain(name)])
    return brought_back(draft, understood.text) or _ordered(draft, said)


def brought_back(draft: Draft, text: str) -> Step | None:
    """The list with a point that was left out, asked for again: "I want the therapy one back"; else None.

    Where something else is asked, a point has to be spoken of: "I want contact back" is a wish.
    """
    said = plain(text)
    if not _BACK.search(said) or len(said.split()) > _MOST_TO_BRING_BACK:
        return None
    if draft.asking != POINTS.id and not _A_POINT.search(said):
        return None
    points = as_they_stand(draft) if draft.asking == POINTS.id else _listed_words(draft)
    gone = left_out(draft.answers, points) if points else ()
    wanted = _meant(said, gone) or (gone if len(gone) == 1 and draft.asking == POINTS.id else ())
    if not wanted:
        return None
    story = str(draft.answers.get("what_happened", ""))
    in_order = tuple(sorted((*points, *wanted), key=lambda words: story.find(words[:_BEGINNING])))
    again = draft if draft.asking == POINTS.id else ask_again(draft, POINTS.id)
    answers = {id: told for id, told in again.answers.items() if id != POINT_OUTCOME.id}
    return Step(replace(again, answers=answers, proposed=in_order, failures=0))


_BEGINNING = 20
"""So many letters of a point say where in the story it stands."""


def _listed_words(draft: Draft) -> tuple[str, ...]:
    return tuple(point["words"] for point in listed(draft.answers))


def _meant(said: str, points: tuple[str, ...]) -> tuple[str, ...]:
    """The points, one or none, that have most in common with plain words that name one."""
    named = {word[:_ALIKE] for word in said.split() if len(word) >= _ALIKE - 1} - {
        word[:_ALIKE] for word in _TELLS_NOTHING
    }
    held = [len(named & {word[:_ALIKE] for word in plain(point).split()}) for point in points]
    most = max(held, default=0)
    return (points[held.index(most)],) if most and held.count(most) == 1 else ()


def _numbered_names(text: str) -> list[str]:
    """What somebody numbers from one on in a list of their own: "1 is my stuff, 2 is my PA"."""
    found = list(_A_NUMBER_OF_THEIRS.finditer(text))
    if not found or [int(number[1]) for number in found] != list(range(1, len(found) + 1)):
        return []
    ends = [*(number.start() for number in found[1:]), len(text)]
    named = [text[number.end() : end] for number, end in zip(found, ends, strict=True)]
    orders = any(
        _NO_POINT.search(plain(name)) or len(plain(name).split()) < _FEWEST_TO_NAME for name in named
    )
    return [] if orders else named


_FEWEST_TO_NAME = 2
_A_NUMBER_OF_THEIRS = re.compile(r"(?<![\w£])([1-9])(?:[.):]\s*|\s+(?:is|was|should be|:|-|–)\s+)(?=\D)")


def _as_named(draft: Draft, names: list[str]) -> Step:
    """The points that somebody names in a list of their own; where one is unclear, the list, to change it."""
    points = as_they_stand(draft)
    kept = _named_among(points, names)
    proposed = tuple(point for point in points if point in kept) if kept else _found_within(points, names)
    return Step(replace(draft, proposed=proposed, failures=0))


def _named_among(points: tuple[str, ...], names: list[str]) -> tuple[str, ...]:
    """The point of each name; none unless there are several, each names one, and none is named twice."""
    meant = [point for name in names for point in _meant(plain(name), points)]
    return tuple(meant) if len(names) > 1 and len(set(meant)) == len(meant) == len(names) else ()


def _found_within(points: tuple[str, ...], names: list[str]) -> tuple[str, ...]:
    """The points split where each thing named begins, what else is told kept with it; else as they were."""
    parts = tuple(part for point in points for part in splitting.apart(point))
    begin = _named_among(parts, names)
    groups: list[str] = []
    for part in parts if begin else points:
        # Before the first of them, what is told belongs to it.
        joins = begin and groups and (part not in begin or not any(one in groups[-1] for one in begin))
        groups[-1:] = [f"{groups[-1]} {part}"] if joins else [*groups[-1:], part]
    return tuple(groups)


def _ordered(draft: Draft, said: str) -> Step | None:
    """The list after every order in a plain text, each of which names points by number; None without one.

    All numbers are those of the list as it was shown.
    """
    counted = " ".join(_FIGURES.get(word, word) for word in _HOW_MANY.sub(_THINGS, said).split())
    numbers = _numbers(counted)
    if not numbers or len(said.split()) > 3 * len(numbers) + 6:
        return None
    points = as_they_stand(draft)
    found = [_changes(order, points) for order in _orders(counted)]
    if any(changes is None for changes in found):
        gone = any(number > len(points) for number in numbers) and _ORDERED.search(counted)
        # A number that no point has is no part of the story; the list is shown again.
        lost = Step(replace(draft, failures=draft.failures + 1), (Say("session.not_understood"),))
        return lost if gone else None
    changes = {change for of_one in found for change in of_one or ()}
    if _ONLY.search(counted) and not any(change == "drop" for _, change in changes):
        changes |= {(number, "drop") for number in range(1, len(points) + 1) if number not in numbers}
    for number, change in sorted(changes, reverse=True):
        points = _CHANGES[change](points, number)
    return Step(replace(draft, proposed=points, failures=0))


def _numbers(said: str) -> list[int]:
    return sorted({int(number) for number in _NUMBER.findall(said)})


def _orders(said: str) -> list[str]:
    """The orders of a plain text; what names no number goes with the one before it, or the first."""
    orders: list[str] = []
    begun = ""
    for part in _ORDERED.split(said):
        if _NUMBER.search(part):
            orders.append(begun + part)
            begun = ""
        elif orders:
            orders[-1] += part
        else:
            begun += part
    return orders


def _changes(order: str, points: tuple[str, ...]) -> list[tuple[int, str]] | None:
    """What one order changes, as numbers and words of the buttons; None where it is not understood."""
    numbers = _numbers(order)
    there = [number for number in numbers if number <= len(points)]
    if _SPLIT_EACH.search(order) and there == numbers:
        return [(number, "split") for number in numbers]
    if any(holds(order, word) for word in _SPLIT):
        # Where there are fewer, the last holds the others.
        held_in_the_last = len(there) < len(numbers) or len(numbers) == 1
        return [(there[-1] if there else len(points), "split")] if held_in_the_last else []
    if there != numbers:
        return None
    if len(numbers) > 1 and any(holds(order, word) for word in _JOIN):
        # Only neighbours are joined: a story keeps its order.
        neighbours = numbers == list(range(numbers[0], numbers[-1] + 1))
        return [(number, "join") for number in numbers[1:]] if neighbours else None
    if _ONLY.search(order):
        return []
    if any(holds(order, word) for word in _DROP) or _TAKEN_OUT.search(order) or _NO_POINT.search(order):
        return [(number, "drop") for number in numbers]
    return None


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
    if _THE_SAME.fullmatch(plain(text)) and told and len(told) < len(points) and told[-1]:
        return same_again(draft, asked, world)
    so_far = [] if len(told) == len(points) else told
    wishes = each.wished_by_name(text, draft.answers)
    of = [each.only_named(point["words"], draft.answers) for point in points[len(so_far) :]]
    ready = list(takewhile(lambda name: name in wishes, of))
    if set(ready) != set(wishes) or not wishes:
        return outcome_told(draft, asked, text, world)
    answer = [*so_far, *(wishes[str(name)] for name in ready)]
    after = replace(draft, answers={**draft.answers, asked.id: answer}, failures=0)
    return go_on(after, (Say("complaint.heard", {"lines": [line(asked, answer, world)]}),), world)


_THE_SAME = re.compile(
    r"(?:(?:the|just|its|yes|and|also|all|i|want|would|like|id) )*same(?: (?:again|thing|one|as|that|the|last"
    r"|before|first|other|others|for|this|all|them|here|too|please|as well|number|one|1|2))*"
    r"|ditto|as (?:above|before)"
)


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
