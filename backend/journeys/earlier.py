"""A complaint that cannot be opened here: no reference or key, or made by phone or letter. PURE data.

Nothing of any case is shown; the wish is written down whole, and the team links it or gives a new key
once it has checked who asks. `wish` "to_know" | "go_further" | "withdraw" | "pause" | "new_key" |
"other";
`about_which`, `when_made`: verbatim; `answered_on`: as `when_happened`, the day of the last answer, or the
words that none came.
"""

from __future__ import annotations

from backend.journeys.answered import never_answered
from backend.journeys.checking import to_check
from backend.journeys.complaint import COUNCIL
from backend.journeys.draft import Answers, World
from backend.journeys.elsewhere import COUNTRY
from backend.journeys.question import Journey, Option, Question, always
from backend.journeys.reaching import CONTACT_DETAIL, CONTACT_METHOD, NAME, SAFE_TO_CONTACT
from backend.journeys.story import WHEN_HAPPENED, read_when
from backend.journeys.words import phrases

WISH = Question(
    id="wish",
    ask=lambda answers, world: "earlier.ask.wish",
    why="earlier.why.wish",
    line="earlier.line.wish",
    title="earlier.title.wish",
    called=("what i want", "my wish"),
    options=(
        Option(
            "to_know",
            "earlier.wish.to_know",
            phrases("know|to know|what is happening|whats happening|find out|see it|news|an update|update"),
        ),
        Option(
            "go_further",
            "earlier.wish.go_further",
            phrases(
                "go further|take it further|stage 2|stage 3|next stage|escalate|a panel|panel|not happy"
                "|im not happy with the answer|go on"
            ),
        ),
        Option(
            "new_key",
            "earlier.wish.new_key",
            phrases("a new key|new key|key|lost my key|lost the key|reference"),
        ),
        Option(
            "withdraw", "earlier.wish.withdraw", phrases("stop it|stop my complaint|withdraw|withdraw it")
        ),
        Option(
            "pause",
            "earlier.wish.pause",
            phrases("wait|make them wait|stop the move|pause|pause it|a decision to wait"),
        ),
        Option("other", "earlier.wish.other", phrases("something else|other|none of these")),
    ),
    in_words="other",
    optional=True,
    input="choice",
)

WISH_OF = {"track": "to_know", "escalate": "go_further", "withdraw": "withdraw", "pause": "pause"}
"""What somebody wants of a complaint that they cannot open, by the journey they came from."""

ABOUT_WHICH = Question(
    id="about_which",
    ask=lambda answers, world: "earlier.ask.about_which",
    why="earlier.why.about_which",
    line="earlier.line.about_which",
    title="earlier.title.about_which",
    called=("what it was about", "which complaint"),
    story=True,
    lost="earlier.lost.about_which",
)

WHEN_MADE = Question(
    id="when_made",
    ask=lambda answers, world: "earlier.ask.when_made",
    why="earlier.why.when_made",
    line="earlier.line.when_made",
    title="earlier.title.when_made",
    called=("when i made it", "when i complained", "when i sent it"),
    read=read_when,
    read_back=WHEN_HAPPENED.read_back,
    optional=True,
    may_not_know=True,
    story=True,
    input="date",
)


def _goes_further(answers: Answers) -> bool:
    return answers.get("wish") == "go_further"


def _read_answer(text: str, answers: Answers, world: World) -> object:
    """The day of an answer; that none came has no day, whatever day it was waited for from."""
    if never_answered(text, world.today):
        return {"words": text.strip(), "from": None, "to": None, "over_a_year_ago": False}
    return read_when(text, answers, world)


ANSWERED_ON = Question(
    id="answered_on",
    ask=lambda answers, world: "earlier.ask.answered_on",
    why="earlier.why.answered_on",
    line="earlier.line.answered_on",
    title="earlier.title.answered_on",
    called=("when they answered", "the answer", "the day of the answer"),
    when=_goes_further,
    read=_read_answer,
    read_back=WHEN_HAPPENED.read_back,
    optional=True,
    may_not_know=True,
    story=True,
    input="date",
)


def _ask_check(answers: Answers, world: World) -> str:
    return "earlier.ask.check"


EARLIER = Journey(
    "about_earlier_complaint",
    (
        WISH,
        COUNCIL,
        COUNTRY,
        ABOUT_WHICH,
        WHEN_MADE,
        ANSWERED_ON,
        NAME,
        CONTACT_METHOD,
        CONTACT_DETAIL,
        SAFE_TO_CONTACT,
        to_check(_ask_check),
    ),
    words="about_which",
    kind="about_earlier_complaint",
    intro="earlier.intro",
    keeps=always,
)
