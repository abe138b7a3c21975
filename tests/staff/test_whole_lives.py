"""Whole lives moved by the team alone, the clock going on from day to day, for each council."""

from __future__ import annotations

from typing import Any

import pytest

from tests.staff.office import Colleague, Office

COUNCILS = ("somerset", "surrey", "bexley", "sefton", "rutland")
EXTENSION = {"reason": "complex"}

TO_THE_OMBUDSMAN: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("2025-03-05", "acknowledged", {}),
    ("2025-03-05", "accepted", {}),
    ("2025-03-06", "advocate_requested", {}),
    ("2025-03-07", "advocate_appointed", {"who": "An advocate", "external": True}),
    ("2025-03-11", "put_on_hold", {"reason": "proceedings"}),
    ("2025-03-13", "resumed", {}),
    ("2025-03-14", "stage1_extended", {**EXTENSION, "until": "2025-03-28"}),
    ("2025-03-28", "stage1_responded", {"outcomes": [{"point": 1, "outcome": "partly_upheld"}]}),
    ("2025-04-10", "stage2_requested", {"reason": "The letter does not answer me."}),
    ("2025-04-11", "stage2_acknowledged", {}),
    ("2025-04-14", "investigator_appointed", {"who": "An investigator"}),
    ("2025-04-14", "independent_person_appointed", {"who": "Somebody independent"}),
    ("2025-04-22", "statement_agreed", {"signed": True, "version": 2}),
    ("2025-05-12", "stage2_extended", {**EXTENSION, "until": "2025-06-27"}),
    ("2025-06-20", "stage2_reported", {}),
    ("2025-07-02", "stage2_responded", {"outcomes": [{"point": 1, "outcome": "not_upheld"}]}),
    ("2025-07-15", "stage3_requested", {}),
    ("2025-07-16", "stage3_acknowledged", {}),
    ("2025-07-21", "panel_arranged", {"panel_on": "2025-08-27"}),
    ("2025-08-11", "panel_papers_sent", {}),
    ("2025-08-27", "panel_held", {}),
    ("2025-09-03", "panel_reported", {}),
    ("2025-09-30", "stage3_responded", {}),
    ("2025-10-13", "referred_to_ombudsman", {}),
    ("2025-11-10", "closed", {"reason": "The Ombudsman has decided."}),
)
WITHDRAWN_AND_TAKEN_UP_AGAIN: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("2025-03-10", "withdrawn", {"reason": "It was put right."}),
    ("2025-03-12", "reinstated", {}),
    ("2025-04-01", "information_added", {"note": "Late, and still no answer."}),
    ("2025-04-02", "stage2_requested", {}),
    ("2025-04-09", "withdrawn", {}),
)
OUT_OF_THE_PROCEDURE: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("2025-03-04", "declined", {"reason": "A court decides this now."}),
    ("2025-05-06", "accepted", {}),
    ("2025-05-07", "rerouted", {"route": "representation"}),
    ("2025-05-08", "closed", {"reason": "Answered."}),
)


class Life:
    """One case, and the events of it as anybody could send them to `/api/timeline`."""

    def __init__(self, office: Office, officer: Colleague, council: str) -> None:
        self.office, self.officer, self.council = office, officer, council
        office.go_to("2025-03-03")
        taken = officer.takes(when_happened={"from": "2025-02-01", "to": "2025-02-20"})
        self.reference = taken["receipt"]["reference"]
        self.told: list[dict[str, Any]] = [{"kind": "received", "on": "2025-03-03"}]

    def shown(self) -> dict[str, Any]:
        return dict(self.officer.get(f"/cases/{self.reference}").json())

    def agrees_with_the_timeline(self) -> dict[str, Any]:
        """The case as shown, which is as the timeline has it."""
        asked = {
            "council": self.council,
            "events": self.told,
            "as_of": self.office.inst.today().isoformat(),
            "happened_on": "2025-02-20",
        }
        answer = self.office.http.post("/api/timeline", json=asked)
        assert answer.status_code == 200, answer.text
        shown = self.shown()
        assert {part: shown[part] for part in answer.json()} == answer.json()
        return shown

    def goes_on(self, day: str, kind: str, data: dict[str, Any]) -> None:
        self.office.go_to(day)
        before = self.agrees_with_the_timeline()
        assert kind in [possible["kind"] for possible in before["may_happen"]]
        self.officer.records(self.reference, kind, case_version=before["version"], **data)
        self.told.append({"kind": kind, "on": day, **data})
        self.agrees_with_the_timeline()


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize(
    "story",
    [TO_THE_OMBUDSMAN, WITHDRAWN_AND_TAKEN_UP_AGAIN, OUT_OF_THE_PROCEDURE],
    ids=["to the ombudsman", "withdrawn and taken up again", "out of the procedure"],
)
def test_a_whole_life_has_at_each_step_the_dates_of_the_timeline(
    quick_office: Office, council: str, story: tuple[tuple[str, str, dict[str, Any]], ...]
) -> None:
    life = Life(quick_office, quick_office.colleague(council=council), council)
    for day, kind, data in story:
        life.goes_on(day, kind, data)
    assert life.shown()["version"] == len(story) + 1
    auditor = quick_office.colleague("auditor", council=council)
    assert auditor.get("/audit/verify").json()["whole"] is True


def test_a_case_nobody_touches_is_late_all_the_same(quick_office: Office) -> None:
    officer = quick_office.colleague()
    reference = officer.takes()["receipt"]["reference"]
    quick_office.go_to("2026-06-01")
    [late] = officer.get("/cases", late=True).json()["cases"]
    assert (late["reference"], late["next"]["state"]) == (reference, "missed")
