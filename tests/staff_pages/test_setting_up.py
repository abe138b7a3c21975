"""The page on which an administrator fills in what a council needs before its doors open."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services import opening
from backend.staff.console import opening_form
from tests.staff.office import Office
from tests.staff_pages.browsing import Browsing, Seen

PATH = "/staff/councils/rutland"
WHOLE: dict[str, Any] = {
    "duty": [
        {
            "name": "Sam Okoro",
            "email": "sam@council.example",
            "text": "07700900111",
            "hours": [
                {"days": ["mon", "fri"], "start": "09:00", "end": "17:00"},
                {"days": ["sat"], "start": "22:00", "end": "06:00", "bank_holidays": True},
            ],
        }
    ],
    "cover": [{"name": "Lee Marsh", "email": "lee@council.example", "apart": True}],
    "urgent_minutes": "20",
    "team": "complaints@council.example",
    "quiet_from": "21:00",
    "letterhead": {"lines": ["Rutland County Council", "An invented street"]},
    "retention": {"years": "6", "basis": "invented for this test"},
    "privacy": {"officer": ["An invented officer", "1 Invented Street"], "ground": "invented for this test"},
    "access": {"told": ["An invented team"], "reviewed_on": "2026-03-02"},
}


@pytest.fixture
def keeper(office: Office) -> Browsing:
    return Browsing.signed_in(office, "administrator")


def kept(office: Office) -> opening.Opening:
    return opening.seen(office.inst, "rutland").settings


def fills_in(keeper: Browsing, **more: str) -> Seen:
    """The whole form, as on the page and then changed."""
    form = keeper.open(PATH).form(PATH)
    return keeper.post(PATH, {**form.fields, **opening_form.fields(WHOLE), **more})


def test_the_page_keeps_what_the_command_keeps(office: Office, keeper: Browsing) -> None:
    assert "Nobody is named who is told when harm is heard." in keeper.open(PATH).text
    page = fills_in(keeper)
    assert page.status == 200, page.text
    assert "The settings are kept." in page.text
    assert kept(office) == opening.checked(WHOLE)
    assert "2 things are missing" in keeper.open("/staff/councils").text, "nothing goes out of a test's house"


def test_what_is_kept_stands_in_the_form_and_sent_again_changes_nothing(
    office: Office, keeper: Browsing
) -> None:
    fills_in(keeper)
    before = kept(office)
    page = keeper.send(keeper.open(PATH).form(PATH))
    assert page.status == 200
    assert kept(office) == before


def test_a_person_and_a_stretch_of_hours_are_added_and_taken_away(office: Office, keeper: Browsing) -> None:
    fills_in(keeper)
    form = keeper.open(PATH).form(PATH)
    keeper.send(form, **{"duty.1.name": "Alex Reid", "duty.1.email": "alex@council.example"})
    assert [one.name for one in kept(office).duty] == ["Sam Okoro", "Alex Reid"]
    form = keeper.open(PATH).form(PATH)
    gone = {name: "" for name in form.fields if name.startswith("duty.0.")}
    keeper.post(PATH, form.fields | gone)
    assert [one.name for one in kept(office).duty] == ["Alex Reid"]


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"cover.1.name": "Jo", "cover.1.email": "no address"}, "cover.1.email", "looks like"),
        ({"duty.5.name": "Jo", "duty.5.text": "12"}, "duty.1.text", "A mobile number"),
        ({"duty.1.name": "Jo"}, "duty.1.name", "e-mail address or a mobile number"),
        ({"duty.0.hours.2.start": "09:00"}, "duty.0.hours.2.start", "at least one day"),
        ({"urgent_minutes": "soon"}, "urgent_minutes", "whole number of minutes"),
        ({"quiet_from": "08:00", "quiet_until": "08:00"}, "quiet_from", "no time is left"),
        ({"retention.basis": ""}, "retention.years", "The reason must be said"),
        ({"letterhead.lines": "", "letterhead.reply_to": "a@b.example"}, "letterhead.reply_to", "letterhead"),
        ({"privacy.ground": ""}, "privacy.officer", "The lawful ground must be said"),
        ({"access.told": ""}, "access.reviewed_on", "Whom people tell"),
        ({"team": "x" * 300}, "team", "looks like"),
    ],
)
def test_a_mistake_is_said_and_nothing_typed_is_lost(
    office: Office, keeper: Browsing, wrong: dict[str, str], field: str, said: str
) -> None:
    page = fills_in(keeper, **wrong)
    assert page.status == 422
    assert said in page.text
    shown = page.form(PATH).fields
    assert shown["duty.0.name"] == "Sam Okoro"
    assert shown[field] in {*wrong.values(), *opening_form.fields(WHOLE).values()}
    assert kept(office) == opening.Opening()


def test_the_second_of_two_administrators_overwrites_nothing(office: Office, keeper: Browsing) -> None:
    other = Browsing.signed_in(office, "administrator")
    old = other.open(PATH).form(PATH)
    fills_in(keeper)
    page = other.post(PATH, {**old.fields, "team": "another@council.example"})
    assert page.status == 409
    assert "Somebody has changed these settings" in page.text
    assert page.form(PATH).fields["team"] == "another@council.example"
    assert kept(office).team == "complaints@council.example"


def test_who_may_only_see_them_sees_them(office: Office, keeper: Browsing) -> None:
    fills_in(keeper)
    manager = Browsing.signed_in(office, "manager")
    page = manager.open(PATH)
    assert "An administrator changes them." in page.text
    assert 'value="Sam Okoro"' in page.answer.text
    (out,) = page.forms
    assert manager.post(PATH, {**out.fields, "team": "x@council.example"}).status == 403
    assert Browsing.signed_in(office, "officer").open(PATH).status == 403


@pytest.mark.attack("cross-council")
def test_no_other_councils_settings_are_seen_or_changed(office: Office, keeper: Browsing) -> None:
    form = keeper.open(PATH).form(PATH)
    for council in ("surrey", "england", "atlantis"):
        assert keeper.open(f"/staff/councils/{council}").status == 404
        assert keeper.post(f"/staff/councils/{council}", form.fields).status == 404


@pytest.mark.parametrize(
    "name", ["duty.99.name", "duty.x.name", "duty..name", "duty.0.hours.77.start", "żółw"]
)
def test_a_field_that_nobody_has_does_no_harm(keeper: Browsing, name: str) -> None:
    assert fills_in(keeper, **{name: "x"}).status in (200, 422)


people = st.lists(
    st.fixed_dictionaries(
        {"name": st.just("Sam"), "email": st.just("sam@council.example")},
        optional={
            "apart": st.just(True),
            "hours": st.lists(
                st.fixed_dictionaries(
                    {
                        "days": st.lists(st.sampled_from(opening_form.DAYS), min_size=1, unique=True),
                        "start": st.times().map(lambda at: f"{at:%H:%M}"),
                        "end": st.times().map(lambda at: f"{at:%H:%M}"),
                    }
                ),
                min_size=1,
                max_size=3,
            ),
        },
    ),
    max_size=4,
)


@given(duty=people, cover=people)
def test_settings_become_fields_and_fields_the_same_settings(duty: Any, cover: Any) -> None:
    kept = opening.checked({"duty": duty, "cover": cover}).model_dump(mode="json")
    again = opening.checked(opening_form.settings(opening_form.fields(kept))).model_dump(mode="json")
    for one in (kept, again):
        for person in (*one["duty"], *one["cover"]):
            for hours in person["hours"]:
                hours["days"] = sorted(hours["days"])
    assert again == kept
