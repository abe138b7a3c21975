"""Who complains, and for whom: the questions about people, as data. PURE."""

from __future__ import annotations

import re

from backend.journeys import children, each, whom
from backend.journeys.draft import Answers, World
from backend.journeys.hearing import ages, details, names
from backend.journeys.question import Option, Question, Refused
from backend.journeys.words import GO_ON, KEEP, NO, YES, holds_first, phrases, plain, says_to_use

CHILD_AGES_UP_TO = 11
"""Where the first two age bands meet (contract.md, section 1)."""

OF_THEIR_OWN = ("young_person", "care_leaver")
"""The roles of those whom the care is for."""

ADULT_ROLES = ("care_leaver", "parent", "carer", "advocate")
"""The roles that imply the adult voice."""

ADULT_RELATIONSHIPS = (
    "grandparent",
    "holds_parental_responsibility",
    "teacher",
    "professional",
    "council_staff",
)
"""The relationships that imply it too."""

_IMPLIED_RELATIONSHIP = {
    "young_person": "self",
    "care_leaver": "self",
    "parent": "parent",
    "advocate": "advocate",
}
"""The relationship that a role says by itself; carers, others and who speaks up for a friend are asked."""

IMPLIED_SITUATION = {
    "foster_carer": "looked_after",
    "special_guardian": "under_special_guardianship",
    "adopter": "adopted",
}
"""The child's situation that a carer's relationship says by itself."""


def _about_self(answers: Answers) -> bool:
    return answers.get("about_whom") != "somebody_else"


def about_somebody_else(answers: Answers) -> bool:
    """Whether it is about somebody else, alone or beside who speaks."""
    return answers.get("about_whom") in ("somebody_else", whom.BOTH)


def in_their_own_right_too(answers: Answers) -> bool:
    """Whether somebody for whom the care is complains for themselves and, beside that, for another."""
    return answers.get("about_whom") == whom.BOTH and answers.get("role") in OF_THEIR_OWN


def _is_young(answers: Answers) -> bool:
    return answers.get("role") == "young_person"


def is_child(answers: Answers) -> bool:
    """Whether a child or young person speaks, as far as they said."""
    return _is_young(answers) and answers.get("age_band") != "adult"


def not_a_child(answers: Answers) -> bool:
    """Whether an adult speaks."""
    return not is_child(answers)


def _is_carer(answers: Answers) -> bool:
    return answers.get("role") == "carer"


def _is_other(answers: Answers) -> bool:
    return answers.get("role") == "other"


def _is_care_leaver(answers: Answers) -> bool:
    return answers.get("role") == "care_leaver"


def _may_be_close(answers: Answers) -> bool:
    """Whether a brother, a sister or a friend may be speaking: of any age."""
    return _is_other(answers) or answers.get("role") in OF_THEIR_OWN


def _has_a_relationship(answers: Answers) -> bool:
    return _is_carer(answers) or (_may_be_close(answers) and about_somebody_else(answers))


def implied_relationship(answers: Answers) -> str | None:
    """The relationship that the role says by itself, or None where it is asked."""
    if _has_a_relationship(answers):
        return None
    return _IMPLIED_RELATIONSHIP.get(str(answers.get("role")))


def concerns_a_child(answers: Answers) -> bool:
    """Whether a complaint is about a child too, whoever it is about in the first place."""
    return about_somebody_else(answers) or answers.get("role") in ("parent", "carer")


def _situation_unsaid(answers: Answers) -> bool:
    return concerns_a_child(answers) and answers.get("relationship") not in IMPLIED_SITUATION


def _may_be_asked_to_agree(answers: Answers) -> bool:
    return about_somebody_else(answers) and not each.all_died(answers)


def _ask_role(answers: Answers, world: World) -> str:
    return "complaint.ask.role_self" if _about_self(answers) else "complaint.ask.role_other"


def _ask_relationship(answers: Answers, world: World) -> str:
    return "complaint.ask.relationship_carer" if _is_carer(answers) else "complaint.ask.relationship"


def _ask_child_is(answers: Answers, world: World) -> str:
    return "complaint.ask.child_is_of" if each.named(answers) else "complaint.ask.child_is"


def _ask_child_agrees(answers: Answers, world: World) -> str:
    several = bool(each.named(answers))
    # That no permission is needed is said once, with the first of them.
    if answers.get("role") in ("parent", "carer") and not each.some_told("child_agrees", answers):
        return (
            "complaint.ask.child_agrees_of_not_needed" if several else "complaint.ask.child_agrees_not_needed"
        )
    return "complaint.ask.child_agrees_of" if several else "complaint.ask.child_agrees"


def read_name(text: str, answers: Answers, world: World) -> object:
    """The name of who writes, as it was typed, or why it is none."""
    return _name_in(text, names.GOES_BY if names.GOES_BY.search(text) else names.OWN)


def _read_child_name(text: str, answers: Answers, world: World) -> object:
    led = names.OF_THE_CHILD.search(text)
    name = _name_in(children.without_ages(text[led.start() :] if led else text), names.OF_THE_CHILD)
    return children.called(name) or Refused("complaint.refused.name") if isinstance(name, str) else name


def _name_in(text: str, lead: re.Pattern[str]) -> object:
    said = plain(text)
    closed = (ROLE, RELATIONSHIP, CHILD_IS, CHILD_AGREES)
    an_answer = any(said in option.words for question in closed for option in question.options)
    an_answer = an_answer or said in YES | NO | GO_ON | KEEP or says_to_use(said)
    a_sentence = not _is_written_as_one(text)
    no_name = an_answer or (a_sentence and _begins_otherwise(said))
    told = lead.search(text) is not None or not no_name
    name = names.name(text, lead) if told else None
    if name is not None and lead.search(text) is None and not _IN_NO_NAME.isdisjoint(plain(name).split()):
        return Refused("complaint.refused.name")
    if name is not None and lead.search(text) is None and a_sentence and _begins_otherwise(plain(name)):
        return Refused("complaint.refused.name")
    if name is not None and not (details.has_email(name) or details.has_phone(name)):
        return name
    return None if details.way_to_reach(text) is not None else Refused("complaint.refused.name")


_NO_NAME_BEGINS = phrases(
    "yes|no|yeah|i|ive|we|you|they|he|she|why|what|whats|how|dont|because|can|could|would|do|does|did|is|are"
    "|should|who|where|when|which|stop|please|about|for|ask|same|tell|there|theres|because|cos|this|that"
)
"""How a sentence begins, and no name."""


_IN_NO_NAME = phrases(
    "they|theyll|them|it|itll|me|you|u|him|he|she|us|we|if|that|this|because|scared|worried|frightened|afraid"
    "|nervous|anxious|trouble"
)
"""What is said in place of a name, of fear or in a question: "will it make them move me"."""


_FIRST_NAMES = phrases("can|do|how|will|may|am|an|so")
"""Names that people have, and words that questions begin with."""


def _is_written_as_one(text: str) -> bool:
    """Whether a text is such a first name with another name behind it, both with a capital: "Can Yilmaz"."""
    words = text.split()
    return len(words) > 1 and plain(words[0]) in _FIRST_NAMES and names.is_bare_name(text)


def _begins_otherwise(said: str) -> bool:
    """Whether it begins as a sentence does: "yes he wants it", "i already told you"."""
    return any(holds_first(said, word) for word in _NO_NAME_BEGINS) or _ASKS_OF.match(said) is not None


_ASKS_OF = re.compile(
    r"(?:will|wont|may|might|shall|am|was|were|has|have|had|if) (?:it|they|he|she|you|u|we|i|this|that"
    r"|any ?one|anybody|someone|somebody|people)(?! (?:is|was|has|are|lives)\b)"
)
"""How a question begins that might be a name but for whom it is asked of: "will they move me"."""


def _read_agrees(text: str, answers: Answers, world: World) -> object:
    return children.agrees(text, asked=True)


def _read_role(text: str, answers: Answers, world: World) -> object:
    """An age alone, of a child's, says that a young person is speaking."""
    age = ages.age_alone(text)
    return "young_person" if age is not None and age < ages.ADULT_FROM else None


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
            phrases("me|myself|for me|about me|its about me|my own|mine|its me|its for me|just me"),
            told_in=whom.with_an_adult,
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
            told_in=children.of_another,
        ),
        Option(
            whom.BOTH,
            "complaint.about_whom.both",
            phrases(
                "both|both of us|us|us both|us two|all of us|us all|we|about us|for us|its about us"
                "|its about both of us|about both of us|about both|its both|me and my family"
                "|my family and me|me and others|me and other people|all of the above"
            ),
            told_in=whom.the_two_of_us,
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
            about_somebody_else,
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
            "teen",
            "complaint.age_band.teen",
            facts={"low": CHILD_AGES_UP_TO + 1, "high": ages.ADULT_FROM - 1},
        ),
        Option("adult", "complaint.age_band.adult", facts={"age": ages.ADULT_FROM}),
    ),
    read=lambda text, answers, world: ages.age_band(text),
    optional=True,
    input="choice",
)


def option_of_age(band: str) -> Option:
    """The answer to `AGE_BAND` that says a band in words."""
    return next(option for option in AGE_BAND.options if option.value == band)


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
            _may_be_close,
            told_in=lambda text: whom.introduces(text) == "sibling",
        ),
        Option(
            "friend",
            "complaint.relationship.friend",
            phrases("friend|mate|best friend|family friend"),
            _may_be_close,
            told_in=lambda text: whom.introduces(text) == "friend",
        ),
        Option(
            "birth_relative",
            "complaint.relationship.birth_relative",
            phrases("aunt|auntie|aunty|uncle|cousin|relative|family|birth family|family member"),
            _may_be_close,
            told_in=lambda text: whom.introduces(text) == "birth_relative",
        ),
        Option(
            "parent",
            "complaint.role.parent",
            phrases("parent|mum|dad|mother|father|my child|my son|my daughter|my baby|my kids"),
            _is_care_leaver,
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
    called=(
        "childs name",
        "their name",
        "his name",
        "her name",
        "brothers name",
        "sisters name",
        "sons name",
        "daughters name",
        "friends name",
    ),
    when=concerns_a_child,
    read=_read_child_name,
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
    when=_situation_unsaid,
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
        each.the_same("child_is"),
    ),
    optional=True,
    input="choice",
    facts=each.whose("child_is"),
    read_back=each.read_back("complaint.child_is"),
    stands=each.stands("child_is"),
    of_each=True,
)

CHILD_AGREES = Question(
    id="child_agrees",
    ask=_ask_child_agrees,
    why="complaint.why.child_agrees",
    line="complaint.line.child_agrees",
    title="complaint.title.child_agrees",
    called=("whether they agree", "if they agree"),
    when=_may_be_asked_to_agree,
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
        each.the_same("child_agrees"),
    ),
    optional=True,
    input="choice",
    read=_read_agrees,
    asks_back="ask_who_can_complain",
    facts=each.whose("child_agrees"),
    read_back=each.read_back("complaint.child_agrees"),
    stands=each.stands("child_agrees"),
    of_each=True,
)
