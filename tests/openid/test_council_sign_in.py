"""Signing in by the council's own sign-in: who is let in, and everything that must not be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from starlette.testclient import TestClient

from backend.app import create_apps
from backend.settings import Settings, SettingsMistake, read_settings
from tests.chat.talking import StandInRasa
from tests.installed import SECRET as INSTALLATION_SECRET
from tests.openid.provider import CLIENT, SECRET, Council, council_sign_in, new_key
from tests.staff.office import Office
from tests.staff_pages.browsing import Browsing, Seen

HERE = "http://127.0.0.1:8080"
JO = "jo@council.example"


@pytest.fixture
def council(quick_office: Office) -> Iterator[Council]:
    with council_sign_in(quick_office.clock.now, f"{HERE}/staff/openid/back") as running:
        running.somebody = {"email": JO, "email_verified": True}
        yield running


@pytest.fixture
def browsing(quick_office: Office, council: Council, tmp_path: Path) -> Browsing:
    """A browser at an installation that has a council's own sign-in, in which Jo is an officer."""
    settings = Settings(
        home=tmp_path,
        secret_key=INSTALLATION_SECRET,
        oidc_issuer=council.issuer,
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
    )
    public = create_apps(settings, quick_office.inst, StandInRasa(quick_office.inst)).public
    quick_office.colleague(email=JO)
    return Browsing(quick_office, TestClient(public, HERE, client=("192.0.2.7", 4711)))


def goes_there(browsing: Browsing, **changed: str) -> str:
    """To the provider, the address changed on the way; gives the address it sends the browser back to."""
    sent = browsing.http.get("/staff/openid", follow_redirects=False)
    assert sent.status_code == 303, sent.text
    parts = urlsplit(sent.headers["location"])
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()} | changed
    there = httpx.get(parts._replace(query=urlencode(asked)).geturl())
    assert there.status_code == 302, there.text
    return str(there.headers["location"])


def comes_back(browsing: Browsing, **changed: str) -> Seen:
    return browsing.open(goes_there(browsing, **changed).removeprefix(HERE))


def is_out(browsing: Browsing) -> bool:
    return browsing.open("/staff").status == 401


def test_whoever_is_known_there_and_has_an_account_here_is_signed_in(browsing: Browsing) -> None:
    page = comes_back(browsing)
    assert page.status == 200
    assert "You are signed in" in page.text
    assert JO in browsing.open("/staff").text


def test_nothing_is_asked_of_the_browser_but_a_code_with_proof(browsing: Browsing) -> None:
    sent = browsing.http.get("/staff/openid", follow_redirects=False)
    asked = parse_qs(urlsplit(sent.headers["location"]).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid email"]
    assert len({*asked["state"], *asked["nonce"], *asked["code_challenge"]}) == 3
    kept = sent.headers["set-cookie"].lower()
    assert all(part in kept for part in ("httponly", "samesite=lax", "path=/staff/openid", "max-age=600"))


@pytest.mark.attack("cookies")
def test_the_cookie_of_a_sign_in_is_as_strict_as_with_a_password(browsing: Browsing) -> None:
    answer = browsing.http.get(goes_there(browsing).removeprefix(HERE))
    kept = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("heard_staff="))
    assert "HttpOnly" in kept
    assert "samesite=strict" in kept.lower()
    # A redirect would come from elsewhere, and the strict cookie would stay behind.
    assert 'http-equiv="refresh" content="0; url=/staff"' in answer.text


@pytest.mark.attack("OpenID Connect")
def test_who_has_no_account_here_gets_none(browsing: Browsing, council: Council) -> None:
    council.somebody = {"email": "stranger@council.example", "email_verified": True, "roles": ["manager"]}
    page = comes_back(browsing)
    assert page.status == 403
    assert "no account here has your address" in page.text
    assert is_out(browsing)


@pytest.mark.attack("OpenID Connect")
def test_the_account_alone_says_what_somebody_may(browsing: Browsing, council: Council) -> None:
    council.somebody |= {"roles": ["administrator", "manager"], "councils": ["surrey"]}
    comes_back(browsing)
    assert browsing.open("/staff/report").status == 403
    assert browsing.open("/staff/new").status == 200


@pytest.mark.attack("OpenID Connect")
@pytest.mark.parametrize("somebody", [{"email": JO, "email_verified": False}, {"sub": "1"}, {"email": [JO]}])
def test_an_address_that_is_not_vouched_for_is_nobodys(
    browsing: Browsing, council: Council, somebody: dict[str, Any]
) -> None:
    council.somebody = somebody
    page = comes_back(browsing)
    assert page.status == 403
    assert "did not vouch for your e-mail address" in page.text
    assert is_out(browsing)


def test_who_stops_there_is_told_that_they_are_not_signed_in(browsing: Browsing, council: Council) -> None:
    council.somebody = {}
    page = comes_back(browsing)
    assert page.status == 401
    assert "You stopped at" in page.text


@pytest.mark.attack("OpenID Connect")
@pytest.mark.parametrize(
    "says",
    [
        {"iss": "https://another.example"},
        {"aud": "another"},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"nonce": "of another visit"},
        {"exp": 1},
        {"iat": 4_000_000_000},
        {"at_hash": "of another token"},
    ],
    ids=lambda says: next(iter(says)),
)
def test_a_token_that_does_not_fit_signs_nobody_in(
    browsing: Browsing, council: Council, says: dict[str, Any]
) -> None:
    council.says = says
    refused(browsing, comes_back(browsing))


@pytest.mark.attack("replay")
def test_a_token_made_long_ago_signs_nobody_in(browsing: Browsing, council: Council) -> None:
    at = browsing.office.clock.now()
    council.clock = lambda: at
    browsing.office.clock.move(minutes=10)
    refused(browsing, comes_back(browsing))


@pytest.mark.attack("OpenID Connect")
def test_a_token_that_somebody_else_signed_signs_nobody_in(browsing: Browsing, council: Council) -> None:
    council.shown_key = new_key("does not sign")
    refused(browsing, comes_back(browsing))


@pytest.mark.attack("OpenID Connect")
def test_a_nonce_of_another_visit_signs_nobody_in(browsing: Browsing) -> None:
    refused(browsing, comes_back(browsing, nonce="of-another-visit"))


@pytest.mark.attack("OpenID Connect")
def test_a_state_of_another_visit_signs_nobody_in(browsing: Browsing) -> None:
    refused(browsing, comes_back(browsing, state="of-another-visit"))


@pytest.mark.attack("OpenID Connect")
def test_a_code_that_was_caught_is_worth_nothing_in_another_browser(browsing: Browsing) -> None:
    caught = goes_there(browsing).removeprefix(HERE)
    other = Browsing(browsing.office, TestClient(browsing.http.app, HERE, client=("192.0.2.8", 4711)))
    refused(other, other.open(caught))
    other.http.get("/staff/openid", follow_redirects=False)
    refused(other, other.open(caught))


@pytest.mark.attack("OpenID Connect")
def test_coming_back_without_having_gone_signs_nobody_in(browsing: Browsing) -> None:
    """Neither with the state that an empty secret would give."""
    from backend.staff.openid import Visit

    for state in ("", Visit("").state, "żółw"):
        query = urlencode({"state": state, "code": "of-somebody-else"})
        refused(browsing, browsing.open(f"/staff/openid/back?{query}"))


@pytest.mark.attack("replay")
def test_the_same_way_back_twice_signs_in_once(browsing: Browsing) -> None:
    back = goes_there(browsing).removeprefix(HERE)
    assert browsing.open(back).status == 200
    browsing.http.cookies.delete("heard_staff")
    refused(browsing, browsing.open(back))


@pytest.mark.attack("OpenID Connect")
def test_an_issuer_that_says_another_name_is_not_trusted(browsing: Browsing, council: Council) -> None:
    council.names = {"issuer": "https://another.example"}
    page = browsing.open("/staff/openid")
    refused(browsing, page)
    council.names = {}
    back = goes_there(browsing).removeprefix(HERE)
    refused(browsing, browsing.open(f"{back}&iss=https%3A%2F%2Fanother.example"))


@pytest.mark.attack("SSRF")
@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
def test_an_address_that_could_be_overheard_is_not_gone_to(
    browsing: Browsing, council: Council, name: str
) -> None:
    council.names = {name: "http://council.example/somewhere"}
    page = browsing.open("/staff/openid") if name == "authorization_endpoint" else comes_back(browsing)
    refused(browsing, page)


def test_a_provider_that_is_away_is_said_to_be(browsing: Browsing, council: Council) -> None:
    for name in ("token_endpoint", "jwks_uri"):
        council.names = {name: "http://127.0.0.1:9/nobody"}
        page = comes_back(browsing)
        assert page.status == 503
        assert "does not answer now" in page.text
        assert "password" in page.text
    assert is_out(browsing)


def test_signing_out_ends_it_here_and_offers_to_end_it_there(browsing: Browsing, council: Council) -> None:
    comes_back(browsing)
    token = browsing.http.cookies["heard_staff"]
    page = browsing.send(browsing.open("/staff").form("/sign-out"))
    assert "You have signed out here." in page.text
    browsing.http.cookies.set("heard_staff", token, path="/staff")
    assert is_out(browsing), "the old cookie is worth nothing"
    there = browsing.http.get("/staff/openid/out", follow_redirects=False).headers["location"]
    assert there.startswith(f"{council.issuer}/out?client_id={CLIENT}&post_logout_redirect_uri=")


def test_what_was_typed_outlasts_a_sign_in_in_another_window(browsing: Browsing) -> None:
    comes_back(browsing)
    form = browsing.open("/staff/new").form("/new")
    browsing.office.clock.move(hours=1)
    ended = browsing.send(form, by="phone", role="parent", what_happened="A long story.")
    assert ended.status == 401
    not_yet = browsing.send(ended.form("/sign-in", already="1"))
    assert "You are not signed in yet." in not_yet.text
    comes_back(browsing)
    kept = browsing.send(not_yet.form("/sign-in", already="1"))
    assert "A long story." in kept.text
    assert browsing.send(kept.form("/new")).status == 200


def test_without_one_there_is_no_such_page(quick_office: Office) -> None:
    nobody = Browsing.anonymous(quick_office)
    assert nobody.open("/staff/openid").status == 404
    assert "council's own account" not in nobody.open("/staff/sign-in").text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"HEARD_OIDC_ISSUER": "https://council.example"}, "go together"),
        (
            {
                "HEARD_OIDC_ISSUER": "http://council.example",
                "HEARD_OIDC_CLIENT_ID": "heard",
                "HEARD_OIDC_CLIENT_SECRET": "a secret of ours",
            },
            "must begin with https://",
        ),
    ],
)
def test_half_a_setting_is_refused_and_no_secret_repeated(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], said: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsMistake, match=said) as mistake:
        read_settings()
    assert "a secret of ours" not in str(mistake.value)


def refused(browsing: Browsing, page: Seen) -> None:
    """It says that something did not fit, and nobody is signed in."""
    assert page.status == 403, page.text
    assert "did not fit" in page.text
    assert is_out(browsing)
