"""The page of records, as a manager without JavaScript uses it."""

from __future__ import annotations

import pytest

from tests.staff.office import Office
from tests.staff_pages.browsing import Browsing


@pytest.fixture
def manager(quick_office: Office) -> Browsing:
    return Browsing.signed_in(quick_office, "manager")


def closed(manager: Browsing) -> str:
    """A complaint about marmalade that has ended."""
    reference = manager.takes(what_happened="It was about marmalade.")
    manager.records(reference, "stage1_responded")
    manager.records(reference, "closed", reason="It is done")
    return reference


def test_a_case_whose_time_is_up_is_held_let_go_and_erased(quick_office: Office, manager: Browsing) -> None:
    reference = closed(manager)
    page = manager.open("/staff/records")
    assert page.mistakes == []
    assert reference not in page.text
    assert "6 years" in page.text
    quick_office.go_to("2033-01-10")
    manager.sign_in()
    hold = next(form for form in manager.open("/staff/records").forms if "reason" in form.names)
    refused = manager.send(hold, act="hold", reference=reference, reason=" ")
    assert refused.status == 422
    assert "Say why" in refused.text
    assert refused.form("/records/cases", act="hold").fields["reference"] == reference
    held = manager.send(hold, act="hold", reference=reference, reason="An inquiry")
    assert "It is on hold." in held.text
    assert held.mistakes == []
    page = manager.send(hold, reference=reference, act="let_go", reason="It is over")
    erase = page.form("/records/cases", act="time_is_up")
    assert "Tick that you are sure." in manager.send(erase).text
    done = manager.post(erase.action, {**erase.fields, "sure": "yes"})
    assert "Its words are erased." in done.text
    assert reference not in done.text
    case = manager.open(f"/staff/cases/{reference}")
    assert (case.status, "marmalade" in case.text) == (200, False)
    assert case.mistakes == []
    again = manager.post(erase.action, {**erase.fields, "once": "another-time", "sure": "yes"})
    assert "erased already" in again.text


def test_a_copy_is_made_as_a_page_or_a_pdf_and_of_nobody_not_at_all(
    quick_office: Office, manager: Browsing
) -> None:
    reference = closed(manager)
    page = manager.open(f"/staff/records/copy?references={reference}&whose=complainant&as=page")
    assert "It was about marmalade." in page.text
    assert page.mistakes == []
    paper = manager.http.get(f"/staff/records/copy?references={reference}&as=pdf")
    assert paper.headers["content-type"] == "application/pdf"
    for asked, said in (
        ("", "Name at least one reference."),
        ("references=../../etc/passwd", "There is no case with this reference"),
        (f"references={reference}&whose=child", "The child has no key"),
    ):
        nobody = manager.open(f"/staff/records/copy?{asked}")
        assert nobody.status in (404, 422)
        assert said in nobody.text
        assert nobody.mistakes == []


def test_an_officer_has_no_such_page(quick_office: Office) -> None:
    officer = Browsing.signed_in(quick_office, "officer")
    assert officer.open("/staff/records").status == 403
    assert "/staff/records" not in officer.open("/staff").answer.text
