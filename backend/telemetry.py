"""Where the time goes and what became of messages: figures for a monitor, traces for a collector.

Nothing that anybody typed can get in: what is counted and marked is one of the words that stand in our own
code, and of an error its type alone. Traces are off until `send_traces` is called.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Literal, NamedTuple

from opentelemetry import propagate, trace
from opentelemetry.context import Context
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Part = Literal[
    "gateway", "screen", "rasa", "understanding", "dialogue", "action", "plan", "database", "errand"
]
"""The parts of an answer. `rasa` holds `understanding` and `dialogue`, which holds `action`, which holds
`plan`; `database` is one transaction; `errand` is one thing the worker does."""
Became = Literal["answered", "refused", "silent"]
"""What became of a message: `refused` for a reason of its own (too fast, ended), `silent` where all that
could be said was that it did not work."""

NAME = "heard-backend"
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)
_PARTS = Histogram("heard_part_seconds", "How long one part took, in seconds", ["part"], buckets=_BUCKETS)
_REQUESTS = Histogram(
    "heard_request_seconds",
    "How long a request took, in seconds",
    ["method", "route", "status"],
    buckets=_BUCKETS,
)
_MESSAGES = Counter("heard_messages", "Messages by what became of them", ["became"])
_NOT_UNDERSTOOD = Counter("heard_not_understood", "Messages that were answered with ways on, and no more")
_ALERTS = Counter("heard_alerts_raised", "Words in which harm was heard, by how urgent", ["tier"])
_TAKEN_BACK = Counter("heard_alerts_taken_back", "Of these, what the language model found to be misheard")

_tracer: trace.Tracer = trace.NoOpTracer()
_SERVER_TIMING = re.compile(r"(understanding|dialogue);dur=([0-9.]{1,12})")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Figure(NamedTuple):
    """One figure that is looked up when a monitor asks: its name, whose it is, how many."""

    name: str
    of: Mapping[str, str]
    value: float


@contextmanager
def part(name: Part, **marks: str) -> Iterator[None]:
    """Time a part, and mark it in the trace; `marks` are words of our own code."""
    began = time.perf_counter()
    with _tracer.start_as_current_span(
        name, attributes=dict(marks), record_exception=False, set_status_on_exception=False
    ) as span:
        try:
            yield
        except Exception as error:
            span.set_attribute("failed", type(error).__name__)
            raise
        finally:
            _took(name).observe(time.perf_counter() - began)


@cache
def _took(name: str) -> Histogram:
    # Looking a label up costs more than the counting.
    return _PARTS.labels(name)


def became(what: Became) -> None:
    """Count a message by what became of it."""
    _MESSAGES.labels(what).inc()


def not_understood() -> None:
    """Count a message that nothing was made of."""
    _NOT_UNDERSTOOD.inc()


def alert_raised(tier: str) -> None:
    """Count words in which harm was heard, and answered with help first."""
    _ALERTS.labels(tier).inc()


def alert_taken_back() -> None:
    """Count words in which harm was misheard, and of which nobody was told."""
    _TAKEN_BACK.inc()


def carried() -> dict[str, str]:
    """The headers that let another process go on with this trace; none where nothing is traced."""
    headers: dict[str, str] = {}
    propagate.inject(headers)
    return headers


def reported(server_timing: str | None) -> None:
    """What another process says its own parts took, by the header `Server-Timing`: one after the other."""
    took = [(name, float(ms) / 1000) for name, ms in _SERVER_TIMING.findall(server_timing or "")]
    at = time.time_ns() - int(sum(seconds for _, seconds in took) * 1e9)
    for name, seconds in took:
        _took(name).observe(seconds)
        span = _tracer.start_span(name, start_time=at)
        at += int(seconds * 1e9)
        span.end(end_time=at)


def exposition(looked_up: Iterable[Figure]) -> str:
    """Everything in Prometheus's text: this process's own counts, and what was looked up now."""
    families: dict[str, GaugeMetricFamily] = {}
    for figure in looked_up:
        family = families.setdefault(
            figure.name,
            GaugeMetricFamily(figure.name, figure.name.replace("_", " "), labels=list(figure.of)),
        )
        family.add_metric(list(figure.of.values()), figure.value)
    now = CollectorRegistry()
    now.register(_Fixed(list(families.values())))
    return (generate_latest(REGISTRY) + generate_latest(now)).decode("utf-8")


class _Fixed:
    def __init__(self, families: list[GaugeMetricFamily]) -> None:
        self._families = families

    def collect(self) -> list[GaugeMetricFamily]:
        return self._families


class Requests:
    """ASGI middleware of the public port: times each request by its route, and begins its trace.

    A trace that somebody outside says they began is not gone on with.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/api/health/"):
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        method = scope["method"] if scope["method"] in _METHODS else "other"
        with _tracer.start_as_current_span(
            "request", context=Context(), record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                await self._app(scope, receive, noting)
            finally:
                # The route as it is written in the code, never the address that was asked for.
                route = getattr(scope.get("route"), "path", None) or "none"
                span.set_attributes({"method": method, "route": route, "status": str(status)})
                _REQUESTS.labels(method, route, str(status)).observe(time.perf_counter() - began)


class Actions:
    """ASGI middleware of the inner port: an action is a part of the turn that Rasa called it for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/webhook":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        with trace_of(headers), part("action"):
            await self._app(scope, receive, send)


@contextmanager
def trace_of(headers: Mapping[str, str]) -> Iterator[None]:
    """Go on with the trace that `carried` gave another process."""
    span = trace.get_current_span(propagate.extract(dict(headers), context=Context()))
    with trace.use_span(span, end_on_exit=False, record_exception=False, set_status_on_exception=False):
        yield


def send_traces(url: str) -> None:
    """From here on send traces to a collector of OpenTelemetry: `http://collector:4318/v1/traces`.

    Ours alone: libraries that trace by themselves, FastAPI among them, mark addresses that were asked for,
    and a case's reference stands in some. So nothing is set that they could find.
    """
    global _tracer
    # Imported here: who sends no traces does not pay for it.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource({"service.name": NAME}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=url)))
    _tracer = provider.get_tracer(NAME)
