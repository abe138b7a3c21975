"""What the documents say against each other and against the law, and how it is settled (X01 to X42).

Each has a note with the reason; those that bear on a figure, a right or a wording are held here.
"""

from __future__ import annotations

from datetime import date

import pytest

from backend.cases.events import CLOCKS
from backend.cases.terms import Terms
from backend.deadlines.period import Period
from backend.procedures import Procedures
from backend.procedures.facts import FACTS
from backend.wording import Wording

ON = date(2026, 3, 31)
WORDS = Wording.load()
EVERYWHERE = ("england", "somerset", "surrey", "bexley", "sefton", "rutland")


def _terms(procedures: Procedures, council: str) -> Terms:
    return procedures.in_force(council, "statutory", ON)


@pytest.mark.parametrize("number", range(1, 43))
def test_every_contradiction_is_settled_in_a_note_with_its_reason(
    procedures: Procedures, number: int
) -> None:
    notes = [note for council in EVERYWHERE for note in procedures.council(council).notes]
    settling = [note for note in notes if f"X{number:02}" in note.settles]
    assert settling
    for note in settling:
        assert note.says
        assert note.settled


RIGHTS = {
    "clock_runs_from_receipt": True,  # X38
    "late_presumed_accepted": True,  # X26
    "proceedings_need_prejudice": True,  # X20
    "provider_duties_stay": True,  # X31
    "parent_needs_consent": False,  # X19
    "representative_needs_consent": True,
    "independent_person": True,  # X24
    "stage2_needs_no_merit": True,  # X36
    "stage2_right_stays": True,  # X28
    "investigation_can_be_suspended": False,  # X24
    "panel_size": 3,  # X04
    "panel_without_independent_person": True,  # X04
    "panel_needs_no_merit": True,  # X05
    "panel_companions": 2,  # X34
    "companion_may_speak": True,  # X34
    "write_to_panel": True,  # X39
    "decision_pause_presumed": True,  # X27
    "withdrawal_confirmed_in_writing": True,
    "advocate_for_children": True,  # X30
    "advocate_for_care_leavers": True,
    "ombudsman_any_time": True,  # X11, X18
}


@pytest.mark.parametrize("council", EVERYWHERE)
def test_a_national_right_stands_whatever_a_council_s_document_says(
    procedures: Procedures, council: str
) -> None:
    facts = _terms(procedures, council).facts
    assert {name: facts[name] for name in RIGHTS} == RIGHTS


def test_the_list_of_rights_is_the_list_of_rights() -> None:
    assert {fact.name for fact in FACTS.values() if fact.right} == set(RIGHTS)


@pytest.mark.parametrize("council", EVERYWHERE)
def test_x01_x32_the_panel_meets_within_thirty_working_days(procedures: Procedures, council: str) -> None:
    clock = _terms(procedures, council).clocks["panel_hearing"]
    assert clock.period == Period(30)


def test_x02_every_stage_3_figure_of_sefton_is_in_working_days(procedures: Procedures) -> None:
    clocks = _terms(procedures, "sefton").clocks
    for name in ("panel_hearing", "panel_report", "stage3_response"):
        period = clocks[name].period
        assert period is not None
        assert period.unit == "working_days"


@pytest.mark.parametrize("council", EVERYWHERE)
def test_x03_x23_twenty_and_sixty_five_working_days_are_the_most(
    procedures: Procedures, council: str
) -> None:
    clocks = _terms(procedures, council).clocks
    assert clocks["stage1_response"].longest == Period(20)
    assert clocks["stage2_response"].longest == Period(65)


def test_x07_x08_somerset_s_twenty_days_at_stage_2_are_corporate_alone(procedures: Procedures) -> None:
    corporate = procedures.in_force("somerset", "corporate", ON)
    assert corporate.clocks["stage2_response"].period == Period(20)
    assert corporate.clocks["stage2_response"].longest is None
    assert "meeting_request" in corporate.clocks
    statutory = _terms(procedures, "somerset")
    assert statutory.clocks["stage2_response"].period == Period(25)
    assert "meeting_request" not in statutory.clocks
    assert "meeting_with" not in statutory.facts


def test_x10_bexley_s_investigator_comes_from_outside(procedures: Procedures) -> None:
    assert _terms(procedures, "bexley").facts["investigator_from"] == "outside_the_council"
    assert _terms(procedures, "sefton").facts["investigator_from"] == "either"


@pytest.mark.parametrize(
    ("council", "days"),
    [("somerset", None), ("surrey", None), ("bexley", 2), ("sefton", 3), ("rutland", 1), ("england", None)],
)
def test_x14_each_council_acknowledges_in_its_own_days_or_gives_none(
    procedures: Procedures, council: str, days: int | None
) -> None:
    clock = _terms(procedures, council).clocks["acknowledgement"]
    assert clock.period == (Period(days) if days else None)
    assert clock.nature == ("local" if days else "none")


@pytest.mark.parametrize("council", ["somerset", "surrey", "bexley"])
def test_x15_x22_a_later_start_of_stage_2_never_stands_alone(procedures: Procedures, council: str) -> None:
    terms = _terms(procedures, council)
    for name, count in (("stage2_response", 25), ("stage2_latest", 65)):
        assert terms.clocks[name].starts_with != ("stage2_requested",)
        assert terms.national[name].starts_with == ("stage2_requested",)
        assert terms.national[name].period == Period(count)


def test_x17_agreement_to_an_extension_is_a_council_s_own_promise(procedures: Procedures) -> None:
    agreed = {council: _terms(procedures, council).facts["stage1_extension_agreed"] for council in EVERYWHERE}
    assert agreed == {
        "england": False,
        "somerset": True,
        "surrey": True,
        "bexley": False,
        "sefton": False,
        "rutland": False,
    }


@pytest.mark.parametrize(
    ("council", "way"),
    [
        ("england", "directly"),
        ("somerset", "directly"),
        ("sefton", "with_the_answer"),
        ("rutland", "with_the_answer"),
    ],
)
def test_x21_how_the_panel_s_report_reaches_the_person(
    procedures: Procedures, council: str, way: str
) -> None:
    assert _terms(procedures, council).facts["panel_report_reaches_you"] == way


@pytest.mark.parametrize("council", EVERYWHERE)
def test_x25_twenty_days_to_ask_for_stage_2_are_a_recommendation(
    procedures: Procedures, council: str
) -> None:
    clock = _terms(procedures, council).clocks["stage2_request"]
    assert (clock.period, clock.nature, clock.binds) == (Period(20), "recommended", "complainant")


def test_x26_rutland_s_three_grounds_for_a_late_complaint_are_kept(procedures: Procedures) -> None:
    assert _terms(procedures, "rutland").facts["late_grounds"] == (
        "genuine_reason_and_still_possible",
        "not_able_or_confident",
        "vulnerable",
    )


def test_x28_peer_review_and_mediation_are_only_offered(procedures: Procedures) -> None:
    facts = _terms(procedures, "surrey").facts
    assert facts["instead_of_stage2"] == ("mediation", "peer_review")
    assert facts["stage2_right_stays"] is True


@pytest.mark.parametrize("council", EVERYWHERE)
def test_x35_papers_go_at_least_ten_working_days_before(procedures: Procedures, council: str) -> None:
    assert _terms(procedures, council).clocks["panel_papers"].period == Period(10, direction="before")


@pytest.mark.parametrize("council", EVERYWHERE)
def test_x40_x41_what_the_acknowledgement_and_the_stage_1_letter_hold(
    procedures: Procedures, council: str
) -> None:
    facts = _terms(procedures, council).facts
    assert facts["acknowledgement_holds"] == ("reference", "officer", "timescale", "procedure", "advocacy")
    assert facts["stage1_letter_holds"] == ("who_looked", "response", "upheld_or_not", "next_step")
    assert facts["safety_first"] is True


def test_x40_in_surrey_the_team_sends_what_the_manager_wrote(procedures: Procedures) -> None:
    facts = _terms(procedures, "surrey").facts
    assert (facts["stage1_by"], facts["stage1_sent_by"]) == ("team manager", "Customer Relations Team")


def test_x42_who_else_sees_the_outcome_and_whose_consents_are_asked(procedures: Procedures) -> None:
    assert _terms(procedures, "somerset").facts["stage2_outcome_seen_by"] == ("the service manager",)
    surrey = _terms(procedures, "surrey").facts
    assert surrey["panel_report_seen_by"] == ("all who were at the panel",)
    assert surrey["consents"] == ("represented_person_to_advocate", "service_user_to_sharing")
    rutland = _terms(procedures, "rutland").facts
    assert rutland["data_complaint_to_council_first"] is True
    assert rutland["large_print"] is True


@pytest.mark.parametrize("council", EVERYWHERE)
def test_a_withdrawal_can_be_undone_for_five_working_days_and_the_figure_is_ours(
    procedures: Procedures, council: str
) -> None:
    terms = _terms(procedures, council)
    assert terms.facts["undo_withdrawal_days"] == 5
    assert "Heard" in terms.sources["undo_withdrawal_days"].citation


@pytest.mark.parametrize(
    ("council", "adjudicator", "answers_the_panel"),
    [
        ("somerset", "Deputy Director, Children and Families", "Director, Children and Families"),
        ("surrey", "Assistant Director", "Director"),
        ("bexley", "Deputy Director of Children’s Services", "Director of Children’s Services"),
        ("sefton", "senior Children’s Social Care Manager", "senior Council Officer"),
        ("rutland", "Head of Service", "Director for People"),
        ("england", None, None),
    ],
)
def test_x09_x16_who_answers_is_called_what_that_council_calls_them(
    procedures: Procedures, council: str, adjudicator: str | None, answers_the_panel: str | None
) -> None:
    clocks = _terms(procedures, council).clocks
    assert clocks["stage2_response"].acts == clocks["stage2_latest"].acts == adjudicator
    assert clocks["stage3_response"].acts == answers_the_panel


@pytest.mark.parametrize("council", EVERYWHERE)
def test_x29_an_advocate_is_never_reached_by_way_of_the_social_worker_first(
    procedures: Procedures, council: str
) -> None:
    how = procedures.council(council).advocacy.how
    assert len(how) > how.count("social_worker")
    assert "social_worker" not in how[:-1]


def test_x29_in_surrey_the_direct_way_comes_first(procedures: Procedures) -> None:
    assert procedures.council("surrey").advocacy.how[0] == "directly"


def test_x06_the_ombudsman_is_called_by_the_full_name(procedures: Procedures) -> None:
    names = {line.name for line in procedures.council("england").helplines if line.id == "ombudsman"}
    assert names == {"Local Government and Social Care Ombudsman"}


@pytest.mark.parametrize("age_band", ["child", "teen", "adult"])
def test_x33_no_clock_is_explained_with_another_clock_s_words(age_band: str) -> None:
    said = {
        clock: WORDS.render(
            f"timeline.rule.{clock}", {"count": 10, "acts": "the council"}, "en", age_band
        ).text
        for clock in CLOCKS
    }
    assert len(set(said.values())) == len(CLOCKS)
