"""The points of a complaint, and what would put each right: the questions, and how they are read back. PURE.

While the person is at it, the points stand in `Draft.proposed`. Then `points` is their list, each with
its `words`, or "one"; `point_outcome` holds what would put each right, in their order, None where it is
left open.
"""

from __future__ import annotations

from backend.journeys import each, splitting
from backend.journeys.draft import Answers, Draft
from backend.journeys.elsewhere import sends
from backend.journeys.question import Question
from backend.say import Choice, Say

_LONGEST_SHOWN = 70
"""Characters of a point in the read-back, where the whole story stands too."""
_FEW = 3
"""Of so few points, some may hold several: a button splits each; one of more is split in words."""
_LONGEST_ASKED = 160
"""Characters of a point where it is asked what would put it right."""


def listed(answers: Answers) -> list[dict[str, str]]:
    """The points that are kept apart; none where it is one thing, or was not asked."""
    told = answers.get("points")
    return told if isinstance(told, list) else []


def outcomes(answers: Answers) -> list[str | None]:
    """What would put each point right, as far as it was asked."""
    told = answers.get("point_outcome")
    return told if isinstance(told, list) else []


def told_points(answers: Answers) -> list[dict[str, str]]:
    """The points as a case takes them: words, and what would put each right where that was said."""
    wished = [*outcomes(answers), *([None] * len(listed(answers)))]
    return [
        {**point, **({"desired_outcome": wish} if wish else {})}
        for point, wish in zip(listed(answers), wished, strict=False)
    ]


def as_they_stand(draft: Draft) -> tuple[str, ...]:
    """The points while they are asked about: as the person has them by now, else as suggested."""
    return draft.proposed or _suggested(draft.answers)


def left_out(answers: Answers, points: tuple[str, ...]) -> tuple[str, ...]:
    """The points of a story that are in none of those that somebody has of it by now."""
    return tuple(one for one in _suggested(answers) if not any(one in point for point in points))


def _suggested(answers: Answers) -> tuple[str, ...]:
    """The points that the story may hold; what it says by itself that somebody wants is none of them."""
    wishes = tuple(str(answers.get("desired_outcome", "")).split("\n\n"))
    story = splitting.without_asides(str(answers.get("what_happened", "")), wishes)
    return splitting.suggest(story, each.named(answers))


def ask_points(draft: Draft) -> Say:
    """Whether these are the points; to change them, a button for each change."""
    points = as_they_stand(draft)
    choices = [
        Choice({"answer": "apart"}, "complaint.points.apart"),
        Choice({"answer": "one"}, "complaint.points.one"),
    ]
    if draft.proposed:
        numbers = range(1, len(points) + 1)
        choices += [_choice("join", number) for number in numbers if number > 1]
        choices += [_choice("drop", number) for number in numbers if len(points) > 1]
        if len(points) <= _FEW:
            choices += [
                _choice("split", number) for number in numbers if len(splitting.apart(points[number - 1])) > 1
            ]
    else:
        choices.append(Choice({"answer": "change"}, "complaint.points.change"))
    key = "complaint.ask.points_change" if draft.proposed else "complaint.ask.points"
    return Say(key, {"lines": _numbered(points)}, tuple(choices), asks="points", input="choice")


def _choice(change: str, number: int) -> Choice:
    facts = {"number": number, "before": number - 1}
    return Choice({"answer": f"{change} {number}"}, f"complaint.points.{change}", facts)


def _numbered(points: tuple[str, ...]) -> list[Say]:
    return [Say("complaint.point", {"number": at, "words": words}) for at, words in enumerate(points, 1)]


def ask_outcome(draft: Draft) -> Say:
    """What would put the next point right; the same as for the one before it is a button."""
    points, told = listed(draft.answers), outcomes(draft.answers)
    at = len(told) if len(told) < len(points) else 0
    facts = {"number": at + 1, "of": len(points), "words": _shortened(points[at]["words"], _LONGEST_ASKED)}
    same = (Choice({"answer": "same"}, "complaint.points.same"),) if at and told[at - 1] else ()
    return Say("complaint.ask.point_outcome", facts, same, asks="desired_outcome", input="text")


def said_points(value: object) -> Say | str:
    """The points in the read-back: the beginning of each, since the story stands whole beside them."""
    if not isinstance(value, list):
        return Say("complaint.said.points_one")
    short = tuple(_shortened(str(point["words"])) for point in value)
    return Say("complaint.said.points", {"lines": _numbered(short)})


def said_outcomes(value: object) -> Say | str:
    """What would put each right, in the read-back."""
    if not isinstance(value, list):
        return str(value)
    lines = [
        Say("complaint.point", {"number": at, "words": wish or Say("complaint.said.left_open")})
        for at, wish in enumerate(value, 1)
    ]
    return Say("complaint.said.points", {"lines": lines})


def _shortened(words: str, longest: int = _LONGEST_SHOWN) -> str:
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]} …"


def _several(answers: Answers) -> bool:
    """Whether a story may hold several points. A child is not asked."""
    a_child = answers.get("role") == "young_person" and answers.get("age_band") in (None, "child")
    return sends(answers) and not a_child and len(_suggested(answers)) > 1


def _wants_each_put_right(answers: Answers) -> bool:
    return _several(answers) and bool(listed(answers)) and "desired_outcome" not in answers


def one_outcome(answers: Answers) -> bool:
    """Whether what would put it right is asked once, for all of it."""
    return not _wants_each_put_right(answers)


POINTS = Question(
    id="points",
    ask=lambda answers, world: "complaint.ask.points",
    why="complaint.why.points",
    line="complaint.line.points",
    title="complaint.title.points",
    called=("the points", "points", "the list"),
    when=_several,
    read_back=said_points,
    optional=True,
    input="choice",
)

POINT_OUTCOME = Question(
    id="point_outcome",
    ask=lambda answers, world: "complaint.ask.point_outcome",
    why="complaint.why.desired_outcome",
    line="complaint.line.point_outcome",
    title="complaint.title.point_outcome",
    called=("what would put each right",),
    when=_wants_each_put_right,
    read_back=said_outcomes,
    stands=lambda value, answers: len(outcomes({"point_outcome": value})) == len(listed(answers)),
    optional=True,
    story=True,
)
