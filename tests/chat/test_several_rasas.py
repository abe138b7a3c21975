"""Where several Rasas share one store the gateway asks them in turn, and passes over one that is gone."""

from __future__ import annotations

import httpx
import pytest

from backend.chat.rasa import Rasa, RasaSilent

BOTH = "http://one:5005, http://two:5005"
ANSWER = {"messages": [{"say": "session.welcome"}], "understood": {"intent": "greet", "confidence": 0.9}}


class Two:
    """Two Rasas, each answering as it is told."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.broken: dict[str, Exception | int] = {}
        self.rasa = Rasa(BOTH, "inner", httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.host)
        broken = self.broken.get(request.url.host)
        if isinstance(broken, Exception):
            raise broken
        return httpx.Response(broken or 200, json=ANSWER)

    async def say(self) -> str:
        """Say something; gives the intent it was understood as."""
        return (await self.rasa.say("0" * 32, {"text": "hello"}, {})).intent


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


pytestmark = pytest.mark.anyio


async def test_they_are_asked_in_turn() -> None:
    two = Two()
    for _ in range(4):
        await two.say()
    assert sorted(two.asked[:2]) == ["one", "two"]
    assert two.asked[:2] == two.asked[2:]


@pytest.mark.parametrize(
    "gone",
    [
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("no such machine"),
        httpx.ReadError("killed in the middle"),
        httpx.RemoteProtocolError("killed in the middle"),
        503,
    ],
    ids=lambda gone: str(gone),
)
async def test_one_that_is_gone_is_passed_over_and_then_asked_last(gone: Exception | int) -> None:
    two = Two()
    two.broken["one"] = gone
    assert [await two.say() for _ in range(4)] == ["greet"] * 4
    assert two.asked.count("one") <= 1


async def test_with_both_gone_it_is_said_so() -> None:
    two = Two()
    two.broken = {"one": httpx.ConnectError("refused"), "two": httpx.ConnectError("refused")}
    with pytest.raises(RasaSilent, match="ConnectError"):
        await two.say()
    assert not await two.rasa.ready()
    del two.broken["two"]
    assert await two.rasa.ready()
    assert await two.say() == "greet"


@pytest.mark.parametrize("slow_or_failed", [httpx.ReadTimeout("slow"), 502])
async def test_one_that_is_slow_or_failed_is_not_asked_twice_over(slow_or_failed: Exception | int) -> None:
    """Whoever waited fifteen seconds is told something now."""
    two = Two()
    two.broken = {"one": slow_or_failed, "two": slow_or_failed}
    with pytest.raises(RasaSilent):
        await two.say()
    assert len(two.asked) == 1
