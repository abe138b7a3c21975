"""What can happen to a case: the kinds of event, and what each must and may carry. PURE.

A case *is* its events (decision 3). `checked` turns what a stranger sends into an `Event` or says
what is wrong; an `Event` read back from the store needs no second check. No word a person typed is
needed here: where an event stands for such words it carries their digest, which passes through.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

Mistake = Literal[
    "unknown_kind",
    "missing",
    "not_a_day",
    "in_the_future",
    "too_early",
    "too_far_ahead",
    "before_the_event",
    "not_one_of",
    "not_text",
    "not_yes_or_no",
    "not_a_list",
]
"""What can be wrong with a field, as a key."""

FIRST_DAY = date(2006, 9, 1)
"""SI 2006/1738 is in force from this day; no event of its procedure is older."""

FURTHEST = timedelta(days=5 * 366)
"""A promised day further off than this is a slip of the pen."""

CLOCKS = (
    "time_limit",
    "acknowledgement",
    "stage1_response",
    "stage1_latest",
    "stage2_request",
    "stage2_acknowledgement",
    "stage2_response",
    "stage2_latest",
    "meeting_request",
    "stage3_request",
    "stage3_acknowledgement",
    "panel_arrangements",
    "panel_papers",
    "panel_hearing",
    "panel_report",
    "stage3_response",
    "ombudsman",
)
"""Every clock's name, in the order a person meets them."""

KINDS_OF_CASE = (
    "complaint",
    "comment",
    "compliment",
    "enquiry",
    "advocate_request",
    "call_back",
    "about_earlier_complaint",
)
"""Every kind of case; only a complaint has stages and clocks."""

ROUTES = ("statutory", "corporate", "representation", "service_request", "outside")
EXTENSION_REASONS = ("complex", "advocate", "agreed", "other")
HOLD_REASONS = ("safeguarding", "proceedings", "advocate", "other")
CONTACT_METHODS = ("none", "email", "text", "phone", "post", "other")
"""How somebody may be reached; `none`: not at all, they come back by themselves."""
LEADS = ("council", "other")
"""Who leads where another body has a part in the matter: this council, or that body."""
OUTCOMES = ("upheld", "partly_upheld", "not_upheld", "no_finding")


class EventMistake(ValueError):
    """An event nobody could record: which field is wrong, and how.

    `allowed` names what would have been right where there is a list. The message is for developers
    and never repeats the value that was sent.
    """

    def __init__(self, kind: str | None, field: str, why: Mistake, allowed: tuple[str, ...] = ()) -> None:
        choices = f"; allowed: {', '.join(allowed)}" if allowed else ""
        super().__init__(f"{kind or 'event'}: {field}: {why.replace('_', ' ')}{choices}")
        self.kind = kind
        self.field = field
        self.why = why
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day (in London). `data` holds what its kind carries besides."""

    kind: str
    on: date
    data: Mapping[str, Any] = field(default_factory=dict)


def as_day(value: object) -> date:
    """A day, given as one or written as ISO 8601. Raises ValueError for anything else."""
    if type(value) is date:
        return value
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return date.fromisoformat(value)
    raise ValueError("not a day")


@dataclass(frozen=True)
class Kind:
    """What one kind of event carries: fields it needs and fields it may have, each with its check."""

    needs: Mapping[str, Check] = field(default_factory=dict)
    may_have: Mapping[str, Check] = field(default_factory=dict)


Check = Callable[[Any, date], "Wrong | Any"]
"""Gets a value and the event's day; gives the value to keep, or what is wrong with it."""


@dataclass(frozen=True)
class Wrong:
    """A value a field cannot have."""

    why: Mistake
    allowed: tuple[str, ...] = ()


def _text(value: Any, _on: date) -> Any:
    return value if isinstance(value, str) and value.strip() else Wrong("not_text")


def _yes_or_no(value: Any, _on: date) -> Any:
    return value if isinstance(value, bool) else Wrong("not_yes_or_no")


def _points(value: Any, _on: date) -> Any:
    ok = isinstance(value, list | tuple) and all(isinstance(point, str | int) for point in value)
    return list(value) if ok else Wrong("not_a_list")


def _version(value: Any, _on: date) -> Any:
    return value if isinstance(value, str | int) else Wrong("not_text")


def _one_of(*allowed: str) -> Check:
    return lambda value, _on: value if value in allowed else Wrong("not_one_of", allowed)


def _day_from(value: Any, on: date) -> Any:
    """A day not before the event itself."""
    try:
        day = as_day(value)
    except ValueError:
        return Wrong("not_a_day")
    if day < on:
        return Wrong("before_the_event")
    return day if day <= on + FURTHEST else Wrong("too_far_ahead")


def _any_day(value: Any, on: date) -> Any:
    """A day that may lie before the event: a clock can be put right after its date has passed."""
    try:
        day = as_day(value)
    except ValueError:
        return Wrong("not_a_day")
    if day < FIRST_DAY:
        return Wrong("too_early")
    return day if day <= on + FURTHEST else Wrong("too_far_ahead")


def _outcomes(value: Any, _on: date) -> Any:
    if not isinstance(value, list | tuple):
        return Wrong("not_a_list")
    for one in value:
        if not isinstance(one, Mapping) or "point" not in one:
            return Wrong("missing")
        if one.get("outcome") not in OUTCOMES:
            return Wrong("not_one_of", OUTCOMES)
    return list(value)


_EXTENSION = Kind(needs={"reason": _one_of(*EXTENSION_REASONS), "until": _day_from})
_ESCALATION = Kind(
    may_have={"reason": _text, "points": _points, "oral": _yes_or_no, "skip_stage1": _yes_or_no}
)
_REPLY = Kind(may_have={"outcomes": _outcomes})
_APPOINTMENT = Kind(may_have={"who": _text, "external": _yes_or_no})
_BARE = Kind()

KINDS: Mapping[str, Kind] = {
    "received": _BARE,
    "accepted": _BARE,
    "declined": Kind(needs={"reason": _text}),
    "rerouted": Kind(needs={"route": _one_of(*ROUTES)}),
    "linked": Kind(needs={"to": _text}),
    "lead_agreed": Kind(
        needs={"lead": _one_of(*LEADS), "body": _text}, may_have={"who": _text, "until": _day_from}
    ),
    "acknowledged": Kind(may_have={"who": _text}),
    "consent_recorded": _BARE,
    "information_added": _BARE,
    "contact_changed": Kind(
        may_have={
            "contact_method": _one_of(*CONTACT_METHODS),
            "contact_detail": _text,
            "when": _text,
            "neutral": _yes_or_no,
        }
    ),
    "advocate_requested": _BARE,
    "advocate_appointed": _APPOINTMENT,
    "advocate_declined": _BARE,
    "advocate_changed": _APPOINTMENT,
    "decision_pause_requested": _BARE,
    "decision_paused": _BARE,
    "decision_pause_refused": Kind(needs={"reason": _text}),
    "mediation_requested": _BARE,
    "mediation_held": _BARE,
    "stage1_extended": _EXTENSION,
    "stage1_responded": _REPLY,
    "stage2_requested": _ESCALATION,
    "stage2_acknowledged": _BARE,
    "statement_agreed": Kind(may_have={"signed": _yes_or_no, "version": _version, "who": _text}),
    "investigator_appointed": _APPOINTMENT,
    "independent_person_appointed": _APPOINTMENT,
    "stage2_extended": _EXTENSION,
    "stage2_reported": _BARE,
    "stage2_responded": _REPLY,
    "stage3_requested": _ESCALATION,
    "stage3_acknowledged": _BARE,
    "stage3_extended": _EXTENSION,
    "panel_arranged": Kind(needs={"panel_on": _day_from}, may_have={"members": _text}),
    "panel_papers_sent": _BARE,
    "panel_held": _BARE,
    "panel_reported": _BARE,
    "stage3_responded": _REPLY,
    "put_on_hold": Kind(needs={"reason": _one_of(*HOLD_REASONS)}, may_have={"points": _points}),
    "resumed": _BARE,
    "proceedings_ended": _BARE,
    "withdrawn": Kind(may_have={"reason": _text, "points": _points}),
    "reinstated": Kind(may_have={"points": _points}),
    "referred_to_ombudsman": _BARE,
    "action_promised": Kind(may_have={"what": _text, "who": _text, "until": _day_from}),
    "action_done": Kind(may_have={"what": _text}),
    "redated": Kind(
        needs={"clock": _one_of(*CLOCKS), "until": _any_day, "reason": _text}, may_have={"told": _any_day}
    ),
    "alert_raised": _BARE,
    "alert_acknowledged": _BARE,
    "closed": Kind(needs={"reason": _text}),
}
"""Every kind of event of contract.md, with what it needs besides its day."""

EVENT_KINDS = tuple(KINDS)


def needs(kind: str) -> tuple[str, ...]:
    """The fields an event of this kind cannot be recorded without, besides `on`."""
    return tuple(KINDS[kind].needs)


def checked(kind: object, on: object, data: Mapping[str, Any] | None = None, *, not_after: date) -> Event:
    """The event, its days read, or `EventMistake`.

    `not_after` is today in London (in a timeline asked for another day, that day). Fields beyond
    those a kind knows are kept untouched; one given as None counts as not given.
    """
    if not isinstance(kind, str) or kind not in KINDS:
        raise EventMistake(None, "kind", "unknown_kind", EVENT_KINDS)
    try:
        day = as_day(on)
    except ValueError:
        raise EventMistake(kind, "on", "not_a_day") from None
    if day < FIRST_DAY:
        raise EventMistake(kind, "on", "too_early")
    if day > not_after:
        raise EventMistake(kind, "on", "in_the_future")
    kept = {name: value for name, value in (data or {}).items() if value is not None}
    carries = KINDS[kind]
    for name, check in {**carries.needs, **carries.may_have, "note": _text}.items():
        if name in kept:
            value = check(kept[name], day)
            if isinstance(value, Wrong):
                raise EventMistake(kind, name, value.why, value.allowed)
            kept[name] = value
        elif name in carries.needs:
            raise EventMistake(kind, name, "missing")
    return Event(kind, day, kept)


def awaits_agreement(event: Event) -> bool:
    """Whether a stage was asked for that begins only once the council agrees and records it itself."""
    return event.data.get("awaits_agreement") is True


def as_data(event: Event) -> dict[str, Any]:
    """The event's data as JSON values, for the store."""
    return {name: value.isoformat() if type(value) is date else value for name, value in event.data.items()}
