"""Typed words are never lost, and each is handled once, whatever the network and the service do.

Time runs twenty times faster in these pages, so that nobody waits for the pauses between tries.
"""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, Route, expect

from tests.browser.fake_gateway import DONE, FakeGateway, problem
from tests.browser.visiting import Site, open_chat

FASTER = "{ const wait = setTimeout; window.setTimeout = (act, ms, ...rest) => wait(act, ms / 20, ...rest); }"


@pytest.fixture
def chat(context: BrowserContext, page: Page, site: Site, gateway: FakeGateway) -> Frame:
    """The chat, in hurried time."""
    context.add_init_script(FASTER)
    return open_chat(page, site)


def say(chat: Frame, words: str) -> None:
    """Type and send."""
    chat.locator("#box").fill(words)
    chat.locator("#box").press("Enter")


def words_of_the_service(text: str) -> dict[str, object]:
    """A message as the gateway puts it into a problem."""
    return {"id": "p1", "from": "assistant", "lang": "en", "dir": "ltr", "text": text, "choices": []}


def test_thirty_messages_over_a_network_that_drops_a_third_arrive_once_and_in_order(
    page: Page, chat: Frame, gateway: FakeGateway
) -> None:
    count = 0

    def drop_some(route: Route) -> None:
        nonlocal count
        count += 1
        if count % 3 == 1:
            if count % 2:
                route.fetch()  # it arrived; only the answer is lost
            route.abort()
        else:
            route.continue_()

    page.route("**/api/chat/messages", drop_some)
    for number in range(30):
        say(chat, f"echo: number {number}")
        expect(chat.locator("li.helper", has_text=f"number {number}")).to_have_count(1)
        expect(chat.locator("#box")).to_have_value("")
    texts = chat.locator("li .text").all_inner_texts()[2:]
    assert texts == [text for n in range(30) for text in (f"echo: number {n}", f"number {n}")]
    assert gateway.said == [f"echo: number {n}" for n in range(30)]
    assert len(set(gateway.received)) == 30
    assert len(gateway.received) > 30


def test_when_every_try_fails_the_words_stay_and_people_to_call_are_shown(
    page: Page, chat: Frame, gateway: FakeGateway
) -> None:
    page.route("**/api/chat/messages", lambda route: route.abort())
    chat.evaluate("""() => {
      window.spoken = [];
      const status = document.querySelector('[role=status]');
      new MutationObserver(() => spoken.push(status.textContent)).observe(status, {childList: true});
    }""")
    say(chat, "echo: do not lose this")
    status = chat.get_by_role("status")
    expect(status).to_have_text(
        "We could not send this yet. Your words are still in the box. Nothing is lost."
    )
    expect(chat.locator("#box")).to_have_value("echo: do not lose this")
    expect(chat.locator(".notice a[href='tel:08001111']")).to_be_visible()
    # On a slow machine the first try lasts long enough to say that a reply is being written.
    spoken = set(chat.evaluate("spoken")[:-1]) - {"Writing a reply…"}
    assert spoken == {"We kept your words. Trying to send them again…"}

    page.unroute("**/api/chat/messages")
    chat.get_by_role("button", name="Try again").click()
    expect(chat.locator("li.helper", has_text="do not lose this")).to_be_visible()
    expect(chat.locator("#box")).to_have_value("")
    expect(chat.locator("#box")).to_be_focused()
    expect(chat.locator(".notice")).to_be_hidden()
    assert gateway.said == ["echo: do not lose this"]


def test_words_changed_after_a_lost_answer_are_new_and_both_stand_in_the_log(
    page: Page, chat: Frame, gateway: FakeGateway
) -> None:
    page.route("**/api/chat/messages", lambda route: (route.fetch(), route.abort()))
    say(chat, "echo: first")
    chat.get_by_role("button", name="Try again").wait_for()
    page.unroute("**/api/chat/messages")
    say(chat, "echo: second")
    expect(chat.locator("li.helper", has_text="second")).to_be_visible()
    assert chat.locator("li .text").all_inner_texts()[2:] == [
        "echo: first",
        "first",
        "echo: second",
        "second",
    ]


def test_a_device_back_on_its_network_tries_again_at_once(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    chat = open_chat(page, site)
    page.context.set_offline(True)
    say(chat, "echo: from the bus")
    expect(chat.get_by_role("status")).to_contain_text("We kept your words")
    page.context.set_offline(False)
    expect(chat.locator("li.helper", has_text="from the bus")).to_be_visible()


def test_a_service_that_cannot_answer_is_heard_in_its_own_words_once(
    chat: Frame, gateway: FakeGateway
) -> None:
    sorry = words_of_the_service("I cannot answer just now. Your words are safe.")
    gateway.next_answers = [problem(503, "Not now.", messages=[sorry], retry_after=1) for _ in range(2)]
    say(chat, "echo: banana")
    expect(chat.locator("li.helper .text", has_text="banana")).to_be_visible()
    expect(chat.locator("li", has_text="I cannot answer just now.")).to_have_count(1)
    assert len(set(gateway.received)) == 1
    assert len(gateway.received) == 3


def test_choices_still_stand_after_a_try_that_failed(chat: Frame, page: Page, gateway: FakeGateway) -> None:
    page.route("**/api/chat/messages", lambda route: route.abort())
    chat.get_by_role("button", name="A young person").click()
    chat.get_by_role("button", name="Try again").wait_for()
    page.unroute("**/api/chat/messages")
    chat.get_by_role("button", name="A parent").click()
    expect(chat.get_by_role("log")).to_contain_text("What happened?")
    assert gateway.said == ["A parent"]


def test_an_ended_conversation_offers_a_new_one_and_keeps_what_was_typed(
    chat: Frame, gateway: FakeGateway
) -> None:
    gateway.sessions.clear()
    say(chat, "echo: still here")
    expect(chat.get_by_role("status")).to_contain_text("This chat has ended")
    expect(chat.locator("#box")).to_have_value("echo: still here")
    chat.get_by_role("button", name="Start a new chat").click()
    expect(chat.locator(".message")).to_have_count(2)
    expect(chat.locator("#box")).to_have_value("echo: still here")
    chat.locator("#box").press("Enter")
    expect(chat.locator("li.helper", has_text="still here")).to_be_visible()


def test_a_choice_of_an_older_question_brings_the_question_of_now(chat: Frame, gateway: FakeGateway) -> None:
    (session,) = gateway.sessions.values()
    session.at = 1
    session.offered = {}
    chat.get_by_role("button", name="A parent").click()
    expect(chat.get_by_role("log")).to_contain_text("What happened?")
    expect(chat.get_by_role("button", name="A parent")).to_have_count(0)


def test_too_much_at_once_is_waited_out_and_said(chat: Frame, gateway: FakeGateway) -> None:
    gateway.next_answers = [problem(429, "Slow down.", retry_after=40)]
    say(chat, "echo: banana")
    expect(chat.get_by_role("status")).to_contain_text("will send them in 40 seconds")
    expect(chat.locator("li.helper .text", has_text="banana")).to_be_visible()
    assert len(gateway.received) == 2


def test_a_wait_too_long_to_sit_out_is_told_instead(chat: Frame, gateway: FakeGateway) -> None:
    told = words_of_the_service("Please try the key again in fifteen minutes.")
    gateway.next_answers = [problem(429, "Slow down.", retry_after=900, messages=[told])]
    say(chat, "echo: banana")
    expect(chat.get_by_role("log")).to_contain_text("in fifteen minutes")
    expect(chat.locator("#box")).to_have_value("echo: banana")
    assert len(gateway.received) == 1


def test_a_refusal_says_so_and_keeps_the_words(chat: Frame, gateway: FakeGateway) -> None:
    gateway.next_answers = [problem(422, "No.")]
    say(chat, "echo: banana")
    expect(chat.get_by_role("status")).to_contain_text("Something went wrong on our side")
    expect(chat.locator("#box")).to_have_value("echo: banana")


def test_a_chat_that_cannot_start_says_so_names_people_and_starts_later(
    context: BrowserContext, page: Page, site: Site, gateway: FakeGateway
) -> None:
    context.add_init_script(FASTER)
    page.route("**/api/**", lambda route: route.abort())
    page.goto(f"{site.chat}/chat?council=rutland")
    expect(page.get_by_role("status")).to_have_text(
        "The chat cannot start right now. You can try again soon."
    )
    expect(page.locator(".notice a[href='tel:999']")).to_be_visible()
    page.unroute("**/api/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("log")).to_contain_text("Who are you?")


def test_a_frame_that_never_loads_leaves_a_button_that_says_so(
    context: BrowserContext, page: Page, site: Site, gateway: FakeGateway
) -> None:
    context.add_init_script(FASTER)
    page.route("**/chat?**", lambda route: route.abort())
    page.goto(site.council_page)
    page.get_by_role("button", name="Have your say").click()
    failed = page.get_by_role("button", name="The chat did not open.")
    expect(failed).to_contain_text("0800 1111")
    page.unroute("**/chat?**")
    failed.click()
    expect(page.locator("iframe")).to_be_visible()


def test_the_key_of_a_receipt_stays_when_the_log_is_fetched_again(
    chat: Frame, page: Page, gateway: FakeGateway
) -> None:
    (session,) = gateway.sessions.values()
    session.at = 5
    say(chat, "send it")
    expect(chat.locator(".receipt dd").last).to_have_text("amber kettle violet harbour")
    session.messages[-1]["receipt"] = {**json.loads(json.dumps(DONE["receipt"])), "key": None}
    gateway.next_answers = [problem(409, "Again.", messages=[])]
    with page.expect_response(lambda answer: answer.request.method == "GET"):
        say(chat, "echo: banana")
    expect(chat.get_by_role("button", name="Send", exact=True)).to_have_attribute("aria-disabled", "false")
    expect(chat.locator("#box")).to_have_value("echo: banana")
    expect(chat.locator(".receipt dd").last).to_have_text("amber kettle violet harbour")
