"""Logging that cannot tell what a person typed.

Rasa puts messages, slots and whole events into its log lines. While serving, a line of any code but ours
is therefore reduced to its level, its place and the kinds of error behind it; ours ("heard...") are written
whole, since we write them without anybody's words. Python's warnings, for developers, are not written at all.
"""

import logging
import os
import sys
import traceback

import structlog

OURS = "heard"


class Reduced(logging.Formatter):
    """Level, place and kinds of error; the message only of our own loggers."""

    def format(self, record: logging.LogRecord) -> str:
        place = f"{record.levelname} {record.name}"
        if record.name.split(".")[0] == OURS:
            return f"{place}: {record.getMessage()}"
        return f"{place} {record.funcName}:{record.lineno}{_kinds(record)}"


def _kinds(record: logging.LogRecord) -> str:
    """The types of an error and its causes, and the line each was raised at; never what they say."""
    error = record.exc_info[1] if record.exc_info else None
    kinds = ""
    while error is not None:
        frames = traceback.extract_tb(error.__traceback__)
        where = f" at {frames[-1].name}:{frames[-1].lineno}" if frames else ""
        kinds += f" {type(error).__name__}{where}"
        error = error.__cause__
    return kinds


def while_serving() -> None:
    """Reduce every log line from here on. `HEARD_LOG_LEVEL` (default WARNING) sets how many there are."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Reduced())
    logging.basicConfig(handlers=[handler], level=os.environ.get("HEARD_LOG_LEVEL", "WARNING"), force=True)
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").disabled = True
    _structured_through_logging()


def while_building() -> None:
    """Warnings and errors in full: training and checking see our own texts and nobody else's."""
    logging.basicConfig(format="%(levelname)s %(message)s", level="WARNING", force=True)
    _structured_through_logging()


def _structured_through_logging() -> None:
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _name_only],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _name_only(_: object, __: str, event: structlog.typing.EventDict) -> str:
    """Rasa's structured lines carry messages and events beside their name."""
    return str(event["event"])
