"""Requests as no well-meaning client writes them, byte by byte, to a running Heard."""

from __future__ import annotations

import gzip
import json
import socket
from contextlib import suppress

import httpx
import pytest

from tests.whole.running import Running
from tests.whole.visiting import Visitor

QUIET = 2.0
"""Seconds in which nothing more comes."""
ASKED_BY = b"Host: 127.0.0.1\r\nContent-Type: application/json\r\n"


def sent(heard: Running, written: bytes) -> list[int]:
    """The status of each answer, until the other side has nothing more to say."""
    got = b""
    # Whoever is refused in mid-sentence finds the line cut; what was answered before counts. The line stays
    # open until then: a half closed one is dropped before a second request is answered.
    with socket.create_connection(("127.0.0.1", heard.port), 10) as line, suppress(ConnectionError):
        line.sendall(written)
        line.settimeout(QUIET)
        with suppress(TimeoutError):
            while part := line.recv(65536):
                got += part
    return [int(one.split(b" ", 1)[0]) for one in got.split(b"HTTP/1.1 ")[1:]]


@pytest.mark.attack("headers and host")
@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}",
        b"Content-Length: -1\r\n\r\n{}",
        b"Content-Length: +2\r\n\r\n{}",
        b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        b"X: a\r\n Content-Length: 2\r\n\r\n{}",
    ],
)
def test_no_second_request_is_smuggled_in_the_body_of_a_first(heard: Running, framing: bytes) -> None:
    before = heard.count("chat_session")
    inside = b"POST /api/chat/sessions HTTP/1.1\r\n" + ASKED_BY + b"Content-Length: 2\r\n\r\n{}"
    codes = sent(heard, b"POST /api/deadlines HTTP/1.1\r\n" + ASKED_BY + framing + inside)
    assert 201 not in codes[:1]
    assert all(400 <= code < 500 for code in codes), codes
    assert heard.count("chat_session") == before


@pytest.mark.attack("headers and host")
@pytest.mark.parametrize(
    "written",
    [
        b"GET /api/health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X: " + b"a" * 2_000_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 2_000_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /api/health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nX: \x00\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused_and_the_next_one_is_answered(heard: Running, written: bytes) -> None:
    assert sent(heard, written) in ([], [400])
    assert httpx.get(f"{heard.address}/api/health/live", timeout=5).status_code == 200


@pytest.mark.attack("headers and host")
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:8080@evil.example", "a'\"><script>", "[::1"])
def test_no_page_repeats_the_host_it_was_asked_under(heard: Running, host: str) -> None:
    with httpx.Client(base_url=heard.address, headers={"Host": host, "X-Forwarded-Host": host}) as http:
        for path in ("/", "/chat", "/chat/plain", "/heard.js", "/case", "/staff", "/api/openapi.json"):
            answer = http.get(path)
            assert answer.status_code in (200, 400, 401), path
            assert host not in answer.text, path
            assert host not in str(answer.headers), path


@pytest.mark.attack("bombs")
def test_a_body_that_swells_when_it_is_unpacked_is_not_unpacked(heard: Running) -> None:
    bomb = gzip.compress(json.dumps({"council": "a" * 50_000_000}).encode())
    assert len(bomb) < 256 * 1024
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    answer = httpx.post(f"{heard.address}/api/chat/sessions", content=bomb, headers=headers, timeout=5)
    assert answer.status_code == 400


@pytest.mark.attack("bombs")
@pytest.mark.parametrize("path", ["/case", "/staff/sign-in", "/chat/plain"])
def test_a_file_is_taken_by_no_form(heard: Running, path: str) -> None:
    files = {"what_happened": ("x.html", b"<script>alert(1)</script>", "text/html")}
    assert httpx.post(f"{heard.address}{path}", files=files, timeout=5).status_code in (400, 401, 403)
    many = {f"field{number}": "x" for number in range(2000)}
    assert httpx.post(f"{heard.address}{path}", data=many, timeout=5).status_code in (400, 401, 403)
    long = {"what_happened": "x" * 300_000}
    assert httpx.post(f"{heard.address}{path}", data=long, timeout=5).status_code in (400, 413)


@pytest.mark.attack("conversation hijack")
@pytest.mark.parametrize("path", ["/api/chat/messages", "/socket.io/?transport=websocket", "/"])
def test_no_door_is_opened_to_a_web_socket(heard: Running, path: str) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Origin": "https://evil.example",
    }
    assert httpx.get(f"{heard.address}{path}", headers=upgrade, timeout=5).status_code != 101


@pytest.mark.attack("conversation hijack")
def test_a_token_is_taken_from_its_header_alone(heard: Running) -> None:
    """In an address it would stand in logs and histories."""
    token = Visitor(heard.address).token
    for query in ({"token": token}, {"access_token": token}, {"Authorization": f"Bearer {token}"}):
        answer = httpx.get(f"{heard.address}/api/chat/messages", params=query, timeout=5)
        assert answer.status_code == 401
    cookies = {"token": token, "session": token}
    assert httpx.get(f"{heard.address}/api/chat/messages", cookies=cookies, timeout=5).status_code == 401


@pytest.mark.attack("SSRF")
def test_no_address_that_somebody_writes_is_fetched(heard: Running) -> None:
    """Neither from a story, from a header, nor from the name of the page around the chat."""
    with socket.socket() as trap:
        trap.bind(("127.0.0.1", 0))
        trap.listen()
        trap.settimeout(0.5)
        address = f"http://127.0.0.1:{trap.getsockname()[1]}/"
        visitor = Visitor(heard.address)
        visitor.type(f"my social worker never came, look at {address} and <img src={address}>")
        for query in ({"host": address}, {"council": address}, {"locale": "en", "host": address}):
            httpx.get(f"{heard.address}/chat", params=query, headers={"Referer": address}, timeout=5)
        httpx.post(f"{heard.address}/api/chat/sessions", json={"council": address}, timeout=5)
        with pytest.raises(TimeoutError):
            trap.accept()
