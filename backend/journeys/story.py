"""What happened, when, what it is about and what would help: the questions about the story, as data. PURE."""

from __future__ import annotations

from datetime import date

from backend.journeys import days
from backend.journeys.draft import Answers, World
from backend.journeys.elsewhere import sends
from backend.journeys.pointing import one_outcome
from backend.journeys.question import Option, Question, Refused
from backend.journeys.words import phrases, says_no_more
from backend.say import Say


def _long_ago(answers: Answers) -> bool:
    when = answers.get("when_happened")
    return isinstance(when, dict) and when.get("over_a_year_ago") is True


_YOUNGEST = {"teen": 12, "adult": 18}


def read_when(text: str, answers: Answers, world: World) -> object:
    """The words for a day that is past, with the days understood; or that there is no such day."""
    if days.impossible(text):
        return Refused("complaint.refused.day")
    return _long_past(days.when(text, world.today), text, answers)


def _read_happened(text: str, answers: Answers, world: World) -> object:
    """When something happened, apart from when somebody found out."""
    if days.impossible(text):
        return Refused("complaint.refused.day")
    return _long_past(days.happened(text, world.today), text, answers)


def _long_past(told: dict[str, object], text: str, answers: Answers) -> dict[str, object]:
    """The days understood in a text; where it names none, "when I was 9" may be long past all the same."""
    youngest = _YOUNGEST.get(str(answers.get("age_band")), 0)
    if told["from"] is None and days.over_a_year_since_aged(text, youngest):
        told["over_a_year_ago"] = True
    return told


def _read_back_when(value: object) -> Say | str:
    if not isinstance(value, dict):
        return str(value)
    start, end = value.get("from"), value.get("to")
    if not start or not end:
        return str(value.get("words"))
    facts = {
        "words": value.get("words"),
        "start": date.fromisoformat(str(start)),
        "end": date.fromisoformat(str(end)),
    }
    return Say("complaint.said.on_day" if start == end else "complaint.said.between", facts)


WHAT_HAPPENED = Question(
    id="what_happened",
    ask=lambda answers, world: "complaint.ask.what_happened",
    why="complaint.why.what_happened",
    line="complaint.line.what_happened",
    title="complaint.title.what_happened",
    called=("what happened", "my story", "the story", "what i said happened"),
    story=True,
    lost="complaint.lost.what_happened",
)

ANYTHING_ELSE = Question(
    id="anything_else",
    ask=lambda answers, world: "complaint.ask.anything_else",
    why="complaint.why.anything_else",
    line="complaint.line.anything_else",
    title="complaint.title.anything_else",
    options=(
        Option(
            "no",
            "complaint.anything_else.no",
            phrases(
                "thats all|thats it|thats everything|nothing else|nothing|nothing more|done|im done"
                "|finished|that is all|that is it|that is everything|no thats it|no more|no thats all"
                "|no thats everything|all done|no nothing else|i think thats it|send it|just send it|send"
                "|please send it|thats all i want to say|ive said everything|i said everything|thats me done"
            ),
            told_in=says_no_more,
        ),
    ),
    optional=True,
    story=True,
)

WHEN_HAPPENED = Question(
    id="when_happened",
    ask=lambda answers, world: "complaint.ask.when_happened",
    why="complaint.why.when_happened",
    line="complaint.line.when_happened",
    title="complaint.title.when_happened",
    called=("when it happened", "the date", "date", "when"),
    read=_read_happened,
    read_back=_read_back_when,
    optional=True,
    may_not_know=True,
    story=True,
    input="date",
)

WHY_LATE = Question(
    id="why_late",
    ask=lambda answers, world: "complaint.ask.why_late",
    why="complaint.why.why_late",
    line="complaint.line.why_late",
    title="complaint.title.why_late",
    called=("why it is late", "why its late"),
    when=_long_ago,
    optional=True,
    story=True,
)

ABOUT = Question(
    id="about",
    ask=lambda answers, world: "complaint.ask.about",
    why="complaint.why.about",
    line="complaint.line.about",
    title="complaint.title.about",
    called=("what its about", "what it is about", "mostly about"),
    when=sends,
    options=(
        Option(
            "staff",
            "complaint.about.staff",
            phrases(
                "staff|my social worker|social worker|the social worker|my worker|how they treat me"
                "|rude|the way they treat me|my pa|personal adviser|my key worker|attitude|a worker"
                "|worker|how she treats me|how he treats me|how she treats us|how he treats us"
                "|how they treat us"
                "|how a worker treats me|how we are treated|how im treated|the way she treats me"
                "|the way he treats me|how she treats him|how he treats him|how they treat him"
                "|how they treat her|how she talks to me|how he talks to me"
            ),
        ),
        Option(
            "communication",
            "complaint.about.communication",
            phrases(
                "nobody listens|not listening|no one listens|nobody tells me anything|communication"
                "|they dont listen|not telling me things|they dont ring back|not calling back"
                "|they never call back|being ignored|ignored|listening"
            ),
        ),
        Option(
            "support_refused",
            "complaint.about.support_refused",
            phrases(
                "no help|not getting help|help|support|refused help|refused support|not enough help"
                "|not getting support|the help i get"
            ),
        ),
        Option(
            "decision", "complaint.about.decision", phrases("a decision|decision|what they decided|decisions")
        ),
        Option(
            "placement",
            "complaint.about.placement",
            phrases(
                "where i live|my placement|placement|foster carers|my foster carers|foster home"
                "|the home|my foster home|childrens home|my carers|where they live|where he lives"
            ),
        ),
        Option(
            "family_contact",
            "complaint.about.family_contact",
            phrases(
                "seeing my family|contact|family time|family contact|seeing my mum|seeing my dad"
                "|seeing my kids|seeing my children|visits|seeing family|seeing my brother"
            ),
        ),
        Option(
            "delay",
            "complaint.about.delay",
            phrases("delay|delays|waiting|it takes too long|too long|takes too long|its taking too long"),
        ),
        Option(
            "other", "complaint.about.other", phrases("something else|other|none of these|lots of things")
        ),
        Option(
            "move",
            "complaint.about.move",
            phrases("a move|moving|being moved|i was moved|move"),
            offered=False,
        ),
        Option(
            "money",
            "complaint.about.money",
            phrases(
                "money|allowance|pocket money|payments|my allowance|grant|the money i am owed"
                "|the money im owed"
            ),
            offered=False,
        ),
        Option(
            "leaving_care",
            "complaint.about.leaving_care",
            phrases("leaving care|pathway plan"),
            offered=False,
        ),
        Option(
            "care_plan", "complaint.about.care_plan", phrases("care plan|my care plan|my plan"), offered=False
        ),
        Option(
            "assessment",
            "complaint.about.assessment",
            phrases("assessment|the assessment|an assessment"),
            offered=False,
        ),
        Option(
            "short_breaks", "complaint.about.short_breaks", phrases("short breaks|respite"), offered=False
        ),
        Option(
            "report_accuracy",
            "complaint.about.report_accuracy",
            phrases("report|the report|lies in the report|wrong report|records|mistakes in the report"),
            offered=False,
        ),
        Option("adoption", "complaint.about.adoption", phrases("adoption"), offered=False),
        Option(
            "special_guardianship",
            "complaint.about.special_guardianship",
            phrases("special guardianship|sgo"),
            offered=False,
        ),
        Option(
            "conference",
            "complaint.about.conference",
            phrases("conference|child protection conference"),
            offered=False,
        ),
        Option(
            "court_order",
            "complaint.about.court_order",
            phrases("court|court order|the court"),
            offered=False,
        ),
        Option("section_47", "complaint.about.section_47", phrases("section 47|s47"), offered=False),
        Option(
            "court_evidence",
            "complaint.about.court_evidence",
            phrases("court report|section 7 report|section 37 report|evidence in court"),
            offered=False,
        ),
        Option(
            "ehcp_delay",
            "complaint.about.ehcp_delay",
            phrases("ehcp delay|late ehcp|waiting for the ehcp|waiting for an ehcp"),
            offered=False,
        ),
        Option(
            "provider", "complaint.about.provider", phrases("a provider|the agency|agency"), offered=False
        ),
        Option(
            "own_approval",
            "complaint.about.own_approval",
            phrases("my approval|fostering panel|my registration"),
            offered=False,
        ),
        Option(
            "own_employment",
            "complaint.about.own_employment",
            phrases("my job|my own job|my employment|my contract"),
            offered=False,
        ),
        Option(
            "allegation", "complaint.about.allegation", phrases("an allegation|allegation"), offered=False
        ),
        Option(
            "other_body",
            "complaint.about.other_body",
            phrases("the police|the nhs|the hospital|housing|camhs"),
            offered=False,
        ),
        Option("ehcp", "complaint.about.ehcp", phrases("ehcp|ehc plan|education plan"), offered=False),
        Option(
            "data", "complaint.about.data", phrases("data|my file|data breach|my data|privacy"), offered=False
        ),
        Option("school", "complaint.about.school", phrases("school|my school|a teacher"), offered=False),
    ),
    in_words="other",
    optional=True,
    input="choice",
)

DESIRED_OUTCOME = Question(
    id="desired_outcome",
    ask=lambda answers, world: "complaint.ask.desired_outcome",
    why="complaint.why.desired_outcome",
    line="complaint.line.desired_outcome",
    title="complaint.title.desired_outcome",
    when=one_outcome,
    called=("what i want", "wat i want", "what would help", "what would make it better", "the outcome"),
    optional=True,
    may_not_know=True,
    story=True,
)
