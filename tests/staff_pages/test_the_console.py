"""What a colleague does at the pages, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pyotp
import pytest
from fastapi import Response
from fastapi.routing import iter_route_contexts

from backend.cases.events import EVENT_KINDS
from backend.services import complaints
from backend.services.roles import RECORDS, ROLES
from backend.staff.console.forms import GROUPS, form_of
from backend.staff.console.show import PAGES, Desk
from backend.store.rows import Alert, DraftRow
from tests.installed import wording
from tests.staff.office import Office
from tests.staff.test_who_may_what import a_letter_to_print
from tests.staff_pages.browsing import Browsing, Seen

PLACES = ("/staff", "/staff/new", "/staff/alerts", "/staff/cases/2222-2222")


def test_every_kind_that_a_role_records_has_a_place_on_the_page() -> None:
    placed = [kind for kinds in GROUPS.values() for kind in kinds]
    assert sorted(placed) == sorted(frozenset().union(*RECORDS.values()))
    assert set(placed) <= set(EVENT_KINDS)


def test_every_field_of_every_kind_and_every_choice_has_its_word() -> None:
    keys = set(wording().keys())
    for kind in EVENT_KINDS:
        assert f"console.kind.{kind}" in keys
        for field in form_of(kind).fields:
            needed = {
                f"console.field.{field.name}",
                *(f"console.{field.words}.{one}" for one in field.options),
            }
            assert needed <= keys, kind


@pytest.mark.parametrize("place", PLACES)
def test_who_has_not_signed_in_sees_the_way_in_and_nothing_else(office: Office, place: str) -> None:
    page = Browsing.anonymous(office).open(place)
    assert page.status == 401
    assert page.form("/sign-in").fields["again"] == place
    assert "Nobody rang" not in page.text


def test_signing_in_leads_to_the_page_that_was_asked_for(office: Office, officer: Browsing) -> None:
    reference = officer.takes()
    colleague = Browsing.anonymous(office)
    colleague.email = office.colleague("officer").email
    form = colleague.open(f"/staff/cases/{reference}").form("/sign-in")
    page = colleague.send(form, email=colleague.email, password="a long enough password")
    assert page.status == 200
    assert reference in page.text


@pytest.mark.attack("open redirect")
def test_signing_in_leads_nowhere_else(office: Office) -> None:
    somebody = Browsing.anonymous(office)
    somebody.email = office.colleague("officer").email
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/staff/", "/chat"):
        form = somebody.open("/staff/sign-in").form("/sign-in")
        page = somebody.send(form, again=elsewhere, email=somebody.email, password="a long enough password")
        assert str(page.answer.url) == "http://127.0.0.1:8080/staff"


def test_a_wrong_password_keeps_the_address_and_not_the_password(office: Office) -> None:
    somebody = Browsing.anonymous(office)
    somebody.email = office.colleague("officer").email
    page = somebody.sign_in("not it at all")
    assert page.status == 401
    assert page.form("/sign-in").fields["email"] == somebody.email
    assert "not it at all" not in page.answer.text


def test_too_many_tries_are_told_to_wait(office: Office) -> None:
    somebody = Browsing.anonymous(office)
    somebody.email = office.colleague("officer").email
    statuses = [somebody.sign_in("wrong wrong wrong").status for _ in range(12)]
    assert statuses[0] == 401
    assert statuses[-1] == 429


@pytest.mark.attack("cookies")
def test_the_cookie_is_for_our_pages_alone(officer: Browsing) -> None:
    given = officer.post(
        "/staff/sign-in", {"email": officer.email, "password": "a long enough password", "again": ""}
    )
    cookie = given.answer.history[0].headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/staff" in cookie


def test_signing_out_ends_it(officer: Browsing) -> None:
    form = officer.open("/staff").form("/sign-out")
    kept = dict(officer.http.cookies)
    officer.send(form)
    officer.http.cookies.update(kept)
    assert officer.open("/staff").status == 401


def test_a_complaint_taken_shows_its_key_once_and_stands_in_the_queue(officer: Browsing) -> None:
    reference = officer.takes(what_happened="They lost my letters.", contact_detail="07700 900123")
    queue = officer.open("/staff")
    assert reference in queue.text
    assert "day 0 of" in queue.text
    case = officer.open(f"/staff/cases/{reference}")
    assert "They lost my letters." in case.text
    assert "07700 900123" in case.text


def test_the_same_form_sent_twice_takes_one_complaint(officer: Browsing) -> None:
    form = officer.open("/staff/new").form("/new")
    for _ in range(2):
        officer.send(form, by="phone", role="parent", what_happened="Nobody rang back.")
    assert "1 case" in officer.open("/staff").text


def test_a_mistake_in_a_new_complaint_keeps_all_that_was_typed(officer: Browsing) -> None:
    form = officer.open("/staff/new").form("/new")
    page = officer.send(
        form, by="phone", role="parent", what_happened="A long story.", received_on="2099-01-01"
    )
    assert page.status == 422
    assert "between Friday 1 September 2006 and today" in page.text
    kept = page.form("/new").fields
    assert (kept["what_happened"], kept["role"], kept["by"]) == ("A long story.", "parent", "phone")


WHO = ("11 or under", "Brother or sister", "Looked after")


def test_a_complaint_told_to_the_team_is_taken_with_all_that_the_chat_asks(
    office: Office, officer: Browsing
) -> None:
    told = {
        "what_happened": "Nobody rang. The report is wrong.",
        "about": "report_accuracy",
        "role": "young_person",
        "age_band": "child",
        "child_is": "looked_after",
        "relationship": "sibling",
        "when_words": "in June 2024",
        "why_late": "I was told to wait.",
        "point__0__words": "Nobody rang.",
        "point__2__words": "The report is wrong.",
        "point__2__desired_outcome": "Put it right.",
    }
    reference = officer.takes(**told)
    page = officer.open(f"/staff/cases/{reference}")
    for words in ("Something wrong in a report", "I was told to wait.", "taken as", "1 June 2024", *WHO):
        assert words in page.text
    complaint = office.colleague("officer").get(f"/cases/{reference}").json()["complaint"]
    assert complaint["about"] == "report_accuracy"
    assert complaint["when_happened"] == {"words": "in June 2024", "from": "2024-06-01", "to": "2024-06-30"}
    assert [(point["words"], point["desired_outcome"]) for point in complaint["points"]] == [
        ("Nobody rang.", None),
        ("The report is wrong.", "Put it right."),
    ]
    with office.inst.store.read() as tx:
        row = tx.cases.by_reference(reference)
        assert row is not None
        assert complaints.band_of(complaints.require(office.inst, tx, row.id)) == "child"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"point__1__words": "Nobody rang."}, "points"),
        ({"point__0__words": "Nobody rang.", "point__1__desired_outcome": "A call."}, "points"),
        ({"when_words": "on 30 February"}, "when_happened"),
    ],
)
def test_what_the_chat_would_not_take_is_not_taken_by_the_form_either(
    officer: Browsing, given: dict[str, str], field: str
) -> None:
    form = officer.open("/staff/new").form("/new")
    page = officer.send(form, by="phone", role="parent", what_happened="A long story.", **given)
    assert page.status == 422
    label = said("console.field.when_happened")
    assert said(f"console.mistake.check_{field}", field=label) in page.text
    assert f'href="#{field}"' in page.answer.text
    kept = page.form("/new").fields
    assert all(kept[name.replace("__", ".")] == words for name, words in given.items())
    assert page.mistakes == []


def test_room_for_more_points_records_nothing_and_loses_nothing(officer: Browsing) -> None:
    form = officer.open("/staff/new").form("/new")
    (name, value) = form.buttons[said("console.new.more_points")]
    page = officer.send(form, role="parent", point__1__words="Nobody rang.", **{name: value})
    assert page.status == 200
    again = page.form("/new")
    assert again.fields["point.1.words"] == "Nobody rang."
    assert "point.5.desired_outcome" in again.names - form.names
    assert officer.send(again, **{name: value}).form("/new").names > again.names
    assert said("console.queue.empty") in officer.open("/staff").text


def test_an_event_is_recorded_and_then_no_longer_offered(officer: Browsing) -> None:
    reference = officer.takes()
    page = officer.records(reference, "acknowledged")
    assert page.status == 200
    assert "Recorded: Acknowledged" in page.text
    assert "Recorded:" not in officer.open(f"/staff/cases/{reference}?did-nothing-there-is").text
    with pytest.raises(AssertionError, match="no form"):
        page.form("/events", kind="acknowledged")


def test_the_forms_on_a_case_are_what_may_happen_and_no_more(office: Office, officer: Browsing) -> None:
    reference = officer.takes()
    page = officer.open(f"/staff/cases/{reference}")
    shown = {form.fields["kind"] for form in page.forms if form.action.endswith("/events")}
    told = office.colleague("officer").get(f"/cases/{reference}").json()
    assert shown == {one["kind"] for one in told["may_happen"]}


def test_what_is_missing_is_said_at_the_field_and_the_rest_stays(officer: Browsing) -> None:
    reference = officer.takes()
    page = officer.records(reference, "stage1_extended", note="Waiting for a report.", reason="complex")
    assert page.status == 422
    assert "New date is needed." in page.text
    form = page.form("/events", kind="stage1_extended")
    assert form.fields["note"] == "Waiting for a report."
    assert form.fields["reason"] == "complex"


def test_an_extension_past_the_longest_is_refused_in_words(office: Office, officer: Browsing) -> None:
    reference = officer.takes()
    far = (office.inst.today() + timedelta(days=90)).isoformat()
    page = officer.records(reference, "stage1_extended", reason="complex", until=far)
    assert page.status == 422
    assert "The longest this procedure allows is Thursday 30 April 2026" in page.text
    assert page.form("/events", kind="stage1_extended").fields["until"] == far


@pytest.mark.parametrize(
    ("until", "longest"),
    [("2026-05-01", "Thursday 30 April 2026"), ("2026-04-30", None)],
)
def test_a_date_past_the_longest_is_given_only_by_who_was_told_and_stands_there_as_such(
    office: Office, officer: Browsing, until: str, longest: str | None
) -> None:
    reference = officer.takes()
    manager = Browsing.signed_in(office, "manager")
    given = {"clock": "stage1_response", "until": until, "reason": "Waiting for the police."}
    page = manager.records(reference, "redated", **given)
    shown = "Past the longest that the rules allow"
    if longest is not None:
        assert page.status == 422
        assert f"The longest that the rules allow is {longest}" in page.text
        assert page.mistakes == []
        form = page.form("/events", kind="redated")
        assert {name: form.fields[name] for name in given} == given
        assert shown not in officer.open(f"/staff/cases/{reference}").text
        page = manager.send(form, past_longest="1")
    assert page.status == 200
    assert (f"{shown}: {longest}" in page.text) is (longest is not None)
    (event,) = [
        one
        for one in office.colleague("officer").get(f"/cases/{reference}").json()["events"]
        if one["kind"] == "redated"
    ]
    assert event["words"] == {"reason": "Waiting for the police."}


def test_the_second_of_two_colleagues_is_told_what_changed_and_loses_nothing(
    office: Office, officer: Browsing
) -> None:
    reference = officer.takes()
    second = Browsing.signed_in(office, "officer")
    form = second.open(f"/staff/cases/{reference}").form("/events", kind="put_on_hold")
    officer.records(reference, "acknowledged")
    page = second.send(form, reason="proceedings", note="The hearing is in May.")
    assert page.status == 409
    assert "Acknowledged" in page.text
    assert page.form("/events", kind="put_on_hold").fields["note"] == "The hearing is in May."
    again = second.send(page.form("/events", kind="put_on_hold"))
    assert again.status == 200
    assert "On hold" in again.text


def test_a_double_click_records_once(officer: Browsing) -> None:
    reference = officer.takes()
    form = officer.open(f"/staff/cases/{reference}").form("/notes")
    for _ in range(2):
        officer.send(form, text="Rang the school.")
    assert officer.open(f"/staff/cases/{reference}").text.count("Rang the school.") == 1


def test_a_sign_in_that_ended_in_mid_form_loses_nothing(office: Office, officer: Browsing) -> None:
    reference = officer.takes()
    form = officer.open(f"/staff/cases/{reference}").form("/notes")
    office.clock.move(seconds=3600)
    page = officer.send(form, text="Half an hour of typing.")
    assert page.status == 401
    page = officer.send(page.form("/sign-in"), email=officer.email, password="a long enough password")
    assert "Half an hour of typing." in page.text
    page = officer.send(page.form("/notes"))
    assert page.status == 200
    assert "Half an hour of typing." in page.text


@pytest.mark.attack("cross-site requests")
@pytest.mark.parametrize("mark", ["", "0" * 64, "żółw", "\x00"])
def test_a_form_without_our_mark_does_nothing_but_may_be_sent_again(officer: Browsing, mark: str) -> None:
    reference = officer.takes()
    path = f"/staff/cases/{reference}/notes"
    page = officer.post(path, {"csrf": mark, "text": "From somewhere."})
    assert page.status == 403
    assert "From somewhere." not in officer.open(f"/staff/cases/{reference}").text


@pytest.mark.attack("cross-site requests")
def test_a_form_from_another_site_does_nothing(officer: Browsing) -> None:
    reference = officer.takes()
    form = officer.open(f"/staff/cases/{reference}").form("/notes")
    officer.http.headers["origin"] = "https://elsewhere.example"
    page = officer.send(form, text="From elsewhere.")
    del officer.http.headers["origin"]
    assert page.status == 403
    assert "From elsewhere." not in officer.open(f"/staff/cases/{reference}").text


def test_another_councils_case_is_no_case(office: Office, officer: Browsing) -> None:
    reference = officer.takes()
    stranger = Browsing.signed_in(office, "officer", "manager", council="surrey")
    assert stranger.open(f"/staff/cases/{reference}").status == 404
    assert reference not in stranger.open("/staff").text


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_its_own_pages_and_no_words_that_are_not_for_it(
    office: Office, officer: Browsing, role: str
) -> None:
    reference = officer.takes(what_happened="marked words nobody else reads")
    somebody = Browsing.signed_in(office, role)
    page = somebody.open(f"/staff/cases/{reference}")
    reads = role in ("officer", "manager", "safeguarding")
    assert ("marked words" in page.text) is reads
    assert (somebody.open("/staff/alerts").status == 200) is (role == "safeguarding")
    assert (somebody.open("/staff/new").status == 200) is (role in ("officer", "manager"))


def test_an_alert_waits_until_somebody_takes_it(office: Office, officer: Browsing) -> None:
    officer.takes(what_happened="He said he will kill himself tonight.")
    lead = Browsing.signed_in(office, "safeguarding")
    page = lead.open("/staff/alerts")
    assert "kill himself tonight" in page.text
    assert "1 waiting" in page.text
    alert = next(form for form in page.forms if "/alerts/" in form.action)
    page = lead.send(alert, note="Rang the out-of-hours team.")
    assert "waiting" not in page.text.replace("Waiting for somebody", "")
    assert "Rang the out-of-hours team." in page.text
    assert lead.email in page.text


def test_an_alert_shows_how_to_reach_somebody_now_and_nothing_of_how_it_was_safe_before(
    office: Office, officer: Browsing
) -> None:
    told = {"contact_method": "phone", "contact_detail": "07700 900001", "safe_to_contact": "yes"}
    reference = officer.takes(what_happened="He said he will kill himself tonight.", **told)
    now = {"contact_method": "phone", "contact_detail": "07700 900123", "when": "when dad is out"}
    officer.records(reference, "contact_changed", **now, neutral="1")
    page = Browsing.signed_in(office, "safeguarding").open("/staff/alerts")
    for shown in ("07700 900123", "when dad is out", "Nothing on the outside"):
        assert shown in page.text
    for over in ("07700 900001", "Is that safe"):
        assert over not in page.text


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ({"role": "young_person", "age_band": "child"}, ("Child or young person", "11 or under")),
        ({"role": "young_person", "age_band": "teen"}, ("Child or young person", "12 to 17")),
        ({"role": "parent", "age_band": "adult"}, ("Parent", "18 or over")),
        ({}, ("Not said", "Not said")),
    ],
)
def test_an_alert_shows_who_speaks_how_old_and_what_they_had_been_asked(
    office: Office, known: dict[str, str], shown: tuple[str, str]
) -> None:
    now = office.inst.clock.now()
    with office.inst.store.begin() as tx:
        asked = Alert(
            "a", now, "rutland", "urgent", "It is tonight.", "c", None, None, asked="Why now?", **known
        )
        tx.alerts.add(asked)
    lead = Browsing.signed_in(office, "safeguarding")
    told = lead.open("/staff/alerts").text
    who = said("console.alerts.role")
    place = [told.index(words) for words in ("Why now?", "It is tonight.", who, *shown)]
    assert place == sorted(place)
    (out,) = office.colleague("safeguarding").get("/alerts").json()
    assert (out["asked"], out["role"], out["age_band"]) == (
        "Why now?",
        known.get("role"),
        known.get("age_band"),
    )


def drafted(officer: Browsing, reference: str, **filled: str) -> Seen:
    """An answer written by an officer."""
    form = officer.open(f"/staff/cases/{reference}").form("/reply")
    return officer.send(form, **filled)


def test_an_answer_is_written_by_one_and_sent_by_another(office: Office, officer: Browsing) -> None:
    reference = officer.takes()
    page = drafted(officer, reference, words="We are sorry.", outcome__1="upheld", words__1="Jo will ring.")
    assert page.status == 200
    with pytest.raises(AssertionError, match="no form"):
        page.form("/send-reply")
    manager = Browsing.signed_in(office, "manager")
    read = manager.open(f"/staff/cases/{reference}")
    assert "We are sorry. This is upheld" in read.text
    assert "stage 2" in read.text
    sent = manager.send(read.form("/send-reply"))
    assert sent.status == 200
    assert "Answered" in sent.text
    assert (
        office.colleague()
        .get(f"/cases/{reference}")
        .json()["messages"][-1]["text"]
        .startswith("We are sorry.")
    )


@pytest.mark.parametrize(
    ("filled", "why"),
    [
        ({"words": "We are sorry."}, "Each point needs an outcome"),
        ({"outcome__1": "upheld"}, "The person needs words too"),
    ],
)
def test_an_answer_that_is_not_whole_does_not_go(
    office: Office, officer: Browsing, filled: dict[str, str], why: str
) -> None:
    reference = officer.takes()
    drafted(officer, reference, **filled)
    manager = Browsing.signed_in(office, "manager")
    page = manager.send(manager.open(f"/staff/cases/{reference}").form("/send-reply"))
    assert page.status == 409
    assert why in page.text
    assert "stage1_responded" not in [
        one["kind"] for one in office.colleague().get(f"/cases/{reference}").json()["events"]
    ]


def test_nobody_sends_what_they_wrote_or_what_was_changed_since(office: Office, officer: Browsing) -> None:
    reference = officer.takes()
    manager = Browsing.signed_in(office, "manager")
    drafted(officer, reference, words="We are sorry.", outcome__1="upheld")
    old = manager.open(f"/staff/cases/{reference}").form("/send-reply")
    page = drafted(manager, reference, words="We are very sorry.", outcome__1="upheld")
    assert "Somebody else checks and sends it." in page.text
    assert manager.send(old).status == 409
    forged = {**old.fields, "position": str(int(old.fields["position"]) + 1)}
    for position in (forged["position"], "9" * 5000, "٣", "", "-1"):
        assert manager.post(old.action, {**old.fields, "position": position}).status == 409
    assert (
        officer.post(
            old.action, forged | {"csrf": officer.open("/staff").form("/sign-out").fields["csrf"]}
        ).status
        == 403
    )


@pytest.mark.parametrize("role", ROLES)
def test_a_colleague_a_complaint_names_sees_no_trace_of_it(
    office: Office, officer: Browsing, role: str
) -> None:
    reference = officer.takes(what_happened="He said he will kill himself tonight.", wants_advocate="yes")
    named, same_role = (Browsing.signed_in(office, role) for _ in range(2))
    page = officer.send(officer.open(f"/staff/cases/{reference}").form("/kept-from"), email=named.email)
    assert named.email in page.text
    for path in ("/staff", f"/staff?q={reference[:4]}", "/staff/alerts", f"/staff/cases/{reference}"):
        assert f">{reference}<" not in named.open(path).answer.text
        assert "kill himself" not in named.open(path).text
    # No door of a case opens for an administrator, whichever it is.
    shut, seen = (403, 403) if role == "administrator" else (404, 200)
    assert named.open(f"/staff/cases/{reference}").status == shut
    assert named.post(f"/staff/cases/{reference}/notes", {}).status in (403, 404)
    assert same_role.open(f"/staff/cases/{reference}").status == seen
    officer.send(officer.open(f"/staff/cases/{reference}").form("/let-see"))
    assert named.open(f"/staff/cases/{reference}").status == seen


@pytest.mark.parametrize("address", ["nobody@council.example", "own"])
def test_a_case_is_kept_from_nobody_who_is_not_a_colleague(officer: Browsing, address: str) -> None:
    reference = officer.takes()
    email = officer.email if address == "own" else address
    page = officer.send(officer.open(f"/staff/cases/{reference}").form("/kept-from"), email=email)
    assert page.status == 422
    assert page.form("/kept-from").fields["email"] == email


def code_for(secret: str, office: Office) -> str:
    """What an authenticator shows at this moment."""
    return pyotp.TOTP(secret).at(office.inst.clock.now())


def with_second_factor(office: Office, somebody: Browsing) -> str:
    """Set up an authenticator by the page; gives its secret."""
    form = somebody.open("/staff/account").form("/second-factor")
    secret = form.fields["secret"]
    page = somebody.send(form, code=code_for(secret, office))
    assert page.status == 200
    assert "You are asked for a code" in page.text
    return secret


def test_a_second_factor_is_asked_for_once_it_is_set_up(office: Office, officer: Browsing) -> None:
    secret = with_second_factor(office, officer)
    office.clock.move(minutes=1)
    form = officer.open("/staff/sign-in").form("/sign-in")
    without = officer.send(form, email=officer.email, password="a long enough password")
    assert without.status == 401
    assert "needs its code" in without.text
    wrong = officer.send(form, email=officer.email, password="a long enough password", code="000000")
    assert wrong.status == 401
    right = officer.send(
        form, email=officer.email, password="a long enough password", code=code_for(secret, office)
    )
    assert right.status == 200


@pytest.mark.attack("replay")
def test_the_api_says_that_a_code_is_missing_and_a_code_is_good_once(
    office: Office, officer: Browsing
) -> None:
    secret = with_second_factor(office, officer)
    office.clock.move(minutes=1)
    body = {"email": officer.email, "password": "a long enough password"}
    missing = office.http.post("/api/staff/login", json=body)
    assert missing.status_code == 401
    assert missing.json()["type"].endswith("second-factor")
    body["code"] = code_for(secret, office)
    assert [office.http.post("/api/staff/login", json=body).status_code for _ in range(2)] == [200, 401]


def test_a_second_factor_is_dropped_by_a_right_code_alone(office: Office, officer: Browsing) -> None:
    secret = with_second_factor(office, officer)
    form = officer.open("/staff/account").form("/no-second-factor")
    assert officer.send(form, code="000000").status == 422
    office.clock.move(minutes=1)
    page = officer.send(
        officer.open("/staff/account").form("/no-second-factor"), code=code_for(secret, office)
    )
    assert "Take a picture" in page.text


def test_signing_out_elsewhere_ends_every_other_sign_in(office: Office, officer: Browsing) -> None:
    elsewhere = Browsing.anonymous(office)
    elsewhere.email = officer.email
    assert elsewhere.sign_in().status == 200
    officer.send(officer.open("/staff/account").form("/elsewhere"))
    assert elsewhere.open("/staff").status == 401
    assert officer.open("/staff").status == 200


def every_page(office: Office, officer: Browsing) -> dict[str, Seen]:
    """Each page in its main states; `test_no_page_is_left_out` sees that it is each."""
    reference = officer.takes(what_happened='<script>alert("x")</script> & "quotes"')
    other = officer.takes(wants_advocate="yes", language="ar", contact_method="phone")
    officer.records(reference, "stage1_responded", outcome__1="upheld", action__1="Say sorry")
    drafted(officer, other, words="We are sorry.", outcome__1="upheld", words__1="Jo will ring.")
    a_letter_to_print(office)
    lead, manager = (Browsing.signed_in(office, role) for role in ("safeguarding", "manager"))
    keeper = Browsing.signed_in(office, "administrator")
    records = Browsing.signed_in(office, "manager", "administrator")
    urgent = "He said he will kill himself tonight."
    officer.takes(what_happened=urgent)
    provider = Browsing.signed_in(office, "advocacy_provider")
    place = alert_of(office)
    late = lead.open("/staff/alerts").form(place)
    office.colleague("safeguarding").post(f"{place.removeprefix('/staff')}/acknowledge")
    officer.takes(what_happened=urgent)
    told = manager.open("/staff/report").form("/report/rutland")
    key = officer.open(f"/staff/cases/{reference}").form("/key")
    settings = keeper.open("/staff/councils/rutland").form("/rutland")
    stale = {**settings.fields, "changed_at": "long ago"}
    wrong = {"duty.0.name": "Sam", "duty.0.hours.0.start": "09:00", "team": "nowhere", "quiet_from": "8"}
    desk, typed = Desk(office.inst), {"text": "Half an hour of typing."}
    ways = {"again": "/staff/new", "by_council": True, "out": False}
    return {
        "sign in": Browsing.anonymous(office).open("/staff/sign-in"),
        "sign in, by the council's own": shown(
            desk, "sign_in", **{**ways, "out": True, "kept": {}, "wrong": "by_council_away"}
        ),
        "sign in, with what was typed": shown(desk, "sign_in", **ways, kept=typed, wrong="ended"),
        "signed in by the council's own": shown(desk, "signed_in"),
        "queue": officer.open("/staff"),
        "queue, nothing fits": officer.open("/staff?status=closed&q=ZZ"),
        "queue, nonsense": officer.open("/staff?stage=x&page=-1&due_before=tomorrow&status=zzz"),
        "case": officer.open(f"/staff/cases/{reference}"),
        "case, an answer to send": manager.open(f"/staff/cases/{other}"),
        "case, refused": officer.records(reference, "put_on_hold"),
        "case, sent from nowhere": officer.post(f"/staff/cases/{reference}/notes", typed),
        "new key": officer.send(key, viewer="child"),
        "account": officer.open("/staff/account"),
        "new": officer.open("/staff/new"),
        "new, refused": officer.post("/staff/new", {**officer.open("/staff/new").form("/new").fields}),
        "advocates": provider.open("/staff/advocates"),
        "advocates, found": officer.open("/staff/advocates?show=found"),
        "letters": officer.open("/staff/letters"),
        "no such letter": officer.open("/staff/letters/print-none"),
        "alerts": lead.open("/staff/alerts"),
        "alerts, taken meanwhile": lead.send(late, note="I am at the home."),
        "report": manager.open("/staff/report"),
        "report, refused": manager.send(told, you_said="Nobody rings back."),
        "no report": manager.open("/staff/report?year=1999"),
        "councils": keeper.open("/staff/councils"),
        "settings": keeper.open("/staff/councils/rutland"),
        "settings, refused": keeper.post(settings.action, {**settings.fields, **wrong}),
        "settings, changed since": keeper.post(settings.action, stale),
        "settings, to look at": manager.open("/staff/councils/rutland"),
        "records": records.open("/staff/records"),
        "a copy, of nothing": records.open("/staff/records/copy"),
        "a copy on paper": copy_of(office, reference),
        "no such case": officer.open("/staff/cases/2222-2222"),
        "nothing for an administrator": keeper.open("/staff"),
    }


def alert_of(office: Office) -> str:
    """The address of the one alert there is."""
    (alert,) = office.colleague("safeguarding").get("/alerts").json()
    return f"/staff/alerts/{alert['id']}"


def copy_of(office: Office, reference: str) -> Seen:
    """What a person is given of what is kept, as a page."""
    manager = office.colleague("manager", "administrator")
    answer = manager.get("/copies", reference=reference, format="html")
    assert answer.status_code == 200, answer.text
    return Seen(answer)


def shown(desk: Desk, page: str, **facts: object) -> Seen:
    """A page that only a council's own sign-in leads to."""
    answer = desk.page(page, None, "", **facts)
    return Seen(httpx.Response(200, content=bytes(answer.body), headers=dict(answer.headers)))


def test_no_page_is_left_out(office: Office, officer: Browsing, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: set[str] = set()
    page = Desk.page

    def watched(self: Desk, name: str, *rest: Any, **facts: Any) -> Response:
        drawn.add(f"{name}.html")
        return page(self, name, *rest, **facts)

    monkeypatch.setattr(Desk, "page", watched)
    seen = every_page(office, officer)
    assert drawn == {file.name for file in PAGES.glob("*.html")} - {"base.html", "field.html", "ours.html"}
    opened = {one.answer.request.url.path for one in seen.values() if one.was_asked_for}
    unseen = [route for route in pages_of(office) if not any(route.fullmatch(path) for path in opened)]
    assert unseen == []


def pages_of(office: Office) -> list[re.Pattern[str]]:
    """The address of every page there is, found in the application itself."""
    paths = {path for path, methods in addresses(office.http.app) if "GET" in methods}
    plain = {path for path in paths if path.startswith("/staff") and not path.endswith((".csv", ".css"))}
    return [re.compile(re.sub(r"\{\w+\}", "[^/]+", path)) for path in sorted(plain)]


def addresses(app: Any) -> Iterator[tuple[str, set[str]]]:
    """Each address of an application and what may be asked of it, those of routers within routers too."""
    for route in iter_route_contexts(app.routes):
        yield route.path, route.methods or set()


@pytest.mark.attack("clickjacking")
def test_every_page_is_whole_safe_and_kept_by_nobody(office: Office, officer: Browsing) -> None:
    for name, page in every_page(office, officer).items():
        assert page.status < 500, name
        assert page.mistakes == [], name
        assert "<script" not in page.answer.text, name
        assert page.answer.headers["cache-control"] == "no-store", name
        assert "default-src 'none'" in page.answer.headers["content-security-policy"], name


def test_each_form_asks_for_all_its_kind_needs() -> None:
    for kinds in GROUPS.values():
        for kind in kinds:
            assert form_of(kind).fields[-1].name == "note"


def test_a_browser_is_let_to_say_where_a_form_began(office: Office) -> None:
    """Under `no-referrer` browsers send forms with `Origin: null`: nobody could sign in."""
    assert office.http.get("/staff/sign-in").headers["referrer-policy"] == "same-origin"


def test_a_request_for_an_advocate_is_accepted_replaced_and_declined_from_the_list(
    office: Office, officer: Browsing
) -> None:
    reference = officer.takes(wants_advocate="yes", language="uk", what_happened="marked words")
    officer.takes(wants_advocate="no")
    provider = Browsing.signed_in(office, "advocacy_provider")
    page = provider.open("/staff/advocates")
    assert page.text.count("Accept, and name the advocate") == 1
    assert "українська" in page.text
    page = provider.send(page.form("/events", kind="advocate_appointed"), who="Sam Reid", external="1")
    assert "It is recorded." in page.text
    assert reference not in page.text
    found = provider.open("/staff/advocates?show=found")
    page = provider.send(found.form("/events", kind="advocate_changed"), who="Kit Moor")
    assert page.status == 200
    page = provider.send(
        provider.open("/staff/advocates?show=found").form("/events", kind="advocate_declined"),
        note="They do not want one now.",
    )
    assert page.status == 200
    assert reference not in provider.open("/staff/advocates?show=found").text
    kinds = [one["kind"] for one in office.colleague().get(f"/cases/{reference}").json()["events"]]
    assert kinds[1:] == ["advocate_requested", "advocate_appointed", "advocate_changed", "advocate_declined"]
    assert "marked words" not in found.text


# ---------------------------------------------------------------- what must not be overlooked


@pytest.mark.parametrize(("happens_on", "told"), [("2026-04-03", "Friday 3 April 2026"), (None, None)])
def test_a_wish_that_a_decision_waits_stands_in_the_list_and_at_the_top_of_the_case(
    office: Office, officer: Browsing, happens_on: str | None, told: str | None
) -> None:
    receipt = office.colleague("officer").takes()["receipt"]
    reference = receipt["reference"]
    pair = {name: receipt[name] for name in ("reference", "key")}
    token = office.http.post("/api/cases/track", json=pair).json()["access_token"]
    body = {"decision": "They move me.", **({"happens_on": happens_on} if happens_on else {})}
    headers = {"Authorization": f"Bearer {token}"}
    assert office.http.post("/api/cases/pause-decision", json=body, headers=headers).status_code == 200
    wish = said("console.kind.decision_pause_requested")
    queue, page = officer.open("/staff"), officer.open(f"/staff/cases/{reference}")
    assert wish in queue.text
    assert (page.mistakes, queue.mistakes) == ([], [])
    top = page.text[: page.text.index(said("console.case.story"))]
    assert wish in top
    assert "They move me." in top
    for shown in (queue.text, top):
        assert (told is not None and f"It is to happen on {told}." in shown) is (told is not None)
        assert ("It is to happen" in shown) is (told is not None)
    answered = officer.records(reference, "decision_paused")
    assert "They move me." not in answered.text[: answered.text.index(said("console.case.story"))]
    assert wish not in officer.open("/staff").text


def test_how_each_point_stands_is_shown_and_which_points_a_hold_is_about(
    office: Office, officer: Browsing
) -> None:
    case = office.colleague("officer").takes(points=[{"words": "Nobody rang."}, {"words": "Nobody came."}])[
        "case"
    ]
    path, second = f"/staff/cases/{case['reference']}", case["complaint"]["points"][1]["id"]
    page = officer.records(case["reference"], "put_on_hold", reason="other", **{f"points__{second}": "1"})
    on_hold = said("console.status.on_hold")
    assert f"Nobody came. {on_hold}" in page.text
    assert f"Nobody rang. {on_hold}" not in page.text
    assert page.mistakes == []
    reply = page.text[page.text.index(said("console.reply.write")) :]
    assert reply.index("Point 1") < reply.index(f"Point 2 {on_hold}")
    held = f"{said('console.kind.put_on_hold')} Point 2"
    assert held in history_of(page)
    page = officer.records(case["reference"], "resumed")
    assert f"{said('console.kind.resumed')} Point 2" in history_of(page)
    assert f"Nobody came. {on_hold}" not in officer.open(path).text


def history_of(page: Seen) -> str:
    return page.text[page.text.rindex(said("console.case.history")) :]


def test_an_answer_goes_without_the_points_on_hold_and_not_without_the_others(
    office: Office, officer: Browsing
) -> None:
    case = office.colleague("officer").takes(points=[{"words": "Nobody rang."}, {"words": "Nobody came."}])[
        "case"
    ]
    path, [first, second] = (
        f"/staff/cases/{case['reference']}",
        [p["id"] for p in case["complaint"]["points"]],
    )
    officer.records(case["reference"], "put_on_hold", reason="other", **{f"points__{first}": "1"})
    manager = Browsing.signed_in(office, "manager")
    officer.send(officer.open(path).form("/reply"), words="We looked.", **{f"outcome__{first}": "upheld"})
    assert said("console.reply.outcome_missing") in manager.send(manager.open(path).form("/send-reply")).text
    page = officer.send(
        officer.open(path).form("/reply"),
        words="We looked.",
        **{f"outcome__{first}": "", f"outcome__{second}": "upheld"},
    )
    assert "Point 2: " in page.text
    page = manager.send(manager.open(path).form("/send-reply"))
    points = office.colleague("officer").get(f"/cases/{case['reference']}").json()["complaint"]["points"]
    assert [(point["status"], point["outcome"]) for point in points] == [
        ("on_hold", None),
        ("answered", "upheld"),
    ]
    assert f"Point 2: {said('console.outcome.upheld')}" in history_of(page)


def test_the_history_names_what_each_word_of_an_event_is_and_the_queue_counts_the_days_it_is_late(
    office: Office, officer: Browsing
) -> None:
    reference = officer.takes()
    manager = Browsing.signed_in(office, "manager")
    manager.records(
        reference, "redated", clock="stage1_response", until="2026-04-20", reason="The chair is ill."
    )
    officer.records(reference, "stage1_responded", outcome__1="upheld", action__1="Jo rings on Monday.")
    told = history_of(officer.open(f"/staff/cases/{reference}"))
    assert "Reason: The chair is ill." in told
    assert "Upheld What will be done, who does it, by when: Jo rings on Monday." in told
    late = officer.takes()
    office.go_to("2026-04-20")
    lines = Browsing.signed_in(office, "officer").open("/staff").text
    assert late in lines
    assert "11 working days late" in lines, "to say that it came, by 1 April"


def test_the_page_of_alerts_shows_the_urgent_first_links_what_can_be_opened_and_names_a_chat(
    office: Office,
) -> None:
    now = office.inst.clock.now()
    draft = DraftRow("draft", "complaint", {"answers": {}}, "rutland", now, reference="2222-AAAA")

    def alert(id: str, minutes: int, tier: str, chat: str, draft_id: str | None = None) -> Alert:
        at = now + timedelta(minutes=minutes)
        return Alert(id, at, "rutland", tier, f"Words {id}.", chat, draft_id, None)

    with office.inst.store.begin() as tx:
        tx.drafts.add(draft)
        tx.alerts.add(alert("a", 1, "concern", "one"))
        tx.alerts.add(alert("b", 2, "concern", "two", "draft"))
        tx.alerts.add(alert("c", 3, "urgent", "one"))
        tx.alerts.add(alert("d", 4, "urgent", "three"))
    reference = office.colleague("officer").takes(what_happened="He hits me.")["receipt"]["reference"]
    page = Browsing.signed_in(office, "safeguarding").open("/staff/alerts")
    places = [page.text.index(f"Words {id}.") for id in "cdab"]
    assert places == sorted(places)
    assert "/staff/cases/2222-AAAA" not in page.answer.text
    assert f"2222-AAAA: {said('console.alerts.not_sent')}" in page.text
    assert f'href="/staff/cases/{reference}"' in page.answer.text
    assert page.text.count("from chat 1") == 2
    assert "from chat 2" not in page.text


def said(key: str, **facts: object) -> str:
    return wording().render(key, facts, "en", "adult").text
