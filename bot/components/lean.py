"""Changes to Rasa's own code at run time: each small, each with its reason, each held by a test.

`bot/tests/test_lean.py` compares patched with unpatched results. They are written against Rasa 3.6.21 and
refused on any other version; a newer Rasa means reading its code again.
"""

import logging
from collections import deque
from typing import Any

import aiohttp
import rasa
from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match
from rasa import server
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.agent import Agent
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses
from rasa.utils.endpoints import ClientResponseError, EndpointConfig, concat_url
from sanic import Sanic

from components import timing
from components.failure import TurnFailed

logger = logging.getLogger("heard.lean")

RASA = "3.6.21"

ACTION_SECONDS = 12
"""An action's time to answer; the gateway gives the whole turn 15."""

_remote_run = RemoteAction.run
_resolve = Event.resolve_by_type
_sessions: dict[int, aiohttp.ClientSession] = {}
_turns: dict[str, deque[str]] = {}


def apply() -> None:
    """Put every change in force. Raises RuntimeError on any other Rasa."""
    if rasa.__version__ != RASA:
        raise RuntimeError(f"bot/components/lean.py changes Rasa {RASA}; this is {rasa.__version__}")
    RemoteAction.run = fail_the_turn
    RemoteAction._validate_action_result = validate_action_result
    EndpointConfig.request = request
    DaskGraphRunner.run = run_graph
    Event.resolve_by_type = staticmethod(EventTable().resolve)
    Agent._create_tracker_store = staticmethod(bare_tracker_store)
    server.add_root_route = no_root_route


def no_root_route(app: Sanic) -> None:
    """Rasa's page at `/` tells whoever asks its version; ours tells nothing."""


async def fail_the_turn(self: RemoteAction, *args: Any, **kwargs: Any) -> list[Event]:
    """An action that cannot run fails the turn.

    Rasa logs it, drops its events and goes on: the person is asked the next question although the answer
    was lost, or met with silence.
    """
    try:
        return await _remote_run(self, *args, **kwargs)
    except ActionExecutionRejection:
        raise
    except Exception as error:
        raise TurnFailed("actions") from error


_result_schema = Draft7Validator(RemoteAction.action_response_format_spec())


def validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    """An action's answer is checked against a schema that is itself checked once, not at every call.

    `jsonschema.validate` checks the schema first each time: 20 ms, the largest single cost of a message.
    """
    error = best_match(_result_schema.iter_errors(result))
    if error is not None:
        raise error
    return True


async def request(
    self: EndpointConfig,
    method: str = "post",
    subpath: str | None = None,
    content_type: str | None = "application/json",
    compress: bool = False,
    **kwargs: Any,
) -> Any | None:
    """One pooled session to each endpoint; Rasa opens and closes one a call, and waits five minutes.

    Where an endpoint has several addresses, with commas between, they are asked in turn, and the next one
    where one is gone: asking twice is safe, since an action is done once under its message's id.
    """
    headers = {"Content-Type": content_type} if content_type else {}
    headers.update(kwargs.pop("headers", {}))
    headers.update(self.headers)
    headers.update(timing.headers())
    kwargs["timeout"] = aiohttp.ClientTimeout(total=ACTION_SECONDS)
    kwargs.update(headers=headers, params=self.combine_parameters(kwargs), compress=compress)
    *others, last = _in_turn(self.url)
    for url in others:
        try:
            return await _answer(self, method, concat_url(url, subpath), kwargs)
        except aiohttp.ClientConnectionError:
            logger.warning("a backend is gone, asking the next")
    return await _answer(self, method, concat_url(last, subpath), kwargs)


async def _answer(endpoint: EndpointConfig, method: str, url: str, kwargs: dict[str, Any]) -> Any | None:
    async with _session(endpoint).request(method, url, **kwargs) as response:
        if response.status >= 400:
            raise ClientResponseError(response.status, response.reason, await response.content.read())
        try:
            return await response.json()
        except aiohttp.ContentTypeError:
            return None


def _in_turn(urls: str) -> list[str]:
    """The addresses of one endpoint, each time from the next one on."""
    turns = _turns.setdefault(urls, deque(urls.split(",")))
    turns.rotate(-1)
    return list(turns)


def _session(endpoint: EndpointConfig) -> aiohttp.ClientSession:
    session = _sessions.get(id(endpoint))
    if session is None or session.closed:
        session = _sessions[id(endpoint)] = endpoint.session()
    return session


async def close_sessions() -> None:
    """Close what `request` opened; for the end of the server."""
    while _sessions:
        _, session = _sessions.popitem()
        await session.close()


def run_graph(
    self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """A graph's nodes one after the other, each once.

    Dask plans the same few nodes anew at every call, and Rasa writes out all inputs for a log that nobody
    reads: together they cost more than what the nodes do.
    """
    wanted = targets or self._graph_schema.target_names
    graph = self._build_dask_graph(self._graph_schema.minimal_graph_schema(wanted))
    self._add_inputs_to_graph(inputs, graph)
    told: dict[str, Any] = {}

    def output(name: str) -> Any:
        if name not in graph:
            # The node itself says what it misses.
            return name
        if name not in told:
            first, *rest = graph[name]
            told[name] = first(*map(output, rest)) if callable(first) else (first, *rest)
        return told[name]

    try:
        return dict(output(name) for name in wanted)
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error


class EventTable:
    """Event classes by name; Rasa walks all subclasses of `Event` for each event it reads."""

    def __init__(self) -> None:
        self._classes: dict[str, type[Event]] = {}
        for found in reversed(all_subclasses(Event)):
            self._classes[found.type_name] = found

    def resolve(self, type_name: str, default: type[Event] | None = None) -> type[Event] | None:
        """The class of a name; an unknown name is left to Rasa, which knows the answers of old."""
        return self._classes.get(type_name) or _resolve(type_name, default)


def bare_tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
    """The store as configured, without Rasa's fail-safe around it.

    That one answers a failing database with a store in memory: the next start, and the other process, know
    nothing of the conversation, and `forget` would leave a copy behind. Here the turn fails instead.
    """
    if store is None:
        return InMemoryTrackerStore(domain)
    store.domain = domain
    return store
