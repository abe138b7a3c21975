"""Every role at every address under `/staff`, before each case it may or may not see."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from backend import browser_forms
from backend.services.roles import ROLES
from backend.staff.console.cookie import NAME
from backend.staff.console.doors import DOORS, opens
from tests.staff.office import Office
from tests.staff.test_who_may_what import a_case_with_an_alert, a_letter_to_print
from tests.staff_pages.browsing import Browsing, Seen
from tests.staff_pages.test_the_console import addresses

EVERYBODY = " ".join(ROLES)
TEAM, LEADS = "officer manager", "officer manager safeguarding"
SEES = f"{LEADS} advocacy_provider auditor"

LET_IN: Mapping[str, str] = {
    "GET /staff": EVERYBODY,
    "GET /staff/account": EVERYBODY,
    "POST /staff/account/elsewhere": EVERYBODY,
    "POST /staff/account/second-factor": EVERYBODY,
    "POST /staff/account/no-second-factor": EVERYBODY,
    "GET /staff/new": TEAM,
    "POST /staff/new": TEAM,
    "GET /staff/cases/{reference}": SEES,
    "POST /staff/cases/{reference}/events": f"{LEADS} advocacy_provider",
    "POST /staff/cases/{reference}/notes": LEADS,
    "POST /staff/cases/{reference}/messages": TEAM,
    "POST /staff/cases/{reference}/key": TEAM,
    "POST /staff/cases/{reference}/reply": TEAM,
    "POST /staff/cases/{reference}/send-reply": "manager",
    "POST /staff/cases/{reference}/kept-from": TEAM,
    "POST /staff/cases/{reference}/let-see": TEAM,
    "GET /staff/advocates": SEES,
    "GET /staff/letters": TEAM,
    "GET /staff/letters/{letter_id}": TEAM,
    "POST /staff/letters/{letter_id}": TEAM,
    "GET /staff/alerts": "safeguarding",
    "POST /staff/alerts/{alert_id}": "safeguarding",
    "GET /staff/report": "manager auditor",
    "GET /staff/report.csv": "manager auditor",
    "GET /staff/events.csv": "manager auditor",
    "POST /staff/report/{council}": "manager",
    "GET /staff/records": "manager safeguarding auditor",
    "GET /staff/records/copy": "manager",
    "POST /staff/records/cases": "manager",
    "POST /staff/records/alerts/{alert_id}": "safeguarding",
    "GET /staff/councils": "manager safeguarding administrator",
    "GET /staff/councils/{council}": "manager safeguarding administrator",
    "POST /staff/councils/{council}": "administrator",
}
"""Who is let in, written here once more, by hand."""

ABOUT_A_CASE = ("{reference}", "{alert_id}", "{letter_id}", "/records/copy", "/records/cases")
WORDS = "I took pills tonight, I want to die"


@dataclass(frozen=True)
class Stands:
    """How somebody stands to a case: their council, whether it is kept from them, and roles beside theirs."""

    council: str = "rutland"
    kept: bool = False
    besides: tuple[str, ...] = ()

    def not_there(self) -> tuple[str, ...]:
        """The parts of addresses behind which there is nothing for them."""
        if self.council != "rutland":
            return (*ABOUT_A_CASE, "{council}")
        return ABOUT_A_CASE if self.kept else ()


STANDS: Mapping[str, Stands] = {
    "works for the council": Stands(),
    "works for another council": Stands(council="surrey"),
    "is named in it, or is in their line": Stands(kept=True),
    "is named in it and keeps the accounts": Stands(kept=True, besides=("administrator",)),
    "answers for everything and is named in it": Stands(kept=True, besides=tuple(ROLES)),
}


@pytest.fixture
def about(office: Office) -> dict[str, str]:
    """A case in which an advocate was asked for, the alert that its words raised, and a letter of another."""
    reference, alert = a_case_with_an_alert(office)
    letter = a_letter_to_print(office)
    (waiting,) = office.colleague().get("/letters").json()
    return {
        "reference": reference,
        "alert_id": alert,
        "council": "rutland",
        "letter_id": letter,
        "printed": waiting["reference"],
    }


def ask(somebody: Browsing, door: str, about: Mapping[str, str]) -> Seen:
    """Open a door as a browser does: with the visit's own mark, and nothing else filled in."""
    method, _, shape = door.partition(" ")
    path = shape.format(**about)
    named = {"references": about["reference"], "first": "2026-03-01", "last": "2026-03-31"}
    if method == "GET":
        return Seen(somebody.http.get(path, params=named))
    mark = browser_forms.mark(somebody.http.cookies.get(NAME) or "")
    filled = {"csrf": mark, "act": "hold", "reason": "A court asked.", "reference": about["reference"]}
    return somebody.post(path, filled)


@pytest.mark.parametrize(
    ("role", "stands"),
    [
        *((role, stands) for stands in list(STANDS)[:3] for role in ROLES),
        ("officer", "is named in it and keeps the accounts"),
        ("officer", "answers for everything and is named in it"),
    ],
)
def test_each_role_at_each_door_before_each_case(
    office: Office, about: dict[str, str], role: str, stands: str
) -> None:
    how = STANDS[stands]
    held = {role, *how.besides}
    somebody = Browsing.signed_in(office, *held, council=how.council)
    if how.kept:
        for reference in (about["reference"], about["printed"]):
            kept = office.colleague().post(f"/cases/{reference}/kept-from", {"email": somebody.email})
            assert kept.status_code == 200
    for door, roles in LET_IN.items():
        page = ask(somebody, door, about)
        if not held & set(roles.split()):
            assert page.status == 403, door
        elif any(part in door for part in how.not_there()):
            assert page.status == 404, door
        else:
            assert page.status not in (401, 403, 404, 405, 500), (door, page.text)
        if how.not_there() or page.status == 403:
            typed_by_them = f'value="{about["reference"]}"'
            assert about["reference"] not in page.answer.text.replace(typed_by_them, ""), door
            assert about["printed"] not in page.answer.text, door
            assert WORDS not in page.text, door


def test_nobody_comes_in_without_signing_in(office: Office, about: dict[str, str]) -> None:
    stranger = Browsing.anonymous(office)
    for door in LET_IN:
        assert ask(stranger, door, about).status == 401, door


def test_the_table_names_every_address_there_is_and_no_other(office: Office) -> None:
    found = {
        f"{method} {path}"
        for path, methods in addresses(office.http.app)
        for method in methods - {"HEAD"}
        if path.startswith("/staff")
    }
    by_the_councils_own = {door for door in DOORS if "/openid" in door}
    assert found | by_the_councils_own == set(DOORS)
    assert set(DOORS) - set(LET_IN) == {door for door, opened in DOORS.items() if opened == "everybody"}


def test_each_door_is_found_by_its_address_and_an_unknown_one_is_shut(about: dict[str, str]) -> None:
    for door, opened in DOORS.items():
        method, _, shape = door.partition(" ")
        assert opens(method, shape.format(**about)) == opened
    for shut in ("/staff/", "/staff/cases", "/staff/cases/a/b/c", "/staff/records/copy/", "/staffnew"):
        assert opens("GET", shut) == ()
    assert all(re.fullmatch(r"(GET|POST) /staff[\w/{}.-]*", door) for door in DOORS)
