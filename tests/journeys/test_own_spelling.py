"""What is heard in people's own spelling: councils, days, references and who is speaking.

The texts are ours. What is not heard must be asked; what is heard wrongly would be said back wrongly, so a
table holds as many texts that name nothing.
"""

from __future__ import annotations

import pytest

from backend.journeys import days
from backend.journeys.draft import CouncilNames
from backend.journeys.hearing import councils, pairs, speakers
from backend.procedures import load
from backend.wording import KEY_WORDS
from tests.journeys.worlds import TODAY

COUNCILS = tuple(CouncilNames(council.id, council.name, council.also) for council in load().councils())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("somersett", ("somerset",)),
        ("sumerset", ("somerset",)),
        ("summerset", ("somerset",)),
        ("surry", ("surrey",)),
        ("surey", ("surrey",)),
        ("surrey heath", ("surrey",)),
        ("bexly", ("bexley",)),
        ("bexlee", ("bexley",)),
        ("bexley heath", ("bexley",)),
        ("bexleyheth", ("bexley",)),
        ("seffton", ("sefton",)),
        ("rutlend", ("rutland",)),
        ("ruttland", ("rutland",)),
        ("oakam", ("rutland",)),
        ("okeham", ("rutland",)),
        ("upingham", ("rutland",)),
        ("guilford", ("surrey",)),
        ("gilford", ("surrey",)),
        ("wokin", ("surrey",)),
        ("tauton", ("somerset",)),
        ("tawnton", ("somerset",)),
        ("bridgewater", ("somerset",)),
        ("yovil", ("somerset",)),
        ("southpor", ("sefton",)),
        ("bootel", ("sefton",)),
        ("sidcupp", ("bexley",)),
        ("thamesmeed", ("bexley",)),
        ("walton on thames", ("surrey",)),
        ("burnham on sea", ("somerset",)),
        ("the one in oakham", ("rutland",)),
        ("liverpool", ()),
        ("kent", ()),
        ("leeds", ()),
        ("i dont know", ()),
        ("street", ("somerset",)),
        ("Wellington", ("somerset",)),
        ("the council", ()),
        ("waterloo", ("sefton",)),
        ("children's services", ()),
        ("leicester", ()),
        ("bristol", ()),
        ("bath", ()),
        ("sussex", ()),
        ("west sussex", ()),
        ("dorset", ()),
        ("north somerset", ("somerset",)),
        ("bexhill", ()),
        ("rutland", ("rutland",)),
        ("RUTLAND COUNTY COUNCIL", ("rutland",)),
        ("London Borough of Bexley", ("bexley",)),
    ],
)
def test_a_council_is_known_by_its_towns_and_in_another_spelling(typed: str, meant: tuple[str, ...]) -> None:
    assert councils.named(typed, COUNCILS) == meant


@pytest.mark.parametrize(
    ("story", "named"),
    [
        ("my social worker in oakham never comes", ("rutland",)),
        ("they left me on the street", ()),
        ("surrey said no", ("surrey",)),
        ("I live in bootle and nobody rings", ("sefton",)),
        ("the sw from wells office", ("somerset",)),
        ("he is at oakham school", ("rutland",)),
        ("we live near sidcup", ("bexley",)),
        ("all's well", ()),
        ("Mr Crosby shouted", ()),
        ("my carer lives in Waterloo", ("sefton",)),
        ("im under somerset", ("somerset",)),
        ("rutland council are useless", ("rutland",)),
        ("they sent me to a placement in kent", ()),
    ],
)
def test_a_story_names_a_council_only_where_it_says_so(story: str, named: tuple[str, ...]) -> None:
    assert councils.councils_told(story, COUNCILS) == named


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("3/11", "2026-11-03", "2026-11-03"),
        ("3.11.26", "2026-11-03", "2026-11-03"),
        ("03/11/2026", "2026-11-03", "2026-11-03"),
        ("3rd nov", "2026-11-03", "2026-11-03"),
        ("november 3rd", "2026-11-03", "2026-11-03"),
        ("nov the 3rd", "2026-11-03", "2026-11-03"),
        ("the third of november", "2026-11-03", "2026-11-03"),
        ("yesturday", "2026-11-19", "2026-11-19"),
        ("yesterdy", "2026-11-19", "2026-11-19"),
        ("2day", "2026-11-20", "2026-11-20"),
        ("last nite", "2026-11-19", "2026-11-19"),
        ("this mornin", "2026-11-20", "2026-11-20"),
        ("last tues", "2026-11-17", "2026-11-17"),
        ("on weds", "2026-11-18", "2026-11-18"),
        ("wensday", "2026-11-18", "2026-11-18"),
        ("last wk", "2026-11-09", "2026-11-15"),
        ("2 wks ago", "2026-11-02", "2026-11-08"),
        ("2weeks ago", "2026-11-02", "2026-11-08"),
        ("like 3 weeks ago", "2026-10-26", "2026-11-01"),
        ("a fortnight ago", "2026-11-02", "2026-11-08"),
        ("couple weeks ago", "2026-11-02", "2026-11-08"),
        ("the other day", None, None),
        ("ages ago", None, None),
        ("in the summer holidays", "2026-06-01", "2026-08-31"),
        ("at xmas", "2025-12-25", "2025-12-25"),
        ("xmas eve", "2025-12-24", "2025-12-24"),
        ("in febuary", "2026-02-01", "2026-02-28"),
        ("in septemer", "2026-09-01", "2026-09-30"),
        ("start of october", "2026-10-01", "2026-10-31"),
        ("since march", "2026-03-01", "2026-11-20"),
        ("march 2025", "2025-03-01", "2025-03-31"),
        ("in 2024", "2024-01-01", "2024-12-31"),
        ("about a month ago", "2026-10-01", "2026-10-31"),
        ("half a year ago", "2026-05-01", "2026-05-31"),
        ("six months ago", "2026-05-01", "2026-05-31"),
        ("over a year ago", "2025-05-20", "2025-11-19"),
        ("two years ago", "2024-05-20", "2025-05-20"),
        ("on my birthday", None, None),
        ("every day", None, None),
        ("when marc came", None, None),
        ("ask my friend about all sundry", None, None),
        ("still going on", None, None),
        ("last weekend", "2026-11-14", "2026-11-15"),
        ("easter", None, None),
        ("half term", None, None),
        ("next week", None, None),
        ("tomorrow", None, None),
        ("monday 16th november", "2026-11-16", "2026-11-16"),
        ("mon 16 nov 2026", "2026-11-16", "2026-11-16"),
        ("16-11-2026", "2026-11-16", "2026-11-16"),
        ("2026-11-16", "2026-11-16", "2026-11-16"),
        ("12 november 2027", None, None),
        ("between 3 march and 5 may", "2026-03-03", "2026-05-05"),
        ("from january till now", "2026-01-01", "2026-11-20"),
        ("3 or 4 weeks ago", "2026-10-19", "2026-11-01"),
        ("it was may", "2026-05-01", "2026-05-31"),
        ("may", "2026-05-01", "2026-05-31"),
        ("last may", "2026-05-01", "2026-05-31"),
        ("i may have", None, None),
        ("march", "2026-03-01", "2026-03-31"),
        ("nov 2025", "2025-11-01", "2025-11-30"),
        ("10 mins ago", "2026-11-20", "2026-11-20"),
        ("an hour ago", "2026-11-20", "2026-11-20"),
        ("3 hours ago", "2026-11-20", "2026-11-20"),
        ("a few days ago", "2026-11-14", "2026-11-18"),
        ("the 3rd", "2026-11-03", "2026-11-03"),
        ("on the 25th", "2026-10-25", "2026-10-25"),
        ("boxing day last year", "2025-12-26", "2025-12-26"),
    ],
)
def test_days_are_heard_as_people_type_them(words: str, start: str | None, end: str | None) -> None:
    heard = days.when(words, TODAY)
    assert (heard["from"], heard["to"]) == (start, end)


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("my ref is AB3D-9KLM", "AB3D-9KLM"),
        ("ab3d9klm", "AB3D-9KLM"),
        ("AB3D – 9KLM please", "AB3D-9KLM"),
        ("ref no. ab3d 9klm", "AB3D-9KLM"),
        ("reference: ab3d-9klm", "AB3D-9KLM"),
        ("07700 900123", None),
        ("i want to complain", None),
        ("12 34", None),
        ("call 0800 1111", None),
        ("AB3D 9KLM amber-fox-river", "AB3D-9KLM"),
        ("2026-1234", None),
        ("well-done", None),
        ("they were 1234 times late", None),
        ("he self-harm every night", None),
        ("SELF-HARM", None),
        ("ring 0800 1111", None),
        ("my code is ABCD-EFGH", "ABCD-EFGH"),
    ],
)
def test_a_reference_is_told_from_words_and_numbers(typed: str, reference: str | None) -> None:
    assert pairs.reference(typed) == reference


@pytest.mark.parametrize(
    ("typed", "role", "relationship"),
    [
        ("im his foster mum", "carer", "foster_carer"),
        ("i foster two boys", "carer", "foster_carer"),
        ("we foster for you", "carer", "foster_carer"),
        ("im kinship carer to my grandson", "carer", "kinship_carer"),
        ("im her auntie", "other", "birth_relative"),
        ("i'm her sister", "other", "sibling"),
        ("im his teacher", "other", "teacher"),
        ("I'm a headteacher", "other", "teacher"),
        ("im a youth worker", "other", "professional"),
        ("i am his solicitor", "other", "professional"),
        ("im the next door neighbour", "other", "neighbour"),
        ("im a friend of the family", "other", "friend"),
        ("my mums friend", None, None),
        ("i'm an independent advocate", "advocate", None),
        ("im their advocate", "advocate", None),
        ("i need an advocate", None, None),
        ("im a mum of three", "parent", None),
        ("im mum to tyler", "parent", None),
        ("I am the father", "parent", None),
        ("my daughter is 6", "parent", None),
        ("my mum is sad", None, None),
        ("my dad hits me", None, None),
        ("im a care lever", "care_leaver", None),
        ("i'm 19 and a care leaver", "care_leaver", None),
        ("i was in care till i was 18", "care_leaver", None),
        ("i adopted him in 2019", "carer", "adopter"),
        ("we are adopters", "carer", "adopter"),
        ("special guardian here", "carer", "special_guardian"),
        ("we have an sgo for our granddaughter", "carer", "special_guardian"),
        ("I am her nan, special guardian", "carer", "special_guardian"),
        ("I'm his nan and special guardian", "carer", "special_guardian"),
        ("im raising them on a special guardianship order", "carer", "special_guardian"),
        ("we have been caring for our nephew under an SGO", "carer", "special_guardian"),
        ("he lives with me under a special guardianship order", "carer", "special_guardian"),
        ("we were granted special guardianship of the twins", "carer", "special_guardian"),
        ("I'm his grandmother and have an SGO for him", "carer", "special_guardian"),
        ("my nan is my special guardian", None, None),
        ("im scared of my special guardian", None, None),
        ("ive been raised on an sgo", None, None),
        ("we were refused special guardianship", None, None),
        ("we had a special guardianship assessment", None, None),
        ("im her nan and they wont let me be her special guardian", "other", "grandparent"),
        ("i am her mum, her nan is her special guardian", "parent", None),
        ("im her gran", "other", "grandparent"),
        ("im 12", "young_person", None),
        ("im in care", "young_person", None),
        ("my step daughter", "parent", None),
        ("my ex's social worker", None, None),
        ("im not her mum im her aunt", "other", "birth_relative"),
        ("as a teacher im worried", "other", "teacher"),
    ],
)
def test_who_is_speaking_is_heard_and_never_guessed(
    typed: str, role: str | None, relationship: str | None
) -> None:
    heard = speakers.who(typed)
    assert (heard.get("role"), heard.get("relationship")) == (role, relationship)


@pytest.mark.parametrize(
    "words",
    [
        "abcd ef23",
        "a b c d e f 2 3",
        "abcd dash ef23",
        "abcd ef two three",
        "alpha bravo charlie delta echo foxtrot two three",
    ],
)
def test_a_reference_may_be_spelt_aloud(words: str) -> None:
    assert pairs.reference(words, asked=True) == "ABCD-EF23"


@pytest.mark.parametrize(
    "words", ["i think apple river stone", "apple river and stone", "key apple river stone thanks"]
)
def test_small_words_around_a_key_are_no_part_of_it(words: str) -> None:
    assert pairs.key(words, asked=True) == "apple-river-stone"


def test_no_word_of_a_key_is_one_of_them() -> None:
    words = [line for line in KEY_WORDS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert all(pairs.key(f"{word} apple river stone", asked=True) != "apple-river-stone" for word in words)
