"""The stages of a complaint that a text names. PURE. English only."""

from __future__ import annotations

import re

from backend.journeys.words import holds, phrases, plain

_NUMBER = r"(?:[123]|one|two|three)"
_STAGES_NAMED = re.compile(
    rf"\bstages? ?{_NUMBER}\b(?:(?: (?:and|or|then|plus|to))? {_NUMBER}\b(?! (?:day|week|month|year)))*"
)
_STAGE_BY: tuple[re.Pattern[str], ...] = (
    re.compile(r"\b(?:1|one)\b|\b(?:first|1st) stage\b"),
    re.compile(r"\b(?:2|two)\b|\b(?:second|2nd) stage\b|\binvestigat"),
    re.compile(r"\b(?:3|three)\b|\b(?:third|3rd|last|final) stage\b|\bpanel\b"),
)
_OTHERWISE_NAMED = re.compile(
    r"\b(?:first|1st|second|2nd|third|3rd|last|final) stage\b|\binvestigat\w*|\bpanel\b"
)
WHOLE = phrases(
    "all together|altogether|in total|in all|overall|whole thing|whole process|whole lot|start to finish"
    "|beginning to end|all three|all 3|all the stages|all stages|every stage|each stage|longest|maximum"
)
"""Words that ask after the stages all together."""


def named(text: str) -> tuple[int, ...]:
    """The stages that a text names, in their order: by number, as the panel, or all of them together."""
    said = plain(text)
    if any(holds(said, words) for words in WHOLE):
        return (1, 2, 3)
    by_name = " ".join((*_STAGES_NAMED.findall(said), *_OTHERWISE_NAMED.findall(said)))
    return tuple(stage for stage, by in enumerate(_STAGE_BY, 1) if by.search(by_name))


def names_a_stage(text: str) -> bool:
    """Whether a text speaks of a stage of a complaint by its number, or of the panel."""
    said = plain(text)
    return _STAGES_NAMED.search(said) is not None or holds(said, "panel")


_AFTER_STAGE1 = re.compile(
    r"\b(?:stage ?(?:1|one)|first stage) (?:answer|reply|response|letter|decision|outcome)\b"
    r"|\b(?:answer|answered|reply|replied|response|responded|letter|decision) (?:me |us )?"
    r"(?:at|from|for|to|of|on) (?:the |my )?(?:stage ?(?:1|one)|first stage)\b"
    r"|\b(?:go|want|ask|asking|take it|move|on|escalate it|escalate) (?:on )?(?:to|for) stage ?(?:2|two)\b"
)
_AFTER_STAGE2 = re.compile(
    r"\b(?:stage ?(?:2|two)|second stage) (?:answer|reply|response|letter|decision|outcome)\b"
)


def after_stage1(text: str) -> bool:
    """Whether a text says that stage 1 was answered, or asks for stage 2, and speaks of no later answer."""
    said = plain(text)
    return _AFTER_STAGE1.search(said) is not None and _AFTER_STAGE2.search(said) is None
