"""The same conversation by text message, from a forged callback to the last answer."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import repeat
from pathlib import Path
from typing import Any

import httpx
import pytest

from backend.app import create_apps
from backend.chat import fitting
from backend.chat.gateway import Gateway
from backend.chat.inbound import mobile
from backend.chat.texting import Texting, token_of
from backend.notify.ways import open_ways
from backend.services import texts
from backend.services.installation import Installation
from backend.worker import Worker
from tests.chat.conftest import Wired
from tests.chat.talking import ANSWERS, StandInRasa, asked_of
from tests.databases import copied
from tests.installed import Built, StandingClock, settings, wording
from tests.notify.standins import NotifyStandIn, notify

pytestmark = pytest.mark.anyio

SECRET = "a secret shared with Notify"
MOBILE, OTHER = "+447700900111", "+447700900222"
STORY = "my social worker never came and I want to complain"
DANGER = "he has got a knife and he is outside my door right now"


@dataclass
class Phone:
    """A mobile, and what stands behind the number it texts."""

    inst: Installation
    clock: StandingClock
    rasa: StandInRasa
    http: httpx.AsyncClient
    worker: Worker
    notify: NotifyStandIn
    ids: Iterator[int] = field(default_factory=itertools.count)

    def callback(self, text: str, number: str = MOBILE, **more: Any) -> dict[str, Any]:
        """What Notify tells of a text."""
        return {
            "id": f"11111111-2222-3333-4444-{next(self.ids):012}",
            "source_number": number.removeprefix("+"),
            "destination_number": "447860039950",
            "message": text,
            "date_received": self.clock.now().isoformat(),
            **more,
        }

    async def comes(self, body: dict[str, Any], **headers: str) -> int:
        """The callback, signed as Notify does it unless told otherwise."""
        headers = headers or {"Authorization": f"Bearer {SECRET}"}
        return (await self.http.post("/api/chat/texts", json=body, headers=headers)).status_code

    async def texts(self, *said: str, number: str = MOBILE) -> list[str]:
        """Send these one right after the other; what comes back."""
        before = len(self.notify.to(number))
        for text in said:
            assert await self.comes(self.callback(text, number)) == 204
        await self.later()
        return self.notify.to(number)[before:]

    async def later(self, **by: float) -> None:
        """A little later, the worker has looked."""
        self.clock.move(**(by or {"seconds": 5}))
        await self.worker.once()

    def asks(self, number: str = MOBILE) -> str | None:
        """What is being asked."""
        return asked_of(self.inst, token_of(self.inst, number))


@pytest.fixture(scope="module")
def standin() -> Iterator[NotifyStandIn]:
    with notify() as running:
        yield running


@pytest.fixture(scope="module")
def wired(sqlite: Path, tmp_path_factory: pytest.TempPathFactory, standin: NotifyStandIn) -> Iterator[Wired]:
    """What stands behind the number: to wire its applications takes longer than most tests."""
    home = tmp_path_factory.mktemp("texts")
    copied(sqlite, home / "texts.sqlite")
    built = Built(f"sqlite:///{home / 'texts.sqlite'}", only_council="rutland")
    built.post = open_ways(None, standin.url)
    wired = Wired.of(built, settings(home).model_copy(update={"texts_secret": SECRET}))
    wired.remember()
    yield wired
    wired.inst.store.close()


@pytest.fixture
async def phone(wired: Wired, standin: NotifyStandIn) -> AsyncIterator[Phone]:
    standin.begin_again()
    wired.begin_again()
    inst, rasa = wired.inst, wired.rasa
    rasa.means[STORY] = "make_complaint"
    app = httpx.ASGITransport(wired.apps.public)
    answers = {texts.IN: Texting(inst, Gateway(inst, rasa)).answer}
    async with httpx.AsyncClient(transport=app, base_url="http://127.0.0.1:8080") as http:
        worker = Worker(inst, rasa.forget, answers)
        yield Phone(inst, wired.built.clock, rasa, http, worker, standin)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def said(key: str, band: str = "teen", **facts: Any) -> str:
    return wording().render(key, facts, "en", band).text


async def test_a_complaint_is_made_by_text_and_its_number_is_kept_nowhere(phone: Phone) -> None:
    first = await phone.texts(STORY)
    assert said("texts.first") in "\n\n".join(first)
    await phone.texts("1")
    assert phone.asks() == "age_band", "a number is a button"
    got: list[str] = []
    for _ in repeat(None, 30):
        if (asked := phone.asks()) is None:
            break
        typed = {**ANSWERS, "age_band": "12 to 17", "check_answers": "yes"}.get(asked, "skip")
        got = await phone.texts(typed)
    whole = "\n".join(got)
    reference = whole.split("Reference: ")[1][:9]
    assert "Key: " in whole
    with phone.inst.store.read() as tx:
        case = tx.cases.by_reference(reference)
        assert case is not None
        assert tx.words.all(case.id)["what_happened"] == STORY
        for kind in (texts.IN, texts.OUT):
            assert tx.outbox.open(kind) == ()
        kept = tx.outbox.get(f"{texts.IN}:11111111-2222-3333-4444-{0:012}")
        assert kept is not None
        assert kept.body == {}, "what was answered holds neither number nor words"


async def test_every_text_fits_and_numbers_its_choices(phone: Phone) -> None:
    for got in (await phone.texts("hello"), await phone.texts(STORY)):
        assert got
        assert all(len(text) <= fitting.LONGEST for text in got)
        assert "\n1 " in got[-1]


async def test_a_long_story_in_several_texts_is_put_together_in_order(phone: Phone) -> None:
    await phone.texts(STORY)
    for _ in repeat(None, 10):
        if phone.asks() == "anything_else":
            break
        await phone.texts({**ANSWERS, "age_band": "12 to 17"}[str(phone.asks())])
    handed = len(phone.rasa.got)
    await phone.texts("first this", "then that", "and in the end that")
    assert len(phone.rasa.got) == handed + 1
    bearer = {"Authorization": f"Bearer {token_of(phone.inst, MOBILE)}"}
    told = (await phone.http.get("/api/chat/messages", headers=bearer)).json()["messages"]
    assert "first this\nthen that\nand in the end that" in [one["text"] for one in told]


async def test_the_same_callback_twice_is_one_text_and_two_numbers_are_two_conversations(
    phone: Phone,
) -> None:
    body = phone.callback(STORY)
    assert [await phone.comes(body), await phone.comes(body)] == [204, 204]
    await phone.later()
    count = len(phone.notify.to(MOBILE))
    assert await phone.comes(body) == 204
    await phone.later()
    assert len(phone.notify.to(MOBILE)) == count
    assert phone.notify.to(OTHER) == []
    await phone.texts("hello", number=OTHER)
    assert phone.asks(OTHER) != phone.asks(MOBILE)


async def test_what_is_not_signed_or_not_of_now_is_refused(phone: Phone) -> None:
    body = phone.callback(STORY)
    raw = json.dumps(body).encode()
    made = hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest()
    for headers in (
        {"X": "y"},
        {"Authorization": "Bearer wrong"},
        {"X-Hub-Signature-256": f"sha256={'0' * 64}"},
    ):
        assert await phone.comes(body, **headers) == 401
    for moment in (phone.clock.now() - timedelta(hours=2), phone.clock.now() + timedelta(hours=1)):
        assert await phone.comes({**body, "date_received": moment.isoformat()}) == 409
    changed = {"X-Hub-Signature-256": f"sha256={made}", "Content-Type": "application/json"}
    answer = await phone.http.post(
        "/api/chat/texts", content=raw.replace(b"never", b"always"), headers=changed
    )
    assert answer.status_code == 401
    await phone.later()
    assert phone.rasa.got == []
    answer = await phone.http.post("/api/chat/texts", content=raw, headers=changed)
    assert answer.status_code == 204, "another messenger's gateway signs so"


async def test_stop_ends_and_wipes_the_chat_and_what_was_still_to_be_sent(phone: Phone) -> None:
    await phone.texts(STORY)
    phone.notify.fails_with = 500
    await phone.texts("1")
    phone.notify.fails_with = None
    assert await phone.texts("Stop.") == [said("texts.ended")]
    await phone.later(minutes=20)
    assert phone.notify.to(MOBILE)[-1] == said("texts.ended")
    assert phone.asks() is None
    assert said("texts.first") in "\n".join(await phone.texts("hello")), "it is a new one"


async def test_help_comes_first_and_alone_where_harm_is_heard(phone: Phone) -> None:
    got = await phone.texts("hello", DANGER)
    assert "999" in got[0].splitlines()[0]
    assert phone.asks() == "safe_now"
    with phone.inst.store.read() as tx:
        assert [alert.tier for alert in tx.alerts.open()] == ["urgent"]


async def test_harm_is_heard_though_stop_follows_it_at_once(phone: Phone) -> None:
    got = await phone.texts(DANGER, "stop")
    assert "999" in got[0].splitlines()[0]
    assert got[-1] == said("texts.ended")
    assert phone.asks() is None
    with phone.inst.store.read() as tx:
        assert [alert.tier for alert in tx.alerts.open()] == ["urgent"]


async def test_while_rasa_is_down_there_are_words_once_and_later_the_answer(phone: Phone) -> None:
    phone.rasa.down = True
    sorry = await phone.texts(STORY)
    assert "0800 1111" in "\n".join(sorry)
    await phone.later()
    assert len(phone.notify.to(MOBILE)) == len(sorry)
    phone.rasa.down = False
    await phone.later(minutes=2)
    assert len(phone.notify.to(MOBILE)) > len(sorry)
    assert phone.asks() is not None


async def test_a_chat_that_was_quiet_for_long_begins_anew(phone: Phone) -> None:
    await phone.texts(STORY)
    phone.clock.move(hours=2)
    assert said("texts.first") in "\n".join(await phone.texts("hello"))


async def test_texts_keep_their_order_though_one_has_to_be_sent_again(phone: Phone) -> None:
    with phone.inst.store.begin() as tx:
        texts.reply(phone.inst, tx, "an-answer", MOBILE, ["one", "two", "three"])
    phone.notify.fails_with = 500
    await phone.later()
    phone.notify.fails_with = None
    await phone.later(seconds=30)
    assert phone.notify.to(MOBILE) == ["one", "two", "three"]


async def test_without_a_secret_there_is_nothing_there(sqlite: Path, tmp_path: Path) -> None:
    copied(sqlite, tmp_path / "none.sqlite")
    inst = Built(f"sqlite:///{tmp_path / 'none.sqlite'}").installation()
    app = httpx.ASGITransport(create_apps(settings(tmp_path), inst, StandInRasa(inst)).public)
    async with httpx.AsyncClient(transport=app, base_url="http://127.0.0.1:8080") as http:
        headers = {"Authorization": "Bearer "}
        assert (await http.post("/api/chat/texts", json={}, headers=headers)).status_code == 404
    inst.store.close()


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ("447700900111", MOBILE),
        ("+44 7700 900111", MOBILE),
        ("07700900111", MOBILE),
        ("00447700900111", MOBILE),
        ("442079460000", None),
        ("Council", None),
        ("15551234567", None),
    ],
)
def test_a_number_is_known_however_it_is_told(told: str, known: str | None) -> None:
    assert mobile(told) == known


def message(text: str, *choices: str) -> dict[str, Any]:
    offered = [{"id": f"c-{n}", "title": title} for n, title in enumerate(choices)]
    return {"from": "assistant", "text": text, "links": [], "receipt": None, "choices": offered}


@pytest.mark.parametrize("text", ["word " * 900, "łódź " * 900, "x" * 3000, "[a] " * 500, "One. Two. " * 300])
def test_nothing_is_lost_where_a_long_answer_is_cut(text: str) -> None:
    sent = fitting.texts([message(text)], ("Reference", "Key"))
    assert "".join("".join(sent).split()) == "".join(text.split())
    longest = fitting.LONGEST_OTHERWISE if "ł" in text else fitting.LONGEST
    assert all(len(one) + one.count("[") + one.count("]") <= longest for one in sent)


@pytest.mark.parametrize(
    ("sent", "means"), [("2", "c-1"), (" 1. ", "c-0"), ("3", None), ("0", None), ("two", None), ("", None)]
)
def test_a_number_is_the_button_that_stands_behind_it(sent: str, means: str | None) -> None:
    assert fitting.chosen([message("Which?", "This", "That")], sent) == means
