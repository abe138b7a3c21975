"""The whole application behind a real port, all its languages, a stand-in where Rasa would be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from backend.app import create_apps
from tests.browser.visiting import Site, free_port, served
from tests.chat.talking import StandInRasa
from tests.installed import Built, settings


@dataclass(frozen=True)
class RealGateway:
    """Where it answers, and what stands behind it."""

    site: Site
    rasa: StandInRasa
    built: Built


@contextmanager
def real_gateway(home: Path, url: str) -> Iterator[RealGateway]:
    """One on a migrated database, for as long as the block lasts."""
    port, built = free_port(), Built(url, limits=False)
    inst = built.installation()
    rasa = StandInRasa(inst)
    page = f"http://127.0.0.1:{port}"
    neutral = f"{page}/api/health/live"
    told = settings(home).model_copy(update={"port": port, "neutral_address": neutral})
    with served(create_apps(told, inst, rasa).public, port):
        site = Site(f"{page}/?council=rutland", f"http://localhost:{port}", neutral, f"{page}/api/councils")
        yield RealGateway(site, rasa, built)
