"""What a first message says of the child, and of how to reach who writes, is heard and not asked again."""

from __future__ import annotations

import pytest

from backend.journeys import children, each, listening, plan
from backend.journeys.draft import Step, Understood
from backend.journeys.hearing import names
from backend.journeys.who import CHILD_AGREES
from tests.journeys.worlds import (
    A_CHILDS,
    ADVISED,
    AT_RUTLAND,
    after,
    asks,
    begun,
    draft_of,
    keys,
    pressed,
    typed,
    wished,
)


def _told(text: str) -> dict[str, object]:
    first = plan.begin("complaint", Understood(text, "say_what_happened", 0.95), AT_RUTLAND)
    return dict(draft_of(first).answers)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        (
            "I'm an advocate for Jade, who is looked after. She agrees to this complaint.",
            {"role": "advocate", "child_name": "Jade", "child_is": "looked_after", "child_agrees": "yes"},
        ),
        ("My son Tyler has been moved again", {"role": "parent", "child_name": "Tyler"}),
        (
            "my three children Ella, Tom and Jack are in care and nobody tells me where",
            {"role": "parent", "child_name": "Ella, Tom and Jack", "child_is": "looked_after"},
        ),
        (
            "on behalf of a young person called Kai who asked me to",
            {"child_name": "Kai", "child_agrees": "yes"},
        ),
        ("my daughter Mia is in care and I havent asked her", {"child_agrees": "not_asked"}),
        ("my son doesnt want me to but I have to say it", {"child_agrees": "no"}),
        ("my daughter died in May and nobody has rung us", {"child_is": "has_died"}),
        ("Our foster child Jayden has no shoes", {"child_name": "Jayden", "relationship": "foster_carer"}),
        (
            "We foster two brothers, Ryan and Cole, and their respite was stopped",
            {"about_whom": "somebody_else", "child_name": "Ryan and Cole", "relationship": "foster_carer"},
        ),
        ("I am the IRO for a boy in care and nobody follows his plan", {"child_is": "looked_after"}),
        ("my disabled son gets no short breaks at all", {"child_is": "in_need", "about": "short_breaks"}),
        ("My name is Priya Shah. I'm an advocate for Jade. She was ignored", {"name": "Priya Shah"}),
        (
            "She never rings. Please email me at sam@example.org",
            {"contact_method": "email", "contact_detail": "sam@example.org"},
        ),
        (
            "She never rings. You can text me on 07700 900123 after four",
            {"contact_method": "text", "contact_detail": "07700 900123"},
        ),
    ],
)
def test_it_is_heard(words: str, heard: dict[str, str]) -> None:
    told = _told(words)
    assert {id: told.get(id) for id in heard} == heard


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("I complain for Social reasons and nobody listens", "child_name"),
        ("my son was moved in May", "child_name"),
        ("Complaint for Monday, they never came", "child_name"),
        ("my son and his worker from sw@council.example never agreed about anything", "contact_detail"),
        ("the office is 01572 758 407 and nobody picks up there any more when we ring", "contact_detail"),
    ],
)
def test_what_is_no_name_and_no_address_of_theirs_is_not_taken_for_one(words: str, id: str) -> None:
    assert id not in _told(words)


def test_an_advocate_who_says_it_all_answers_few_questions() -> None:
    words = (
        "I'm an advocate for Jade, who is looked after by Sefton. She agrees to this. She was told of her "
        "move on the day it happened, last Tuesday. She wants an apology. My name is Priya, "
        "email me at p@example.org"
    )
    step = plan.begin("complaint", Understood(words, "say_what_happened", 0.95), AT_RUTLAND)
    asked = []
    for message in (pressed("yes"), pressed("no"), wished("skip"), wished("skip"), pressed("yes")):
        asked.append(asks(step))
        step = after(step, message)
    assert asked == ["council", "anything_else", "about", "desired_outcome", "safe_to_contact"]
    assert asks(step) == "check_answers"


def test_how_and_where_to_be_reached_may_be_said_in_one_breath() -> None:
    to_method = after(
        plan.begin("complaint", Understood(), AT_RUTLAND),
        *(
            pressed("self"),
            pressed("care_leaver"),
            pressed("yes"),
            typed("they lost my things"),
            pressed("no"),
        ),
        *(wished("skip"),) * 5,
    )
    assert asks(to_method) == "contact_method"
    assert asks(after(to_method, typed("email sam@example.org"))) == "safe_to_contact"


@pytest.mark.parametrize(
    ("carer", "situation"),
    [
        ("foster_carer", "looked_after"),
        ("special_guardian", "under_special_guardianship"),
        ("adopter", "adopted"),
    ],
)
def test_a_carers_relationship_tells_the_childs_situation(carer: str, situation: str) -> None:
    begun = plan.begin("complaint", Understood(), AT_RUTLAND)
    step = after(begun, pressed("somebody_else"), pressed("carer"), pressed(carer), wished("skip"))
    assert asks(step) == "child_agrees"
    assert plan.told_answers(draft_of(step))["child_is"] == situation


def test_nobody_is_asked_whether_a_child_who_has_died_agrees() -> None:
    begun = plan.begin("complaint", Understood(), AT_RUTLAND)
    step = after(begun, pressed("somebody_else"), pressed("parent"), wished("skip"), typed("she died"))
    assert asks(step) == "council"


def test_once_it_is_known_who_complains_the_story_answers_what_that_makes_needed() -> None:
    story = "Ella, Tom and Jack are all in foster care and nobody rings me back about them"
    begun = plan.begin("complaint", Understood(story, "say_what_happened", 0.95), AT_RUTLAND)
    step = after(begun, pressed("somebody_else"))
    assert draft_of(step).answers["child_is"] == "looked_after"
    assert "complaint.heard" in [say.key for say in step.says]


@pytest.mark.parametrize("words", ["mother", "foster carer", "yes", "yes he wants it"])
def test_who_somebody_is_is_not_taken_for_a_childs_name(words: str) -> None:
    begun = plan.begin("complaint", Understood(), AT_RUTLAND)
    step = after(begun, pressed("somebody_else"), pressed("parent"), typed(words))
    assert asks(step) == "child_name"


def test_what_is_added_later_may_say_how_to_be_reached() -> None:
    to_more = after(
        plan.begin("complaint", Understood(), AT_RUTLAND),
        *(pressed("self"), pressed("care_leaver"), pressed("yes"), typed("they lost my things")),
    )
    added = after(to_more, typed("you can email me at sam@example.org"))
    assert draft_of(added).answers["contact_detail"] == "sam@example.org"
    assert [say.key for say in added.says] == ["complaint.added", "complaint.heard"]


def _three() -> Step:
    """A mother of three, each of whom is asked about."""
    return begun("my kids Ella, Tom and Jack are treated badly, nobody listens", "say_what_happened")


def _asked_of(step: Step) -> tuple[str | None, object]:
    asked = plan.question(draft_of(step), AT_RUTLAND)
    return asked.asks, asked.facts.get("child")


def test_each_child_has_answers_of_their_own() -> None:
    step = _three()
    asked = []
    for answer in ("looked_after", "in_need", "in_need", "yes", "not_asked", "no"):
        asked.append(_asked_of(step))
        step = after(step, pressed(answer))
    names = ("Ella", "Tom", "Jack")
    assert asked == [(id, name) for id in ("child_is", "child_agrees") for name in names]
    told = plan.told_answers(draft_of(step))
    assert told["children"] == [
        {"name": "Ella", "child_is": "looked_after", "child_agrees": "yes"},
        {"name": "Tom", "child_is": "in_need", "child_agrees": "not_asked"},
        {"name": "Jack", "child_is": "in_need", "child_agrees": "no"},
    ]
    assert (told["child_is"], told["child_agrees"]) == ("looked_after", "no")


def test_what_holds_for_the_others_too_is_said_once() -> None:
    step = after(_three(), pressed("looked_after"), pressed("same"), typed("i havent asked any of them"))
    assert asks(step) == "council"
    children = plan.told_answers(draft_of(step))["children"]
    assert children == [
        {"name": name, "child_is": "looked_after", "child_agrees": "not_asked"}
        for name in ("Ella", "Tom", "Jack")
    ]


def test_a_child_who_is_left_out_leaves_the_others_to_be_asked() -> None:
    step = after(_three(), wished("skip"), pressed("in_need"), wished("skip"))
    assert asks(step) == "child_agrees"
    told = plan.told_answers(draft_of(step))["children"]
    assert told == [{"name": "Ella"}, {"name": "Tom", "child_is": "in_need"}, {"name": "Jack"}]


def test_a_child_who_has_died_is_not_asked_whether_they_agree() -> None:
    step = after(_three(), pressed("in_need"), typed("has died"))
    assert "complaint.sorry" in keys(step)
    assert _asked_of(after(step, pressed("in_need"), pressed("yes"))) == ("child_agrees", "Jack")


def test_other_names_make_the_answers_open_again() -> None:
    step = after(
        _three(), *(pressed("in_need"), pressed("same"), pressed("yes"), pressed("no"), pressed("yes"))
    )
    renamed = after(step, typed("i meant the child's name"), typed("Ella and Tim"))
    assert _asked_of(renamed) == ("child_agrees", "Ella")


def test_a_young_person_who_leaves_out_how_they_know_a_friend_is_not_taken_for_that_friend() -> None:
    answers = {"role": "young_person", "about_whom": "somebody_else", "about": "staff"}
    assert [part.outcome for part in ADVISED.advise(answers)] == ["ask_council"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Ella and Tom agree, I have not asked Jack", ["yes", "yes", "not_asked"]),
        ("Jack doesn't want me to but the others agree", ["yes", "yes", "no"]),
    ],
)
def test_what_is_told_of_each_by_name_is_taken_for_each(words: str, told: list[str]) -> None:
    step = after(_three(), pressed("in_need"), pressed("same"), typed(words))
    assert asks(step) == "council"
    children = plan.told_answers(draft_of(step))["children"]
    assert [child["child_agrees"] for child in children] == told  # type: ignore[attr-defined]


def test_at_the_read_back_one_child_s_answer_is_changed_by_name() -> None:
    asked = (pressed("in_need"), pressed("same"), pressed("yes"), pressed("same"), pressed("yes"))
    rest = (*A_CHILDS[5:7], wished("skip"), *A_CHILDS[8:10], pressed("child"), *A_CHILDS[10:12])
    step = after(_three(), *asked, *rest)
    assert asks(step) == "check_answers"
    changed = after(step, typed("no wait, tom does not want it", "deny"))
    assert (asks(changed), keys(changed)) == ("check_answers", ["session.changed"])
    children = plan.told_answers(draft_of(changed))["children"]
    assert [child["child_agrees"] for child in children] == ["yes", "no", "yes"]  # type: ignore[attr-defined]


def test_children_who_live_in_different_ways_are_told_of_by_name() -> None:
    words = (
        "I am an independent advocate writing on behalf of three siblings, Amara, Kofi and Esi. Amara and "
        "Kofi are in foster care, Esi lives at home with a social worker. Nobody has seen them since June."
    )
    step = begun(words, "say_what_happened")
    assert _asked_of(step) == ("child_agrees", "Amara")
    children = plan.told_answers(draft_of(step))["children"]
    situations = [child["child_is"] for child in children]  # type: ignore[attr-defined]
    assert situations == ["looked_after", "looked_after", "in_need"]


@pytest.mark.parametrize("words", ["i already told you", "in care", "he is my son"])
def test_a_sentence_is_no_name(words: str) -> None:
    step = after(begun("my son is treated badly by everybody", "say_what_happened"), typed(words))
    assert asks(step) == "child_name"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Kayden 9, Lilly 6 and baby Alfie who is 14 months", "Kayden, Lilly and Alfie"),
        ("Kayden, 9, Lilly, 6 and Alfie, 1", "Kayden, Lilly and Alfie"),
        ("Tom aged 9 years old and Lily (6)", "Tom and Lily"),
        ("Tom, Ella, and Jack", "Tom, Ella, and Jack"),
        ("Daniel and Amara, as stated above. What is the timescale for stage 2?", "Daniel and Amara"),
        ("Tyler, same as before", "Tyler"),
        ("Sam 12 and in care", "Sam"),
        ("Baby Jones", "Baby Jones"),
        ("Mary-Jane O'Neil", "Mary-Jane O'Neil"),
        ("A and B", "A and B"),
        ("Алія та Іван", "Алія та Іван"),
    ],
)
def test_of_an_answer_the_names_are_taken_and_nothing_else(words: str, names: str) -> None:
    step = after(begun(), pressed("somebody_else"), pressed("parent"), typed(words))
    assert draft_of(step).answers["child_name"] == names


@pytest.mark.parametrize("words", ["one is at home and Tom is in care", "one of them is in care"])
def test_what_is_told_of_one_of_them_is_not_taken_for_all(words: str) -> None:
    step = after(begun(), pressed("somebody_else"), pressed("parent"), typed("Sam and Tom"), typed(words))
    assert (draft_of(step).answers.get("child_is"), asks(step)) == (None, "child_is")


# --- what would put it right, for each of several children

TWO_SIBLINGS = (
    "I am an advocate for Ella and Tom, who are both in care and both agree to this complaint. First of all "
    "Ella was moved forty miles away with a day's notice and had to leave her school in the middle of her "
    "exams. Also nobody has rung back about Tom's contact with his dad, though I have left eleven messages "
    "since August and written twice to the manager of the team."
)


def _asked_for_each(story: str = TWO_SIBLINGS) -> Step:
    """An advocate's points kept apart, up to what would put the first right."""
    told = plan.begin("complaint", Understood(story, "say_what_happened", 0.95), AT_RUTLAND)
    for _ in range(12):
        if plan.question(draft_of(told), AT_RUTLAND).key == "complaint.ask.point_outcome":
            return told
        answers = {"council": pressed("yes"), "anything_else": pressed("no"), "points": pressed("apart")}
        told = after(told, answers.get(str(asks(told)), wished("skip")))
    raise AssertionError(f"never asked for each; stopped at {asks(told)}")


def _wishes(step: Step) -> list[tuple[str, object]]:
    points = plan.told_answers(draft_of(step))["points"]
    assert isinstance(points, list)
    return [
        ("Ella" if "Ella was" in point["words"] else "Tom", point.get("desired_outcome")) for point in points
    ]


@pytest.mark.parametrize(
    ("said", "for_ella", "for_tom"),
    [
        (
            "For Ella I want her place at school back, and for Tom a date for contact",
            "For Ella I want her place at school back",
            "for Tom a date for contact",
        ),
        (
            "Tom wants to see his dad every week. Ella wants to go back",
            "Ella wants to go back",
            "Tom wants to see his dad every week",
        ),
        ("an apology for Ella and contact back for Tom", "an apology for Ella", "contact back for Tom"),
    ],
)
def test_wishes_for_each_child_in_one_answer_reach_each_childs_own_point(
    said: str, for_ella: str, for_tom: str
) -> None:
    told = after(_asked_for_each(), typed(said))
    assert keys(told)[0] == "complaint.heard"
    assert asks(told) != "desired_outcome"
    assert _wishes(told) == [("Ella", for_ella), ("Tom", for_tom)]


@pytest.mark.parametrize(
    "said",
    [
        "Ella and Tom both want an apology",
        "For Ella and Tom an apology",
        "For the move of Ella and Tom's contact I want an apology",
        "Ella wants to see her mum and Tom every week",
        "an apology from whoever decided this",
        "an apology for Ella, she was terrified that night, and contact back for Tom",
        "Ella should go back to her school. Tom should see his dad. I want an apology for both of them",
    ],
)
def test_a_wish_that_is_not_plainly_of_each_child_is_asked_for_the_other_too(said: str) -> None:
    told = after(_asked_for_each(), typed(said))
    assert asks(told) == "desired_outcome"
    assert _wishes(after(told, typed("a date for contact"))) == [
        ("Ella", said),
        ("Tom", "a date for contact"),
    ]


def test_wishes_for_each_child_are_kept_whole_where_a_point_is_of_neither_alone() -> None:
    of_both = TWO_SIBLINGS.replace("Ella was moved", "Ella and Tom were moved")
    said = "For Ella I want her school back, and for Tom a date for contact"
    told = after(_asked_for_each(of_both), typed(said))
    assert asks(told) == "desired_outcome"
    assert draft_of(told).answers["point_outcome"] == [said]


def test_the_name_that_begins_as_anothers_does_is_not_taken_for_it() -> None:
    said = "For Ann-Marie an apology. For Tom contact with his dad"
    wishes = each.wished_by_name(said, {"child_name": "Ann, Ann-Marie and Tom"})
    assert wishes == {"Ann-Marie": "For Ann-Marie an apology", "Tom": "For Tom contact with his dad"}


def test_a_name_that_is_a_word_too_is_told_by_its_capital() -> None:
    answers = {"child_name": "Rose and Will"}
    assert each.only_named("Nobody told Will about the move", answers) == "Will"
    assert each.only_named("They will not ring me back about the contact", answers) is None


@pytest.mark.parametrize(
    "words",
    [
        "they live with me on the special guardianship order, so no they're not in care",
        "she isnt in care she lives with me at home",
        "he was never adopted",
        "they are no longer looked after",
        "he's not a child in need",
    ],
)
def test_a_situation_that_is_denied_is_not_the_childs(words: str) -> None:
    assert children.situation(words) is None


@pytest.mark.parametrize("words", ["she is not happy and she is in care", "she is in care, not adopted"])
def test_another_denied_beside_it_leaves_the_one_told(words: str) -> None:
    assert children.situation(words) == "looked_after"


@pytest.mark.parametrize("words", ["no they dont know", "no she doesnt know", "no, he does not know"])
def test_a_child_who_does_not_know_has_not_refused(words: str) -> None:
    asked = CHILD_AGREES
    heard = listening.match_option(asked, typed(words, "deny"), {"child_name": "Tyler"})
    assert heard is None or heard.value == "not_asked"
    assert children.agrees(words, asked=True) == "not_asked"


@pytest.mark.parametrize(
    ("said", "children"),
    [
        ("Jayden and his little sister Ruby-Mae", ("Jayden", "Ruby-Mae")),
        ("Ella and her brother Sam", ("Ella", "Sam")),
        ("kai, and his twin leo", ("kai", "leo")),
        ("Jayden, his sister Ruby and her brother Max", ("Jayden", "Ruby", "Max")),
        ("Alfie and his mum", ()),
        ("Jayden and his brother are both in care", ()),
        ("Jayden and his sister", ()),
    ],
)
def test_a_brother_or_sister_named_beside_the_child_is_one_more(said: str, children: tuple[str, ...]) -> None:
    told = names.name(said, names.OF_THE_CHILD)
    assert each.named({"child_name": told}) == children
