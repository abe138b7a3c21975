"""Structured log lines on standard output: what happened and how long it took, never what anybody typed."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any

import structlog


def configure(level: int = logging.INFO) -> None:
    """JSON lines for our own events; other libraries' records only from warnings on."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    # It logs what GOV.UK Notify answers, which may hold what was sent.
    logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _where_it_failed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: _Lines(),
    )


class _Lines:
    """Writes to standard output; where that cannot be, as on a full disk, the line alone is lost."""

    def msg(self, line: str) -> None:
        with suppress(OSError):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()

    debug = info = warning = error = critical = exception = msg


def _where_it_failed(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception as its type and the lines it came through: its message could repeat what was typed."""
    if event.pop("exc_info", None):
        kind, _error, trace = sys.exc_info()
        event["failed"] = kind.__name__ if kind else "unknown"
        event["at"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
        ]
    return event
