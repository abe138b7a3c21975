"""What a log line may hold while people are served."""

import logging
import sys

from heard_rasa.quiet import Reduced


def line(logger: str, message: str, error: BaseException | None = None) -> str:
    """One record as it would be written."""
    found = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(logger, logging.ERROR, __file__, 7, message, None, found, "handle")
    return Reduced().format(record)


def test_a_line_of_rasas_tells_its_place_and_nothing_else() -> None:
    assert line("rasa.core.processor", "user said: he hits me") == "ERROR rasa.core.processor handle:7"


def test_our_own_lines_are_whole() -> None:
    assert line("heard.channel", "turn failed: actions") == "ERROR heard.channel: turn failed: actions"


def test_errors_are_named_by_kind_and_place_with_their_causes() -> None:
    try:
        try:
            raise KeyError("he hits me")
        except KeyError as cause:
            raise RuntimeError("she said he hits me") from cause
    except RuntimeError:
        told = line("sanic.error", "he hits me", sys.exc_info()[1])
    assert "RuntimeError at test_errors" in told
    assert "KeyError at test_errors" in told
    assert "hits" not in told
