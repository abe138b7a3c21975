"""What the person does with a case of theirs, carried out: one act, one transaction.

The public API and the conversation both come here. Whether an act is open is the Option's to say
(`backend.cases.options`); being late is warned of there and never blocks. What somebody wrote goes to the
words table, its digest into the event; it is heard for harm, and an alert never stops the act.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from backend.cases import acts
from backend.cases.acts import Act
from backend.cases.lifecycle import replay
from backend.cases.options import Option, last_day_to_undo
from backend.cases.viewers import PERSON, may
from backend.services import alerts, complaints, redating, viewing
from backend.services.complaints import OpenCase
from backend.services.installation import Installation
from backend.store import Transaction


class NotOffered(Exception):
    """The act is not open now: `option` says why not and until when."""

    def __init__(self, option: Option) -> None:
        super().__init__(f"{option.option} is not open")
        self.option = option


class UnknownPoint(ValueError):
    """A point was named that this complaint does not have, or not any more."""


class NotTheirs(Exception):
    """This is for whoever made the complaint to do, or for the child, and not for who asks."""


def perform(
    inst: Installation,
    tx: Transaction,
    case_id: str,
    act: Act,
    actor: str = PERSON,
    *,
    heard_already: bool = False,
) -> OpenCase:
    """Do it in the caller's transaction, and give the case as it then stands for who did it.

    `actor` is `Viewer.actor`: the person, or who was given a key. `heard_already`: the words came through
    the chat, where they were screened as they were typed. Raises `NotOffered`, `NotTheirs`,
    `UnknownPoint`, and LookupError where there is no such case or the key has ended.
    """
    case = complaints.require(inst, tx, case_id)
    if redating.redate_case(inst, tx, case.row):
        case = complaints.require(inst, tx, case_id)
    viewer = viewing.viewer_of(tx, case_id, actor)
    act = _as_offered(viewing.as_seen(inst, tx, case, viewer), act)
    words = acts.told(act)
    match act:
        case acts.Message(text):
            complaints.put_on_file(inst, tx, case_id, "message_received", actor, text)
        case acts.GotWorse():
            pass
        case _:
            kind, data = _event(inst, case, act)
            _happen(inst, tx, case, kind, data, words, actor)
    _alert(inst, tx, case, act, "\n".join(words.values()), actor, heard_already)
    return viewing.as_seen(inst, tx, complaints.require(inst, tx, case_id), viewer)


def _as_offered(case: OpenCase, act: Act) -> Act:
    """The act as this viewer of the case can do it now; its points are checked."""
    options = {option.option: option for option in viewing.options(case)}
    if isinstance(act, acts.Escalate) and act.skip_stage1 and options["ask_for_stage2"].available:
        # There is nothing left to skip: it is an ordinary request.
        act = replace(act, skip_stage1=False)
    name = acts.needed(act)
    if name is not None and not options[name].available:
        raise NotOffered(options[name])
    if case.viewer is not None and not may(case.viewer.kind, type(act)):
        raise NotTheirs
    if isinstance(act, acts.Escalate | acts.Withdraw):
        standing = {point.id for point in complaints.points(case) if point.status != "withdrawn"}
        if not standing.issuperset(act.points):
            raise UnknownPoint
        if isinstance(act, acts.Withdraw) and standing.issubset(act.points):
            act = replace(act, points=())
    if isinstance(act, acts.ChangeContact) and act.detail is None:
        side = case.viewer.side if case.viewer else "complainant"
        before = complaints.contact(case.events, case.words, side)
        if before.get("contact_method") == act.method:
            # The same way in another manner: where to was told before.
            act = replace(act, detail=before.get("contact_detail"))
    return act


def _event(inst: Installation, case: OpenCase, act: Act) -> tuple[str, dict[str, Any]]:
    """The kind of event an act is, and what it carries beside words."""
    match act:
        case acts.Escalate():
            return f"stage{act.stage}_requested", {
                "points": list(act.points),
                "skip_stage1": act.skip_stage1,
                "awaits_agreement": act.skip_stage1,
            }
        case acts.Withdraw():
            return "withdrawn", {
                "points": list(act.points),
                "pressed_by_somebody": act.pressed_by_somebody,
            }
        case acts.Reinstate():
            return "reinstated", {"points": _points_to_undo(inst, case)}
        case acts.AskForAdvocate(ask="stop"):
            return "advocate_declined", {"for": act.whom}
        case acts.AskForAdvocate():
            return "advocate_requested", {"ask": act.ask, "for": act.whom}
        case acts.AddInformation():
            return "information_added", {}
        case acts.ChangeContact():
            letters = {"letters": act.letters} if act.letters else {}
            return "contact_changed", {"contact_method": act.method, "neutral": act.neutral, **letters}
        case acts.AskToPause():
            return "decision_pause_requested", {
                "happens_on": act.happens_on.isoformat() if act.happens_on else None
            }
        case acts.AskForMediation():
            return "mediation_requested", {"asked_for": act.kind}
        case acts.WriteToPanel():
            return "information_added", {"for": "panel"}
        case _:
            raise TypeError(act)


def _points_to_undo(inst: Installation, case: OpenCase) -> list[str]:
    """The points taken out on days that are still theirs to undo; none where the whole was withdrawn."""
    life = replay([complaints.as_event(event) for event in case.events], case.terms)
    if life.ended == "withdrawn":
        return []
    calendar, today = inst.calendar(case.terms.calendar), inst.today()
    return [
        str(point)
        for point, day in life.points_withdrawn.items()
        if (until := last_day_to_undo(day, case.terms, calendar)) is not None and today <= until
    ]


def _happen(
    inst: Installation,
    tx: Transaction,
    case: OpenCase,
    kind: str,
    data: Mapping[str, Any],
    words: Mapping[str, str],
    actor: str,
) -> None:
    """Write the event and the projection; what it does not say (None, no, nothing named) is left out."""
    position = len(case.events) + 1
    digests = {
        name: tx.words.put(case.row.id, f"event:{position}:{name}", text) for name, text in words.items()
    }
    kept = {name: value for name, value in data.items() if value not in (None, False, [])}
    if digests:
        kept["words"] = digests
    tx.events.append(case.row.id, kind, inst.today(), kept, actor, inst.clock.now())
    complaints.project(inst, tx, case.row)


def _alert(
    inst: Installation,
    tx: Transaction,
    case: OpenCase,
    act: Act,
    words: str,
    actor: str,
    heard_already: bool,
) -> None:
    """Tell somebody outside the line complained of: of harm, of what got worse, of a wish not their own."""
    told: str | None = None
    match act:
        case acts.GotWorse():
            told = "got_worse"
        case acts.Withdraw(pressed_by_somebody=True):
            told = "pressed_to_withdraw"
    if told is not None or (words and not heard_already):
        alerts.raise_alert_in_case(inst, tx, case.row, words, actor, told)
