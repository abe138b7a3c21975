"""What is measured of a conversation: by part and route, never by an address, a reference or a word."""

from __future__ import annotations

from datetime import datetime, timedelta

import httpx
import pytest
from prometheus_client import REGISTRY

from backend.app import create_worker_app
from backend.chat import message
from backend.chat.tokens import token_hash
from backend.clock import LONDON, later
from tests.chat.conftest import Door
from tests.chat.talking import claimed
from tests.installed import settings

pytestmark = pytest.mark.anyio


def counted(name: str, **labels: str) -> float:
    """A figure as it stands; 0 where nothing was counted yet."""
    return REGISTRY.get_sample_value(name, labels) or 0.0


async def test_a_message_is_counted_by_what_became_of_it_and_each_part_is_timed(door: Door) -> None:
    before = {
        part: counted("heard_part_seconds_count", part=part) for part in ("gateway", "screen", "database")
    }
    answered, silent = (counted("heard_messages_total", became=became) for became in ("answered", "silent"))
    person = door.person()
    await person.arrive()
    await person.type("hello")
    door.rasa.down = True
    await person.send(id="into-the-void", text="hello?")
    assert counted("heard_messages_total", became="answered") == answered + 1
    assert counted("heard_messages_total", became="silent") == silent + 1
    assert all(counted("heard_part_seconds_count", part=part) > count for part, count in before.items())


async def test_harm_is_counted_by_how_urgent(door: Door) -> None:
    before = counted("heard_alerts_raised_total", tier="urgent")
    person = door.person()
    await person.arrive()
    await person.type("he has got a knife and he is outside my door right now")
    assert counted("heard_alerts_raised_total", tier="urgent") == before + 1


async def test_what_the_model_finds_misheard_is_counted_too(door: Door) -> None:
    before = counted("heard_alerts_taken_back_total")
    door.rasa.sure_of_no_harm.add("i am scared of him")
    person = door.person()
    await person.arrive()
    await person.type("i am scared of him")
    assert counted("heard_alerts_taken_back_total") == before + 1


async def test_a_request_is_counted_by_its_route_as_the_code_has_it(door: Door) -> None:
    routed = {"method": "GET", "route": "/api/councils/{council}/procedure", "status": "404"}
    nowhere = {"method": "GET", "route": "none", "status": "404"}
    before = [counted("heard_request_seconds_count", **labels) for labels in (routed, nowhere)]
    await door.http.get("/api/councils/wobblefinch/procedure")
    await door.http.get("/wobblefinch")
    after = [counted("heard_request_seconds_count", **labels) for labels in (routed, nowhere)]
    assert after == [count + 1 for count in before]
    assert not [s for family in REGISTRY.collect() for s in family.samples if "wobblefinch" in str(s.labels)]


async def test_a_claim_that_is_renewed_outlasts_its_six_seconds(door: Door) -> None:
    person = door.person()
    await person.arrive()
    assert claimed(door.inst, person.token, "slow")
    door.clock.move(seconds=5)
    message.renew(door.inst, person.token, "slow")
    message.renew(door.inst, person.token, "nobody")
    door.clock.move(seconds=5)
    assert not claimed(door.inst, person.token, "another")
    door.clock.move(seconds=2)
    assert claimed(door.inst, person.token, "another")
    with door.inst.store.read() as tx:
        session = tx.sessions.by_token(token_hash(person.token))
    assert session is not None


async def test_a_conversation_whose_process_was_killed_waits_no_hour_when_the_clocks_go_back(
    door: Door,
) -> None:
    person = door.person()
    await person.arrive()
    door.clock.at = datetime(2026, 10, 25, 1, 59, 58, tzinfo=LONDON)
    assert claimed(door.inst, person.token, "killed")
    message.renew(door.inst, person.token, "killed")
    door.clock.at = later(door.clock.at, timedelta(seconds=7))
    assert claimed(door.inst, person.token, "another")


async def test_a_worker_of_its_own_answers_for_its_health_and_for_nothing_else(
    door: Door, tmp_path_factory: pytest.TempPathFactory
) -> None:
    app = create_worker_app(settings(tmp_path_factory.mktemp("worker")), door.inst)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as http:
        answers = {
            path: (await http.get(path)).status_code
            for path in ("/api/health/live", "/api/health/ready", "/api/chat/messages", "/staff", "/chat")
        }
    assert answers == {
        "/api/health/live": 200,
        "/api/health/ready": 200,
        "/api/chat/messages": 404,
        "/staff": 404,
        "/chat": 404,
    }
