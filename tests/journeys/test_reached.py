"""How somebody is to be reached, in their own words: what they ask, what they fear, and what they have not.

The texts are ours. A question is never kept as an address or as what is safe, nor a warning as a
choice.
"""

from __future__ import annotations

import pytest

from backend.journeys import plan
from backend.journeys.asked_of_case import asked_of_a_case
from backend.journeys.draft import Inform, Step, Understood
from backend.journeys.hearing import details
from backend.journeys.hearing.reached import asks_them_to, goes_another_way, wishes_another_way
from backend.journeys.information import answer, asked_surely
from backend.journeys.reaching import by_post, told_with_care
from tests.journeys.lives import with_case
from tests.journeys.worlds import A_CHILDS, after, asks, begun, draft_of, keys, pressed, typed, wished

Place = tuple[Understood, ...]
TO_NAME = (*A_CHILDS[:3], *A_CHILDS[3:10])
TO_METHOD = (*TO_NAME, typed("Sam"))
TO_EMAIL = (*TO_METHOD, pressed("email"))
TO_NUMBER = (*TO_METHOD, pressed("phone"))
TO_SAFE = (*TO_NUMBER, typed("07700 900123"))
WHY = "complaint.why."


def told_at(place: Place, words: str, intent: str = "nlu_fallback") -> Step:
    return after(begun(), *place, typed(words, intent))


def answers(step: Step) -> dict[str, object]:
    return dict(draft_of(step).answers)


class TestWhoSeesIt:
    @pytest.mark.parametrize(
        ("place", "words"),
        [
            (TO_EMAIL, "my carer has my login"),
            (TO_EMAIL, "my carer knows the password for it"),
            (TO_EMAIL, "school can read it"),
            (TO_NUMBER, "staff check our phones"),
            (TO_NUMBER, "they check our phones at night"),
        ],
    )
    def test_what_others_see_is_taken_out_and_another_way_asked_for(self, place: Place, words: str) -> None:
        told = "kay@example.org" if place is TO_EMAIL else "07700 900123"
        said = told_at((*place, typed(told)), words)
        assert keys(said) == ["complaint.not_safe"]
        assert asks(said) == "contact_method"

    @pytest.mark.parametrize("words", ["my carer has my login", "my foster dad can see my emails"])
    def test_another_address_that_is_seen_leaves_the_number_told(self, words: str) -> None:
        assert answers(told_at(TO_SAFE, words))["safe_to_contact"] == words


class TestFaceToFace:
    @pytest.mark.parametrize(
        "words",
        [
            "at school",
            "can they come and see me",
            "meet me at school",
            "they can come to my school",
            "face to face",
            "can someone come and talk to me",
        ],
    )
    def test_to_be_met_is_a_way_to_be_reached(self, words: str) -> None:
        said = told_at(TO_METHOD, words)
        assert asks(said) == "contact_detail"
        assert answers(said)["contact_method"] == "other"


@pytest.mark.parametrize("words", ["can you call me Kay", "could you call me Kay please"])
def test_a_name_wished_for_in_a_question_is_one(words: str) -> None:
    assert answers(told_at(TO_NAME, words))["name"] == "Kay"


class TestWhetherItIsSafe:
    @pytest.mark.parametrize(
        "words",
        [
            "what if my foster carer answers the phone",
            "what if my mum sees it",
            "does my social worker get my number?",
            "who gets my number",
            "how do i know if its safe?",
            "is it safe",
            "what does safe mean",
            "will they give my number to my dad",
            "what time will they ring",
            "will my social worker lose her job",
            "can you help me write it?",
            "do they check the cctv?",
            "who is my advocate",
            "what if nobody rings",
            "i dont have an email",
        ],
    )
    def test_a_question_is_answered_and_is_no_word_on_what_is_safe(self, words: str) -> None:
        said = told_at(TO_SAFE, words)
        assert asks(said) == "safe_to_contact"
        assert "safe_to_contact" not in answers(said)
        assert answers(said)["contact_detail"] == "07700 900123"
        assert said.says or isinstance(said.effect, Inform) or not said.handled

    @pytest.mark.parametrize(
        "words",
        [
            "can they text first",
            "can they ring after 4",
            "could you only ring in the day",
            "can they just not ring when my dad is home",
            "could they use a withheld number",
            "only when my carer is out",
            "my dad picks up sometimes",
            "not at night",
        ],
    )
    def test_what_the_team_is_to_take_care_of_is_kept_also_where_it_is_asked_for(self, words: str) -> None:
        said = told_at(TO_SAFE, words)
        assert answers(said)["safe_to_contact"] == words
        assert asks(said) == "check_answers"

    def test_a_number_may_be_used_the_other_way_also_where_that_is_asked_for(self) -> None:
        said = told_at(TO_SAFE, "can you text not ring")
        assert answers(said)["contact_method"] == "text"
        assert asks(said) == "safe_to_contact"

    @pytest.mark.parametrize("place", [TO_EMAIL, TO_NUMBER])
    def test_of_an_address_that_was_left_out_it_is_not_asked(self, place: Place) -> None:
        said = after(begun(), *place, wished("skip"))
        assert asks(said) == "check_answers"

    def test_a_second_caution_stays_beside_the_first(self) -> None:
        first, second = "my carer opens my post", "my mum reads my texts"
        said = after(begun(), *TO_METHOD, typed(first), typed(second))
        assert answers(said)["safe_to_contact"] == f"{first}\n\n{second}"
        again = after(said, typed(second))
        assert answers(again)["safe_to_contact"] == f"{first}\n\n{second}"

    def test_a_way_chosen_by_saying_no_to_another_leaves_an_earlier_caution(self) -> None:
        said = after(begun(), *TO_METHOD, typed("my carer opens my post"), typed("text me not ring"))
        assert answers(said)["safe_to_contact"] == "my carer opens my post"
        assert answers(said)["contact_method"] == "text"


class TestByWhatMeans:
    @pytest.mark.parametrize(
        "words",
        [
            "i'm in a hostel and post gets opened",
            "im in a shared house and post goes missing",
            "I’m in a hostel, letters get lost",
            "i live in a shared house and mail is always nicked",
            "at my house post never arrives",
        ],
    )
    @pytest.mark.parametrize("role", ["care_leaver", "parent"])
    def test_a_warning_against_letters_is_no_address(self, words: str, role: str) -> None:
        who = {"role": role, "age_band": "adult"}
        assert by_post(words, who) is None
        told = told_with_care("contact_method", words, who)
        assert told == {"safe_to_contact": words}

    @pytest.mark.parametrize(
        ("words", "address"),
        [
            ("by post to Rose Cottage, Oakham", "Rose Cottage, Oakham"),
            ("I'm at 12 High Street, Oakham LE15 6AB", "12 High Street, Oakham LE15 6AB"),
            ("Flat 2, Elm House, LE15 6AB", "Flat 2, Elm House, LE15 6AB"),
            ("Rose Cottage, Oakham by post please", "Rose Cottage, Oakham by post please"),
            ("write to me at Elm Hostel, Mill Lane", "Elm Hostel, Mill Lane"),
        ],
    )
    def test_an_address_is_one(self, words: str, address: str) -> None:
        assert by_post(words, {"role": "parent"}) == address

    @pytest.mark.parametrize(
        ("words", "way"),
        [
            ("text me not ring", "text"),
            ("text dont ring", "text"),
            ("please text, dont call", "text"),
            ("email not post", "email"),
            ("ring me instead of text", "phone"),
        ],
    )
    def test_a_no_to_another_way_chooses_and_says_nothing_of_what_is_safe(self, words: str, way: str) -> None:
        said = told_at(TO_METHOD, words)
        assert answers(said)["contact_method"] == way
        assert "safe_to_contact" not in answers(said)

    @pytest.mark.parametrize("words", ["text me not ring 07700 900123", "07700 900456 text dont ring please"])
    def test_with_a_number_told_early_it_is_still_asked_whether_that_is_safe(self, words: str) -> None:
        said = told_at(A_CHILDS[:3], words)
        assert answers(said)["contact_method"] == "text"
        assert "safe_to_contact" not in answers(said)

    def test_a_limit_told_early_with_a_number_is_kept(self) -> None:
        said = told_at(A_CHILDS[:3], "07700 900123 text not ring, only after 4")
        assert answers(said)["safe_to_contact"] == "07700 900123 text not ring, only after 4"

    @pytest.mark.parametrize(
        "words",
        [
            "dont have email",
            "i dont have an email",
            "i dont have a phone or email",
            "i dont have credit or a phone",
            "i havent got a phone at the moment",
            "what if i dont have one",
        ],
    )
    @pytest.mark.parametrize("place", [TO_METHOD, TO_EMAIL, TO_NUMBER])
    def test_who_has_nothing_of_the_kind_hears_that_none_is_needed_and_may_choose(
        self,
        words: str,
        place: Place,
    ) -> None:
        said = told_at(place, words)
        assert keys(said) == ["complaint.why.contact_method"]
        assert asks(said) == "contact_method"
        assert not {"safe_to_contact", "contact_method"} & answers(said).keys()

    def test_where_the_team_needs_a_way_that_is_said(self) -> None:
        begins = plan.begin("contact", typed("change my contact", "change_contact_details"), with_case("new"))
        said = after(begins, pressed("email"), typed("i dont have an email"))
        assert keys(said) == ["contact.lost.contact_method"]
        assert asks(said) == "contact_method"

    def test_what_somebody_has_not_is_passed_over_beside_the_way_they_name(self) -> None:
        said = told_at(TO_METHOD, "i dont have an email so text me")
        assert answers(said)["contact_method"] == "text"

    @pytest.mark.parametrize("words", ["my mum has my email password", "my carer knows my password"])
    def test_a_password_that_others_have_is_a_warning(self, words: str) -> None:
        assert answers(told_at(TO_METHOD, words))["safe_to_contact"] == words

    @pytest.mark.parametrize(
        ("words", "goes"),
        [
            ("my teacher at school", True),
            ("can they email my pa instead", True),
            ("can u send it to my key worker", True),
            ("through my social worker", True),
            ("can i use my nans email", True),
            ("i only got my carers phone", True),
            ("my friends mum", True),
            ("can you just message me on whatsapp", True),
            ("on snapchat", True),
            ("tell my school", True),
            ("my teacher hit me", False),
            ("my carer opens my post", False),
            ("not my mum", False),
            ("dont tell my mum", False),
            ("my phone", False),
            ("email", False),
            ("my social worker never rings", False),
            ("what if you email my mum", False),
            ("my school email", False),
            ("does my teacher see it", False),
        ],
    )
    def test_another_way_is_known_by_its_words(self, words: str, goes: bool) -> None:
        assert goes_another_way(words) is goes

    @pytest.mark.parametrize("place", [TO_METHOD, TO_EMAIL])
    def test_who_is_to_be_reached_through_somebody_is_asked_who_that_is(self, place: Place) -> None:
        said = told_at(place, "can they email my pa instead", "change_contact_details")
        assert answers(said)["contact_method"] == "other"
        assert asks(said) == "contact_detail"

    @pytest.mark.parametrize(
        ("words", "asked_to"),
        [
            ("can they ring after 4", True),
            ("could you please not ring", True),
            ("can it be plain", True),
            ("can they see my number", False),
            ("can they ring my dad", False),
            ("will they ring me today", False),
            ("what time can they ring", False),
            ("can you help me write it", False),
        ],
    )
    def test_to_ask_for_care_is_no_question(self, words: str, asked_to: bool) -> None:
        assert asks_them_to(words) is asked_to


class TestQuestionsOfTheirs:
    @pytest.mark.parametrize("intent", ["nlu_fallback", "change_contact_details", "skip"])
    @pytest.mark.parametrize(
        "words",
        [
            "do i have to give my number",
            "do i have to answer",
            "whats safest",
            "is it safe",
            "what if my carer opens my letters",
        ],
    )
    def test_why_the_way_is_asked_is_said_and_that_none_is_needed(self, words: str, intent: str) -> None:
        said = told_at(TO_METHOD, words, intent)
        assert keys(said)[0] == "complaint.why.contact_method"
        assert asks(said) == "contact_method"

    @pytest.mark.parametrize(
        ("place", "of"),
        [(TO_NAME, "name"), (TO_EMAIL, "contact_detail"), (TO_NUMBER, "contact_detail")],
    )
    @pytest.mark.parametrize(
        "words",
        ["is it safe", "do they tell my foster carer my name", "what if they tell my mum", "do i have to"],
    )
    def test_who_sees_it_is_said_where_a_name_or_number_is_asked_for(
        self,
        place: Place,
        of: str,
        words: str,
    ) -> None:
        said = told_at(place, words)
        assert keys(said) == [f"{WHY}{of}", "complaint.sees.reach"]
        assert asks(said) == of

    @pytest.mark.parametrize(
        ("place", "words"),
        [
            (TO_NAME, "how will they find me if i move"),
            (TO_NUMBER, "what council am i"),
            (TO_NUMBER, "will you ring me today"),
            (TO_EMAIL, "do they email my mum too"),
        ],
    )
    def test_what_is_not_known_is_said_to_be_unknown(self, place: Place, words: str) -> None:
        said = told_at(place, words)
        assert keys(said) == ["session.no_answer_to_that"]
        assert answers(said).keys() == answers(after(begun(), *place)).keys()

    @pytest.mark.parametrize(
        "words", ["can i be anonymous", "can you not say my name", "could i stay anonymous"]
    )
    def test_that_no_name_is_needed_is_said(self, words: str) -> None:
        assert told_at(TO_NAME, words).effect == Inform("ask_who_can_complain")

    @pytest.mark.parametrize("words", ["Will", "Mark Will", "May", "Will Doe"])
    def test_a_name_that_begins_like_a_question_is_a_name(self, words: str) -> None:
        assert answers(told_at(TO_NAME, words))["name"] == words

    @pytest.mark.parametrize(
        ("place", "words", "told"),
        [
            (TO_METHOD, "can you text me", "text"),
            (TO_METHOD, "can you email me?", "email"),
            (TO_METHOD, "can they text first", "text"),
        ],
    )
    def test_a_question_that_names_the_way_chooses_it(self, place: Place, words: str, told: str) -> None:
        assert answers(told_at(place, words))["contact_method"] == told

    def test_a_question_with_a_number_in_it_gives_the_number(self) -> None:
        assert answers(told_at(TO_NUMBER, "can you use 07700 900123?"))["contact_detail"] == "07700 900123"

    def test_how_somebody_trusted_is_reached_is_taken_as_it_is_told(self) -> None:
        said = after(begun(), *TO_METHOD, pressed("other"), typed("my teacher Mrs Hall at school"))
        assert answers(said)["contact_detail"] == "my teacher Mrs Hall at school"


class TestAnAddressSpelt:
    @pytest.mark.parametrize(
        ("words", "address"),
        [
            ("email jordan.k at gmail dot com", "jordan.k@gmail.com"),
            ("jordan.k at gmail.com", "jordan.k@gmail.com"),
            ("j dot smith at hotmail dot co dot uk", "j.smith@hotmail.co.uk"),
            ("its jo underscore k at gmail dot com please", "jo_k@gmail.com"),
        ],
    )
    @pytest.mark.parametrize("place", [TO_METHOD, TO_EMAIL])
    def test_it_is_the_address(self, place: Place, words: str, address: str) -> None:
        said = told_at(place, words)
        assert (answers(said)["contact_method"], answers(said)["contact_detail"]) == ("email", address)
        assert asks(said) == "safe_to_contact"

    @pytest.mark.parametrize(
        "words",
        ["jordan k at gmail dot com", "sam at example", "my worker looked at gmail dot com", "at home"],
    )
    def test_where_it_is_not_sure_where_it_begins_it_is_none(self, words: str) -> None:
        assert details.way_to_reach(words, asked=True) is None


class TestOfAnAnswer:
    @pytest.mark.parametrize(
        "words",
        [
            "will my carer see the letter",
            "can my carer open my letter",
            "will my foster mum read the answer",
            "where will the letter go",
            "will they send the letter to my foster home",
            "who opens the letter",
            "can you text me the answer",
            "do they post it to my house",
        ],
    )
    def test_where_it_goes_is_answered_by_how_they_answer(self, words: str) -> None:
        assert asked_of_a_case(words) is None
        assert asked_surely(words) == "ask_what_happens_next"
        told = answer(Understood(words, "ask_what_happens_next"), {"person": ""})
        assert told[0].key == "rights.answer.how_they_answer"

    @pytest.mark.parametrize(
        "words",
        ["can i see the letter", "give me a copy", "i need a copy of my complaint", "show me the letter"],
    )
    def test_what_there_is_to_read_is_asked_as_before(self, words: str) -> None:
        assert asked_of_a_case(words) == "copy"

    @pytest.mark.parametrize(
        ("words", "wishes"),
        [
            ("can they email me instead", True),
            ("can they text me 07700900456", True),
            ("can you text me instead of a letter", True),
            ("please email me from now on", True),
            ("text me not ring", True),
            ("i dont want a letter", True),
            ("dont send letters to my house", True),
            ("can you ring me", False),
            ("they never ring me", False),
            ("they only text me at night", False),
            ("nobody rang me on monday", False),
            ("i dont want contact with my dad", False),
            ("i dont want the letter opened", False),
        ],
    )
    def test_another_way_to_be_reached_is_wished_for_in_few_words(self, words: str, wishes: bool) -> None:
        assert wishes_another_way(words) is wishes

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            ("can they email me instead", {"contact_method": "email"}),
            ("text me not ring", {"contact_method": "text"}),
            ("can they text me 07700900456", {"contact_method": "text", "contact_detail": "07700900456"}),
            ("i dont want a letter", {}),
        ],
    )
    def test_the_way_that_is_wished_for_is_not_asked_for_again(
        self, words: str, told: dict[str, object]
    ) -> None:
        first = plan.begin("contact", typed(words, "change_contact_details"), with_case("new"))
        known = answers(first)
        assert {id: known[id] for id in known if id.startswith("contact_")} == told
        assert "safe_to_contact" not in known


def test_another_way_lets_go_of_the_address_of_the_one_before() -> None:
    said = after(begun(), *TO_EMAIL, typed("kay@example.org"), pressed("yes"), typed("ring me instead"))
    assert asks(said) == "contact_detail"
    assert "safe_to_contact" not in answers(said)
