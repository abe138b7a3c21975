"""The councils as people meet them: names, ways to reach them, advocates, numbers to ring."""

from __future__ import annotations

from datetime import date

import pytest

from backend.procedures import Procedures
from backend.procedures.check import check
from backend.procedures.council import Contact
from tests.procedures.planting import Files

COUNCILS = ("bexley", "rutland", "sefton", "somerset", "surrey")


def _shown(contacts: dict[str, Contact]) -> dict[str, str]:
    return {way: contact.value for way, contact in contacts.items() if contact.verified}


def test_there_are_the_five_and_england_is_not_one_of_them(procedures: Procedures) -> None:
    assert [council.id for council in procedures.councils()] == [
        "bexley",
        "rutland",
        "sefton",
        "somerset",
        "surrey",
    ]
    assert procedures.council("england").name == "England"


@pytest.mark.parametrize(
    ("called", "council"),
    [
        ("Somerset County Council", "somerset"),
        ("Taunton", "somerset"),
        ("Yeovil", "somerset"),
        ("Guildford", "surrey"),
        ("Woking", "surrey"),
        ("Bexleyheath", "bexley"),
        ("Sidcup", "bexley"),
        ("Bootle", "sefton"),
        ("Southport", "sefton"),
        ("Oakham", "rutland"),
        ("Uppingham", "rutland"),
        ("Surrey", "surrey"),
    ],
)
def test_a_council_is_found_by_short_and_former_names_and_by_its_places(
    procedures: Procedures, called: str, council: str
) -> None:
    assert [found.id for found in procedures.councils() if called in found.also] == [council]


@pytest.mark.parametrize(
    ("council", "team", "contacts"),
    [
        (
            "somerset",
            "Customer Experience Team",
            {
                "phone": "0300 123 2224",
                "email": "somersetdirect@somerset.gov.uk",
                "post": "Customer Experience Team, County Hall, Taunton, Somerset TA1 4DY",
                "web": "https://www.somerset.gov.uk/our-information/complaints-comments-compliments/",
                "app": "Mind of my Own",
            },
        ),
        (
            "surrey",
            "Customer Relations Team",
            {"phone": "01483 519095", "email": "be.heard@surreycc.gov.uk"},
        ),
        ("bexley", "complaints team", {}),
        ("sefton", "Complaints Officer", {}),
        (
            "rutland",
            "complaints team",
            {
                "phone": "01572 722 577",
                "email": "enquiries@rutland.gov.uk",
                "post": "Rutland County Council, Catmose, Oakham, Rutland LE15 6HP",
                "web": "https://www.rutland.gov.uk",
            },
        ),
    ],
)
def test_a_team_and_the_ways_to_reach_it_are_those_its_document_prints(
    procedures: Procedures, council: str, team: str, contacts: dict[str, str]
) -> None:
    found = procedures.council(council)
    assert (found.team, _shown(dict(found.contacts))) == (team, contacts)


@pytest.mark.parametrize(
    ("council", "provider"),
    [
        ("somerset", None),
        ("surrey", "Reconstruct"),
        ("bexley", None),
        ("sefton", "National Youth Advocacy Service (NYAS)"),
        ("rutland", None),
    ],
)
def test_an_advocacy_provider_is_named_where_the_document_names_one(
    procedures: Procedures, council: str, provider: str | None
) -> None:
    assert procedures.council(council).advocacy.provider == provider


def test_where_a_council_is_silent_the_national_right_to_an_advocate_holds(procedures: Procedures) -> None:
    bexley = procedures.council("bexley").advocacy
    assert bexley == procedures.council("england").advocacy
    assert "section 26A" in bexley.source.citation


@pytest.mark.parametrize("council", COUNCILS)
def test_the_social_worker_is_never_the_first_way_to_an_advocate(
    procedures: Procedures, council: str
) -> None:
    how = procedures.council(council).advocacy.how
    assert "social_worker" not in how or (len(how) > 1 and how[-1] == "social_worker")


@pytest.mark.parametrize("council", COUNCILS)
def test_only_somerset_has_a_duty_number_that_may_be_shown(procedures: Procedures, council: str) -> None:
    shown = {
        line.when: contact.value
        for line in procedures.council(council).emergency
        for contact in line.shown.values()
    }
    assert shown == ({"out_of_hours": "0300 123 23 27"} if council == "somerset" else {})


@pytest.mark.parametrize("council", COUNCILS)
def test_numbers_nobody_checked_are_kept_to_be_checked(procedures: Procedures, council: str) -> None:
    emergency = procedures.council(council).emergency
    assert emergency
    for line in emergency:
        assert line.contacts


@pytest.mark.parametrize(
    ("line", "way", "value"),
    [
        ("emergency", "phone", "999"),
        ("police", "phone", "101"),
        ("nhs", "phone", "111"),
        ("childline", "phone", "0800 1111"),
        ("nspcc", "phone", "0808 800 5000"),
        ("samaritans", "phone", "116 123"),
        ("shout", "text", "85258"),
        ("family_rights_group", "phone", "0808 801 0366"),
        ("ombudsman", "phone", "0300 061 0614"),
        ("ombudsman", "web", "https://www.lgo.org.uk/make-a-complaint"),
    ],
)
@pytest.mark.parametrize("council", ["england", *COUNCILS])
def test_the_national_helplines_stand_beside_every_council(
    procedures: Procedures, council: str, line: str, way: str, value: str
) -> None:
    lines = {found.id: found for found in procedures.council(council).helplines}
    assert _shown(dict(lines[line].shown))[way] == value


@pytest.mark.parametrize("line", ["nyas", "ofsted", "coram_voice", "help_at_hand"])
def test_a_helpline_known_only_from_second_hand_is_not_shown(procedures: Procedures, line: str) -> None:
    lines = {found.id: found for found in procedures.council("england").helplines}
    assert lines[line].contacts
    assert lines[line].shown == {}


def test_what_is_missing_or_unverified_is_listed_in_sentences(procedures: Procedures) -> None:
    said = procedures.unverified()
    assert said == tuple(finding.sentence for finding in check(procedures))
    assert len(set(said)) == len(said)
    for expected in (
        "01483 517898",
        "bexley.yml: there is no phone for the complaints team",
        "sefton.yml: there is no email for the complaints team",
        "rutland.yml: no advocacy provider is named",
        "surrey.yml: there is no verified emergency number",
        "rutland.yml: there are no figures for the corporate route",
        "the clock stage1_response (statutory), 10 working days, is unverified",
        "the fact decision_pause_presumed is unverified",
    ):
        assert [sentence for sentence in said if expected in sentence], expected
    assert not [sentence for sentence in said if "0300 123 23 27" in sentence]


def test_each_finding_names_its_council_and_its_kind(procedures: Procedures) -> None:
    findings = check(procedures)
    assert {finding.council for finding in findings} == {"england", *COUNCILS}
    assert {finding.kind for finding in findings} == {"missing", "unverified"}
    assert findings[0].council == "england"
    for finding in findings:
        assert finding.sentence.startswith(f"{finding.council}.yml")


def test_what_has_been_checked_is_no_longer_listed(files: Files) -> None:
    from backend.procedures import load

    before = load(files.folder).unverified()
    files.plant(
        "surrey.yml", "verified: false", "verified: true\n          checked_on: 2026-11-30", "01483 517898"
    )
    after = load(files.folder)
    gone = set(before) - set(after.unverified())
    assert any("01483 517898" in sentence for sentence in gone)
    assert (
        "surrey.yml: there is no verified emergency number; people are told 999, 101 and Childline alone"
        in gone
    )
    assert [line.shown["phone"].value for line in after.council("surrey").emergency] == ["01483 517898"]
    assert after.council("surrey").emergency[0].contacts["phone"].source.checked_on == date(2026, 11, 30)
