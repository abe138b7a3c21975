"""What stands before several backends hands on everything as it is, to the next one each time."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from backend.front import create_app
from backend.neighbours import InTurn

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Two(httpx.AsyncBaseTransport):
    """Two backends that say what they got, and the front before them."""

    def __init__(self) -> None:
        self.gone: dict[str, Exception] = {}
        self.got: list[httpx.Request] = []
        behind = httpx.AsyncClient(transport=self)
        app = create_app(InTurn("http://one:1,http://two:1"), behind)
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://heard:8080")

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if (error := self.gone.get(request.url.host)) is not None:
            raise error
        await request.aread()
        self.got.append(request)
        cookies = [("set-cookie", "a=1"), ("set-cookie", "b=2"), ("x-from", request.url.host)]
        return httpx.Response(201, headers=cookies, content=_told())


async def _told() -> AsyncIterator[bytes]:
    """An answer as it comes over a wire: piece by piece."""
    yield b"to"
    yield b"ld"


async def test_each_request_goes_to_the_next_with_all_that_it_is() -> None:
    two = Two()
    answers = [
        await two.http.post(
            "/api/chat/a%2Fb?x=%C3%A9&y", content=b'{"id": 1}', headers={"authorization": "B"}
        )
        for _ in range(2)
    ]
    assert sorted(answer.headers["x-from"] for answer in answers) == ["one", "two"]
    for request, answer in zip(two.got, answers, strict=True):
        assert request.url.raw_path == b"/api/chat/a%2Fb?x=%C3%A9&y"
        assert request.content == b'{"id": 1}'
        assert request.headers["authorization"] == "B"
        assert request.headers["host"] == "heard:8080"
        assert (answer.status_code, answer.content) == (201, b"told")
        assert answer.headers.get_list("set-cookie") == ["a=1", "b=2"]


async def test_nobody_can_say_that_they_are_somebody_else() -> None:
    two = Two()
    await two.http.get("/", headers={"x-forwarded-for": "203.0.113.7"})
    assert two.got[0].headers.get_list("x-forwarded-for") == ["127.0.0.1"]


async def test_one_that_is_gone_is_passed_over() -> None:
    two = Two()
    two.gone["one"] = httpx.ConnectError("refused")
    answers = [await two.http.post("/", content=b"words") for _ in range(4)]
    assert {answer.headers["x-from"] for answer in answers} == {"two"}
    assert {request.content for request in two.got} == {b"words"}


async def test_what_a_backend_may_have_begun_is_not_begun_again_by_the_front() -> None:
    """Whoever sent it knows its id, and sends it again."""
    two = Two()
    two.gone = dict.fromkeys(("one", "two"), httpx.ReadError("killed"))
    answer = await two.http.post("/", content=b"words")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert two.got == []


async def test_with_all_gone_it_says_so() -> None:
    two = Two()
    two.gone = dict.fromkeys(("one", "two"), httpx.ConnectError("refused"))
    answer = await two.http.get("/")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
