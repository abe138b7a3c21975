"""A case as one viewer sees it: what is another's, or was kept from them, is not there.

Everything that is shown to a person (the API, the chat, files) is made from what `as_seen` gives, so that
nothing can show what it does not have. The timeline is worked out anew from what is left: an option that
somebody else used up, or a date that gives away what was hidden, would be a hint.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from backend.cases.options import Option
from backend.cases.points import THE_WHOLE
from backend.cases.viewers import (
    COMPLAINANT,
    PARTS,
    PERSON,
    Side,
    Told,
    Viewer,
    is_theirs,
    sides,
    that_can_follow,
)
from backend.say import Say
from backend.services import complaints
from backend.services.complaints import OpenCase
from backend.services.installation import Installation
from backend.store import Transaction
from backend.store.rows import CaseKey, StoredEvent


def viewer_by(tx: Transaction, case_id: str, key_id: str | None) -> Viewer | None:
    """Whoever holds this key of a case (None: the complainant's own); None once it has ended."""
    if key_id is None:
        return COMPLAINANT
    keys = {key.actor: key for key in tx.case_keys.of(case_id)}
    key = next((key for key in keys.values() if key.id == key_id), None)
    return _viewer(key, keys) if key is not None and key.ended_at is None else None


def viewer_of(tx: Transaction, case_id: str, actor: str) -> Viewer:
    """The person, or who holds a living key, by the name events have for them. Raises LookupError."""
    viewer = viewer_by(tx, case_id, None if actor == PERSON else actor.partition(":")[2])
    if viewer is None or viewer.actor != actor:
        raise LookupError("nobody who may look at this case")
    return viewer


def child_of(tx: Transaction, case_id: str) -> Viewer | None:
    """The child, as the holder of a living key of their own; None where there is none."""
    for key in tx.case_keys.of(case_id):
        if key.viewer == "child" and key.ended_at is None:
            return viewer_by(tx, case_id, key.id)
    return None


def options(case: OpenCase) -> tuple[Option, ...]:
    """What the viewer a case was made ready for can ask for; what is not theirs says so."""
    if case.viewer is None:
        return case.timeline.options
    kind = case.viewer.kind
    return tuple(
        option if is_theirs(kind, option.option) else Option(option.option, False, None, _NOT_YOURS)
        for option in case.timeline.options
    )


_NOT_YOURS = Say("option.not_yours")


def read(inst: Installation, tx: Transaction, case_id: str, key_id: str | None) -> OpenCase | None:
    """The case as the holder of a key sees it today; None where there is none, or the key has ended."""
    viewer, case = viewer_by(tx, case_id, key_id), complaints.read(inst, tx, case_id)
    return as_seen(inst, tx, case, viewer) if viewer is not None and case is not None else None


def look(
    inst: Installation, tx: Transaction, case_id: str, key_id: str | None, at: str = ""
) -> OpenCase | None:
    """`read`, written on the case's file: whatever is shown to the holder of a key is got by this.

    `at` names the file of the case that is made of it; empty where the case itself is shown.
    """
    case = read(inst, tx, case_id, key_id)
    if case is not None and case.viewer is not None:
        complaints.looked(inst, tx, case_id, case.viewer.actor, at)
    return case


def as_seen(inst: Installation, tx: Transaction, case: OpenCase, viewer: Viewer) -> OpenCase:
    """The case without what is not for this viewer."""
    keys = {key.actor: key for key in tx.case_keys.of(case.row.id)}
    life, file = _life(case, viewer, keys), _file(case, viewer, keys)
    seen = replace(
        case,
        events=life,
        file=file,
        words=_words(case.words, viewer, life, file),
        viewer=viewer,
    )
    if len(life) == len(case.events) and not viewer.hide:
        return seen
    return replace(
        seen,
        row=replace(case.row, version=len(life)),
        timeline=complaints.timeline_of(inst, case.row, life),
    )


def _viewer(key: CaseKey, keys: Mapping[str, CaseKey]) -> Viewer:
    """What was kept from who gave a key is kept from who got it; and from a child whatever the adult kept."""
    hide, giver = set(key.hide), keys.get(key.given_by)
    while giver is not None:
        hide |= set(giver.hide)
        giver = keys.get(giver.given_by)
    if key.side == "child":
        hide |= {part for other in keys.values() if other.side == "complainant" for part in other.hide}
    return Viewer(key.viewer, key.side, key.id, _with_what_holds_it(hide))


def _with_what_holds_it(hide: set[str]) -> frozenset[str]:
    """A story and its points are the same words: who keeps the one keeps the other."""
    if hide & {"what_happened", "points", THE_WHOLE}:
        return frozenset({*hide, "what_happened", "points"})
    return frozenset({*hide, "what_happened"} if hide.difference(PARTS) else hide)


def _side(actor: str, keys: Mapping[str, CaseKey]) -> Side | None:
    if actor == PERSON:
        return "complainant"
    return keys[actor].side if actor in keys else None


def _life(case: OpenCase, viewer: Viewer, keys: Mapping[str, CaseKey]) -> tuple[StoredEvent, ...]:
    told = [Told(event.kind, _side(event.actor, keys)) for event in case.events]
    left = [
        shown
        for event, side in zip(case.events, sides(told), strict=True)
        if side in (None, viewer.side) and (shown := _shown(event, viewer)) is not None
    ]
    if len(left) == len(case.events):
        return tuple(left)
    places = that_can_follow([complaints.as_event(event) for event in left], case.terms)
    return tuple(event for place, event in enumerate(left) if place in places)


_DATA_OF = {
    "about": ("about",),
    "when_happened": ("happened_from", "happened_to"),
    "child_agrees": ("child_agrees",),
    "children": ("children", "child_is", "about_whom"),
    "advocate": ("wants_advocate",),
    "points": ("points",),
}


def _shown(event: StoredEvent, viewer: Viewer) -> StoredEvent | None:
    """The event without what was kept from the viewer; None where that was all of it."""
    hide = viewer.hide
    if event.actor == viewer.actor:
        return event
    if event.kind == "contact_changed" and viewer.kind == "advocate":
        return None
    if "information" in hide and event.kind == "information_added":
        return None
    if "advocate" in hide and event.kind.startswith("advocate_"):
        return None
    data = dict(event.data)
    for part in hide:
        for name in _DATA_OF.get(part, ()):
            data.pop(name, None)
    if event.data.get("points"):
        points = [point for point in data.get("points", ()) if point not in hide]
        if not points and event.kind != "received":
            return None
        if points:
            data["points"] = points
        else:
            # An empty list would say that there is something to keep.
            data.pop("points", None)
    if "outcomes" in data:
        data["outcomes"] = [one for one in data["outcomes"] if not {"points", str(one["point"])} & hide]
    return replace(event, data=data)


def _file(case: OpenCase, viewer: Viewer, keys: Mapping[str, CaseKey]) -> tuple[StoredEvent, ...]:
    return tuple(
        line
        for line in case.file
        if line.actor == viewer.actor
        or (
            _side_of_line(line, keys) in (None, viewer.side)
            and not ("messages" in viewer.hide and line.kind in complaints.MESSAGES)
            and not (line.kind.startswith("notice_") and viewer != COMPLAINANT)
        )
    )


_FOR_ONE_SIDE = (complaints.FROM_THE_TEAM, "key_given", "copied")
"""What the team does for one side alone, the complainant's unless it says otherwise."""


def _side_of_line(line: StoredEvent, keys: Mapping[str, CaseKey]) -> Side | None:
    if line.data.get("to") == "child":
        return "child"
    if line.kind in _FOR_ONE_SIDE and line.actor.startswith("staff:"):
        return "complainant"
    return _side(line.actor, keys)


_THEIR_OWN = ("name", "contact_detail", "safe_to_contact", "interpreter")
"""Who the complainant is and how to reach them: for the team, and for nobody else who looks."""


def _reads_what_is_written_to_them(viewer: Viewer) -> bool:
    """Whether the team's words to whoever complained are for a viewer: they may tell of what was kept."""
    return viewer.side == COMPLAINANT.side and not viewer.hide & {"messages", "what_happened", "points"}


def _words(
    words: Mapping[str, str], viewer: Viewer, life: Sequence[StoredEvent], file: Sequence[StoredEvent]
) -> dict[str, str]:
    """The words of what is left, by the names `backend.services.complaints` keeps them under."""
    hide = viewer.hide if viewer == COMPLAINANT else viewer.hide.union(_THEIR_OWN)
    left = {
        "point": {str(point) for event in life[:1] for point in event.data.get("points", ())},
        "event": {str(event.position) for event in life},
        "file": {str(line.position) for line in file},
    }
    if "children" in hide:
        left["child"] = set()
        hide = hide | {"child_name"}
    own = {str(event.position) for event in life if event.actor == viewer.actor}
    if not _reads_what_is_written_to_them(viewer):
        hide |= {f"event:{event.position}:reason" for event in life if event.kind == "declined"}

    def is_left(name: str) -> bool:
        group, *rest = name.split(":")
        if group == "event" and rest[0] in own:
            return True
        if group in left and rest and rest[0] not in left[group]:
            return False
        return name not in hide and (rest or [name])[-1] not in hide

    return {name: text for name, text in words.items() if is_left(name)}
