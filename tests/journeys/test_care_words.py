"""The words of care: which one a text names, when it is asked about, and what is answered."""

from __future__ import annotations

import pytest

from backend.journeys import care_words, information
from backend.journeys.draft import Inform
from backend.wording import BANDS, Wording
from tests.journeys.test_information import COUNCILS, told
from tests.journeys.test_says import rendered
from tests.journeys.worlds import after, asks, begun, typed

NAMED = {
    "iro": ("iro", "I.R.O.", "my IRO's a man", "independant reviewing offcer", "Independent Review Officer"),
    "review": ("LAC review", "L.A.C. review", "CLA review meeting", "my next review", "care plan review"),
    "care_plan": ("care plan", "is there a Care Plan for me"),
    "placement_plan": ("placement plan",),
    "pathway_plan": ("pathway plan", "pathwayplan", "path way plans"),
    "personal_adviser": ("PA", "P.A.", "personal advisor", "my PAs"),
    "looked_after": ("LAC", "C.I.C.", "looked after child", "children in care"),
    "care_order": ("care order", "an interim care order", "section 31"),
    "section_20": ("section 20", "section20", "s20", "S.20", "sec 20", "section twenty"),
    "child_in_need": ("child in need", "CIN plan", "section 17", "s17"),
    "section_47": ("section 47", "s47 enquiry", "child protection investigation"),
    "protection_conference": (
        "child protection conference",
        "CP plan",
        "case conference",
        "child protection",
    ),
    "family_conference": ("family group conference", "FGC"),
    "before_court": ("PLO", "pre-proceedings", "a letter before proceedings"),
    "special_guardianship": ("SGO", "special guardianship order", "special gardian"),
    "supervision_order": ("supervision order",),
    "childrens_guardian": ("children's guardian", "the guardian", "Cafcass guardian"),
    "independent_visitor": ("independent visitor", "independant visitors"),
    "lado": ("LADO", "designated officer"),
    "virtual_school": ("virtual school", "virtual school head"),
    "staying_put": ("staying put", "stay put"),
    "ehcp": ("EHCP", "E.H.C.P", "EHC plan", "education, health and care plan"),
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in NAMED.items() for text in texts])
def test_a_word_of_care_is_known_in_the_ways_people_write_it(name: str, text: str) -> None:
    assert care_words.named(text) == f"care.word.{name}"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my IRO never came to my review", "iro"),
        ("at my review the IRO said nothing", "review"),
        ("They put me on a section 20 and nobody told my mum what it means.", "section_20"),
    ],
)
def test_the_first_word_is_named_whatever_else_is_said(text: str, name: str) -> None:
    assert care_words.named(text) == f"care.word.{name}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "she is 20",
        "let's go",
        "my dad passed away",
        "the review panel",
        "a stage 3 review",
        "my social worker is never there",
        "an independent person",
        "the investigating officer",
        "my legal guardian",
        "they care about me",
        "a safety plan",
        "i want my school to know",
    ],
)
def test_other_words_name_none(text: str) -> None:
    assert care_words.named(text) is None


def test_every_word_that_is_known_is_explained_and_the_other_way_round() -> None:
    explained = {key for key in Wording.load().entries() if key.startswith("care.word.")}
    assert explained == {f"care.word.{name}" for name in NAMED}
    assert {care_words.named(texts[0]) for texts in NAMED.values()} == explained


ASKED = {
    "iro": (
        "whats an IRO",
        "what does an I.R.O. do?",
        "wot does my iro do",
        "can you explain what an IRO is please",
        "do you know what an iro is",
        "tell me what an iro does",
        "i want to know what an IRO is",
        "what does IRO stand for",
        "what is the job of an IRO",
    ),
    "review": ("what is a LAC review", "what happens at a LAC review", "what happens in my review"),
    "care_plan": ("what is a care plan", "explain care plan"),
    "placement_plan": ("whats a placement plan",),
    "pathway_plan": ("what even is a pathway plan", "what does pathway plan mean", "pathway plan meaning"),
    "personal_adviser": ("what is a PA supposed to do for me", "what can my PA help me with"),
    "looked_after": ("what does LAC mean", "what is meant by looked after"),
    "care_order": ("what's an interim care order", "what is a care order"),
    "section_20": (
        "what does section 20 mean",
        "whats s20",
        "section 20 what is that",
        "what does it mean if im on a section 20",
    ),
    "child_in_need": ("what is a child in need", "what does section 17 mean"),
    "section_47": ("what is a section 47 enquiry",),
    "protection_conference": (
        "what is a child protection plan",
        "what happens at a child protection conference",
    ),
    "family_conference": ("whats a family group conference",),
    "before_court": ("what is PLO", "what does pre-proceedings mean", "what is a PLO meeting"),
    "special_guardianship": ("what is an SGO",),
    "supervision_order": ("what is a supervision order",),
    "childrens_guardian": ("what does a children's guardian do",),
    "independent_visitor": ("what is an independent visitor",),
    "lado": ("who is a LADO", "what does lado mean"),
    "virtual_school": ("what is the virtual school",),
    "staying_put": ("how does staying put work",),
    "ehcp": ("what is an EHCP",),
}


@pytest.mark.parametrize("heard", ["nlu_fallback", "ask_stage_explained", "make_complaint", "ask_deadline"])
@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in ASKED.items() for text in texts])
def test_who_asks_what_a_word_means_is_told(name: str, text: str, heard: str) -> None:
    about = information.asked_surely(text)
    assert about is not None
    assert told(text, heard if heard in information.INFORMATION else about) == [name]


OF_ONES_OWN = {
    "iro": ("who is my IRO", "whos my iro", "can you tell me who my IRO is"),
    "review": ("when is my LAC review", "when is my next review", "whens my review", "when's his review"),
    "pathway_plan": (
        "where is my pathway plan",
        "what does my pathway plan say",
        "when do i get a pathway plan",
    ),
    "personal_adviser": ("do i have a PA", "who is my PA now"),
    "care_plan": ("what is in my care plan", "have i got a care plan"),
    "care_order": ("am i on a care order",),
    "section_20": ("is my son under section 20",),
    "ehcp": ("does my daughter have an EHCP",),
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in OF_ONES_OWN.items() for text in texts]
)
def test_who_asks_after_their_own_is_told_what_it_is_and_that_no_file_is_seen(name: str, text: str) -> None:
    about = information.asked_surely(text)
    assert about is not None
    assert told(text, about) == [name, "own"]


@pytest.mark.parametrize(
    "text",
    [
        "my IRO never came to my review",
        "they never gave me my pathway plan",
        "they put me on a section 20 without asking my mum",
        "my PA is useless",
        "what my PA does is sit on her phone",
        "what my PA does",
        "what my iro said was wrong",
        "when my iro came she shouted",
        "when my next review is",
        "when my review was cancelled nobody told me",
        "where my pathway plan went nobody knows",
        "who my IRO is changes every month",
        "i asked what is a care order and she laughed",
        "i dont know what my care plan is and nobody says",
        "what did my IRO write about me",
        "why was my review cancelled",
        "can i complain about my IRO",
        "who can see my care plan",
        "what if i am under a care order",
        "do i have to go to my review",
        "what is a review panel",
        "what happens at a panel",
        "who is my independent person",
        "what is an adjudicating officer",
    ],
)
def test_a_word_of_care_within_a_story_or_another_question_is_no_question_about_it(text: str) -> None:
    about = information.asked_surely(text)
    assert about is None or not set(told(text, about)) & {"own", *NAMED}


@pytest.mark.parametrize("text", ["what is a MASH", "what is a viability assessment"])
def test_a_word_that_is_not_explained_is_said_to_have_no_answer_here(text: str) -> None:
    about = information.asked_surely(text)
    assert about is not None
    assert told(text, about) == ["no_answer_to_that"]


@pytest.mark.parametrize("text", ["what is an IRO", "when is my LAC review", "explain section 20"])
def test_in_the_middle_of_a_complaint_it_is_answered_and_the_question_stays(text: str) -> None:
    step = after(begun(), typed(text))
    assert isinstance(step.effect, Inform)
    assert asks(step) == "about_whom"


@pytest.mark.parametrize("band", BANDS)
def test_no_explanation_claims_to_know_whose_it_is(band: str) -> None:
    asked = typed("who is my IRO", "ask_what_can_complain_about")
    for facts in COUNCILS:
        words = rendered(information.answer(asked, facts), band)
        assert "cannot see" in words
        assert str(facts.get("they", "")) in words
