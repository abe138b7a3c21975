"""Making a complaint, question after question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.journeys import plan
from backend.journeys.draft import Keep, Send, Understood
from backend.journeys.reaching import told_with_care
from backend.say import Say
from tests.journeys.worlds import (
    A_CHILDS,
    AT_RUTLAND,
    NOWHERE,
    TODAY,
    after,
    asks,
    begun,
    draft_of,
    keys,
    pressed,
    typed,
    wished,
)


def _asked_on_the_way(*messages: Understood) -> list[str | None]:
    step, asked = begun(), []
    for message in messages:
        asked.append(asks(step))
        step = plan.step(draft_of(step), message, AT_RUTLAND)
    return [*asked, asks(step)]


def test_a_child_is_asked_twelve_things_and_then_hears_them_all_again() -> None:
    assert _asked_on_the_way(*A_CHILDS) == [
        "about_whom",
        "role",
        "age_band",
        "council",
        "what_happened",
        "anything_else",
        "when_happened",
        "about",
        "desired_outcome",
        "wants_advocate",
        "name",
        "contact_method",
        "check_answers",
    ]


def test_how_we_treat_what_is_said_comes_before_the_first_question_and_once_a_chat() -> None:
    assert keys(begun()) == ["complaint.how_we_treat"]
    again = plan.begin("complaint", Understood(), AT_RUTLAND, told=draft_of(begun()).told)
    assert keys(again) == []


def test_everything_told_is_read_back() -> None:
    read_back = plan.question(draft_of(after(begun(), *A_CHILDS)), AT_RUTLAND)
    lines = read_back.facts["lines"]
    assert isinstance(lines, list)
    told = {line.key: line.facts["answer"] for line in lines}
    assert told["complaint.line.what_happened"] == "they shout at me"
    assert told["complaint.line.name"] == "Sam"
    assert told["complaint.line.council"] == "Rutland County Council"
    assert told["complaint.line.role"] == Say("complaint.role.young_person")
    assert set(told) == {
        f"complaint.line.{id}"
        for id in draft_of(after(begun(), *A_CHILDS)).answers
        if id not in ("anything_else", "check_answers")
    }


def test_it_is_sent_after_a_yes_and_not_before() -> None:
    to_check = after(begun(), *A_CHILDS)
    assert to_check.effect is None
    sent = after(to_check, typed("yes", "affirm"))
    assert sent.effect == Send()
    assert plan.told_answers(draft_of(sent))["relationship"] == "self"


@pytest.mark.parametrize("words", ["hmm ok I suppose", "is it right?", "yes but my name is wrong", "no"])
def test_anything_less_than_a_yes_does_not_send(words: str) -> None:
    assert after(begun(), *A_CHILDS, typed(words)).effect is None


def test_a_no_to_the_read_back_asks_which_answer_to_change() -> None:
    which = after(begun(), *A_CHILDS, typed("no", "deny"))
    asked = plan.question(draft_of(which), AT_RUTLAND)
    assert (asked.key, asked.asks) == ("complaint.ask.change", "check_answers")
    assert {"answer": "name"} in [choice.means for choice in asked.choices]


def test_a_changed_answer_is_said_back_and_the_read_back_follows() -> None:
    changed = after(begun(), *A_CHILDS, pressed("change"), pressed("name"), typed("Ali"))
    assert changed.says == (Say("session.changed", {"line": Say("complaint.line.name", {"answer": "Ali"})}),)
    assert asks(changed) == "check_answers"
    assert draft_of(changed).answers["name"] == "Ali"


def test_an_answer_called_by_its_name_is_asked_again() -> None:
    assert asks(after(begun(), *A_CHILDS, typed("my name is not right"))) == "name"


def test_changing_who_it_is_about_asks_what_that_makes_needed() -> None:
    changed = after(begun(), *A_CHILDS, pressed("change"), pressed("about_whom"), pressed("somebody_else"))
    assert asks(changed) == "relationship"
    assert "relationship" not in plan.told_answers(draft_of(changed))


def test_a_story_in_several_messages_is_kept_word_for_word() -> None:
    told = after(
        begun(), *A_CHILDS[:4], typed("First  he SHOUTED\nat me"), typed("then he lauged"), pressed("no")
    )
    assert draft_of(told).answers["what_happened"] == "First  he SHOUTED\nat me\n\nthen he lauged"


def test_a_story_of_twenty_thousand_characters_is_kept_whole() -> None:
    story = ("it went on and on " * 1112)[:20_000]
    assert draft_of(after(begun(), *A_CHILDS[:4], typed(story))).answers["what_happened"] == story


def test_who_and_what_for_are_heard_at_both_ends_of_a_very_long_story_and_no_day_of_many() -> None:
    middle = "they moved us and nobody rang and it went on and on. " * 150
    story = f"I am a foster carer. {middle}It began on 3 March 2026. {middle}I want them to say sorry."
    answers = draft_of(begun(story)).answers
    assert answers["relationship"] == "foster_carer"
    assert answers["desired_outcome"] == "I want them to say sorry."
    assert "when_happened" not in answers


@pytest.mark.parametrize(
    "intent", ["stop_or_cancel", "withdraw_complaint", "ask_why_late", "say_what_happened", "nlu_fallback"]
)
def test_a_long_story_is_a_story_whatever_the_model_makes_of_it(intent: str) -> None:
    story = "I told them to stop and they did not stop and nobody ever rang me back about it"
    told = after(begun(), *A_CHILDS[:4], typed(story, intent))
    assert draft_of(told).answers["what_happened"] == story


@pytest.mark.parametrize("words", ["no", "nope", "yes", "??", "..."])
def test_a_word_that_tells_nothing_is_no_story(words: str) -> None:
    told = after(begun(), *A_CHILDS[:4], typed(words))
    assert "what_happened" not in draft_of(told).answers
    assert told.says


@pytest.mark.parametrize(
    ("words", "role"),
    [("his mum", "parent"), ("i live with my nan now", None), ("im a foster carer", "carer")],
)
def test_one_word_names_a_choice_in_a_brief_answer_alone(words: str, role: str | None) -> None:
    assert draft_of(after(begun(), pressed("self"), typed(words))).answers.get("role") == role


def test_a_short_question_in_the_middle_is_left_to_a_rule() -> None:
    asked = draft_of(after(begun(), *A_CHILDS[:4]))
    step = plan.step(asked, typed("what is an advocate", "ask_about_advocate"), AT_RUTLAND)
    assert (step.handled, step.draft) == (False, asked)


class TestWhoIsAsked:
    def test_a_parent_hears_that_no_permission_is_needed(self) -> None:
        at_agreement = after(
            begun(),
            pressed("somebody_else"),
            pressed("parent"),
            typed("Mia"),
            pressed("looked_after"),
        )
        asked = plan.question(draft_of(at_agreement), AT_RUTLAND)
        assert (asked.asks, asked.key) == ("child_agrees", "complaint.ask.child_agrees_not_needed")

    def test_an_advocate_is_asked_whether_the_child_agrees(self) -> None:
        at_agreement = after(
            begun(), pressed("somebody_else"), pressed("advocate"), typed("Mia"), pressed("in_need")
        )
        assert plan.question(draft_of(at_agreement), AT_RUTLAND).key == "complaint.ask.child_agrees"

    def test_a_carer_says_what_kind(self) -> None:
        assert asks(after(begun(), pressed("somebody_else"), pressed("carer"))) == "relationship"

    @pytest.mark.parametrize("band", ["child", "teen"])
    def test_a_child_is_asked_neither_for_a_surname_nor_for_an_address(self, band: str) -> None:
        to_name = after(begun(), pressed("self"), pressed("young_person"), pressed(band), *A_CHILDS[3:10])
        assert plan.question(draft_of(to_name), AT_RUTLAND).key == "complaint.ask.name_child"
        to_contact = after(to_name, typed("Sam"))
        offered = [c.means for c in plan.question(draft_of(to_contact), AT_RUTLAND).choices]
        assert {"answer": "post"} not in offered
        assert {"answer": "email"} in offered

    def test_the_age_is_asked_of_young_people_alone_and_never_a_birthday(self) -> None:
        assert asks(after(begun(), pressed("self"), pressed("parent"))) != "age_band"
        assert asks(after(begun(), pressed("self"), pressed("young_person"))) == "age_band"

    def test_a_band_the_person_chose_before_is_not_asked_again(self) -> None:
        chosen = replace(AT_RUTLAND, age_band="child")
        told = after(begun(world=chosen), pressed("self"), pressed("young_person"), world=chosen)
        assert asks(told, chosen) == "council"

    @pytest.mark.parametrize(
        ("messages", "voice"),
        [
            ((pressed("somebody_else"), pressed("parent")), "adult"),
            ((pressed("self"), pressed("care_leaver")), "adult"),
            ((pressed("self"), pressed("young_person"), typed("I'm nine")), "child"),
            ((pressed("self"), pressed("young_person"), typed("15")), "teen"),
            ((pressed("self"), pressed("other")), None),
        ],
    )
    def test_the_voice_follows_age_and_role(
        self, messages: tuple[Understood, ...], voice: str | None
    ) -> None:
        assert plan.voice(draft_of(after(begun(), *messages))) == voice


class TestWhatCounts:
    def test_a_carer_who_does_not_say_what_kind_is_not_given_one(self) -> None:
        told = after(begun(), pressed("somebody_else"), pressed("carer"), wished("skip"))
        assert "relationship" not in plan.told_answers(draft_of(told))

    def test_an_answer_to_a_question_no_longer_asked_does_not_count(self) -> None:
        told = after(begun(), pressed("somebody_else"), pressed("other"), pressed("grandparent"))
        changed = after(told, wished("go_back"), wished("go_back"), pressed("parent"))
        assert plan.told_answers(draft_of(changed))["relationship"] == "parent"


class TestWhichCouncil:
    def test_the_pages_council_is_proposed_and_confirmed(self) -> None:
        asked = after(begun(), *A_CHILDS[:3])
        say = plan.question(draft_of(asked), AT_RUTLAND)
        assert (say.key, say.facts["council"]) == ("complaint.ask.council_confirm", "Rutland County Council")
        assert "council" not in draft_of(asked).answers
        assert draft_of(after(asked, typed("yes", "affirm"))).answers["council"] == "rutland"

    @pytest.mark.parametrize(
        "words", ["Sefton", "its seften council", "no, Sefton", "bootle", "no I live in Southport"]
    )
    def test_another_is_found_by_name_misspelling_or_town_and_confirmed_too(self, words: str) -> None:
        asked = after(begun(), *A_CHILDS[:3], typed(words))
        say = plan.question(draft_of(asked), AT_RUTLAND)
        assert (say.key, say.facts["council"]) == ("complaint.ask.council_confirm", "Sefton Council")
        assert draft_of(after(asked, pressed("yes"))).answers["council"] == "sefton"

    def test_one_chosen_from_the_list_is_not_asked_about_again(self) -> None:
        chosen = after(begun(), *A_CHILDS[:3], pressed("no"), pressed("surrey"))
        assert (draft_of(chosen).answers["council"], asks(chosen)) == ("surrey", "what_happened")

    @pytest.mark.parametrize(
        "words", ["no one asked me if i wanted to come in", "no social worker has ever come", "not one visit"]
    )
    def test_a_no_that_belongs_to_what_follows_it_is_no_answer(self, words: str) -> None:
        asked = draft_of(after(begun(), *A_CHILDS[:3], typed(words)))
        assert asked.proposed == ("rutland",)

    @pytest.mark.parametrize(
        "words", ["no", "no its not", "no i live somewhere else", "no thats where my nan is"]
    )
    def test_another_no_is_one(self, words: str) -> None:
        assert draft_of(after(begun(), *A_CHILDS[:3], typed(words))).proposed == ()

    def test_two_names_are_offered_as_a_choice(self) -> None:
        asked = after(begun(), *A_CHILDS[:3], typed("either Surrey or Somerset"))
        say = plan.question(draft_of(asked), AT_RUTLAND)
        assert say.key == "complaint.ask.council_which"
        assert [c.means["answer"] for c in say.choices if "answer" in c.means][:2] == ["somerset", "surrey"]

    def test_no_alone_shows_them_all(self) -> None:
        say = plan.question(draft_of(after(begun(), *A_CHILDS[:3], typed("no", "deny"))), AT_RUTLAND)
        assert {"rutland", "sefton", "somerset", "surrey", "elsewhere", "dont_know"} <= {
            c.means.get("answer") for c in say.choices
        }

    def test_one_that_is_unknown_is_asked_for_again(self) -> None:
        asked = after(begun(), *A_CHILDS[:3], typed("Leeds"))
        assert keys(asked) == ["complaint.council.not_found"]
        assert asks(asked) == "council"

    @pytest.mark.parametrize("words", ["i dont know", "dunno", "not sure"])
    def test_who_does_not_know_is_passed_on_by_the_council_of_the_page(self, words: str) -> None:
        unknown = after(begun(), *A_CHILDS[:3], typed(words))
        assert keys(unknown) == ["complaint.council.page_passes_on"]
        assert plan.receiving_council(draft_of(unknown), AT_RUTLAND) == "rutland"
        assert asks(unknown) == "what_happened"

    def test_where_the_page_names_none_it_is_kept_and_nothing_is_sent(self) -> None:
        unknown = after(begun(world=NOWHERE), *A_CHILDS[:3], typed("dunno", "dont_know"), world=NOWHERE)
        assert (unknown.effect, keys(unknown)) == (Keep(), ["complaint.council.find_out"])
        assert asks(unknown, NOWHERE) == "council"

    def test_one_passed_on_by_a_page_is_not_sent_from_nowhere(self) -> None:
        to_check = after(begun(), *A_CHILDS[:3], pressed("dont_know"), *A_CHILDS[4:])
        say = plan.question(draft_of(to_check), NOWHERE)
        assert say.key == "complaint.ask.check_answers_nowhere"
        assert after(to_check, pressed("yes"), world=NOWHERE).effect == Keep()


class TestWhen:
    @pytest.mark.parametrize(
        ("words", "start", "end"),
        [
            ("last week", "2026-11-09", "2026-11-15"),
            ("12/03/2026", "2026-03-12", "2026-03-12"),
            ("before half term", None, None),
        ],
    )
    def test_the_words_are_kept_beside_the_days(self, words: str, start: str | None, end: str | None) -> None:
        told = draft_of(after(begun(), *A_CHILDS[:6], typed(words))).answers["when_happened"]
        assert told == {"words": words, "from": start, "to": end, "over_a_year_ago": False}

    def test_why_so_late_is_asked_only_after_a_year(self) -> None:
        def asked_after(words: str) -> str | None:
            return asks(after(begun(), *A_CHILDS[:6], typed(words)))

        assert asked_after(f"20 November {TODAY.year - 1}") == "about"
        assert asked_after(f"19 November {TODAY.year - 1}") == "why_late"
        assert asked_after("dunno") == "about"

    def test_leaving_it_out_is_not_asked_about_again(self) -> None:
        skipped = after(begun(), *A_CHILDS[:6], wished("skip"))
        assert keys(skipped) == ["session.skipped"]
        assert asks(skipped) == "about"


class TestHowToReachThem:
    TO_CONTACT = (*A_CHILDS[:3], *A_CHILDS[3:11])

    def test_no_answer_wanted_asks_for_no_address(self) -> None:
        assert asks(after(begun(), *self.TO_CONTACT, typed("dont contact me"))) == "check_answers"

    def test_an_email_that_is_none_is_asked_for_again_kindly(self) -> None:
        asked = after(begun(), *self.TO_CONTACT, pressed("email"), typed("sam at example"))
        assert keys(asked) == ["complaint.refused.email"]
        assert asks(asked) == "contact_detail"

    def test_the_second_time_a_person_is_offered(self) -> None:
        asked = after(begun(), *self.TO_CONTACT, pressed("phone"), typed("mine"), typed("you know"))
        assert keys(asked)[-1].startswith("contact.person.")
        ways = [c.means.get("intent") for c in plan.question(draft_of(asked), AT_RUTLAND).choices]
        assert "ask_contact_human" in ways

    def test_a_number_is_kept_so_that_it_can_be_rung_and_when_as_it_was_typed(self) -> None:
        told = after(begun(), *self.TO_CONTACT, pressed("phone"), typed("07700 900123 after 4"))
        assert draft_of(told).answers["contact_detail"] == "07700 900123"
        assert draft_of(told).answers["safe_to_contact"] == "07700 900123 after 4"
        assert asks(told) == "check_answers"

    def test_what_else_is_said_with_a_number_is_kept_with_it(self) -> None:
        told = after(begun(), *self.TO_CONTACT, pressed("phone"), typed("07700 900123 ask for Sue"))
        assert draft_of(told).answers["contact_detail"] == "07700 900123 ask for Sue"
        assert asks(told) == "safe_to_contact"

    @pytest.mark.parametrize(
        ("words", "way"),
        [
            ("they have my phone", None),
            ("not by post my dad opens it", None),
            ("dont text, she reads my phone", None),
            ("not by phone", None),
            ("dont ring my carer", None),
            ("nothing to my house please", None),
            ("by email but my foster carer checks it", "email"),
            ("only by email, my ex reads my texts", "email"),
            ("my mum opens my post so email please", "email"),
            ("text me but not at night", "text"),
            ("ring me but dont say who you are", "phone"),
            ("phone but not when dad is home", "phone"),
            ("text me, my mum can always see my letters", "text"),
            ("my mum secretly reads my emails so text", "text"),
            ("email me, i never answer my phone", "email"),
            ("text me, my family always reads my post", "text"),
        ],
    )
    def test_what_is_to_be_taken_care_of_is_kept_with_the_way_it_names(
        self, words: str, way: str | None
    ) -> None:
        told = after(begun(), *self.TO_CONTACT, typed(words))
        assert keys(told) == ["complaint.heard"]
        assert asks(told) == ("contact_method" if way is None else "contact_detail")
        answers = draft_of(told).answers
        assert (answers.get("contact_method"), answers["safe_to_contact"]) == (way, words)
        assert answers["what_happened"] == "they shout at me"

    @pytest.mark.parametrize(
        ("words", "way"),
        [
            ("text me, i always answer my phone", "text"),
            ("call me, i always answer my phone", "phone"),
            ("you can text me, i still have my phone", "text"),
            ("email me please, i always check my emails", "email"),
            ("by email, i can get my emails at school", "email"),
            ("text me, nobody else has my phone", "text"),
            ("email please, no one reads my emails but me", "email"),
        ],
    )
    def test_what_somebody_does_themselves_with_what_they_are_reached_by_refuses_no_way(
        self, words: str, way: str
    ) -> None:
        told = after(begun(), *self.TO_CONTACT, typed(words))
        assert draft_of(told).answers["contact_method"] == way
        assert asks(told) == "contact_detail"

    @pytest.mark.parametrize(
        ("words", "way", "number"),
        [
            ("ring me after 4 on mums phone 07700 900123", "phone", "07700 900123"),
            ("you can ring my mum on 07700 900123 but only after 4", "phone", "07700 900123"),
            ("text my sister on 07700 900456 she will tell me", "text", "07700 900456"),
            ("email me at jo@example.org not my old one", "email", "jo@example.org"),
        ],
    )
    def test_a_number_told_with_the_way_is_taken_and_what_is_said_of_it_kept(
        self, words: str, way: str, number: str
    ) -> None:
        told = after(begun(), *self.TO_CONTACT, typed(words))
        answers = draft_of(told).answers
        assert (answers["contact_method"], answers["contact_detail"]) == (way, number)
        assert answers["safe_to_contact"] == words
        assert asks(told) == "check_answers"

    @pytest.mark.parametrize("words", ["txt me on 07700 900456", "u can txt 07700900123 after school"])
    def test_txt_is_a_text_also_beside_a_number(self, words: str) -> None:
        answers = draft_of(after(begun(), *self.TO_CONTACT, typed(words))).answers
        assert answers["contact_method"] == "text"

    @pytest.mark.parametrize(
        "words", ["call me on 07700 900456, dont text", "07700 900456 but dont txt, ring me"]
    )
    def test_a_text_that_is_said_no_to_is_none(self, words: str) -> None:
        answers = draft_of(after(begun(), *self.TO_CONTACT, typed(words))).answers
        assert answers["contact_method"] == "phone"

    @pytest.mark.parametrize(
        ("way", "words", "other"),
        [
            ("phone", "no txt not phone", "text"),
            ("phone", "dont ring me just text", "text"),
            ("phone", "no text me", "text"),
            ("text", "actually call me", "phone"),
            ("text", "please ring me, dont text", "phone"),
        ],
    )
    @pytest.mark.parametrize("later", [(), (pressed("yes"),)])
    def test_the_same_number_may_be_used_the_other_way_after_all(
        self, way: str, words: str, other: str, later: tuple[Understood, ...]
    ) -> None:
        to_number = (*self.TO_CONTACT, pressed(way), typed("07700 900456"), *later)
        answers = draft_of(after(begun(), *to_number, typed(words))).answers
        assert (answers["contact_method"], answers["contact_detail"]) == (other, "07700 900456")

    @pytest.mark.parametrize(
        "words",
        [
            "my email is m@example.org but my carer has the password",
            "m@example.org but my foster mum checks it",
            "m@example.org my dad logs into it",
            "07700 900456 but they took my phone",
            "you can text 07700 900456 my stepdad reads them though",
        ],
    )
    def test_an_address_that_others_see_is_taken_out_and_another_way_asked_for(self, words: str) -> None:
        told = after(begun(), *self.TO_CONTACT, typed(words))
        assert keys(told) == ["complaint.not_safe"]
        assert asks(told) == "contact_method"
        assert not {"contact_detail", "safe_to_contact"} & draft_of(told).answers.keys()

    @pytest.mark.parametrize(
        "words",
        [
            "m@example.org nobody else checks it",
            "m@example.org i have the password",
            "m@example.org and i check it at school",
            "text my sister on 07700 900456 she checks it",
            "text 07700 900456 but only after 4, my mum sees them before",
        ],
    )
    def test_an_address_that_is_ones_own_or_safe_at_a_time_stays(self, words: str) -> None:
        answers = draft_of(after(begun(), *self.TO_CONTACT, typed(words))).answers
        assert "contact_detail" in answers

    @pytest.mark.parametrize(
        "words",
        [
            "no dont use that one my carer will read it",
            "please dont email me",
            "dont use that email",
            "not by email my mum has the password",
        ],
    )
    @pytest.mark.parametrize("later", [(), (pressed("yes"),)])
    def test_a_way_that_is_taken_back_comes_out_and_another_is_asked_for(
        self, words: str, later: tuple[Understood, ...]
    ) -> None:
        to_address = (*self.TO_CONTACT, pressed("email"), typed("m@example.org"), *later)
        told = after(begun(), *to_address, typed(words))
        assert keys(told) == ["complaint.not_safe"]
        assert asks(told) == "contact_method"
        assert "contact_detail" not in draft_of(told).answers

    @pytest.mark.parametrize(
        "words",
        ["dont use my real name", "only email me after 6", "they will not tell me why", "its not true"],
    )
    def test_what_is_said_of_something_else_takes_no_way_back(self, words: str) -> None:
        to_address = (*self.TO_CONTACT, pressed("email"), typed("m@example.org"), pressed("yes"))
        told = after(begun(), *to_address, typed(words))
        assert draft_of(told).answers["contact_detail"] == "m@example.org"

    @pytest.mark.parametrize(
        "words", ["write to me by post, my dad reads my emails", "mum reads my e mail so post"]
    )
    def test_post_is_not_refused_with_the_email_that_others_read(self, words: str) -> None:
        told = told_with_care("contact_method", words, {"role": "parent"})
        assert told is not None
        assert told["contact_method"] == "post"

    @pytest.mark.parametrize("words", ["they have my phone", "she reads my texts"])
    def test_a_way_that_others_have_is_asked_for_anew_where_its_number_was_asked(self, words: str) -> None:
        told = after(begun(), *self.TO_CONTACT, pressed("text"), typed(words))
        assert asks(told) == "contact_method"
        assert draft_of(told).answers["safe_to_contact"] == words

    def test_a_way_chosen_after_it_leaves_what_was_said_and_is_not_asked_about_again(self) -> None:
        words = "not by post my dad opens it"
        told = after(begun(), *self.TO_CONTACT, typed(words), pressed("email"), typed("s@example.org"))
        assert draft_of(told).answers["safe_to_contact"] == words
        assert asks(told) == "check_answers"

    @pytest.mark.parametrize("then", [wished("skip"), pressed("none")])
    def test_who_chooses_no_way_after_it_has_it_sent_all_the_same(self, then: Understood) -> None:
        words = "not by post my dad opens it"
        told = after(begun(), *self.TO_CONTACT, typed(words), then)
        assert asks(told) == "check_answers"
        assert plan.told_answers(draft_of(told))["safe_to_contact"] == words

    @pytest.mark.parametrize(
        ("words", "way"),
        [
            ("text me", "text"),
            ("by email please", "email"),
            ("call me on my mobile", "phone"),
            ("dont contact me", "none"),
            ("through my teacher Mrs Hall", "other"),
        ],
    )
    def test_a_way_named_with_nothing_to_take_care_of_is_that_way(self, words: str, way: str) -> None:
        answers = draft_of(after(begun(), *self.TO_CONTACT, typed(words))).answers
        assert answers["contact_method"] == way
        assert "safe_to_contact" not in answers

    def test_words_about_safety_are_kept(self) -> None:
        words = "not when my step dad is home"
        told = after(begun(), *self.TO_CONTACT, pressed("email"), typed("s@example.org"), typed(words))
        assert draft_of(told).answers["safe_to_contact"] == words

    def test_a_way_that_is_not_safe_is_taken_out(self) -> None:
        told = after(begun(), *self.TO_CONTACT, pressed("email"), typed("s@example.org"), pressed("no"))
        assert keys(told) == ["complaint.not_safe"]
        assert asks(told) == "contact_method"
        assert "contact_detail" not in draft_of(told).answers

    def test_another_way_makes_the_old_address_void(self) -> None:
        told = after(begun(), *self.TO_CONTACT, pressed("email"), typed("s@example.org"), pressed("yes"))
        changed = after(told, pressed("change"), pressed("contact_method"), pressed("phone"))
        assert "complaint.contact_forgotten" in keys(changed)
        assert asks(changed) == "contact_detail"
