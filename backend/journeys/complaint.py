"""Making a complaint: the questions, in order, as data. PURE.

The shape of each answer, by question id (contract.md's words):

- `about_whom` "self" | "somebody_else"; `role`, `relationship`, `child_is`, `child_agrees`, `about`: a
  contract value; `age_band` "child" | "teen" | "adult"
- `council`: a council's id, or "dont_know" (the page's council receives it and passes it on)
- `what_happened`: the story verbatim, several messages joined by a blank line; `why_late`,
  `desired_outcome`, `child_name`, `name`, `contact_detail`: verbatim
- `anything_else`: "no" once everything is told (more words are joined to `what_happened`)
- `when_happened`: `{"words", "from", "to", "over_a_year_ago"}`, ISO days or None; `wants_advocate`
  "yes" | "no"
- `contact_method`: contract's method; `safe_to_contact` "yes", or what to take care of, verbatim
- `check_answers`: "yes", and only then is it sent
"""

from __future__ import annotations

from datetime import date

from backend.journeys import days, hearing
from backend.journeys.draft import Answers, World
from backend.journeys.question import Journey, Option, Question, Refused
from backend.journeys.words import NO, YES, phrases, plain
from backend.say import Say

CHILD_AGES_UP_TO = 11
ADULT_FROM = 18
"""Where the age bands meet (contract.md, section 1)."""

OF_THEIR_OWN = ("young_person", "care_leaver")
"""The roles of those whom the care is for."""

ADULT_ROLES = ("care_leaver", "parent", "carer", "advocate")
"""The roles that imply the adult voice."""

IMPLIED_RELATIONSHIP = {
    "young_person": "self",
    "care_leaver": "self",
    "parent": "parent",
    "advocate": "advocate",
}
"""The relationship that a role says by itself; carers and others are asked."""


def _about_self(answers: Answers) -> bool:
    return answers.get("about_whom") != "somebody_else"


def _about_somebody_else(answers: Answers) -> bool:
    return answers.get("about_whom") == "somebody_else"


def _is_young(answers: Answers) -> bool:
    return answers.get("role") == "young_person"


def _is_child(answers: Answers) -> bool:
    return _is_young(answers) and answers.get("age_band") != "adult"


def _not_a_child(answers: Answers) -> bool:
    return not _is_child(answers)


def _has_a_relationship(answers: Answers) -> bool:
    return _is_carer(answers) or (_is_other(answers) and _about_somebody_else(answers))


def _may_want_an_advocate(answers: Answers) -> bool:
    return answers.get("role") != "advocate"


def _is_carer(answers: Answers) -> bool:
    return answers.get("role") == "carer"


def _is_other(answers: Answers) -> bool:
    return answers.get("role") == "other"


def _concerns_a_child(answers: Answers) -> bool:
    return _about_somebody_else(answers) or answers.get("role") in ("parent", "carer")


def _long_ago(answers: Answers) -> bool:
    when = answers.get("when_happened")
    return isinstance(when, dict) and when.get("over_a_year_ago") is True


def _wants_an_answer(answers: Answers) -> bool:
    return answers.get("contact_method") in ("email", "text", "phone", "post", "other")


def _ask_role(answers: Answers, world: World) -> str:
    return "complaint.ask.role_self" if _about_self(answers) else "complaint.ask.role_other"


def _ask_relationship(answers: Answers, world: World) -> str:
    return "complaint.ask.relationship_carer" if _is_carer(answers) else "complaint.ask.relationship"


def _ask_child_is(answers: Answers, world: World) -> str:
    return "complaint.ask.child_is"


def _ask_child_agrees(answers: Answers, world: World) -> str:
    if answers.get("role") in ("parent", "carer"):
        return "complaint.ask.child_agrees_not_needed"
    return "complaint.ask.child_agrees"


def _ask_what_happened(answers: Answers, world: World) -> str:
    return "complaint.ask.what_happened"


def _ask_advocate(answers: Answers, world: World) -> str:
    if answers.get("role") not in OF_THEIR_OWN:
        return "complaint.ask.wants_advocate_adult"
    if "advocacy" in world.people:
        return "complaint.ask.wants_advocate_named"
    return "complaint.ask.wants_advocate"


def _ask_name(answers: Answers, world: World) -> str:
    return "complaint.ask.name_child" if _is_child(answers) else "complaint.ask.name"


def _ask_to_check(answers: Answers, world: World) -> str:
    if answers.get("council") == "dont_know" and world.page_council is None:
        return "complaint.ask.check_answers_nowhere"
    return "complaint.ask.check_answers"


def _ask_contact_detail(answers: Answers, world: World) -> str:
    match answers.get("contact_method"):
        case "email":
            return "complaint.ask.contact_email"
        case "text" | "phone":
            return "complaint.ask.contact_phone"
        case "post":
            return "complaint.ask.contact_post"
    return "complaint.ask.contact_other"


def _read_when(text: str, answers: Answers, world: World) -> object:
    return days.when(text, world.today)


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


def _read_name(text: str, answers: Answers, world: World) -> object:
    name = None if plain(text) in YES | NO else hearing.name(text)
    return name or Refused("complaint.refused.name")


def _read_role(text: str, answers: Answers, world: World) -> object:
    """An age alone, of a child's, says that a young person is speaking."""
    age = hearing.age_alone(text)
    return "young_person" if age is not None and age < ADULT_FROM and _about_self(answers) else None


def _read_contact_detail(text: str, answers: Answers, world: World) -> object:
    method = answers.get("contact_method")
    if method == "email" and not hearing.has_email(text):
        return Refused("complaint.refused.email")
    if method in ("text", "phone") and not hearing.has_phone(text):
        return Refused("complaint.refused.phone")
    return text.strip()


def _read_back_safe(value: object) -> Say | str:
    return Say("complaint.said.safe") if value == "yes" else str(value)


ABOUT_WHOM = Question(
    id="about_whom",
    ask=lambda answers, world: "complaint.ask.about_whom",
    why="complaint.why.about_whom",
    line="complaint.line.about_whom",
    title="complaint.title.about_whom",
    called=("who it is about", "who its about"),
    options=(
        Option(
            "self",
            "complaint.about_whom.self",
            phrases(
                "me|myself|for me|about me|its about me|my own|mine|its me|its for me|just me"
                "|us|about us|for us|its about us|we|me and my family|my family and me"
            ),
        ),
        Option(
            "somebody_else",
            "complaint.about_whom.somebody_else",
            phrases(
                "someone else|somebody else|for someone else|not me|another person|a child|my child"
                "|my son|my daughter|my kid|my kids|my children|my brother|my sister|my friend"
                "|my grandson|my granddaughter|a friend|other|my foster child|a young person|my boy"
                "|my girl|my client|my nephew|my niece|a family member|my children|my stepson"
                "|my stepdaughter|my grandchild|my grandchildren|my foster son|my foster daughter"
            ),
        ),
    ),
    input="choice",
    lost="complaint.lost.about_whom",
)

ROLE = Question(
    id="role",
    ask=_ask_role,
    why="complaint.why.role",
    line="complaint.line.role",
    title="complaint.title.role",
    called=("who i am", "my role"),
    options=(
        Option(
            "young_person",
            "complaint.role.young_person",
            phrases(
                "child|kid|young person|teenager|teen|im a child|im a kid|im a young person"
                "|im a teenager|in care|im in care|looked after|looked after child|foster child"
                "|i live with foster carers|i am in care|i am a child|i am a young person|student"
            ),
            _about_self,
        ),
        Option(
            "care_leaver",
            "complaint.role.care_leaver",
            phrases(
                "care leaver|im a care leaver|i am a care leaver|left care|leaving care|ive left care"
                "|i left care|i was in care|used to be in care|ex care|ive just left care"
            ),
            _about_self,
        ),
        Option(
            "parent",
            "complaint.role.parent",
            phrases(
                "parent|mum|mother|dad|father|mom|mam|step mum|step dad|stepmum|stepdad|single mum"
                "|single dad|his mum|her mum|his dad|her dad|their mum|their dad|a parent"
                "|birth parent|birth mum|birth dad|birth mother|birth father"
            ),
        ),
        Option(
            "carer",
            "complaint.role.carer",
            phrases(
                "carer|foster carer|foster parent|foster mum|foster dad|kinship carer|adopter"
                "|special guardian|guardian|adoptive parent|adoptive mum|adoptive dad|fosterer|sgo"
                "|connected carer|connected person"
            ),
        ),
        Option(
            "advocate",
            "complaint.role.advocate",
            phrases("advocate|im an advocate|representative|solicitor|their advocate|i represent them"),
            _about_somebody_else,
        ),
        Option(
            "other",
            "complaint.role.other",
            phrases(
                "other|someone else|somebody else|none of these|none of them|something else|friend"
                "|a friend|grandparent|grandma|grandad|granddad|nan|nana|gran|grandmother|grandfather"
                "|aunt|auntie|aunty|uncle|brother|sister|sibling|teacher|neighbour|social worker"
                "|support worker|relative|family member|cousin|professional"
            ),
            said="complaint.said.role_other",
        ),
    ),
    read=_read_role,
    input="choice",
    lost="complaint.lost.role",
)

AGE_BAND = Question(
    id="age_band",
    ask=lambda answers, world: "complaint.ask.age_band",
    why="complaint.why.age_band",
    line="complaint.line.age_band",
    title="complaint.title.age_band",
    called=("my age", "age", "how old i am"),
    when=_is_young,
    options=(
        Option("child", "complaint.age_band.child", facts={"age": CHILD_AGES_UP_TO}),
        Option(
            "teen", "complaint.age_band.teen", facts={"low": CHILD_AGES_UP_TO + 1, "high": ADULT_FROM - 1}
        ),
        Option("adult", "complaint.age_band.adult", facts={"age": ADULT_FROM}),
    ),
    read=lambda text, answers, world: hearing.age_band(text),
    optional=True,
    input="choice",
)

RELATIONSHIP = Question(
    id="relationship",
    ask=_ask_relationship,
    why="complaint.why.relationship",
    line="complaint.line.relationship",
    title="complaint.title.relationship",
    called=("how i know them", "my relationship", "relationship"),
    when=_has_a_relationship,
    options=(
        Option(
            "foster_carer",
            "complaint.relationship.foster_carer",
            phrases("foster carer|foster parent|foster mum|foster dad|fosterer|foster"),
            _is_carer,
        ),
        Option(
            "kinship_carer",
            "complaint.relationship.kinship_carer",
            phrases("kinship carer|kinship|connected carer|connected person|family carer|friends and family"),
            _is_carer,
        ),
        Option(
            "special_guardian",
            "complaint.relationship.special_guardian",
            phrases("special guardian|sgo|guardian"),
            _is_carer,
        ),
        Option(
            "adopter",
            "complaint.relationship.adopter",
            phrases("adopter|adoptive parent|adoptive mum|adoptive dad|adopted them|i adopted"),
            _is_carer,
        ),
        Option(
            "grandparent",
            "complaint.relationship.grandparent",
            phrases("grandparent|grandma|grandad|granddad|nan|nana|gran|granny|grandmother|grandfather"),
            _is_other,
        ),
        Option(
            "sibling",
            "complaint.relationship.sibling",
            phrases("brother|sister|sibling|step brother|step sister|big sister|big brother"),
            _is_other,
        ),
        Option(
            "friend",
            "complaint.relationship.friend",
            phrases("friend|mate|best friend|family friend"),
            _is_other,
        ),
        Option(
            "birth_relative",
            "complaint.relationship.birth_relative",
            phrases("aunt|auntie|aunty|uncle|cousin|relative|family|birth family|family member"),
            _is_other,
        ),
        Option(
            "holds_parental_responsibility",
            "complaint.relationship.holds_parental_responsibility",
            phrases("parental responsibility|i have pr|pr|i have parental responsibility|legal guardian"),
            _is_other,
        ),
        Option(
            "adopted_person",
            "complaint.relationship.adopted_person",
            phrases("adopted|im adopted|i was adopted"),
            _is_other,
            offered=False,
        ),
        Option(
            "teacher",
            "complaint.relationship.teacher",
            phrases("teacher|i teach them|school|head teacher|ta"),
            _is_other,
            offered=False,
        ),
        Option(
            "neighbour",
            "complaint.relationship.neighbour",
            phrases("neighbour|next door"),
            _is_other,
            offered=False,
        ),
        Option(
            "professional",
            "complaint.relationship.professional",
            phrases(
                "professional|social worker|support worker|youth worker|nurse|doctor|health visitor"
                "|through work|through my work|work with them|i work with them"
            ),
            _is_other,
        ),
        Option(
            "council_staff",
            "complaint.relationship.council_staff",
            phrases("i work for the council|council staff|council worker"),
            _is_other,
            offered=False,
        ),
        Option("other", "complaint.relationship.other", phrases("other|something else|none of these")),
    ),
    optional=True,
    input="choice",
)

CHILD_NAME = Question(
    id="child_name",
    ask=lambda answers, world: "complaint.ask.child_name",
    why="complaint.why.child_name",
    line="complaint.line.child_name",
    title="complaint.title.child_name",
    called=("the childs name", "their name", "his name", "her name"),
    when=_concerns_a_child,
    read=_read_name,
    optional=True,
    private=True,
)

CHILD_IS = Question(
    id="child_is",
    ask=_ask_child_is,
    why="complaint.why.child_is",
    line="complaint.line.child_is",
    title="complaint.title.child_is",
    called=("their situation", "the childs situation"),
    when=_concerns_a_child,
    options=(
        Option(
            "looked_after",
            "complaint.child_is.looked_after",
            phrases(
                "in care|looked after|foster care|with foster carers|in a childrens home"
                "|childrens home|in foster care|fostered|care order|residential"
            ),
        ),
        Option(
            "in_need",
            "complaint.child_is.in_need",
            phrases(
                "has a social worker|child in need|in need|at home with a social worker|lives with me"
                "|child in need plan|cin|disabled|lives at home|at home"
            ),
        ),
        Option(
            "might_be_in_need",
            "complaint.child_is.might_be_in_need",
            phrases(
                "needs help|needs help but has none|no help|refused help|no social worker|turned down"
                "|we asked for help|might need help"
            ),
        ),
        Option(
            "care_leaver",
            "complaint.child_is.care_leaver",
            phrases("care leaver|left care|leaving care|has left care"),
        ),
        Option("adopted", "complaint.child_is.adopted", phrases("adopted|is adopted|adoption")),
        Option(
            "under_special_guardianship",
            "complaint.child_is.under_special_guardianship",
            phrases("special guardianship|special guardian|sgo|lives with a special guardian"),
        ),
        Option(
            "has_died",
            "complaint.child_is.has_died",
            phrases("died|has died|passed away|dead"),
            offered=False,
        ),
        Option("dont_know", "complaint.child_is.dont_know"),
    ),
    optional=True,
    input="choice",
)

CHILD_AGREES = Question(
    id="child_agrees",
    ask=_ask_child_agrees,
    why="complaint.why.child_agrees",
    line="complaint.line.child_agrees",
    title="complaint.title.child_agrees",
    called=("whether they agree", "if they agree"),
    when=_about_somebody_else,
    options=(
        Option(
            "yes",
            "complaint.child_agrees.yes",
            phrases(
                "they agree|they know|he knows|she knows|he agrees|she agrees|they want me to"
                "|he wants me to|she wants me to"
            ),
        ),
        Option(
            "no", "complaint.child_agrees.no", phrases("they dont want me to|they dont agree|they said no")
        ),
        Option(
            "not_asked",
            "complaint.child_agrees.not_asked",
            phrases(
                "not asked|havent asked|i havent asked|not yet|too young|hes too young|shes too young"
                "|they are too young|hes a baby|shes a baby|i have not asked"
            ),
        ),
        Option("dont_know", "complaint.child_agrees.dont_know"),
    ),
    optional=True,
    input="choice",
)

COUNCIL = Question(
    id="council",
    ask=lambda answers, world: "complaint.ask.council",
    why="complaint.why.council",
    line="complaint.line.council",
    title="complaint.title.council",
    called=("the council", "council", "my council", "which council"),
)

WHAT_HAPPENED = Question(
    id="what_happened",
    ask=_ask_what_happened,
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
                "|no thats everything|all done|no nothing else|i think thats it"
            ),
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
    read=_read_when,
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
    called=("what its about", "what it is about", "what it is mostly about"),
    options=(
        Option(
            "staff",
            "complaint.about.staff",
            phrases(
                "staff|my social worker|social worker|the social worker|my worker|how they treat me"
                "|rude|the way they treat me|my pa|personal adviser|my key worker|attitude|a worker"
                "|worker"
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
            phrases("money|allowance|pocket money|payments|my allowance|grant"),
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
    called=("what i want", "what would help", "what would make it better", "the outcome"),
    optional=True,
    may_not_know=True,
    story=True,
)

WANTS_ADVOCATE = Question(
    id="wants_advocate",
    ask=_ask_advocate,
    why="complaint.why.wants_advocate",
    line="complaint.line.wants_advocate",
    title="complaint.title.wants_advocate",
    called=("the advocate", "advocate", "an advocate", "help from an advocate"),
    when=_may_want_an_advocate,
    options=(
        Option(
            "yes",
            "complaint.wants_advocate.yes",
            phrases("i want one|i would like one|id like one|yes i want an advocate|i want an advocate"),
        ),
        Option(
            "no",
            "complaint.wants_advocate.no",
            phrases("not now|i dont want one|i have one|i already have one|i can do it myself|not yet"),
        ),
    ),
    optional=True,
    may_not_know=True,
    input="choice",
)

NAME = Question(
    id="name",
    ask=_ask_name,
    why="complaint.why.name",
    line="complaint.line.name",
    title="complaint.title.name",
    called=("my name", "name", "what to call me"),
    read=_read_name,
    optional=True,
    private=True,
)

CONTACT_METHOD = Question(
    id="contact_method",
    ask=lambda answers, world: "complaint.ask.contact_method",
    why="complaint.why.contact_method",
    line="complaint.line.contact_method",
    title="complaint.title.contact_method",
    called=("how to reach me", "how you reach me", "how to contact me", "contact"),
    options=(
        Option("email", "complaint.contact_method.email", phrases("email|e mail|by email|mail|email me")),
        Option("text", "complaint.contact_method.text", phrases("text|text message|by text|sms|text me")),
        Option(
            "phone",
            "complaint.contact_method.phone",
            phrases("phone|call|ring|call me|ring me|phone me|phone call|by phone|telephone"),
        ),
        Option(
            "post", "complaint.contact_method.post", phrases("post|letter|by post|write to me"), _not_a_child
        ),
        Option(
            "other",
            "complaint.contact_method.other",
            phrases(
                "another way|other|through somebody|through someone|through my advocate"
                "|someone i trust|somebody i trust|through my teacher|something else"
            ),
        ),
        Option(
            "none",
            "complaint.contact_method.none",
            phrases(
                "dont contact me|do not contact me|no contact|none|nothing|no|nope|i will come back"
                "|ill come back|come back here|i will come back here|no thanks|dont|please dont"
            ),
        ),
    ),
    optional=True,
    input="choice",
)

CONTACT_DETAIL = Question(
    id="contact_detail",
    ask=_ask_contact_detail,
    why="complaint.why.contact_detail",
    line="complaint.line.contact_detail",
    title="complaint.title.contact_detail",
    called=("my email", "my number", "my phone number", "email", "number", "my address"),
    when=_wants_an_answer,
    read=_read_contact_detail,
    optional=True,
    private=True,
    input="contact",
)

SAFE_TO_CONTACT = Question(
    id="safe_to_contact",
    ask=lambda answers, world: "complaint.ask.safe_to_contact",
    why="complaint.why.safe_to_contact",
    line="complaint.line.safe_to_contact",
    title="complaint.title.safe_to_contact",
    called=("if it is safe", "who may see it", "when to contact me"),
    when=_wants_an_answer,
    options=(
        Option(
            "yes",
            "complaint.safe_to_contact.yes",
            phrases("its safe|it is safe|safe|yes its safe|thats fine"),
        ),
        Option(
            "no",
            "complaint.safe_to_contact.no",
            phrases("its not safe|not safe|it is not safe|another way|no its not safe|unsafe"),
        ),
    ),
    read_back=_read_back_safe,
    optional=True,
    story=True,
)

CHECK_ANSWERS = Question(
    id="check_answers",
    ask=_ask_to_check,
    why="complaint.why.check_answers",
    line="complaint.line.check_answers",
    title="complaint.title.check_answers",
    options=(
        Option(
            "yes",
            "complaint.check_answers.yes",
            phrases(
                "send|send it|yes send it|yes send|please send it|send please|send it please"
                "|yes please send it|ok send it|all good|looks good|its right|all right"
                "|thats all right"
            ),
        ),
        Option(
            "change",
            "complaint.check_answers.change",
            phrases("change|change something|i want to change something|edit|something is wrong|its wrong"),
        ),
        Option("keep", "complaint.check_answers.keep", phrases("keep|keep it|save|save it|not yet|later")),
    ),
    input="choice",
    lost="complaint.lost.check_answers",
)

COMPLAINT = Journey(
    "complaint",
    (
        ABOUT_WHOM,
        ROLE,
        AGE_BAND,
        RELATIONSHIP,
        CHILD_NAME,
        CHILD_IS,
        CHILD_AGREES,
        COUNCIL,
        WHAT_HAPPENED,
        ANYTHING_ELSE,
        WHEN_HAPPENED,
        WHY_LATE,
        ABOUT,
        DESIRED_OUTCOME,
        WANTS_ADVOCATE,
        NAME,
        CONTACT_METHOD,
        CONTACT_DETAIL,
        SAFE_TO_CONTACT,
        CHECK_ANSWERS,
    ),
)


def option_title(value: str, question: Question) -> Say | str:
    """A closed answer as it is read back: its option's title; words of the person's own as they are."""
    return next((Say(o.said or o.title, o.facts) for o in question.options if o.value == value), value)
