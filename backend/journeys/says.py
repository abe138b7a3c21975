"""What is said outside a journey's questions: welcome, answers, receipts, a case's state, safety. PURE.

Facts are plain values given by the service. *People* facts, wherever a function takes `facts`:
`childline`, `emergency`, `police` (numbers as they are written, always there); where known
`council` (name), `team` (the complaints team's name), `team_phone`, `team_email`, `advocacy` (who
provides advocates there), `advocacy_phone`, `ombudsman_phone`, `day_phone` and `duty_phone` (the
council's own numbers in need, in office hours and out of them, checked). What is not known is left
out, and a sentence without it is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from backend.journeys.draft import Speak, Step, Understood
from backend.journeys.hearing import questions
from backend.journeys.words import ANGRY, move, plain
from backend.say import Choice, Link, Say

Facts = Mapping[str, object]

COMPLAIN = Choice({"intent": "make_complaint"}, "session.choice.complain")
TRACK = Choice({"intent": "track_complaint"}, "session.choice.track")
ADVOCATE = Choice({"intent": "ask_about_advocate"}, "session.choice.advocate")
PERSON = Choice({"intent": "ask_contact_human"}, "session.choice.person")
WHO_SEES = Choice({"intent": "ask_confidentiality"}, "session.choice.who_sees")
NEXT = Choice({"intent": "ask_what_happens_next"}, "session.choice.what_next")
RESUME = Choice({"intent": "resume"}, "session.choice.resume")
OTHER = Choice({"intent": "ask_contact_human", "about": "other_ways"}, "session.choice.other_ways")
WAYS = (COMPLAIN, TRACK, ADVOCATE, PERSON, OTHER)


# --- session


def welcome(facts: Facts, draft: bool = False) -> tuple[Say, ...]:
    """The opening: what this is and is not, who sees what is said, and where to start. People facts.

    `draft`: the language was translated by a machine, which is said too.
    """
    return (
        Say("session.welcome", facts),
        *(machine_made() if draft else ()),
        Say("session.where_to_start", choices=WAYS, input="choice"),
    )


def machine_made() -> tuple[Say, ...]:
    """The language was translated by a machine; where it matters most the English stands beside it."""
    return (Say("session.machine_made"),)


def unsure(facts: Facts, failures: int = 1) -> Say:
    """A message outside a journey that was not understood; from the second in a row a person is named."""
    if failures < 2:
        return Say("session.unsure", choices=WAYS, input="choice")
    return Say("session.unsure_again", {"person": person(facts)}, WAYS, input="choice")


def nothing_asked(
    understood: Understood, last: Say | None, facts: Facts, ways: Sequence[Choice] = WAYS
) -> Step:
    """A message that would mean something to a question only, where none is asked; always with ways on.

    `last` is what was said last, `ways` what can be done now. People facts.
    """
    wish = move(understood.text) or understood.intent
    again = last is not None and last.key in UNSURE
    if wish in ("simpler", "usual"):
        voice = Speak("child" if wish == "simpler" else "adult")
        anew = (replace(last, receipt=None),) if last is not None and not again else what_can_be_done(ways)
        return Step(None, (Say(f"session.{wish}"), *anew), effect=voice)
    if plain(understood.text) in ANGRY:
        return Step(None, (Say("session.angry"), person(facts), *what_can_be_done(ways)))
    if wish == "ask_repeat_or_simplify" and last is not None and not again:
        return Step(None, (replace(last, receipt=None),))
    if wish in _FOR_A_QUESTION:
        told = "no_answer_to_that" if questions.is_a_question(understood.text) else "nothing_asked"
        return Step(None, (Say(f"session.{told}"), *what_can_be_done(ways)))
    return Step(None, (unsure(facts, 2 if again else 1),))


_FOR_A_QUESTION = frozenset(
    {"affirm", "deny", "dont_know", "correct_previous_answer", "go_back", "skip", "ask_why", "choose"}
    | {"stop_or_cancel", "keep", "delete"}
)
UNSURE = frozenset({"session.unsure", "session.unsure_again"})
"""How it begins to be said that a message was not understood, and how it goes on."""
OF_NO_ANSWER = UNSURE | {"session.nothing_asked", "session.no_answer_to_that", "session.where_to_start"}
"""What is said where a message began nothing and asked nothing."""


def what_can_be_done(ways: Sequence[Choice] = WAYS) -> tuple[Say, ...]:
    """The ways on, where nothing is being asked."""
    return (Say("session.where_to_start", choices=tuple(ways), input="choice"),)


def stopped() -> tuple[Say, ...]:
    """Stopped with nothing to keep."""
    return (Say("session.stopped", choices=WAYS, input="choice"),)


def left_undone(key: str) -> tuple[Say, ...]:
    """What was asked for is not done after all; `key` says so."""
    return (Say(key, choices=WAYS, input="choice"),)


def dropped() -> tuple[Say, ...]:
    """Stopped, and what was told is deleted."""
    return (Say("session.dropped", choices=WAYS, input="choice"),)


def going_on() -> tuple[Say, ...]:
    """Back to what was being asked."""
    return (Say("session.going_on"),)


def picked_up() -> tuple[Say, ...]:
    """A kept draft is being gone on with."""
    return (Say("session.picked_up"),)


def sent_elsewhere() -> tuple[Say, ...]:
    """The complaint was sent from another window meanwhile; how it stands follows."""
    return (Say("session.sent_elsewhere"),)


def after_this() -> tuple[Say, ...]:
    """What was wished for comes after the one short question."""
    return (Say("safety.after_this"),)


def kept_for_later() -> tuple[Say, ...]:
    """What was just typed is put by in the draft."""
    return (Say("session.kept_for_later"),)


def kept(facts: Facts, again: bool = False) -> tuple[Say, ...]:
    """A draft's receipt. Facts: `reference`, `draft_days` for which it is kept.

    The gateway makes the key when it renders it.
    `again`: it was kept before, and the key given then opens it no more.
    """
    receipt = {"kind": "draft", "reference": str(facts["reference"])}
    return (
        Say("session.kept_again" if again else "session.kept", receipt=receipt),
        Say(
            "session.kept_next", {"draft_days": facts["draft_days"]}, choices=(TRACK, PERSON), input="choice"
        ),
    )


def person(facts: Facts) -> Say:
    """Somebody to talk to, by whatever is known. People facts."""
    if "team" in facts and "team_phone" in facts:
        return Say("contact.person.team_phone", facts)
    if "team" in facts and "team_email" in facts:
        return Say("contact.person.team_email", facts)
    return Say("contact.person.childline", facts)


def too_long(limit: int) -> Say:
    """A message longer than the `limit` of characters; the same question stands."""
    return Say("errors.too_long", {"limit": limit})


def too_fast() -> Say:
    """Too many messages at once."""
    return Say("errors.too_fast")


def no_answer(facts: Facts, kept: bool) -> tuple[Say, ...]:
    """The helper cannot answer now: words and people instead of silence. People facts."""
    return (
        Say(
            "errors.no_answer" if kept else "errors.not_kept",
            {**facts, "person": person(facts)},
            links=phone_links(facts),
        ),
    )


def closed(facts: Facts) -> tuple[Say, ...]:
    """The chat of this council is not open to the public; who can be called. People facts."""
    return (Say("errors.closed", facts, links=phone_links(facts)),)


# --- people


def told_of_people(facts: Facts) -> dict[str, Say]:
    """The facts `person`, `they` (the team) and `advocacy_from`, each said by what is known. People facts."""
    return {"person": person(facts), "advocacy_from": advocacy(facts), "they": _team(facts)}


def _team(facts: Facts) -> Say:
    """The team that looks at complaints: its name here, or simply the complaints team."""
    return Say("contact.team.named", facts) if "team" in facts else Say("contact.team.any")


def advocacy(facts: Facts) -> Say:
    """Where an advocate comes from here."""
    if "advocacy" in facts and "advocacy_phone" in facts:
        return Say("advocate.from.named_phone", facts)
    if "advocacy" in facts:
        return Say("advocate.from.named", facts)
    return Say("advocate.from.team", {"they": _team(facts)})


# --- a complaint sent, and its state


CASE_PAGE = Link("/case", "case.title")
NEW_KEY = Choice({"intent": "start", "journey": "about_earlier_complaint"}, "earlier.wish.new_key")
"""Where a complaint can be seen with its reference and key without the chat, printed, and shown to others."""


def sent(facts: Facts) -> tuple[Say, ...]:
    """After a complaint was sent: the receipt, what happens next, and what holds whatever happens.

    Facts: `reference`, `council` (name), `team`, `stage1_due` (date) and `stage1_days` (int), or None where
    no clock of the children's procedure runs; `decides` (whether the council decides first);
    `acknowledgement_due` (date or None), `who` (title of who answers, or None), `answer_to` (whether the
    person left a way to be reached: bool), `wants_advocate` (bool); and people facts.
    """
    lines = [
        Say("complaint.next.acknowledged", facts)
        if facts.get("acknowledgement_due")
        else Say("complaint.next.acknowledged_soon", facts),
        *((Say("complaint.next.decides", facts),) if facts.get("decides") else ()),
        *_who_answers(facts),
        Say("complaint.next.how_reached") if facts.get("answer_to") else Say("complaint.next.come_back"),
    ]
    if facts.get("wants_advocate"):
        named = "advocacy" in facts
        lines.append(Say("complaint.next.advocate_named" if named else "complaint.next.advocate", facts))
    receipt = {"kind": "case", "reference": str(facts["reference"])}
    return (
        Say("complaint.sent", facts, receipt=receipt, links=(CASE_PAGE,)),
        Say("complaint.next.title", {"lines": lines}),
        Say("complaint.after_sending", facts, (TRACK, ADVOCATE, PERSON), input="choice"),
    )


def _who_answers(facts: Facts) -> tuple[Say, ...]:
    """Who looks into it and by when; nothing where the council has yet to say who deals with it."""
    if not facts.get("stage1_due"):
        return ()
    who = "complaint.next.looks" if facts.get("who") else "complaint.next.looks_somebody"
    return (Say(who, facts), Say("complaint.next.answer", facts))


def status(facts: Facts, ways: Sequence[Choice] = (NEXT, COMPLAIN, ADVOCATE, PERSON)) -> tuple[Say, ...]:
    """A case as it stands: stage, next date and who must act, what has happened, and what can be done.

    Facts: `reference`, `council` (name), `team`, `status` (contract), `stage` (0 to 3), `next`: None or
    `{"clock", "due" (date), "binds", "state", "who" (title or None)}`, `explanation`: the Say of that
    deadline or None, `answer`: the Say of the date of the council's answer where that is another, `history`:
    a list of `{"on": date, "what": Say}`; and people facts. `ways`: what may be asked for now
    (`backend.journeys.ways`).
    """
    says = [how_it_stands(facts), *dates(facts)]
    history = facts.get("history")
    if isinstance(history, Sequence) and history:
        lines = [Say("track.history_line", dict(event)) for event in history]
        says.append(Say("track.history", {"lines": lines}))
    says.append(Say("track.what_now", choices=ways, input="choice", links=(CASE_PAGE,)))
    return tuple(says)


def lost_the_pair(facts: Facts, ways: Sequence[Choice]) -> tuple[Say, ...]:
    """Its reference, to whoever has it open and lost that or the key, and who gives a new key.

    Facts and `ways` as for `status`.
    """
    return (how_it_stands(facts), Say("case.door.lost", choices=(NEW_KEY, *ways), input="choice"))


def how_it_stands(facts: Facts) -> Say:
    """Where a case is, in one sentence. Facts as for `status`, and `kind` where it is no complaint."""
    if facts.get("kind", "complaint") != "complaint" and facts["status"] == "open":
        return Say("track.status.no_complaint", facts)
    return Say(_STATUS[str(facts["status"])], facts)


_STATUS: Mapping[str, str] = {
    "draft": "track.status.draft",
    "awaiting_decision": "track.status.awaiting_decision",
    "open": "track.status.open",
    "answered": "track.status.answered",
    "on_hold": "track.status.on_hold",
    "withdrawn": "track.status.withdrawn",
    "declined": "track.status.declined",
    "with_ombudsman": "track.status.with_ombudsman",
    "closed": "track.status.closed",
}

CLOCKS: Mapping[str, str] = {
    "acknowledgement": "track.clock.acknowledgement",
    "time_limit": "track.clock.time_limit",
    "stage1_response": "track.clock.stage1_response",
    "stage1_latest": "track.clock.stage1_latest",
    "stage2_request": "track.clock.stage2_request",
    "stage2_acknowledgement": "track.clock.stage2_acknowledgement",
    "stage2_response": "track.clock.stage2_response",
    "stage2_latest": "track.clock.stage2_latest",
    "stage3_request": "track.clock.stage3_request",
    "stage3_acknowledgement": "track.clock.stage3_acknowledgement",
    "panel_arrangements": "track.clock.panel_arrangements",
    "panel_hearing": "track.clock.panel_hearing",
    "panel_papers": "track.clock.panel_papers",
    "panel_report": "track.clock.panel_report",
    "stage3_response": "track.clock.stage3_response",
    "meeting_request": "track.clock.meeting_request",
    "ombudsman": "track.clock.ombudsman",
}
"""The wording key that names what each clock waits for."""

_NEXT_BY: Mapping[str, tuple[str, str]] = {
    "council": ("track.next.council", "track.missed.council"),
    "panel": ("track.next.panel", "track.missed.panel"),
    "complainant": ("track.next.you", "track.missed.you"),
}
"""By whom a clock binds: what is said while it runs, and once its day has passed."""


def dates(facts: Facts) -> list[Say]:
    """The next date of a case, and that of the council's answer where it is another (facts: `status`)."""
    following, answer = facts.get("next"), facts.get("answer")
    if not isinstance(following, Mapping):
        return []
    return [next_date(following, facts.get("explanation")), *([answer] if isinstance(answer, Say) else [])]


def next_date(following: Facts, explanation: object) -> Say:
    """The next date, what is due then and who must act; the deadline's own explanation, if there is one."""
    if isinstance(explanation, Say):
        return Say("track.next.explained", {"explanation": explanation})
    running, missed = _NEXT_BY[str(following["binds"])]
    due = following["due"]
    if not isinstance(due, date):
        return Say("track.next.no_date", {"what": Say(CLOCKS[str(following["clock"])])})
    key = missed if following.get("state") == "missed" else running
    return Say(key, {"what": Say(CLOCKS[str(following["clock"])]), "due": due})


# --- safety


def safety(tier: str, facts: Facts, told: Say) -> tuple[Say, ...]:
    """The fixed words when harm is heard. `tier` "urgent" begins with the emergency number. People facts.

    `told` says what is true of who is told of it: one of `safety.told`.
    """
    facts = {**facts, "told": told}
    if tier == "urgent":
        own = (Say(key, facts, tone="urgent") for key, number in _OWN_LINES if number in facts)
        return (Say("safety.urgent", facts, tone="urgent", links=phone_links(facts)), *own, *written(facts))
    return (Say("safety.concern", facts, tone="concern", links=phone_links(facts)), *written(facts))


def written(facts: Facts) -> tuple[Say, ...]:
    """Who can be written to by somebody who cannot, or would rather not, speak; none where none is known."""
    if not {"childline_web", "shout", "nspcc"} <= facts.keys():
        return ()
    link = Link(str(facts["childline_web"]), "safety.link.childline_web", facts)
    return (Say("safety.written", facts, tone="concern", links=(link,)),)


def safe_now(facts: Facts) -> Say:
    """Whether the person is safe now; nothing else is asked before it is answered."""
    return Say(
        "safety.safe_now",
        facts,
        (
            Choice({"gateway": "safe"}, "safety.choice.safe"),
            Choice({"gateway": "not_safe"}, "safety.choice.not_safe"),
            Choice({"gateway": "not_saying"}, "safety.choice.not_saying"),
        ),
        asks="safe_now",
        input="choice",
        tone="concern",
    )


def what_next(facts: Facts) -> Say:
    """After safe_now: go on, stop and keep, or talk to somebody."""
    return Say(
        "safety.what_next",
        facts,
        (
            Choice({"gateway": "go_on"}, "safety.choice.go_on"),
            Choice({"gateway": "keep"}, "safety.choice.keep"),
            Choice({"gateway": "talk"}, "safety.choice.talk"),
        ),
        asks="safe_now",
        input="choice",
    )


def after_safe_now(said: str, facts: Facts) -> tuple[Say, ...]:
    """What follows "safe", "not_safe" or "not_saying": words that fit, then what to do next."""
    match said:
        case "safe":
            first = Say("safety.is_safe", facts)
        case "not_safe":
            first = _not_safe(facts)
        case _:
            first = Say("safety.is_not_saying", facts, tone="concern")
    return (first, what_next(facts))


def _not_safe(facts: Facts) -> Say:
    return Say("safety.is_not_safe", facts, tone="urgent", links=phone_links(facts))


def whom_to_turn_to(said: object, facts: Facts) -> tuple[Say, ...]:
    """Who can be rung and written to, for somebody who asks what to do or who helps.

    `said`: what was answered to whether they are safe; whoever is not is told to call for help first.
    """
    somebody = replace(person(facts), tone="concern", links=phone_links(facts))
    return (_not_safe(facts) if said == "not_safe" else somebody, *written(facts))


def talk_to_somebody(facts: Facts) -> tuple[Say, ...]:
    """Who can be talked to now; then the same three ways."""
    told = {**facts, "person": person(facts)}
    return (
        Say("safety.talk", told, tone="concern", links=phone_links(facts)),
        *written(facts),
        what_next(facts),
    )


_OWN_LINES = (("safety.duty_by_day", "day_phone"), ("safety.duty", "duty_phone"))
"""A council's own numbers, each said with its time of day."""

TO_RING = ("emergency", "childline", "day_phone", "duty_phone", "team_phone")
"""Whom a person may want to ring, the most urgent first: the facts that hold their numbers."""


def phone_links(facts: Facts, names: Sequence[str] = TO_RING) -> tuple[Link, ...]:
    """A link to ring each of these numbers that is known."""
    known = ((name, _LINKS[name]) for name in names if name in facts)
    return tuple(Link(_tel(str(facts[name])), key, facts) for name, key in known)


_LINKS: Mapping[str, str] = {
    "emergency": "safety.link.emergency",
    "childline": "safety.link.childline",
    "day_phone": "safety.link.duty_by_day",
    "duty_phone": "safety.link.duty",
    "team_phone": "contact.link.team",
    "ombudsman_phone": "escalate.link.ombudsman",
}


def _tel(number: str) -> str:
    return "tel:" + "".join(character for character in number if character.isdigit() or character == "+")
