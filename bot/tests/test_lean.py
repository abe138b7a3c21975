"""Each change to Rasa's code beside the code it stands for: same results, but for what it is to change."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import rasa
from aiohttp import ClientConnectionError, web
from jsonschema import ValidationError
from rasa import server
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.common import all_subclasses
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from sanic import Sanic

from components import lean, timing
from components.failure import TurnFailed

SECRET = {"X-Heard-Secret": "s"}
Served = Callable[[web.Request], Awaitable[web.Response]]


@pytest.fixture
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts Rasa back as it was after `lean.apply`."""
    for place, name in (
        (RemoteAction, "run"),
        (RemoteAction, "_validate_action_result"),
        (EndpointConfig, "request"),
        (Agent, "_create_tracker_store"),
        (Event, "resolve_by_type"),
        (server, "add_root_route"),
        (DaskGraphRunner, "run"),
    ):
        monkeypatch.setattr(place, name, place.__dict__[name])


def test_another_rasa_is_refused_and_left_alone(monkeypatch: pytest.MonkeyPatch, as_it_was: None) -> None:
    before = RemoteAction.run
    monkeypatch.setattr(rasa, "__version__", "3.6.22")
    with pytest.raises(RuntimeError, match=r"3\.6\.22"):
        lean.apply()
    assert RemoteAction.run is before


def test_every_change_is_put_in_force(as_it_was: None) -> None:
    lean.apply()
    assert RemoteAction.run is lean.fail_the_turn
    assert RemoteAction._validate_action_result is lean.validate_action_result
    assert EndpointConfig.request is lean.request
    assert DaskGraphRunner.run is lean.run_graph
    assert Agent._create_tracker_store is lean.bare_tracker_store
    assert Event.resolve_by_type("slot") is SlotSet
    assert server.add_root_route is lean.no_root_route


def test_the_root_tells_no_version_where_stock_does(as_it_was: None) -> None:
    stock, ours = Sanic("stock"), Sanic("ours")
    server.add_root_route(stock)
    lean.no_root_route(ours)
    assert [route.path for route in stock.router.routes] == [""]
    assert not ours.router.routes


@pytest.mark.parametrize(
    "result",
    [
        {"events": [], "responses": []},
        {},
        {"events": [{"event": "slot", "name": "question", "value": "council", "timestamp": None}]},
        {"events": [], "responses": [{"custom": {"say": "a"}}]},
        {"events": [{"event": "nonsense"}]},
        {"events": {}},
        {"responses": ["text"]},
        [],
        None,
    ],
)
def test_an_actions_answer_is_judged_alike(result: Any) -> None:
    def judged(check: Callable[[Any, Any], bool]) -> Any:
        try:
            return check(RemoteAction("action_answer", None), result)
        except ValidationError as error:
            return ValidationError, list(error.absolute_path)

    assert judged(lean.validate_action_result) == judged(RemoteAction._validate_action_result)


async def served(answer: Served, use: Callable[[EndpointConfig], Awaitable[Any]]) -> tuple[Any, int]:
    """Run `use` against a small server; gives its result or error, and how many connections were made."""
    connections = set()

    async def counted(request: web.Request) -> web.Response:
        connections.add(request.transport)
        return await answer(request)

    app = web.Application()
    app.router.add_post("/webhook", counted)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    try:
        result = await use(EndpointConfig(f"http://127.0.0.1:{port}/webhook", headers=SECRET))
    except ClientResponseError as error:
        result = (error.status, error.message, error.text)
    finally:
        await lean.close_sessions()
        await runner.cleanup()
    return result, len(connections)


async def _json(request: web.Request) -> web.Response:
    return web.json_response({"got": await request.json(), "secret": request.headers["X-Heard-Secret"]})


async def _text(_: web.Request) -> web.Response:
    return web.Response(text="plain")


async def _bad(_: web.Request) -> web.Response:
    return web.json_response({"error": "action"}, status=502)


async def _rejected(_: web.Request) -> web.Response:
    return web.json_response({"error": "no", "action_name": "action_answer"}, status=400)


@pytest.mark.parametrize("answer", [_json, _text, _bad, _rejected])
def test_a_request_gets_the_same_answer(answer: Served) -> None:
    async def patched(endpoint: EndpointConfig) -> Any:
        return await lean.request(endpoint, json={"a": 1}, method="post", timeout=300, compress=False)

    async def stock(endpoint: EndpointConfig) -> Any:
        return await EndpointConfig.request(endpoint, json={"a": 1}, method="post", timeout=300)

    assert asyncio.run(served(answer, patched))[0] == asyncio.run(served(answer, stock))[0]


def test_five_requests_take_one_connection_where_stock_takes_five() -> None:
    async def patched(endpoint: EndpointConfig) -> None:
        for _ in range(5):
            await lean.request(endpoint, json={})

    async def stock(endpoint: EndpointConfig) -> None:
        for _ in range(5):
            await EndpointConfig.request(endpoint, json={})

    assert asyncio.run(served(_json, patched))[1] == 1
    assert asyncio.run(served(_json, stock))[1] == 5


class Sum(GraphComponent):
    """Adds up what it is given, and counts how often it was asked."""

    asked = 0

    @classmethod
    def create(cls, config: Any, **_: Any) -> "Sum":
        made = cls()
        made.least = config["least"]
        return made

    def add(self, **given: int) -> int:
        Sum.asked += 1
        if any(one < 0 for one in given.values()):
            raise RuntimeError("too little")
        return self.least + sum(given.values())


def adding(tmp_path: Path) -> DaskGraphRunner:
    """One node under two others, both under a last one."""

    def node(needs: dict[str, str], least: int) -> SchemaNode:
        return SchemaNode(needs, Sum, "create", "add", {"least": least}, is_target=least == 8)

    schema = GraphSchema(
        {
            "first": node({"given": "number"}, 1),
            "left": node({"given": "first"}, 2),
            "right": node({"given": "first", "more": "number"}, 4),
            "last": node({"left": "left", "right": "right"}, 8),
        }
    )
    return DaskGraphRunner.create(schema, LocalModelStorage(tmp_path), ExecutionContext(schema))


@pytest.mark.parametrize("targets", [None, ["last"], ["left"], ["right", "first"]])
def test_a_graph_gives_the_same_and_asks_each_node_once(tmp_path: Path, targets: list[str] | None) -> None:
    runner, counts = adding(tmp_path), []
    given = []
    for run in (DaskGraphRunner.run, lean.run_graph):
        before = Sum.asked
        given.append(run(runner, {"number": 100}, targets))
        counts.append(Sum.asked - before)
    assert given[0] == given[1]
    assert counts[0] == counts[1]


@pytest.mark.parametrize("inputs", [None, {"number": -1}, {"number": "first"}])
def test_a_graph_that_cannot_run_fails_alike(tmp_path: Path, inputs: dict[str, Any] | None) -> None:
    failed = []
    for run in (DaskGraphRunner.run, lean.run_graph):
        with pytest.raises((GraphComponentException, GraphRunError)) as raised:
            run(adding(tmp_path), inputs)
        failed.append((raised.type, str(raised.value)))
    assert failed[0] == failed[1]


def test_every_event_is_found_by_its_name_alike() -> None:
    table = lean.EventTable()
    names = {kind.type_name for kind in all_subclasses(Event)}
    assert len(names) > 20
    for name in names:
        assert table.resolve(name) is Event.resolve_by_type(name)


def test_unknown_events_are_treated_alike() -> None:
    table = lean.EventTable()
    assert table.resolve("topic") is Event.resolve_by_type("topic") is None
    assert table.resolve("nonsense", SlotSet) is Event.resolve_by_type("nonsense", SlotSet) is SlotSet
    for resolve in (table.resolve, Event.resolve_by_type):
        with pytest.raises(ValueError, match="nonsense"):
            resolve("nonsense")


class Endpoint(EndpointConfig):
    """An action server that answers as told."""

    def __init__(self, answer: Any) -> None:
        super().__init__("http://nowhere")
        self.answer = answer

    async def request(self, *_: Any, **__: Any) -> Any:
        if isinstance(self.answer, Exception):
            raise self.answer
        return json.loads(json.dumps(self.answer))


def act(run: Callable[..., Awaitable[list[Event]]], answer: Any, domain: Domain) -> list[dict[str, Any]]:
    """Run an action against such a server; gives its events without their times."""
    tracker = DialogueStateTracker("0" * 32, domain.slots)
    action = RemoteAction("action_answer", Endpoint(answer))
    nlg = NaturalLanguageGenerator.create(None, domain)
    events = asyncio.run(run(action, CollectingOutputChannel(), nlg, tracker, domain))
    return [{**event.as_dict(), "timestamp": None} for event in events]


def test_an_action_that_answers_gives_the_same_events(domain: Domain) -> None:
    answer = {
        "events": [{"event": "slot", "name": "question", "value": "council", "timestamp": None}],
        "responses": [{"custom": {"say": "begun"}}],
    }
    patched = act(lean.fail_the_turn, answer, domain)
    assert patched == act(RemoteAction.run, answer, domain)
    assert [event["event"] for event in patched] == ["bot", "slot"]


@pytest.mark.parametrize(
    "failure",
    [
        ClientResponseError(502, "Bad Gateway", '{"error": "action"}'),
        OSError("gone"),
        TimeoutError(),
        {"events": 7},
    ],
)
def test_an_action_that_fails_fails_the_turn_where_stock_goes_on(failure: Any, domain: Domain) -> None:
    with pytest.raises(TurnFailed) as failed:
        act(lean.fail_the_turn, failure, domain)
    assert failed.value.why == "actions"
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever it is, Rasa swallows it
        act(RemoteAction.run, failure, domain)


def test_an_action_may_still_turn_a_message_down(domain: Domain) -> None:
    refusal = ClientResponseError(400, "Bad Request", '{"error": "no", "action_name": "action_answer"}')
    for run in (lean.fail_the_turn, RemoteAction.run):
        with pytest.raises(ActionExecutionRejection):
            act(run, refusal, domain)


def test_a_failed_turn_passes_what_rasa_would_swallow() -> None:
    assert not issubclass(TurnFailed, Exception)
    assert issubclass(RasaException, Exception)


def test_the_store_stands_bare_where_rasa_wraps_it(domain: Domain) -> None:
    store = InMemoryTrackerStore(Domain.empty())
    assert isinstance(Agent._create_tracker_store(store, domain), FailSafeTrackerStore)
    assert lean.bare_tracker_store(store, domain) is store
    assert store.domain is domain
    assert isinstance(lean.bare_tracker_store(None, domain), InMemoryTrackerStore)


async def _trace(request: web.Request) -> web.Response:
    return web.json_response({"trace": request.headers.get(timing.TRACE)})


def test_of_several_addresses_the_next_is_asked_where_one_is_gone() -> None:
    async def both(endpoint: EndpointConfig) -> list[Any]:
        gone = "http://127.0.0.1:1/webhook"
        several = EndpointConfig(f"{gone},{endpoint.url}", headers=SECRET)
        return [await lean.request(several, json={"n": n}) for n in range(3)]

    got = asyncio.run(served(_json, both))[0]
    assert [one["got"] for one in got] == [{"n": 0}, {"n": 1}, {"n": 2}]


def test_with_all_addresses_gone_the_call_fails() -> None:
    async def gone(_: EndpointConfig) -> None:
        await lean.request(EndpointConfig("http://127.0.0.1:1/a,http://127.0.0.1:1/b"), json={})

    with pytest.raises(ClientConnectionError):
        asyncio.run(served(_json, gone))


@pytest.mark.parametrize(
    ("given", "goes_on"),
    [
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", True),
        ("my dad hits me", False),
        (None, False),
    ],
)
def test_the_trace_of_a_turn_goes_on_with_its_actions_and_nothing_else_can_be_in_it(
    given: str | None, goes_on: bool
) -> None:
    async def turn(endpoint: EndpointConfig) -> Any:
        timing.belongs_to(given)
        return await lean.request(endpoint, json={})

    got = asyncio.run(served(_trace, turn))[0]
    assert got == {"trace": given if goes_on else None}
