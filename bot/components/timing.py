"""How long the two steps of a turn took, and whose trace it belongs to: told in headers, without words."""

import re
from contextvars import ContextVar

TRACE = "traceparent"
"""The header by which a trace goes from process to process (W3C Trace Context)."""

_FORM = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
_trace: ContextVar[str | None] = ContextVar("trace", default=None)


def belongs_to(trace: str | None) -> None:
    """Note the trace of the turn in hand; what has not the header's form is dropped."""
    _trace.set(trace if trace and _FORM.fullmatch(trace) else None)


def headers() -> dict[str, str]:
    """What goes along with a call made for the turn in hand."""
    trace = _trace.get()
    return {TRACE: trace} if trace else {}


def server_timing(understanding: float, dialogue: float) -> dict[str, str]:
    """Both steps' seconds as a `Server-Timing` header."""
    return {
        "Server-Timing": f"understanding;dur={understanding * 1000:.2f}, dialogue;dur={dialogue * 1000:.2f}"
    }
