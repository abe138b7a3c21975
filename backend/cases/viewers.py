"""Who looks at a case, what each may do with it, and whose an event is. PURE.

A case has two sides: that of whoever made it, and that of a child it is about. An advocate is on the side
of whoever let them in. What one side asked for or told besides, the other side does not see: an adult who
complains for a child never sees the child's side, nor the child what the adult keeps for themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from backend.cases import acts
from backend.cases.acts import Act
from backend.cases.events import Event
from backend.cases.lifecycle import Life, happen, in_order, refusal
from backend.cases.terms import Terms

Kind = Literal["complainant", "child", "advocate"]
Guest = Literal["advocate", "child"]
"""Who may be given a key by somebody else."""
Side = Literal["complainant", "child"]

PARTS = (
    "about",
    "what_happened",
    "when_happened",
    "desired_outcome",
    "points",
    "information",
    "messages",
    "advocate",
    "role",
    "relationship",
    "child_agrees",
    "children",
)
"""What somebody may keep to themselves when they let another in; a point's id names that point alone."""

PERSON = "person"
"""The complainant, as events name them."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, on whose side, by which key (None: the complainant's own), and what was kept from them."""

    kind: Kind = "complainant"
    side: Side = "complainant"
    key_id: str | None = None
    hide: frozenset[str] = frozenset()

    @property
    def actor(self) -> str:
        """As events name them."""
        return f"{self.kind}:{self.key_id}" if self.key_id else PERSON


COMPLAINANT = Viewer()

_MAY: dict[Kind, frozenset[type[Act]]] = {
    "complainant": frozenset(Act.__args__),
    "advocate": frozenset(
        {
            acts.Escalate,
            acts.AddInformation,
            acts.AskToPause,
            acts.AskForMediation,
            acts.WriteToPanel,
            acts.Message,
            acts.GotWorse,
        }
    ),
    "child": frozenset(
        {
            acts.AskForAdvocate,
            acts.AddInformation,
            acts.ChangeContact,
            acts.AskToPause,
            acts.WriteToPanel,
            acts.Message,
            acts.GotWorse,
        }
    ),
}
"""Going on with it or stopping it is for whoever made it; an advocate goes on with it for them."""


def may(kind: Kind, act: type[Act]) -> bool:
    """Whether such a viewer may do such an act at all, whatever the case stands at."""
    return act in _MAY[kind]


def may_let_in(viewer: Viewer, wanted: Guest, role: str) -> bool:
    """Whether a viewer may give such a key. A child's comes from the team or an advocate, never an adult.

    `role` is that of whoever made the complaint, who may be the advocate.
    """
    if wanted == "advocate":
        return viewer.kind != "advocate"
    return viewer.kind == "advocate" or (viewer == COMPLAINANT and role == "advocate")


def is_theirs(kind: Kind, option: str) -> bool:
    """Whether what an Option stands for is such a viewer's to ask for; the Ombudsman is everybody's."""
    return option not in _ACT_OF or _ACT_OF[option] in _MAY[kind]


_ACT_OF: dict[str, type[Act]] = {
    "add_information": acts.AddInformation,
    "ask_for_stage2": acts.Escalate,
    "ask_for_stage3": acts.Escalate,
    "go_straight_to_stage2": acts.Escalate,
    "ask_for_mediation": acts.AskForMediation,
    "ask_for_meeting": acts.AskForMediation,
    "ask_to_pause_decision": acts.AskToPause,
    "write_to_panel": acts.WriteToPanel,
    "request_advocate": acts.AskForAdvocate,
    "withdraw": acts.Withdraw,
    "reinstate": acts.Reinstate,
}


class Told(NamedTuple):
    """A kind of event, and the side that told it; None where it was the council or a part of Heard."""

    kind: str
    by: Side | None


_OWN = frozenset({"advocate_requested", "information_added", "contact_changed", "decision_pause_requested"})
_ANSWERS = {
    "advocate_appointed": "advocate_requested",
    "advocate_changed": "advocate_requested",
    "advocate_declined": "advocate_requested",
    "decision_paused": "decision_pause_requested",
    "decision_pause_refused": "decision_pause_requested",
}


def sides(told: Sequence[Told]) -> list[Side | None]:
    """For each event the side it belongs to, in the order they were recorded; None: everybody's.

    What the council answers belongs to the side that asked last.
    """
    asked: dict[str, Side] = {}
    found: list[Side | None] = []
    for kind, by in told:
        if by is None:
            found.append(asked.get(_ANSWERS.get(kind, "")))
            continue
        asked[kind] = by
        found.append(by if kind in _OWN or kind in _ANSWERS else None)
    return found


def that_can_follow(events: Sequence[Event], terms: Terms) -> frozenset[int]:
    """The places of the events that make a life by themselves, where others were left out.

    What could only follow one that was left out (the end of a hold, the answer to a question) goes too.
    """
    life, kept = Life(terms.route), set[int]()
    by_day = in_order(
        [Event(event.kind, event.on, {**event.data, _PLACE: n}) for n, event in enumerate(events)]
    )
    for event in by_day:
        if refusal(life, event.kind) is None:
            happen(life, event)
            kept.add(event.data[_PLACE])
    return frozenset(kept)


_PLACE = "place"
