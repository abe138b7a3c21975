"""What a journey keeps and hands back: draft, what was understood, the world around it, effects. PURE.

A `Draft` is all that is remembered of a journey under way; `backend.journeys.plan` turns a draft and
a message into the next draft. Both are plain data, so the service stores them and a test walks them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from backend.say import Say

Answers = Mapping[str, object]
"""Answers by question id. See `backend.journeys.complaint` for the shape of each value."""


@dataclass(frozen=True)
class Draft:
    """A journey under way.

    `answers` holds plain JSON values by question id, `skipped` the questions passed over, `asking` the
    question asked now, `trail` the questions asked before it (for going back), `failures` how many
    messages in a row were not understood, `told` which notices were given, `held` the words of a
    message that safety kept from the plan, `proposed` what was heard and is not yet confirmed.
    """

    journey: str
    answers: Answers = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    asking: str | None = None
    trail: tuple[str, ...] = ()
    failures: int = 0
    told: tuple[str, ...] = ()
    held: str | None = None
    proposed: tuple[str, ...] = ()
    """Council ids to be confirmed: one is asked about, several are offered."""
    returning: str | None = None
    """The question that "stop" or "change something" was said at, to go on with."""

    def to_json(self) -> dict[str, object]:
        """The draft as plain JSON values, for the store."""
        return {
            "journey": self.journey,
            "answers": dict(self.answers),
            "skipped": list(self.skipped),
            "asking": self.asking,
            "trail": list(self.trail),
            "failures": self.failures,
            "told": list(self.told),
            "held": self.held,
            "proposed": list(self.proposed),
            "returning": self.returning,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Draft:
        """The draft that `to_json` wrote; a field that an older version did not have takes its default."""
        answers = data.get("answers")
        failures = data.get("failures")
        return cls(
            journey=str(data["journey"]),
            answers=dict(answers) if isinstance(answers, Mapping) else {},
            skipped=_words(data.get("skipped")),
            asking=_word(data.get("asking")),
            trail=_words(data.get("trail")),
            failures=failures if isinstance(failures, int) else 0,
            told=_words(data.get("told")),
            held=_word(data.get("held")),
            proposed=_words(data.get("proposed")),
            returning=_word(data.get("returning")),
        )


def _word(value: object) -> str | None:
    return None if value is None else str(value)


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(word) for word in value) if isinstance(value, list | tuple) else ()


@dataclass(frozen=True)
class Understood:
    """One message of the person.

    `text` is exactly what was typed (up to 20,000 characters; "" when a button was pressed), `intent`
    and `confidence` what the language model made of it, `choice` the `means` of the button pressed:
    `{"answer": value}` or `{"intent": name}`. `wants_to_know` is what the model heard it ask of the chat,
    by a name of bot/data/asked/questions.tsv; "none" where it surely asks nothing, "" where it is not sure.
    """

    text: str = ""
    intent: str = "nlu_fallback"
    confidence: float = 0.0
    choice: Mapping[str, object] | None = None
    wants_to_know: str = ""


@dataclass(frozen=True)
class CouncilNames:
    """A council as people call it: its id, its name, and other names, former names and places in it."""

    id: str
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Advised:
    """What the rules of eligibility say of one part of a complaint, in contract.md's words.

    `reasons` are `(rule, say)`, `next_steps` `(name, say)`; `about` is the part's subject.
    """

    about: str
    route: str
    outcome: str
    reasons: tuple[tuple[str, Say], ...]
    next_steps: tuple[tuple[str, Say], ...]


def no_advice(answers: Answers) -> tuple[Advised, ...]:
    """Where no rules are at hand."""
    return ()


@dataclass(frozen=True)
class OptionNow:
    """Whether something may be asked for today, until (or from) which day, and why or why not."""

    available: bool
    until: date | None
    why: Say


@dataclass(frozen=True)
class CaseNow:
    """The case that is open in this chat, as far as a journey on it needs to know.

    `options` by contract.md's names; `points` are those still under way, `(id, words)` in order;
    `advocate` is "none", "asked" or "appointed"; `role` a contract value; `undo_until` the last day on
    which withdrawing today could be taken back.
    """

    reference: str
    council: str
    kind: str = "complaint"
    stage: int = 0
    options: Mapping[str, OptionNow] = field(default_factory=dict)
    points: tuple[tuple[str, str], ...] = ()
    advocate: str = "none"
    role: str = "other"
    undo_until: date | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    """The figures of the procedure that this case is under, as `says.answer` takes them."""


@dataclass(frozen=True)
class World:
    """What a journey may know beyond the draft.

    `today` is the day in London. `page_council` is the council of the page the chat was opened on.
    `age_band` is the band of the page the chat was opened on, None where it says none: a voice that was
    chosen since says how somebody wants to be spoken to, and not how old they are.
    `people` holds the standing facts for sentences that name somebody to ring: `childline`,
    `emergency`, `police` always; `team` and `team_phone` where known (of the council answered, else of
    the page); `advocacy` (the provider's name) where known.
    """

    today: date
    page_council: str | None = None
    councils: tuple[CouncilNames, ...] = ()
    age_band: str | None = None
    people: Mapping[str, object] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Councils that are not served here, and countries, as `plain` leaves their names: in which country."""
    national: Mapping[str, object] = field(default_factory=dict)
    """What holds all over England, whoever's page it is: `stage1_days`, `stage1_longest`, `stage2_days`,
    `stage2_longest`, `stage3_days`, `panel_size`, `ombudsman_phone`, `childline`; `find_council` (an
    address) and `ombudsman_wales` and so on (names)."""
    advise: Callable[[Answers], tuple[Advised, ...]] = no_advice
    """What the rules say of the answers that count, what it is mostly about first."""
    case: CaseNow | None = None
    """The case opened, or sent, in this chat."""
    in_english: bool = True
    """Whether English is spoken in this chat, which is what the language model knows best."""
    simplest: bool = False
    """Whether the simplest words are spoken already."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """The tag of each language there is, by its names: in English, then in its own words."""


@dataclass(frozen=True)
class Send:
    """The person said yes to the read-back: make the case, of the kind its journey makes."""


@dataclass(frozen=True)
class Do:
    """The person said yes to an act on the open case: carry out what the draft's answers ask for."""


@dataclass(frozen=True)
class Keep:
    """Keep the draft and give a receipt for it; the journey pauses."""


@dataclass(frozen=True)
class Drop:
    """The person wants it gone: delete the draft."""


@dataclass(frozen=True)
class Open:
    """Open a case (or a draft) by its reference and key. `not_opened` says what to do if that fails.

    `reference` is in its canonical form (`ABCD-EFGH`), `key` lower case words joined by single dashes.
    """

    reference: str
    key: str


@dataclass(frozen=True)
class Switch:
    """The person started another journey in the middle of this one.

    The service keeps this draft's row, then calls `begin` with the same message and `left=draft.journey`;
    `begin` says that the other is kept. `instead`: this draft has become the other, nothing is kept.
    """

    journey: str
    instead: bool = False
    carry: Answers = field(default_factory=dict)
    """What was told already, by the names of the journey that follows."""


@dataclass(frozen=True)
class Inform:
    """Answer this information intent: the words name it by themselves, whatever the model heard.

    `asked` is the question, where the message tells more than that.
    """

    intent: str
    asked: str = ""


@dataclass(frozen=True)
class Speak:
    """Speak in another voice from here on; the journey stays where it is. None leaves a part as it is."""

    age_band: str | None = None
    locale: str | None = None


Effect = Send | Do | Keep | Drop | Open | Switch | Speak | Inform


@dataclass(frozen=True)
class Step:
    """What a message did: the draft as it is now, what to say before the next question, and an effect.

    `says` never holds the next question: `question(draft, world)` gives it. `handled` is False exactly
    when the message is an information question, which a rule answers before the same question is asked
    again; the draft is then unchanged. `draft` is None after `Drop` alone.
    """

    draft: Draft | None
    says: tuple[Say, ...] = ()
    handled: bool = True
    effect: Effect | None = None

    @property
    def done(self) -> bool:
        """Whether the journey leaves off here (sent, done, kept, dropped or, if it opens, opened)."""
        return isinstance(self.effect, Send | Do | Keep | Drop | Open)
