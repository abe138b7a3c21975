"""The forms of the case page: what each asks for, under which Option it stands, and the act it sends.

The words are the chat's own wherever the chat asks the same, so that both ask it in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from backend import browser_forms
from backend.cases import acts
from backend.cases.acts import Act, ContactMethod, Print
from backend.cases.options import Name
from backend.cases.viewers import Kind, may
from backend.journeys.draft import CaseNow
from backend.journeys.hearing import details
from backend.journeys.who import OF_THEIR_OWN

Filled = Mapping[str, str]
Asked = Literal["text", "line", "day", "one_of", "points", "tick"]


class Unfilled(ValueError):
    """A form came without what it needs, or with too much; `why` is the wording key that says so."""

    def __init__(self, why: str = "case.wrong.no_words") -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Field:
    """One thing a form asks for; `words` is its wording key, `options` values with theirs."""

    name: str
    asked: Asked
    words: str
    needed: bool = False
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Form:
    """One thing that can be done: the Option it stands under (None: always open), its fields, its act."""

    option: Name | None
    act: type[Act]
    fields: Callable[[CaseNow], tuple[Field, ...]]
    made: Callable[[Filled, CaseNow], Act]
    lead: str | None = None
    """What is said before it is filled in, where its Option does not say it."""
    button: str | None = None
    """What its button says, where that is not the form's own name."""


def _text(filled: Filled, name: str = "text") -> str:
    """The words a form cannot do without."""
    if (text := _words(filled, name)) is None:
        raise Unfilled
    return text


def _words(filled: Filled, name: str = "text") -> str | None:
    """Words that may be left out."""
    text = filled.get(name, "").strip()
    if len(text) > browser_forms.LONGEST_FIELD:
        raise Unfilled("case.wrong.too_long")
    return text or None


def _line(filled: Filled, name: str) -> str | None:
    """A line that may be left out; as long as the API takes one."""
    line = _words(filled, name)
    if line is not None and len(line) > LONGEST_LINE:
        raise Unfilled("case.wrong.too_long")
    return line


LONGEST_LINE = 1_000


def _day(filled: Filled, name: str) -> date | None:
    """A day as a browser sends it."""
    try:
        return date.fromisoformat(told) if (told := filled.get(name, "").strip()) else None
    except ValueError:
        raise Unfilled("case.wrong.no_day") from None


def _points(filled: Filled, now: CaseNow) -> tuple[str, ...]:
    """The points that were ticked; none named where there is one alone, or all are meant."""
    if len(now.points) < 2:
        return ()
    ticked = tuple(id for id, _ in now.points if filled.get(f"points.{id}"))
    if not ticked:
        raise Unfilled("case.wrong.no_points")
    return () if len(ticked) == len(now.points) else ticked


def _one_of(filled: Filled, field: Field) -> str:
    value = filled.get(field.name, "")
    if value not in dict(field.options):
        raise Unfilled("case.wrong.not_chosen")
    return value


def _which_points(words: str, now: CaseNow) -> tuple[Field, ...]:
    """The points to choose among; nothing to choose where there is one alone."""
    return (Field("points", "points", words, needed=True),) if len(now.points) > 1 else ()


def _going_on(now: CaseNow) -> tuple[Field, ...]:
    return (
        *_which_points("case.ask.points_on", now),
        Field("text", "text", "case.ask.still_wrong"),
        Field("desired_outcome", "text", "case.ask.put_right"),
    )


def _escalate(stage: Literal[2, 3], *, skip: bool = False) -> Callable[[Filled, CaseNow], Act]:
    return lambda filled, now: acts.Escalate(
        stage, _words(filled), _words(filled, "desired_outcome"), _points(filled, now), skip
    )


def _stopping(now: CaseNow) -> tuple[Field, ...]:
    return (
        *_which_points("case.ask.points_stop", now),
        Field("text", "text", "withdraw.ask.withdraw_reason"),
        _PRESSED,
    )


_PRESSED = Field(
    "pressed",
    "one_of",
    "withdraw.ask.asked_to_stop",
    options=(
        ("no", "withdraw.asked_to_stop.no"),
        ("yes", "withdraw.asked_to_stop.yes"),
        ("not_saying", "case.not_saying"),
    ),
)


def _withdraw(filled: Filled, now: CaseNow) -> Act:
    pressed = {"yes": True, "no": False}.get(filled.get("pressed", ""))
    return acts.Withdraw(_words(filled), _points(filled, now), pressed)


_ADVOCATE_ASKS = {
    "asked": (("request", "advocate.asking.again"), ("stop", "advocate.asking.stop")),
    "appointed": (("change", "advocate.asking.change"), ("stop", "advocate.asking.stop")),
}


def _advocate_fields(now: CaseNow) -> tuple[Field, ...]:
    asks = _ADVOCATE_ASKS.get(now.advocate)
    found = f"advocate.ask.advocate_ask{'' if now.advocate == 'appointed' else '_asked'}"
    whom = (("me", "advocate.for_whom.me"), ("child", "advocate.for_whom.a_child"))
    for_another = now.role not in (*OF_THEIR_OWN, "advocate")
    return (
        *((Field("ask", "one_of", found, True, asks),) if asks else ()),
        *((Field("for", "one_of", "advocate.ask.about_whom", True, whom),) if for_another else ()),
        Field("text", "text", "advocate.ask.advocate_wishes"),
    )


def _advocate(filled: Filled, now: CaseNow) -> Act:
    chosen = {field.name: _one_of(filled, field) for field in _advocate_fields(now) if field.needed}
    ask: Literal["request", "change", "stop"] = "request"
    match chosen.get("ask"):
        case "change":
            ask = "change"
        case "stop":
            ask = "stop"
    return acts.AskForAdvocate(ask, "child" if chosen.get("for") == "child" else "me", _words(filled))


_METHODS: tuple[ContactMethod, ...] = get_args(ContactMethod)
_METHOD = Field(
    "method",
    "one_of",
    "complaint.ask.contact_method",
    True,
    tuple((method, f"complaint.contact_method.{method}") for method in (*_METHODS[1:], _METHODS[0])),
)
_PRINTS: tuple[Print, ...] = get_args(Print)
_LETTERS = Field(
    "letters", "one_of", "case.ask.letters", False, tuple((one, f"case.letters.{one}") for one in _PRINTS)
)
_CONTACT = (
    _METHOD,
    Field("detail", "line", "case.ask.contact_detail"),
    Field("when", "line", "case.ask.contact_when"),
    Field("not_to", "line", "case.ask.contact_not_to"),
    Field("neutral", "tick", "case.ask.contact_neutral"),
    _LETTERS,
)


def _contact(filled: Filled, now: CaseNow) -> Act:
    chosen = _one_of(filled, _METHOD)
    method = next(one for one in _METHODS if one == chosen)
    detail, not_to = _line(filled, "detail"), _line(filled, "not_to")
    letters = next((one for one in _PRINTS if one == filled.get("letters")), None)
    if method == "none":
        return acts.ChangeContact(method, letters=letters)
    if detail is None:
        raise Unfilled("case.wrong.no_detail")
    if method == "email" and not details.has_email(detail):
        raise Unfilled("case.wrong.no_email")
    if method in ("text", "phone") and not details.has_phone(detail):
        raise Unfilled("case.wrong.no_phone")
    return acts.ChangeContact(
        method,
        detail,
        _line(filled, "when"),
        (not_to,) if not_to else (),
        bool(filled.get("neutral")),
        letters,
    )


def _story(words: str, *, needed: bool = True) -> Callable[[CaseNow], tuple[Field, ...]]:
    return lambda now: (Field("text", "text", words, needed),)


_PAUSE = (
    Field("text", "text", "pause.ask.decision", True),
    Field("happens_on", "day", "case.ask.happens_on"),
)

SEND = "case.send_it"

FORMS: Mapping[str, Form] = {
    "message": Form(
        None,
        acts.Message,
        _story("write.ask.message"),
        lambda filled, now: acts.Message(_text(filled)),
    ),
    "ask_for_stage3": Form("ask_for_stage3", acts.Escalate, _going_on, _escalate(3)),
    "ask_for_stage2": Form("ask_for_stage2", acts.Escalate, _going_on, _escalate(2)),
    "reinstate": Form("reinstate", acts.Reinstate, lambda now: (), lambda filled, now: acts.Reinstate()),
    "add_information": Form(
        "add_information",
        acts.AddInformation,
        _story("write.ask.information"),
        lambda filled, now: acts.AddInformation(_text(filled)),
        button=SEND,
    ),
    "ask_to_pause_decision": Form(
        "ask_to_pause_decision",
        acts.AskToPause,
        lambda now: _PAUSE,
        lambda filled, now: acts.AskToPause(_text(filled), _day(filled, "happens_on")),
    ),
    "write_to_panel": Form(
        "write_to_panel",
        acts.WriteToPanel,
        _story("write.ask.panel_statement"),
        lambda filled, now: acts.WriteToPanel(_text(filled)),
        button=SEND,
    ),
    "request_advocate": Form(
        "request_advocate", acts.AskForAdvocate, _advocate_fields, _advocate, button=SEND
    ),
    "got_worse": Form(
        None,
        acts.GotWorse,
        _story("write.ask.got_worse"),
        lambda filled, now: acts.GotWorse(_text(filled)),
        "case.lead.got_worse",
        SEND,
    ),
    "ask_for_meeting": Form(
        "ask_for_meeting",
        acts.AskForMediation,
        _story("talk.ask.talk_about", needed=False),
        lambda filled, now: acts.AskForMediation("meeting", _words(filled)),
    ),
    "ask_for_mediation": Form(
        "ask_for_mediation",
        acts.AskForMediation,
        _story("talk.ask.talk_about", needed=False),
        lambda filled, now: acts.AskForMediation("mediation", _words(filled)),
    ),
    "go_straight_to_stage2": Form("go_straight_to_stage2", acts.Escalate, _going_on, _escalate(2, skip=True)),
    "contact": Form(
        None, acts.ChangeContact, lambda now: _CONTACT, _contact, "contact.change.safe_first", SEND
    ),
    "withdraw": Form("withdraw", acts.Withdraw, _stopping, _withdraw),
}
"""Everything that can be done by a form, in the order it is offered: going on first, stopping last."""


def open_forms(now: CaseNow, viewer: Kind) -> tuple[str, ...]:
    """The forms this viewer can fill in now, in order."""
    return tuple(
        kind
        for kind, form in FORMS.items()
        if may(viewer, form.act) and (form.option is None or now.options[form.option].available)
    )


def act_of(kind: str, filled: Filled, now: CaseNow) -> Act:
    """The act a form asks for. Raises `Unfilled`."""
    if kind not in FORMS:
        raise Unfilled("case.wrong.not_now")
    return FORMS[kind].made(filled, now)
