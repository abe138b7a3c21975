"""What the rules say of a complaint while it is made: told once, where it matters, never a refusal. PURE.

`World.advise` gives what the decision table says. Here it is decided what of it a person is told, and
when: as soon as what it hangs on is known. Whatever the rules say, the complaint can be sent.
"""

from __future__ import annotations

from dataclasses import replace

from backend.journeys.complaint import COMPLAINT
from backend.journeys.draft import Advised, Draft, Step, World
from backend.journeys.elsewhere import sends
from backend.journeys.path import still_open, told_answers
from backend.journeys.who import in_their_own_right_too
from backend.say import Say

TOLD = frozenset(f"S{number:02}" for number in range(2, 15)) | {
    "E04.child_objects",
    "E09",
    "E10",
    "E11",
    "E12",
    "E13",
    "E15",
}
"""The rules a person is told of: another way for it, somebody's agreement, a decision to be made.

That a complaint may simply be made needs no sentence, and the time limit is spoken of where it is asked
why it is late.
"""

DIED = "E15"
"""Somebody complains for a child who has died: that is met first, and before anything else is said."""

_AGREEMENT = frozenset({"E09", "E11"})
"""The rules that want somebody's agreement: nothing to be told where it is there."""

_NOT_REPEATED = frozenset({"make_complaint", "ask_for_advocate", "get_help_now", "say_why_late"})
"""Steps that the conversation itself takes."""

OMBUDSMAN = Say("eligibility.next.ombudsman")
SEND_ALL_THE_SAME = Say("eligibility.next.send_and_council_decides")

_MARK = "advice."


def with_advice(step: Step, world: World) -> Step:
    """A step, and before the next question whatever the rules say that was not said yet."""
    draft = step.draft
    if draft is None or step.done or not step.handled or not _ready(draft):
        return step
    answers = told_answers(draft)
    parts = world.advise(answers)
    says = tuple(say for at, part in enumerate(parts) if (say := _told(part, at > 0, draft)) is not None)
    marks = {_MARK + rule for part in parts for rule, _ in part.reasons if _notable(rule, part)}
    if _may_be_asked(answers):
        marks.add(_MARK + "asked")
        if _MARK + "asked" not in draft.told:
            says = (Say("complaint.child_may_be_asked"), *says)
    if not says:
        return step
    if _MARK + DIED in marks - set(draft.told):
        step = replace(step, says=(Say("complaint.sorry"), *step.says))
    told = replace(draft, told=(*draft.told, *sorted(marks - set(draft.told))))
    return replace(step, draft=told, says=(*step.says, *says))


def told_in_every_chat(told: tuple[str, ...]) -> tuple[str, ...]:
    """The notices that hold for a whole chat: what was said of one complaint is said of another again."""
    return tuple(notice for notice in told if not notice.startswith(_MARK))


def _ready(draft: Draft) -> bool:
    """Whether it is known who complains and, where that is asked, whether the child agrees."""
    if draft.journey != COMPLAINT.name or not sends(draft.answers):
        return False
    needed = [COMPLAINT.question(id) for id in ("role", "relationship", "child_is", "child_agrees")]
    return not any(asked.when(draft.answers) and still_open(draft, asked) for asked in needed)


def _told(part: Advised, beside: bool, draft: Draft) -> Say | None:
    """What is said of one part, or None. `beside`: it is not what the complaint is mostly about."""
    rules = {
        rule: say for rule, say in part.reasons if _notable(rule, part) and _MARK + rule not in draft.told
    }
    if not rules:
        return None
    reasons = [say for rule, say in rules.items() if rule != DIED]
    steps = [say for step, say in part.next_steps if step not in _NOT_REPEATED]
    if part.outcome == "ask_council":
        steps = [say for say in steps if say != OMBUDSMAN]
    if part.outcome == "redirect":
        steps.append(SEND_ALL_THE_SAME)
    return Say("complaint.advice_for_a_part" if beside else "complaint.advice", {"lines": [*reasons, *steps]})


def _notable(rule: str, part: Advised) -> bool:
    return rule in TOLD and not (rule in _AGREEMENT and part.outcome == "accept")


def _may_be_asked(answers: dict[str, object]) -> bool:
    """Whether who complains in their own right has not asked the child, whom the council may then ask."""
    own = answers.get("role") in ("parent", "carer") or in_their_own_right_too(answers)
    return own and answers.get("child_agrees") in ("not_asked", "dont_know")
