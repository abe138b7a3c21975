"""The conversation without JavaScript: nothing lost, nothing done twice, nothing left behind."""

from __future__ import annotations

from itertools import repeat
from typing import Any

import httpx
import pytest

from backend.chat.plain.filled import KEPT
from backend.services import complaints
from backend.services.complaints import OpenCase
from tests.attacks.injections import INJECTIONS
from tests.chat.conftest import Door
from tests.chat.plainly import PATH, Reader
from tests.chat.talking import ANSWERS, asked_of
from tests.installed import wording
from tests.staff_pages.browsing import Seen

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("url", ["sqlite"], indirect=True)]
"""One kind of database: it is the pages that are looked at."""

STORY = "my social worker never came and I want to complain"


SECRET = "a secret nobody else may see"


@pytest.fixture
def reader(door: Door) -> Reader:
    """Somebody new."""
    return Reader(door.http)


def said(key: str, band: str = "teen", **facts: object) -> str:
    return wording().render(key, facts, "en", band).text


async def history(door: Door, reader: Reader) -> list[dict[str, Any]]:
    """The conversation as the JSON of any other client has it."""
    bearer = {"Authorization": f"Bearer {reader.token}"}
    answer = await door.http.get("/api/chat/messages", headers=bearer)
    return list(answer.json()["messages"])


def asks(door: Door, reader: Reader) -> str | None:
    return asked_of(door.inst, reader.token)


async def through(door: Door, reader: Reader, until: str | None, **answers: str) -> None:
    """Answer every question by typing until this is asked, or until nothing is."""
    for _ in repeat(None, 30):
        asked = asks(door, reader)
        if asked == until:
            return
        typed = {**ANSWERS, "check_answers": "yes", **answers}.get(str(asked), "skip")
        page = await reader.say(typed)
        assert (page.status, page.mistakes) == (200, []), (asked, page.text)
    raise AssertionError(f"never asked: {until}")


async def sent(door: Door, reader: Reader) -> tuple[str, str]:
    """A complaint from beginning to end; its reference and key."""
    door.rasa.means[STORY] = "make_complaint"
    await reader.start("?council=rutland")
    await reader.say(STORY)
    await through(door, reader, None)
    reference, key = reader.receipt
    return reference, key


def case_of(door: Door, reference: str) -> OpenCase:
    with door.inst.store.read() as tx:
        row = tx.cases.by_reference(reference)
        assert row is not None
        return complaints.require(door.inst, tx, row.id)


async def test_whoever_only_looks_opens_no_conversation_and_finds_the_way_out_and_help(
    door: Door, reader: Reader
) -> None:
    for path in ("/chat/plain?council=rutland", "/before?council=rutland"):
        page = Seen(await door.http.get(path))
        assert (page.status, page.mistakes) == (200, [])
        assert page.answer.headers["cache-control"] == "no-store"
        assert "set-cookie" not in page.answer.headers
        assert "<script" not in page.answer.text
        assert 'name="token"' not in page.answer.text
        assert 'href="tel:999"' in page.answer.text
        assert page.text.index(said("widget.leave")) < page.text.index(said("widget.help"))


async def test_a_complaint_is_made_followed_taken_further_and_stopped(door: Door, reader: Reader) -> None:
    reference, key = await sent(door, reader)
    assert case_of(door, reference).words["what_happened"] == STORY
    page = await reader.press("Simpler words")
    assert said("widget.receipt_case", "child") in page.text
    assert reader.receipt == [reference, key]
    door.clock.move(days=40)
    door.rasa.means |= {
        "where is it": "track_complaint",
        "i want to go to stage 2": "escalate_complaint",
        "stop my complaint": "withdraw_complaint",
    }
    pair = {"reference": reference, "case_key": key}
    for wish, end, status in (
        ("where is it", "track.", "open"),
        ("i want to go to stage 2", "escalate.done_late", "open"),
        ("stop my complaint", "withdraw.done", "withdrawn"),
    ):
        back = Reader(door.http)
        await back.start("?council=rutland")
        await back.say(wish)
        await through(door, back, None, **pair, confirm_withdraw="yes, stop it")
        assert any(str(one["say"]).startswith(end) for one in await history(door, back)), wish
        assert case_of(door, reference).timeline.status == status
    assert case_of(door, reference).timeline.stage == 2


async def test_no_address_no_cookie_and_nothing_kept_by_the_browser(door: Door, reader: Reader) -> None:
    first = await reader.start("?council=rutland")
    for page in (first, await reader.say("hello"), await reader.press("Simpler words")):
        assert page.answer.headers["cache-control"] == "no-store"
        assert "set-cookie" not in page.answer.headers
        assert reader.token not in str(page.answer.url)
        assert [form.method for form in page.forms] == ["post"] * len(page.forms)
    assert dict(door.http.cookies) == {}


async def test_a_page_sent_again_does_nothing_twice_and_another_answer_on_it_is_not_taken(
    door: Door, reader: Reader
) -> None:
    door.rasa.means[STORY] = "make_complaint"
    await reader.start()
    old = reader.answer
    first = await reader.say(STORY, old)
    count = len(await history(door, reader))
    again = await reader.say(STORY, old)
    assert (again.status, len(await history(door, reader))) == (200, count)
    assert [one.split("tone-")[0] for one in again.text.split(". ")] == [
        one.split("tone-")[0] for one in first.text.split(". ")
    ]
    late = await reader.say("something else", old)
    assert (late.status, len(await history(door, reader))) == (409, count)
    assert said("plain.moved_on") in late.text
    assert reader.answer.fields["text"].strip() == "something else"


async def test_leaving_ends_it_and_no_page_sent_again_shows_anything_of_it(
    door: Door, reader: Reader
) -> None:
    await reader.start()
    old = reader.answer
    await reader.say(SECRET)
    token = reader.token
    left = await reader.press("Leave quickly")
    assert (left.status, left.answer.headers["location"]) == (303, "https://www.bbc.co.uk/weather")
    assert left.answer.headers["referrer-policy"] == "no-referrer"
    bearer = {"Authorization": f"Bearer {token}"}
    assert (await door.http.get("/api/chat/messages", headers=bearer)).status_code == 401
    back = await reader.press("Simpler words", old)
    assert (back.status, SECRET in back.text) == (401, False)
    assert (await door.http.get(f"{PATH}/leave")).headers["location"] == PATH


async def test_a_chat_ended_by_its_person_says_what_was_wiped(door: Door, reader: Reader) -> None:
    await reader.start()
    await reader.say(SECRET)
    page = await reader.press("End this chat")
    assert (page.status, SECRET in page.text) == (200, False)
    assert said("plain.wiped") in page.text


async def test_what_was_typed_outlives_a_chat_that_ended_meanwhile(door: Door, reader: Reader) -> None:
    await reader.start()
    door.clock.move(hours=2)
    page = await reader.say(STORY)
    assert (page.status, said("widget.ended") in page.text) == (401, True)
    assert page.form("#now").fields["text"].strip() == STORY
    page = await reader.press("Start a new chat")
    assert page.status == 200
    assert reader.answer.fields["text"].strip() == STORY


async def test_while_nothing_answers_there_are_people_to_call_and_the_same_page_is_sent_again(
    door: Door, reader: Reader
) -> None:
    door.rasa.means[STORY] = "make_complaint"
    await reader.start()
    door.rasa.down = True
    page = await reader.say(STORY)
    assert page.status == 503
    assert said("widget.kept") in page.text
    assert reader.answer.fields["text"].strip() == STORY
    door.rasa.down = False
    page = await reader.say(STORY)
    assert page.status == 200
    assert [one["text"] for one in await history(door, reader)].count(STORY) == 1


async def test_words_in_the_box_wait_when_a_button_is_pressed(door: Door, reader: Reader) -> None:
    door.rasa.means[STORY] = "make_complaint"
    await reader.start()
    await reader.say(STORY)
    page = await reader.press("I am a", text="and another thing")
    assert said("plain.still_typed") in page.text
    assert reader.answer.fields["text"].strip() == "and another thing"
    page = await reader.press("Change language", locale="pl")
    assert 'lang="pl"' in page.answer.text
    assert reader.answer.fields["text"].strip() == "and another thing"


async def test_too_long_a_story_is_told_so_and_stays_whole_in_its_box(door: Door, reader: Reader) -> None:
    await reader.start()
    story = "é" * 20_001
    page = await reader.say(story)
    assert (page.status, said("errors.too_long", limit=20_000) in page.text) == (200, True)
    assert reader.answer.fields["text"].strip() == story


async def test_a_date_has_fields_and_one_that_is_none_is_said_beside_them(door: Door, reader: Reader) -> None:
    door.rasa.means[STORY] = "make_complaint"
    await reader.start("?council=rutland")
    await reader.say(STORY)
    await through(door, reader, "when_happened")
    page = await reader.press("Send", day="29", month="2", year="2025")
    assert (page.status, said("widget.date_wrong") in page.text) == (422, True)
    assert reader.answer.fields["day"] == "29"
    await reader.press("Send", day="3", month="2", year="2026", text="after school")
    assert "03/02/2026, after school" in [one["text"] for one in await history(door, reader)]


async def test_help_comes_first_and_plainly_where_harm_is_heard(door: Door, reader: Reader) -> None:
    await reader.start()
    page = await reader.say("he has got a knife and he is outside my door right now")
    assert "tone-urgent" in page.answer.text
    newest = page.answer.text.split('id="now"')[1]
    assert newest.index("tone-urgent") < newest.index('class="answer"')
    assert asks(door, reader) == "safe_now"


async def test_what_was_said_before_is_folded_and_a_long_story_does_not_push_the_answer_down(
    door: Door, reader: Reader
) -> None:
    await reader.start()
    await reader.say("hello")
    page = await reader.say("a long story " * 100)
    before, newest = page.answer.text.split('id="now"')
    assert "hello" in before.split('class="earlier"')[1]
    assert f"<summary>{said('widget.you_said')}</summary>" in newest


@pytest.mark.parametrize(("locale", "direction"), [("uk", "ltr"), ("ur", "rtl")])
async def test_in_another_language_each_message_is_marked_and_the_english_stands_beside_what_matters(
    door: Door, reader: Reader, locale: str, direction: str
) -> None:
    before = await reader.open(f"?locale={locale}")
    assert f'<html lang="{locale}" dir="{direction}">' in before.answer.text
    assert wording().render("letters.machine_made", {}, locale, "teen").own in before.answer.text
    page = await reader.press(wording().render("plain.before.start", {}, locale, "teen").text)
    welcome = next(one for one in await history(door, reader) if one["say"] == "session.welcome")
    messages = page.answer.text.split('<li class="message')[1:]
    first = next(one for one in messages if "0800 1111" in one)
    assert f'lang="{locale}" dir="{direction}"' in first
    assert wording().render("widget.draft", {}, locale, "teen").text in first
    own, english = first.split('<div class="text english" lang="en" dir="ltr">')
    assert welcome["english"].splitlines()[0] in english
    assert welcome["english"].splitlines()[0] not in own


@pytest.mark.attack("cross-site requests")
async def test_another_sites_form_opens_no_chat_here(door: Door) -> None:
    for origin in ("https://evil.example", "null"):
        answer = await door.http.post(PATH, data={"do": "start"}, headers={"Origin": origin})
        assert (answer.status_code, 'name="token"' in answer.text) == (403, False)


NONSENSE: tuple[dict[str, str], ...] = (
    {},
    {"do": "say"},
    {"do": "say", "token": "made-up", "id": "x" * 20, "text": "hello"},
    {"do": "simpler", "token": "made-up"},
    {"do": "end", "token": "é"},
    {"do": "language", "token": "", "locale": "xx"},
    {"do": "start", "council": "atlantis", "locale": "not a language", "usual": "old"},
)


async def test_whatever_is_sent_is_answered_with_a_page(door: Door, reader: Reader) -> None:
    for fields in NONSENSE:
        answer: httpx.Response = await door.http.post(PATH, data=fields)
        assert answer.status_code in (200, 401)
        assert answer.headers["content-type"].startswith("text/html")
    await reader.start()
    assert (await reader.post(PATH, token=reader.token, id="short", choice="?" * 99)).status == 409


@pytest.mark.attack("markup and templates")
async def test_markup_is_text_on_either_side(door: Door, reader: Reader) -> None:
    await reader.start()
    page = await reader.say("</textarea><script>alert(1)</script>")
    assert "<script" not in page.answer.text
    page = await reader.say("</textarea><b>" + "x" * 20_000)
    assert "<b>" not in page.answer.text
    assert page.mistakes == []


@pytest.mark.attack("markup and templates")
async def test_markup_in_any_field_is_text(door: Door, reader: Reader) -> None:
    door.rasa.means[STORY] = "make_complaint"
    await reader.start("?council=rutland")
    await reader.say(STORY)
    await through(door, reader, "when_happened")
    token = reader.token
    for text in INJECTIONS:
        fields = dict.fromkeys(("text", "day", "month", "year", "usual", "locale", "council"), text)
        page = await reader.post(PATH, token=token, id="A" * 20, **fields, **{f"{KEPT}RUT-1": text})
        assert (page.status, page.mistakes) == (422, [])
        assert said("widget.date_wrong") in page.text
        assert reader.answer.fields["text"].strip() == text.strip()
        assert "<" not in text or text not in page.answer.text
        assert (reader.answer.fields["day"], reader.answer.fields[f"{KEPT}RUT-1"]) == (text, text)


async def test_a_day_of_a_thousand_digits_is_no_day(door: Door, reader: Reader) -> None:
    await reader.start()
    for day in ("9" * 30, "9" * 5_000, "\u00b2"):
        page = await reader.post(PATH, token=reader.token, id="A" * 20, day=day, month=day, year=day)
        assert page.status == 422
