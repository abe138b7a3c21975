"""A collector of traces on loopback: keeps what a running Heard sends it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from tests.loopback import Door, serving


@dataclass
class Collector:
    """Where it listens, and every body it was sent."""

    url: str = ""
    bodies: list[bytes] = field(default_factory=list)

    def spans(self) -> list[Span]:
        """Everything that was sent."""
        sent = [ExportTraceServiceRequest.FromString(body) for body in list(self.bodies)]
        return [s for one in sent for r in one.resource_spans for scope in r.scope_spans for s in scope.spans]

    def names_by_trace(self) -> dict[bytes, set[str]]:
        """The parts of each trace."""
        traces: dict[bytes, set[str]] = {}
        for span in self.spans():
            traces.setdefault(span.trace_id, set()).add(span.name)
        return traces


@contextmanager
def collecting() -> Iterator[Collector]:
    """A collector for as long as the block lasts."""
    collector = Collector()

    class Takes(Door):
        def do_POST(self) -> None:
            collector.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

    with serving(Takes) as port:
        collector.url = f"http://127.0.0.1:{port}/v1/traces"
        yield collector
