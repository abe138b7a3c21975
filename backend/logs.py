"""Structured log lines on standard output: what happened and how long it took, never what anybody typed."""

from __future__ import annotations

import logging

import structlog


def configure(level: int = logging.INFO) -> None:
    """JSON lines for our own events; other libraries' records only from warnings on."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # A traceback names files and lines; its locals, which could hold words, are not shown.
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )
