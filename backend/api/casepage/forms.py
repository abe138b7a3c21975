"""The forms of the case page: which act each one sends, and which Option each stands under."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from backend import browser_forms
from backend.cases import acts
from backend.cases.acts import Act

Filled = Mapping[str, str]


class Unfilled(ValueError):
    """A form came without the words it needs, with too many, or is no form of this page."""


def _text(filled: Filled) -> str:
    """The words a form cannot do without."""
    text = filled.get("text", "").strip()
    if not text or len(text) > browser_forms.LONGEST_FIELD:
        raise Unfilled
    return text


def _words(filled: Filled) -> str | None:
    """Words that may be left out."""
    return _text(filled) if filled.get("text", "").strip() else None


def _withdraw(filled: Filled) -> Act:
    pressed = {"yes": True, "no": False}.get(filled.get("pressed", ""))
    return acts.Withdraw(_words(filled), (), pressed)


_ACTS: Mapping[str, Callable[[Filled], Act]] = {
    "message": lambda filled: acts.Message(_text(filled)),
    "add_information": lambda filled: acts.AddInformation(_text(filled)),
    "ask_for_stage2": lambda filled: acts.Escalate(2, _words(filled)),
    "ask_for_stage3": lambda filled: acts.Escalate(3, _words(filled)),
    "go_straight_to_stage2": lambda filled: acts.Escalate(2, _words(filled), skip_stage1=True),
    "ask_for_mediation": lambda filled: acts.AskForMediation("mediation", _words(filled)),
    "ask_for_meeting": lambda filled: acts.AskForMediation("meeting", _words(filled)),
    "ask_to_pause_decision": lambda filled: acts.AskToPause(_text(filled)),
    "write_to_panel": lambda filled: acts.WriteToPanel(_text(filled)),
    "request_advocate": lambda filled: acts.AskForAdvocate("request", "me", _words(filled)),
    "reinstate": lambda filled: acts.Reinstate(),
    "withdraw": _withdraw,
}
NEEDS_WORDS = frozenset({"message", "add_information", "ask_to_pause_decision", "write_to_panel"})
WITHOUT_WORDS = frozenset({"reinstate"})
OFFERED = tuple(name for name in _ACTS if name != "message")
"""Options that have a form, in the order they are shown: stopping comes last."""


def act_of(kind: str, filled: Filled) -> Act:
    """The act a form asks for. Raises `Unfilled`."""
    if kind not in _ACTS:
        raise Unfilled
    return _ACTS[kind](filled)
