"""The real sign-in in the real Chromium, scripts off and on: what only a browser does with cookies."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from backend.app import create_apps
from backend.settings import Settings
from tests.chat.talking import StandInRasa
from tests.installed import SECRET as INSTALLATION_SECRET
from tests.openid.provider import CLIENT, SECRET, council_sign_in
from tests.staff.office import PASSWORD, Office

JO = "jo@council.example"


@contextmanager
def serving(app: Any, listening: socket.socket) -> Iterator[None]:
    """The application on a socket, for as long as the block lasts."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def address(quick_office: Office, tmp_path: Path) -> Iterator[str]:
    """Where a console is served that knows Jo, by a password and by the council's own sign-in."""
    quick_office.colleague("officer", "manager", email=JO)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        here = f"http://127.0.0.1:{port}"
        with council_sign_in(quick_office.clock.now, f"{here}/staff/openid/back") as council:
            # Another host than ours, as it is in life: the strict cookie is for our own pages alone.
            council.somebody = {"email": JO, "email_verified": True}
            settings = Settings(
                home=tmp_path,
                port=port,
                secret_key=INSTALLATION_SECRET,
                oidc_issuer=council.issuer,
                oidc_client_id=CLIENT,
                oidc_client_secret=SECRET,
            )
            app = create_apps(settings, quick_office.inst, StandInRasa(quick_office.inst)).public
            with serving(app, listening):
                yield here


def takes_and_records(page: Page) -> None:
    """A complaint told by phone, and its first event, by keyboard-sized steps."""
    page.get_by_role("link", name="Take a complaint").click()
    page.get_by_label("How it came").select_option("phone")
    page.get_by_label("Who complains").select_option("parent")
    page.get_by_role("textbox", name="What happened").fill("Nobody rang back.")
    page.get_by_role("button", name="Take the complaint").click()
    page.get_by_role("link", name="To the case").click()
    page.locator("#form-acknowledged summary").click()
    page.locator("#form-acknowledged").get_by_role("button", name="Record it").click()
    page.locator(".history").get_by_text("Acknowledged").wait_for()


@pytest.mark.parametrize("scripts", [False, True], ids=["scripts off", "scripts on"])
def test_in_with_a_password_a_complaint_taken_and_out_again(
    browser: Browser, address: str, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{address}/staff")
    page.get_by_label("E-mail address").fill(JO)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    takes_and_records(page)
    page.get_by_role("button", name="Sign out").click()
    assert "You have signed out here." in page.inner_text("main")
    page.goto(f"{address}/staff")
    assert page.get_by_label("Password").is_visible()
    context.close()


@pytest.mark.parametrize("scripts", [False, True], ids=["scripts off", "scripts on"])
def test_in_by_the_councils_own_sign_in(browser: Browser, address: str, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    # From another site, so that nothing of ours is sent along but what may be.
    page.goto(f"{address.replace('127.0.0.1', 'localhost')}/staff/sign-in")
    page.goto(f"{address}/staff/sign-in")
    page.get_by_role("link", name="Sign in with your council's own account").click()
    page.wait_for_url(f"{address}/staff")
    page.get_by_role("heading", name="Complaints, the earliest date first").wait_for()
    takes_and_records(page)
    context.close()
