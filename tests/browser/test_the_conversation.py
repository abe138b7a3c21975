"""What a person sees and can do: messages, choices, dates, lengths, voices, the receipt."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.fake_gateway import FakeGateway
from tests.browser.visiting import Site, open_chat


@pytest.fixture
def chat(page: Page, site: Site, gateway: FakeGateway) -> Frame:
    """The chat opened from the council's page."""
    return open_chat(page, site)


def say(chat: Frame, words: str) -> None:
    """Type and send."""
    chat.locator("#box").fill(words)
    chat.get_by_role("button", name="Send", exact=True).click()


def choose(chat: Frame, title: str, then: str) -> None:
    """Press a choice and wait for what it leads to."""
    chat.get_by_role("button", name=title, exact=True).click()
    expect(chat.get_by_role("log")).to_contain_text(then)


def at_the_date(chat: Frame) -> None:
    """Go as far as the question for a date."""
    choose(chat, "A young person", "What happened?")
    say(chat, "It was unfair")
    expect(chat.get_by_role("group", name="The date, if you know it")).to_be_visible()


def test_messages_are_items_of_one_list_that_say_who_spoke(chat: Frame) -> None:
    choose(chat, "A young person", "What happened?")
    items = chat.locator("[role=log] > ol > li")
    expect(items).to_have_count(4)
    assert [item.split(":")[0] for item in items.all_inner_texts()] == [
        "Helper said", "Helper said", "You said", "Helper said",
    ]  # fmt: skip
    assert items.first.get_attribute("lang") == "en"
    assert items.first.get_attribute("dir") == "ltr"


def test_choices_go_once_one_is_used_and_focus_moves_to_the_box(chat: Frame) -> None:
    choose(chat, "A young person", "What happened?")
    expect(chat.get_by_role("group", name="Answers you can pick")).to_be_hidden()
    expect(chat.locator("#box")).to_be_focused()


def test_a_reply_does_not_move_focus(chat: Frame) -> None:
    chat.locator("#box").fill("A young person")
    chat.locator("#box").press("Enter")
    expect(chat.get_by_role("log")).to_contain_text("What happened?")
    expect(chat.locator("#box")).to_be_focused()


def test_a_double_click_sends_once(page: Page, chat: Frame, gateway: FakeGateway) -> None:
    chat.locator("#box").fill("echo: banana")
    chat.get_by_role("button", name="Send", exact=True).dblclick()
    expect(chat.locator(".message", has_text="banana")).to_have_count(2)
    page.wait_for_timeout(200)
    expect(chat.locator(".message", has_text="banana")).to_have_count(2)
    assert gateway.said == ["echo: banana"]


def test_the_box_is_emptied_only_when_the_answer_is_there(chat: Frame, page: Page) -> None:
    held = []
    page.route("**/api/chat/messages", lambda route: held.append(route))
    say(chat, "A young person")
    status = chat.get_by_role("status")
    expect(status).to_have_text("Writing a reply…")
    assert chat.locator("#box").input_value() == "A young person"
    held[0].continue_()
    expect(chat.get_by_role("log")).to_contain_text("What happened?")
    expect(chat.locator("#box")).to_have_value("")
    expect(status).to_have_text("")


def test_the_status_speaks_at_most_twice_in_a_turn(chat: Frame, page: Page) -> None:
    held = []
    page.route("**/api/chat/messages", lambda route: held.append(route))
    chat.evaluate("""() => {
      window.spoken = [];
      const status = document.querySelector('[role=status]');
      new MutationObserver(() => spoken.push(status.textContent)).observe(status, {childList: true});
    }""")
    say(chat, "A young person")
    expect(chat.get_by_role("status")).to_have_text("Writing a reply…")
    held[0].continue_()
    expect(chat.get_by_role("log")).to_contain_text("What happened?")
    expect(chat.get_by_role("status")).to_have_text("")
    assert [words for words in chat.evaluate("spoken") if words] == ["Writing a reply…"]


def test_the_step_is_said_in_words_and_follows_the_plan(chat: Frame) -> None:
    expect(chat.get_by_text("Step 1 of 6", exact=True)).to_be_visible()
    choose(chat, "A parent", "What happened?")
    expect(chat.get_by_text("Step 2 of 6", exact=True)).to_be_visible()


def test_a_date_that_is_not_in_the_calendar_is_explained_beside_its_fields(
    chat: Frame, gateway: FakeGateway
) -> None:
    at_the_date(chat)
    for name, digits in (("Day", "29"), ("Month", "2"), ("Year", "2025")):
        chat.get_by_label(name, exact=True).fill(digits)
    chat.get_by_role("button", name="Send", exact=True).click()
    day = chat.get_by_label("Day", exact=True)
    expect(day).to_be_focused()
    expect(day).to_have_attribute("aria-invalid", "true")
    described = chat.locator(f"#{day.get_attribute('aria-describedby')}")
    expect(described).to_have_text("That date is not in the calendar. Please check the day, month and year.")
    assert len(gateway.said) == 2

    day.fill("28")
    day.press("Enter")
    expect(chat.get_by_role("log")).to_contain_text("advocate")
    assert gateway.said[-1] == "28/02/2025"


def test_a_date_may_be_words(chat: Frame, gateway: FakeGateway) -> None:
    at_the_date(chat)
    say(chat, "last summer")
    expect(chat.get_by_role("log")).to_contain_text("advocate")
    assert gateway.said[-1] == "last summer"


def test_a_date_may_be_unknown(chat: Frame, gateway: FakeGateway) -> None:
    at_the_date(chat)
    choose(chat, "I don't know", "advocate")
    assert gateway.said[-1] == "I don't know"


def test_a_long_story_is_counted_near_its_end_and_kept_when_it_is_too_long(
    chat: Frame, gateway: FakeGateway
) -> None:
    choose(chat, "A young person", "What happened?")
    box, count = chat.locator("#box"), chat.locator("#count")
    box.fill("a" * 17_000)
    expect(count).to_have_text("")
    box.fill("a" * 19_990)
    expect(count).to_have_text("Letters and spaces left: 10")
    box.fill("a" * 20_003)
    box.press("Enter")
    expect(chat.get_by_role("status")).to_contain_text("too long by 3")
    assert len(box.input_value()) == 20_003
    box.fill("\N{SLIGHTLY SMILING FACE}" * 20_000)
    box.press("Enter")
    expect(chat.get_by_role("log")).to_contain_text("When did it happen?")
    assert len(gateway.said[-1]) == 20_000


def test_a_growing_box_does_not_cover_the_question(chat: Frame) -> None:
    choose(chat, "A young person", "What happened?")
    chat.locator("#box").fill("one line\n" * 12)
    question = chat.locator("li.helper").last.bounding_box()
    composer = chat.locator("form").bounding_box()
    assert question
    assert composer
    assert question["y"] + question["height"] <= composer["y"]


def test_simpler_words_asks_the_last_question_again_and_keeps_focus_and_typing(
    chat: Frame, gateway: FakeGateway
) -> None:
    chat.locator("#box").fill("half a thought")
    simpler = chat.get_by_role("button", name="Simpler words")
    simpler.press("Enter")
    expect(chat.get_by_role("log")).to_contain_text("In simpler words: Hello.")
    usual = chat.get_by_role("button", name="Usual words")
    expect(usual).to_be_focused()
    expect(chat.locator("#box")).to_have_value("half a thought")
    expect(chat.get_by_text("It cannot hide the pages you looked at before.")).to_be_visible()
    usual.press("Enter")
    expect(chat.get_by_role("button", name="Simpler words")).to_be_visible()
    assert [session.band for session in gateway.sessions.values()] == ["teen"]


def test_the_chats_own_words_follow_the_server_to_another_band(chat: Frame) -> None:
    choose(chat, "A parent", "What happened?")
    expect(chat.get_by_label("Your message")).to_be_visible()
    expect(chat.get_by_text("your browser's own history")).to_be_visible()


def test_urgent_words_are_marked_by_a_picture_and_a_word(chat: Frame) -> None:
    say(chat, "urgent: If you are in danger now, call 999.")
    urgent = chat.locator("li.tone-urgent")
    expect(urgent).to_contain_text("Please read this first")
    expect(urgent.locator(".tone svg")).to_have_count(1)


def test_a_receipt_shows_both_big_and_copies_only_when_asked(page: Page, chat: Frame, site: Site) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.chat)
    at_the_date(chat)
    say(chat, "last summer")
    choose(chat, "No thank you", "write to you")
    choose(chat, "Skip", "Shall I send it?")
    choose(chat, "Yes, send it", "Thank you")
    card = chat.get_by_role("group", name="It has been sent. Keep these two safe.")
    expect(card).to_contain_text("Writing them on paper is safer")
    sizes = card.locator("dd").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) > 20
    card.get_by_role("button", name="Copy").click()
    expect(chat.get_by_role("status")).to_have_text("Copied.")


def test_only_addresses_that_people_may_follow_become_links(chat: Frame) -> None:
    say(chat, "link: https://www.childline.org.uk/")
    link = chat.get_by_role("link", name="https://www.childline.org.uk/")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(link).to_have_attribute("target", "_blank")
    say(chat, "link: javascript:alert(1)")
    expect(chat.locator("li.helper", has_text="A link.")).to_have_count(2)
    assert chat.locator(".links a").count() == 1
    say(chat, "link: tel:0800 1111")
    call = chat.locator(".links .call")
    assert call.text_content() == "tel:0800\u00a01111", "a number stays on one line"
    expect(call).not_to_have_attribute("target", "_blank")


def test_an_ordinary_link_to_the_chat_opens_it_as_a_page_of_its_own(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    page.goto(site.council_page)
    page.get_by_role("link", name="Open the chat in a page of its own").click()
    expect(page.get_by_role("log")).to_contain_text("Who are you?")
    expect(page).to_have_title("Council help")
    expect(page.get_by_role("button", name="Close")).to_be_hidden()


def test_without_javascript_the_page_names_people_to_call(
    browser: object, site: Site, gateway: FakeGateway
) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{site.chat}/chat?council=rutland")
    expect(page.locator("noscript p")).to_be_visible()
    page.get_by_text("Get help now").click()
    expect(page.get_by_role("link", name="Call Childline: 0800 1111")).to_be_visible()
    expect(page.get_by_role("link", name="Leave quickly")).to_have_attribute("href", site.neutral)
    context.close()
