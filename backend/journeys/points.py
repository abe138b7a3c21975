"""Which points of a complaint with several: all of them, or some, by button or number. PURE."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backend.journeys.checking import known
from backend.journeys.draft import Answers, CaseNow, World
from backend.journeys.question import Condition, Option, Question, Refused
from backend.journeys.words import phrases, plain
from backend.say import Say

ALL = "all"
MOST = 9
"""Points that have a button of their own; more can be named by their number."""


def points_known(case: CaseNow) -> list[list[str]]:
    """The points under way as plain values, `[id, words]` in order."""
    return [list(point) for point in case.points]


def chosen(answers: Answers) -> tuple[str, ...]:
    """The ids of the points chosen; none stands for all of them."""
    told, points = str(answers.get(WHICH_POINTS, ALL)), _listed(answers)
    return () if told == ALL else tuple(points[number - 1][0] for number in _numbers(told))


WHICH_POINTS = "which_points"


def several(answers: Answers) -> bool:
    """Whether there is more than one point to choose from."""
    return len(_listed(answers)) > 1


def which_points(ask: str) -> Question:
    """The question, put by the key `ask` (fact `lines`). Its answer is "all", or numbers: "2", "1,3"."""
    return Question(
        id=WHICH_POINTS,
        ask=lambda answers, world: ask,
        why="escalate.why.points",
        line="escalate.line.points",
        title="escalate.title.points",
        called=("which parts", "the parts", "which points", "the points"),
        when=several,
        options=(
            Option(
                ALL,
                "escalate.points.all",
                phrases(
                    "all|all of it|all of them|everything|the whole thing|the whole lot|both|all parts"
                    "|both things|both of them|both parts|both points|all points|every one of them"
                ),
            ),
            *(_one(number) for number in range(1, MOST + 1)),
        ),
        read=_read,
        read_back=_read_back,
        stands=_stands,
        facts=lambda answers: {
            "lines": [
                Say("escalate.point", {"n": number, "words": words})
                for number, (_, words) in enumerate(_listed(answers), start=1)
            ]
        },
        input="choice",
    )


def _stands(value: object, answers: Answers) -> bool:
    numbers = _numbers(str(value))
    return value == ALL or (bool(numbers) and _there(numbers, answers))


def _listed(answers: Answers) -> Sequence[Sequence[str]]:
    points = known(answers, "points")
    return points if isinstance(points, list) else ()


def _one(number: int) -> Option:
    return Option(
        str(number),
        "escalate.points.one",
        frozenset({str(number), f"number {number}", f"only {number}", f"part {number}", f"just {number}"}),
        when=_is_there(number),
        facts={"n": number},
    )


def _is_there(number: int) -> Condition:
    return lambda answers: number <= len(_listed(answers))


def _numbers(text: str) -> list[int]:
    return sorted({int(figure) for figure in re.findall(r"\d{1,3}", text)})


def _there(numbers: Sequence[int], answers: Answers) -> bool:
    return numbers[0] >= 1 and numbers[-1] <= len(_listed(answers))


_LEFT_OUT = re.compile(
    r"\b(?:not|dont|do not|except|apart from|but|without|leave|leaving|forget|other than)\b"
)
_OF_ALL = re.compile(r"\b(?:all|everything|both|every one|each)\b")
_NOT_A_POINT = re.compile(r"\b(?:stages?|weeks?|days?) \d+|\b\d+ (?:weeks?|days?|months?|years?)\b")
_ORDER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_BY_ORDER = re.compile(rf"\b(?:{'|'.join(_ORDER)}|last)\b(?= (?:one|part|point|thing|bit|and)s?\b|$)")
_BY_WORDS = re.compile(r"\b(?:the|my|our) ((?:\w+ ){1,3})(?:part|point|thing|bit|one)s?\b")


def _read(text: str, answers: Answers, world: World) -> object:
    """The points that words choose: "2 and 3", "all but 2", "the second one", "just the respite bit"."""
    said = _NOT_A_POINT.sub(" ", plain(re.sub(r"[,;&/]", " ", text)))
    leaves = _LEFT_OUT.search(said)
    wanted = said[: leaves.start()] if leaves else said
    numbers = _named(wanted, answers)
    left = _named(said[leaves.end() :], answers) if leaves else []
    if not numbers and left and _OF_ALL.search(wanted):
        numbers = [number for number in range(1, len(_listed(answers)) + 1) if number not in left]
    if not numbers:
        return None
    if not _there(numbers, answers):
        return Refused("escalate.refused.points")
    return ",".join(str(number) for number in numbers)


def _named(said: str, answers: Answers) -> list[int]:
    """The numbers of the points that plain words name, by their number, their order or words of their own."""
    if numbers := _numbers(said):
        return numbers
    points = _listed(answers)
    by_order = {_ORDER.index(word) + 1 if word != "last" else len(points) for word in _BY_ORDER.findall(said)}
    by_words = {number for words in _BY_WORDS.findall(said) if (number := _only_one_with(words, points))}
    return sorted(by_order or by_words)


def _only_one_with(words: str, points: Sequence[Sequence[str]]) -> int | None:
    """The number of the only point that has all these words."""
    has = [
        number
        for number, (_, told) in enumerate(points, start=1)
        if set(words.split()) <= set(plain(told).split())
    ]
    return has[0] if len(has) == 1 else None


def _read_back(value: object) -> Say | str:
    return str(value).replace(",", ", ")
