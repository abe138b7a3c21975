"""A stand-in's web server on loopback, for as long as a test needs it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Door(BaseHTTPRequestHandler):
    """What a stand-in answers by; it says nothing on the screen."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def serving(door: type[Door]) -> Iterator[int]:
    """The free port on which it answers while the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), door)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
