"""What a journey is made of: questions, their options, and how typed words answer them. PURE."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from backend.journeys.draft import Answers, CaseNow, Switch, World
from backend.say import Input, Say

Condition = Callable[[Answers], bool]
"""Whether something applies, given the answers so far."""


def always(answers: Answers) -> bool:
    """Applies whatever was answered."""
    return True


def never(answers: Answers) -> bool:
    """Applies in no case."""
    return False


def no_facts(answers: Answers) -> Mapping[str, object]:
    """A sentence that names nothing of the answers."""
    return {}


@dataclass(frozen=True)
class Refused:
    """Typed words that cannot be the answer, and the wording key that says why and what would do."""

    key: str


Reader = Callable[[str, Answers, World], object | Refused | None]
"""What typed words answer: a plain JSON value, `Refused`, or None when not understood."""

ReadBack = Callable[[object], "Say | str"]
"""An answer as it is read back: the person's own words, or a wording key with facts."""


def own_words(value: object) -> Say | str:
    """Free text is read back as it was typed."""
    return str(value)


def never_told(text: str) -> bool:
    """An option that is named by its own words alone."""
    return False


@dataclass(frozen=True)
class Option:
    """One way to answer a closed question.

    `words` is what people type for it, in small letters without punctuation. One that is not `offered`
    has no button and is taken when typed.
    """

    value: str
    title: str
    words: frozenset[str] = frozenset()
    when: Condition = always
    told_in: Callable[[str], bool] = never_told
    """Whether a text says it in words that no list holds."""
    facts: Mapping[str, object] = field(default_factory=dict)
    offered: bool = True
    ends: Literal["send", "drop"] | None = None
    """Whether choosing it carries out what the journey asks for, or leaves it undone."""
    leads: Switch | None = None
    """The journey that this one becomes when it is chosen."""
    farewell: str = "session.not_sent"
    """The key that says it is left undone."""
    said: str | None = None
    """The key it is read back by, where its title is a button's alone ("None of these")."""


@dataclass(frozen=True)
class Question:
    """One question of a journey, as data.

    `ask` gives its wording key, `why` the key that says why it is asked, `line` the key of its line in
    the read-back (fact `answer`), `called` what people call it when they want to change it. A question
    with `options` is closed; one without takes what `read` makes of the words. `story` marks the open
    questions, where the words are the answer whatever the model makes of them; `private` those whose
    words the language model never sees.
    """

    id: str
    ask: Callable[[Answers, World], str]
    why: str
    line: str
    title: str
    called: tuple[str, ...] = ()
    when: Condition = always
    options: tuple[Option, ...] = ()
    read: Reader | None = None
    read_back: ReadBack = own_words
    optional: bool = False
    story: bool = False
    private: bool = False
    input: Input = "text"
    may_not_know: bool = False
    """Whether "I don't know" is offered as a button, beside "skip"."""
    in_words: str | None = None
    """The option that words naming none of them stand for; the words are kept in the story."""
    lost: str | None = None
    """The key that helps somebody who does not know, where the question cannot be passed over."""
    takes_questions: bool = False
    """Whether a question typed is the answer, and none for us."""
    takes_languages: bool = False
    """Whether a language named is the answer, and no wish to be spoken to in it."""
    stands: Callable[[object, Answers], bool] | None = None
    """Whether an answer is whole, where that hangs on the others."""
    facts: Callable[[Answers], Mapping[str, object]] = no_facts
    """What its sentence names of what was told before, or is known of the case."""
    of_each: bool = False
    """Whether it is asked of each child, where several are named (`backend.journeys.each`)."""
    asks_back: str | None = None
    """The information intent of a question typed here whose words do not say what it is about."""
    sees: str = "session.who_sees_this"
    """The key that says who gets to see the answer."""

    def offered(self, answers: Answers) -> tuple[Option, ...]:
        """The options that apply now."""
        return tuple(option for option in self.options if option.when(answers))

    def accepts(self, value: object, answers: Answers) -> bool:
        """Whether an answer stands beside the others: free words always, an option where it applies."""
        if self.stands is not None:
            return self.stands(value, answers)
        return self.story or not self.options or any(o.value == value for o in self.offered(answers))


@dataclass(frozen=True)
class Entered:
    """A journey may begin on the open case: what is known of the case to it, and what is said first."""

    known: Mapping[str, object]
    says: tuple[Say, ...] = ()


@dataclass(frozen=True)
class Turned:
    """What was wished for cannot be asked for now: why, and what can be asked instead."""

    says: tuple[Say, ...]


@dataclass(frozen=True)
class Journey:
    """A journey: its questions in the order they are asked.

    `words` is the question that takes what is told beside another one; "" where nothing is told at all.
    `kind` is the kind of case that it makes, None where it makes none. `enter` looks at the open case
    first; a journey that has it acts on that case and asks for reference and key where none is open.
    `intro` is said where it begins without a case. `keeps` says whether a draft of it can be kept for
    another day.
    """

    name: str
    questions: tuple[Question, ...]
    words: str = ""
    kind: str | None = None
    enter: Callable[[CaseNow], Entered | Turned] | None = None
    intro: str | None = None
    keeps: Condition = never
    told_by: Callable[[str], bool] = lambda text: False
    """Whether a first message, however short, already is its words."""

    def question(self, id: str) -> Question:
        """The question of that id. Raises KeyError."""
        return {question.id: question for question in self.questions}[id]

    def path(self, answers: Answers) -> tuple[Question, ...]:
        """The questions that are asked, given these answers."""
        return tuple(q for q in self.questions if q.when(answers))
