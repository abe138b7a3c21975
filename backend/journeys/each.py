"""What is asked of each child, where several are named: one after another, or once for all. PURE.

The answer to such a question is one value, which holds for all of them, or a list in the order of their
names, each `{"name", "value"}`, the value None where that was left open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from backend.journeys import children, subjects
from backend.journeys.draft import Answers
from backend.journeys.hearing import clauses
from backend.journeys.question import Option
from backend.journeys.words import NO, YES, holds, phrases, plain
from backend.say import Say

_BETWEEN = re.compile(r"\s*(?:[,;/&+\n]|\band\b)\s*", re.IGNORECASE)
MOST = 9
"""More children than this are told of together."""
SAME = "same"
HAS_DIED = "has_died"
_OF_ALL = phrases("all|both|each|every|everyone|everybody|none|neither|them|all three|the lot")
_CLAUSES = re.compile(r"[,.;\n]|\bbut\b|\bwhile\b")
_THE_REST = phrases("the others|the rest|the other one|the other two|others")
_WEAKEST_FIRST = ("no", "not_asked", "dont_know", "yes")
"""What counts for a complaint as a whole: one child's no weighs more than another's yes."""


def named(answers: Answers) -> tuple[str, ...]:
    """The children's names, where there are several."""
    told = _BETWEEN.split(str(answers.get("child_name") or ""))
    names = tuple(dict.fromkeys(name for name in told if name))
    return names if 1 < len(names) <= MOST else ()


def all_died(answers: Answers) -> bool:
    """Whether nobody it is about is alive."""
    told = answers.get("child_is")
    return told == HAS_DIED or (isinstance(told, list) and all(one["value"] == HAS_DIED for one in told))


def _asked_of(id: str, answers: Answers) -> tuple[str, ...]:
    """Whom a question is asked of, by name: the situation of all, the agreement of those who live."""
    told = answers.get("child_is")
    died = {one["name"] for one in told if one["value"] == HAS_DIED} if isinstance(told, list) else set()
    return tuple(name for name in named(answers) if id == "child_is" or name not in died)


def _so_far(id: str, answers: Answers) -> list[dict[str, object]]:
    """What was told of the first of them; nothing, once it was told of all or their names are others."""
    told, names = answers.get(id), _asked_of(id, answers)
    if not isinstance(told, list) or len(told) >= len(names):
        return []
    return told if all(one["name"] == name for one, name in zip(told, names, strict=False)) else []


def some_told(id: str, answers: Answers) -> bool:
    """Whether it was told of the first, and not yet of all."""
    return bool(_so_far(id, answers))


def with_next(id: str, value: str | None, answers: Answers) -> object:
    """The answer with the next child's, or (`SAME`) with that of the one before for all who are left."""
    names, told = _asked_of(id, answers), _so_far(id, answers)
    if value == SAME and told:
        rest = [{"name": name, "value": told[-1]["value"]} for name in names[len(told) :]]
    else:
        rest = [{"name": names[len(told)], "value": value}]
    answer = [*told, *rest]
    alike = {one["value"] for one in answer}
    return alike.pop() if len(answer) == len(names) and len(alike) == 1 and value is not None else answer


def with_more(named_too: str, answers: Answers) -> dict[str, object]:
    """The answers with more children's names; what was told of all before is told of those alone."""
    before = str(answers.get("child_name") or "")
    after = {**answers, "child_name": f"{before} and {named_too}" if before else named_too}
    for id in ("child_is", "child_agrees") if before else ():
        told = answers.get(id)
        if isinstance(told, str):
            after[id] = [{"name": name, "value": told} for name in _asked_of(id, answers) or (before,)]
    return after


def says_of_all(text: str) -> bool:
    """Whether a short answer is meant of all the children: "they are both in care"."""
    said = plain(text)
    return any(holds(said, word) for word in _OF_ALL)


def told_by_name(id: str, text: str, answers: Answers) -> object | None:
    """The answer of a text that tells it of each by name: "Ella agrees, I have not asked Tom"; else None."""
    names, told = _asked_of(id, answers), _named_in(id, text, answers)
    if not names or set(told) != set(names):
        return None
    return [{"name": name, "value": told[name]} for name in names]


def heard_by_name(id: str, text: str, answers: Answers) -> object | None:
    """What a text tells by the way of each by name, where they are not alike; else None."""
    told = told_by_name(id, text, answers)
    alike = isinstance(told, list) and len({one["value"] for one in told}) == 1
    return None if alike else told


def changed_by_name(id: str, text: str, answers: Answers) -> object | None:
    """A whole answer with what a text says anew of some by name: "no, Ella does not want it"; else None."""
    names, told, before = _asked_of(id, answers), _named_in(id, text, answers), answers.get(id)
    if not told or not stands(id)(before, answers):
        return None
    of = {one["name"]: one["value"] for one in before} if isinstance(before, list) else {}
    return [{"name": name, "value": told.get(name, of.get(name, before))} for name in names]


def _named_in(id: str, text: str, answers: Answers) -> dict[str, str]:
    """What a text tells of each child that it names."""
    names = _asked_of(id, answers)
    told: dict[str, str] = {}
    waiting: list[str] = []
    for clause in _clauses(text, names):
        said = plain(clause)
        waiting += [name for name in names if holds(said, plain(name))]
        if any(holds(said, word) for word in _THE_REST):
            waiting += [name for name in names if name not in told]
        if waiting and (value := _heard(id, _as_them(clause, names))) is not None:
            told |= dict.fromkeys(waiting, value)
            waiting = []
    return told


def _clauses(text: str, names: tuple[str, ...]) -> list[str]:
    """The parts of a text; a name behind "and" begins one where a verb is its own: "and Cleo is at home"."""
    if not names:
        return []
    of_one = "|".join(re.escape(name) for name in names)
    parts = re.split(rf"\band (?=(?:{of_one}) (?:{_VERBS})\b)", text, flags=re.IGNORECASE)
    return [clause for part in parts for clause in _CLAUSES.split(part)]


_VERBS = "is|was|has|had|lives|wants|agrees|does|doesnt|doesn't|says|said|knows|cannot|cant|can't|stays"


def _heard(id: str, clause: str) -> str | None:
    if id == "child_is":
        return children.situation(clause)
    alone = plain(clause).removeprefix("them ")
    return "yes" if alone in YES else "no" if alone in NO else children.agrees(clause, asked=True)


def _as_them(clause: str, names: tuple[str, ...]) -> str:
    """A clause with "them" for their names, since how it is said of one of them is known of none."""
    for name in names:
        clause = re.sub(rf"\b{re.escape(name)}\b", "them", clause, flags=re.IGNORECASE)
    return clause


def wished_by_name(text: str, answers: Answers) -> dict[str, str]:
    """What a text wishes for each of several by name, as it was typed; nothing where that is not plain.

    Plain is where each part begins with a child ("Ella wants ...", "for Tom ..."), or where each ends with
    one ("an apology for Ella and contact back for Tom"), and says no more than that.
    """
    names = named(answers)
    if not names:
        return {}
    # Ann-Marie before Ann, who would be found in her.
    one = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    begins = rf"(?=(?:as )?for (?:{one})(?![\w-])|(?:{one})(?::| (?:{_WISHES})\b))"
    begun = re.split(rf"(?:{_BREAK}){begins}", text.strip(), flags=re.IGNORECASE)
    led = [re.match(rf"{begins}(?:(?:as )?for )?({one})", part, re.IGNORECASE) for part in begun]
    told = [(who[1], part) for who, part in zip(led, begun, strict=True) if who]
    if len(told) < len(begun):
        *ended, rest = re.split(rf"(?<= for )({one})\b(?:{_BREAK}|\W*$)", text, flags=re.IGNORECASE)
        pairs = zip(ended[::2], ended[1::2], strict=True)
        told = [] if rest else [(name, part + name) for part, name in pairs]
    wishes = {name: part.strip() for name in names for who, part in told if plain(who) == plain(name)}
    plain_enough = all(len(part.split()) > _NAMES_ALONE and len(clauses.parts(part)) == 1 for _, part in told)
    return wishes if 1 < len(wishes) == len(told) and plain_enough else {}


_BREAK = r"[,.;\n][\s,.;]{0,3}(?:(?:and|but|while)\s)?|\s(?:and|but|while)\s"
_WISHES = "wants|needs|would|should|must|wishes|hopes|deserves|asks|to"
_NAMES_ALONE = 2
"""Words of "for Ella", which wish for nothing."""


def only_named(text: str, answers: Answers) -> str | None:
    """The one of several children whom a text tells of; None where it names no one, or another too.

    A sentence that says who they are and nothing of what happened tells of none.
    """
    tells = [part for part in _SENTENCES.split(text) if subjects.heard(part) or not children.names(part)]
    said = plain(" ".join(tells))
    told = [name for name in named(answers) if holds(said, plain(name)) or holds(said, f"{plain(name)}s")]
    # "They will not ring" tells nothing of a child named Will.
    return told[0] if len(told) == 1 and re.search(rf"\b{re.escape(told[0])}", text) else None


_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


def tells_of_some(text: str, answers: Answers) -> bool:
    """Whether a text names some of the children, so that what it says is not of all."""
    said = plain(text)
    return any(holds(said, plain(name)) for name in named(answers))


def tells_of_others(id: str, text: str, answers: Answers) -> bool:
    """Whether a text names others than the child asked about now, and is not meant of all."""
    said, asked_of = plain(text), whose(id)(answers).get("child")
    others = (name for name in named(answers) if name != asked_of)
    return any(holds(said, plain(name)) for name in others) and not says_of_all(text)


def told_of_next(id: str, text: str, answers: Answers) -> str | None:
    """What a text that names several tells of the child asked about now; None if that is nothing."""
    return _named_in(id, text, answers).get(str(whose(id)(answers).get("child")))


def stands(id: str) -> Callable[[object, Answers], bool]:
    """Whether an answer is whole: one for all, or one for each of those who are named now."""

    def whole(value: object, answers: Answers) -> bool:
        if not isinstance(value, list):
            return isinstance(value, str)
        return tuple(one["name"] for one in value) == _asked_of(id, answers)

    return whole


def whose(id: str) -> Callable[[Answers], Mapping[str, object]]:
    """Fact `child` of a question's sentence: whom it is asked of now."""

    def facts(answers: Answers) -> Mapping[str, object]:
        names = _asked_of(id, answers)
        return {"child": names[len(_so_far(id, answers))]} if names else {}

    return facts


def the_same(id: str) -> Option:
    """The option that the others are like the one just told of."""
    return Option(
        SAME,
        "complaint.each.same",
        phrases("same|the same|same again|same for all|the same for all|same for the others|same for both"),
        when=lambda answers: some_told(id, answers),
    )


def read_back(titles: str) -> Callable[[object], Say | str]:
    """An answer for each, read back by the titles of the options (keys that begin with `titles`)."""

    def said(value: object) -> Say | str:
        told = value if isinstance(value, list) else []
        lines = [
            Say(
                "complaint.said.of_one",
                {"child": one["name"], "answer": _title(titles, one["value"])},
            )
            for one in told
        ]
        return Say("complaint.said.of_each", {"lines": lines})

    return said


def _title(titles: str, value: object) -> Say:
    return Say(f"{titles}.{value}" if value else "complaint.said.left_open")


def as_told(answers: Answers) -> dict[str, object]:
    """What a case takes: `children` where several are named, and what counts for it as a whole."""
    names = named(answers)
    if not names:
        return {}
    values = {id: _of_each(answers.get(id), names) for id in ("child_is", "child_agrees")}
    children = [
        {"name": name, **{id: told[name] for id, told in values.items() if told.get(name)}} for name in names
    ]
    agreed, situations = set(values["child_agrees"].values()), list(values["child_is"].values())
    living = [told for told in situations if told not in (None, HAS_DIED)]
    return {
        "children": children,
        "child_is": next(iter(living or situations), None),
        "child_agrees": next((told for told in _WEAKEST_FIRST if told in agreed), None),
    }


def _of_each(told: object, names: tuple[str, ...]) -> dict[str, object]:
    if isinstance(told, list):
        return {str(one["name"]): one["value"] for one in told}
    return dict.fromkeys(names, told)
