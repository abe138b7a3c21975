"""What happened since somebody complained: more of the same, something done to them for it, or no news."""

from __future__ import annotations

import pytest

from backend.journeys.words import adds_to_complaint, named_on_a_case

SINCE = [
    ("information", "shes cancelled again since i complained thats 5 times now"),
    ("information", "they moved my contact again since i complained"),
    ("information", "he has missed another two visits since i made my complaint"),
    ("information", "since i complained they lost my papers twice"),
    ("got_worse", "they shout at me since i complained"),
    ("got_worse", "she has been horrible to me again since i complained"),
    ("got_worse", "since i complained my carer treats me different"),
    ("got_worse", "since i complained he is late for every single visit"),
    ("got_worse", "it got worse"),
    ("got_worse", "she still ignores me after i complained"),
    ("got_worse", "they took my phone again since i complained"),
    ("got_worse", "hes punishing me for it"),
    ("got_worse", "the social worker rang me shouting about the complaint"),
    ("got_worse", "my sw phoned up screaming at me cos i complained"),
    ("got_worse", "staff are being horrible to me because i complained"),
    ("got_worse", "they had a go at me for complaining"),
    ("got_worse", "why are they punishing me for complaining"),
    (None, "can they be mean to me for complaining"),
    (None, "what if they are mean to me because i complained"),
    (None, "could they stop my contact because i complained"),
    (None, "will she shout at me because i complained"),
    (None, "what if they take it out on me"),
    (None, "they might be horrible to me for complaining"),
    (None, "i am angry about the complaint being late"),
    (None, "nothing has happened since i complained"),
    (None, "nobody has called me since i complained"),
    (None, "how long is it since i complained"),
    (None, "she cancelled again"),
]


@pytest.mark.parametrize(("journey", "words"), SINCE)
def test_what_happened_since(journey: str | None, words: str) -> None:
    assert named_on_a_case(words) == journey


@pytest.mark.parametrize(
    ("words", "adds"),
    [
        ("can you add it to my complaint that shes stopped the phone calls", True),
        ("add this to the complaint too", True),
        ("put that in my complaint please", True),
        ("i want to add that they lied", False),
        ("my complaint was put aside", False),
    ],
)
def test_what_is_to_be_added_by_name(words: str, adds: bool) -> None:
    assert adds_to_complaint(words) == adds
